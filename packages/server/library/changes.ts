import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { ChangeEventTable, ChangeState } from '@misiva/store'
import {
  collides,
  filesOfChange,
  manifestOf,
  releaseInForce,
  type FileOfChange,
  type Reader,
} from './content.ts'
import { may, type Person } from './people.ts'
import { objectId, objectOf } from './objects.ts'

export interface PersonName {
  readonly id: string
  readonly name: string
}

export interface ChangeHead {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly state: ChangeState
  readonly author: PersonName
  readonly baseRelease: string | null
  readonly effectiveFrom: string | null
  readonly effectiveUntil: string | null
  readonly createdAt: string
  readonly changedAt: string
}

export interface ChangedFile extends FileOfChange {
  readonly kind: 'added' | 'changed' | 'removed'
  readonly conflict: boolean
}

export interface ChangeView extends ChangeHead {
  readonly editors: readonly PersonName[]
  /** Files that differ; a file given back is none. */
  readonly files: readonly ChangedFile[]
  readonly objects: readonly string[]
  readonly openComments: number
  readonly events: readonly {
    readonly kind: ChangeEventTable['kind']
    readonly person: PersonName | null
    readonly detail: string | null
    readonly at: string
  }[]
}

export async function findChange(db: Reader, id: string): Promise<ChangeHead | undefined> {
  return (await heads(db, { id }))[0]
}

/** Changes, the last touched first; `state` bounds them, `path` those that touch it. */
export async function listChanges(
  db: Reader,
  filter: {
    readonly states?: readonly ChangeState[]
    readonly path?: string
    readonly limit: number
    /** `next` of the page before. */
    readonly after?: string
  },
): Promise<ChangeHead[]> {
  return heads(db, filter)
}

