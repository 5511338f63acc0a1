import { sql } from 'kysely'
import { newId } from '@misiva/store'
import { instant, type Reader } from './views.ts'

/** A personal link as it is kept: without its token. */
export interface PersonalLinkView {
  readonly id: string
  readonly communication: string
  /** The message that carries it, and its channel; null: given by hand. */
  readonly message: string | null
  readonly channel: string | null
  readonly madeBy: { readonly id: string; readonly name: string } | null
  readonly createdAt: string
  readonly expiresAt: string
  readonly revokedAt: string | null
  readonly opens: number
  readonly firstOpenedAt: string | null
  readonly lastOpenedAt: string | null
  readonly state: 'open' | 'expired' | 'revoked'
}

const columns = sql`
  l.id, l.communication_id as communication, l.message_id as message, m.channel, l.opens,
  case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as "madeBy",
  ${instant(sql`l.created_at`)} as "createdAt", ${instant(sql`l.expires_at`)} as "expiresAt",
  ${instant(sql`l.revoked_at`)} as "revokedAt", ${instant(sql`l.first_opened_at`)} as "firstOpenedAt",
  ${instant(sql`l.last_opened_at`)} as "lastOpenedAt",
  case when l.revoked_at is not null then 'revoked' when l.expires_at <= now() then 'expired' else 'open'
    end as state`

const joined = sql`personal_link l left join message m on m.id = l.message_id left join person p on p.id = l.made_by`

/** The link whose token has this SHA-256, whatever its state. */
export async function findLink(db: Reader, sha256: Buffer): Promise<PersonalLinkView | undefined> {
  const { rows } = await sql<PersonalLinkView>`
    select ${columns} from ${joined} where l.token_sha256 = ${sha256}`.execute(db)
  return rows[0]
}

export async function linksOf(db: Reader, communication: string): Promise<PersonalLinkView[]> {
  const { rows } = await sql<PersonalLinkView>`
    select ${columns} from ${joined} where l.communication_id = ${communication} order by l.id`.execute(
    db,
  )
  return rows
}

/** Makes a link to be given by hand; `expiresAt` is an ISO 8601 instant. */
export async function enterLink(
  db: Reader,
  link: {
    readonly sha256: Buffer
    readonly communication: string
    readonly expiresAt: string
    readonly madeBy: string
  },
): Promise<PersonalLinkView> {
  await sql`insert into personal_link (id, token_sha256, communication_id, made_by, expires_at)
    values (${newId()}, ${link.sha256}, ${link.communication}, ${link.madeBy}, ${link.expiresAt})`.execute(
    db,
  )
  return (await findLink(db, link.sha256))!
}

/** From now on it opens nothing. False if there is no such link of this communication. */
export async function revokeLink(
  db: Reader,
  communication: string,
  link: string,
  person: string,
): Promise<boolean> {
  const { rows } = await sql`
    update personal_link set revoked_at = coalesce(revoked_at, now()),
      revoked_by = coalesce(revoked_by, ${person})
    where id = ${link} and communication_id = ${communication} returning id`.execute(db)
  return rows.length > 0
}

/** One look more, now. */
export async function countOpening(db: Reader, link: string): Promise<void> {
  await sql`
    update personal_link set opens = opens + 1, first_opened_at = coalesce(first_opened_at, now()),
      last_opened_at = now()
    where id = ${link}`.execute(db)
}
