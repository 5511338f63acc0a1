import { sql } from 'kysely'
import type { PersonEventTable, Role } from '@misiva/store'
import type { Reader } from './content.ts'

/** What happened to a person's rights, and who did it; null is the command line or the database. */
export interface PersonEvent {
  readonly id: number
  readonly person: { readonly id: string; readonly name: string }
  readonly kind: PersonEventTable['kind']
  readonly role: Role | null
  readonly prefix: string | null
  readonly detail: string | null
  readonly by: { readonly id: string; readonly name: string } | null
  /** ISO 8601 instant. */
  readonly at: string
}

/** Latest first; `after` is the last id of the page before. */
export async function listPersonEvents(
  db: Reader,
  filter: {
    readonly person?: string | undefined
    readonly after?: number | undefined
    readonly limit: number
  },
): Promise<PersonEvent[]> {
  const { rows } = await sql<PersonEvent>`
    select e.id, e.kind, e.role, e.prefix, e.detail, e.at,
      json_build_object('id', p.id, 'name', p.name) as person,
      case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as by
    from person_event e join person p on p.id = e.person_id left join person b on b.id = e.by_id
    where (${filter.person ?? null}::uuid is null or e.person_id = ${filter.person ?? null}::uuid)
      and e.id < coalesce(${filter.after ?? null}::bigint, 9223372036854775807)
    order by e.id desc limit ${filter.limit}
  `.execute(db)
  return rows
}