async function heads(
  db: Reader,
  filter: {
    readonly id?: string
    readonly states?: readonly ChangeState[]
    readonly path?: string
    readonly limit?: number
    readonly after?: string
  },
): Promise<ChangeHead[]> {
  let query = db
    .selectFrom('change as c')
    .innerJoin('person as p', 'p.id', 'c.author_id')
    .select((eb) => [
      'c.id',
      'c.title',
      'c.description',
      'c.state',
      'c.base_release as baseRelease',
      'c.effective_from as effectiveFrom',
      'c.effective_until as effectiveUntil',
      'c.created_at as createdAt',
      'c.changed_at as changedAt',
      eb.ref('p.id').as('authorId'),
      eb.ref('p.name').as('authorName'),
    ])
    .orderBy('c.changed_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(filter.limit ?? 1)
  if (filter.id !== undefined) query = query.where('c.id', '=', filter.id)
  if (filter.states) query = query.where('c.state', 'in', [...filter.states])
  if (filter.path !== undefined) {
    const { path } = filter
    query = query.where(
      sql<boolean>`exists (select from change_file f where f.change_id = c.id and f.path = ${path})`,
    )
  }
  if (filter.after !== undefined) {
    const [at, id] = filter.after.split('_')
    query = query.where(sql<boolean>`(c.changed_at, c.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const rows = await query.execute()
  return rows.map(({ authorId, authorName, ...head }) => ({
    ...head,
    author: { id: authorId, name: authorName },
  }))
}

/** Where a list goes on behind this change. */
export const cursorOf = ({ changedAt, id }: ChangeHead): string => `${changedAt}_${id}`

/** A change with all that is known of it. */
export async function readChange(db: Reader, head: ChangeHead): Promise<ChangeView> {
  const files = await filesOfChange(db, head.id)
  const release = await releaseInForce(db)
  const open = head.state !== 'published' && head.state !== 'withdrawn'
  const published = open ? await manifestOf(db, release) : new Map<string, string>()
  const differing = files.filter((file) => file.sha256 !== file.base)
  const [editors, events, comments] = await Promise.all([
    editorsOf(db, head.id),
    eventsOf(db, head.id),
    sql<{ n: number }>`
      select count(*)::int as n from content_comment
      where change_id = ${head.id} and resolved_at is null and answers is null
    `.execute(db),
  ])
  return {
    ...head,
    editors,
    events,
    openComments: comments.rows[0]!.n,
    files: differing.map((file) => ({
      ...file,
      kind: file.base === null ? 'added' : file.sha256 === null ? 'removed' : 'changed',
      conflict: open && collides(file, published),
    })),
    objects: [...new Set(differing.map(({ path }) => objectId(objectOf(path))))],
  }
}

async function editorsOf(db: Reader, change: string): Promise<PersonName[]> {
  return db
    .selectFrom('change_edit as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .select(['p.id', 'p.name'])
    .distinct()
    .where('e.change_id', '=', change)
    .orderBy('p.name')
    .execute()
}

async function eventsOf(db: Reader, change: string): Promise<ChangeView['events']> {
  const rows = await db
    .selectFrom('change_event as e')
    .leftJoin('person as p', 'p.id', 'e.person_id')
    .select(['e.kind', 'e.detail', 'e.at', 'e.person_id', 'p.name'])
    .where('e.change_id', '=', change)
    .orderBy('e.id')
    .execute()
  return rows.map(({ kind, detail, at, person_id, name }) => ({
    kind,
    detail,
    at,
    person: person_id === null || name === null ? null : { id: person_id, name },
  }))
}

export async function createChange(
  db: Reader,
  author: Person,
  given: {
    readonly title: string
    readonly description?: string | undefined
    readonly effectiveFrom?: string | null | undefined
    readonly effectiveUntil?: string | null | undefined
  },
): Promise<ChangeHead> {
  const id = randomUUIDv7()
  await db
    .insertInto('change')
    .values({
      id,
      title: given.title,
      description: given.description ?? '',
      author_id: author.id,
      base_release: await releaseInForce(db),
      effective_from: given.effectiveFrom ?? null,
      effective_until: given.effectiveUntil ?? null,
    })
    .execute()
  await enterEvent(db, id, 'created', author.id)
  return (await findChange(db, id))!
}

export async function enterEvent(
  db: Reader,
  change: string,
  kind: ChangeEventTable['kind'],
  person: string | null,
  detail: string | null = null,
): Promise<void> {
  await db
    .insertInto('change_event')
    .values({ change_id: change, kind, person_id: person, detail })
    .execute()
}

export interface May {
  readonly edit: boolean
  readonly submit: boolean
  readonly approve: boolean
  readonly reject: boolean
  readonly publish: boolean
  readonly withdraw: boolean
  /** Why not approve, for who could otherwise. */
  readonly because: string | null
}

/** What a person may do with a change as it stands. The database holds the same law. */
export function mayDo(change: ChangeView, person: Person | undefined): May {
  const everywhere = (role: 'author' | 'approver' | 'publisher') =>
    change.files.every(({ path }) => may(person, role, path))
  const some = change.files.length > 0
  const own =
    person !== undefined &&
    (change.author.id === person.id || change.editors.some(({ id }) => id === person.id))
  const open = change.state !== 'published' && change.state !== 'withdrawn'
  const judging = change.state === 'in-review' && everywhere('approver') && person !== undefined
  return {
    edit:
      open &&
      person !== undefined &&
      person.rights.some((r) => r.role === 'author' || r.role === 'admin'),
    submit:
      some &&
      (change.state === 'draft' || change.state === 'rejected') &&
      everywhere('author') &&
      person !== undefined,
    approve: judging && !own,
    reject: judging,
    publish: change.state === 'approved' && person !== undefined && everywhere('publisher'),
    withdraw: open && person !== undefined && (own || everywhere('publisher')),
    because:
      judging && own
        ? 'Four eyes: who began or edited a change does not approve it.'
        : change.state === 'in-review' && !judging
          ? 'Approving this needs the role of an approver for all its files.'
          : null,
  }
}
