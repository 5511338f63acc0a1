import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ChangeState, Database } from '@misiva/store'
import {
  bytesOf,
  manifestKey,
  readFiles,
  viewOf,
  type Manifest,
  type Reader,
  type View,
} from './content.ts'
import { findChange, type ChangeHead } from './changes.ts'
import { createLibraryEvents, tellNews, type LibraryEvents, type LibraryNews } from './events.ts'
import { objectId, objectOf, objectsOf, type ContentObject } from './objects.ts'
import {
  createContentReader,
  type ContentReading,
  type Question,
  type QuestionAnswer,
} from './reading.ts'
import { Refusal } from './refusals.ts'

/** The library of an open house: content as people work on it. */
export interface Library {
  readonly db: Kysely<Database>
  readonly events: LibraryEvents
  /** What is in force, or a change over it. */
  view(change?: string): Promise<View & { readonly change: ChangeHead | undefined }>
  /** What is wrong with it and who names whom; with `compose` all samples are composed too. */
  read(view: View, compose?: boolean): Promise<ContentReading>
  readManifest(manifest: Manifest, before: Manifest, compose: boolean): Promise<ContentReading>
  /** Searches it, or finds what nearly repeats itself in it. */
  answer(view: View, question: Question): Promise<QuestionAnswer>
  list(change?: string): Promise<ListedLibrary>
  /** Tells everyone who listens, once the transaction is committed. */
  tell(db: Reader, news: LibraryNews): Promise<void>
  close(): Promise<void>
}

export interface ListedObject extends ContentObject {
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
  readonly state: 'published' | 'draft' | 'in-review' | 'approved' | 'rejected' | 'retired'
  readonly changes: readonly {
    readonly id: string
    readonly title: string
    readonly state: ChangeState
  }[]
  readonly changedAt: string | null
  readonly changedBy: { readonly id: string; readonly name: string } | null
  /** All who ever edited one of its files, in whatever change. */
  readonly editors: readonly { readonly id: string; readonly name: string }[]
  readonly usedBy: number
  readonly uses: number
  readonly problems: number
}

export interface ListedLibrary {
  readonly view: View
  readonly reading: ContentReading
  readonly objects: readonly ListedObject[]
}

export function createLibrary(house: {
  readonly db: Kysely<Database>
  readonly url: string
}): Library {
  const reader = createContentReader()
  const events = createLibraryEvents(house.url)
  const library: Library = {
    db: house.db,
    events,
    async view(id) {
      const change = id === undefined ? undefined : await findChange(house.db, id)
      if (id !== undefined && !change) throw new Refusal('MSV-S004', `There is no change ${id}.`)
      return { ...(await viewOf(house.db, change)), change }
    },
    read: (view, compose = false) => library.readManifest(view.manifest, view.published, compose),
    readManifest: (manifest, before, compose) =>
      reader.read(
        manifestKey(manifest),
        {
          manifest,
          retired: retiredBlocks({ published: before, manifest }),
          bytes: (hashes) => bytesOf(house.db, hashes),
        },
        compose,
      ),
    answer: async (view, question) =>
      reader.answer({ key: view.key, question, files: await readFiles(house.db, view.manifest) }),
    list: (change) => list(library, change),
    async tell(db, news) {
      const { values } = tellNews(news)
      await sql`select pg_notify(${values[0]}, ${values[1]})`.execute(db)
    },
    async close() {
      await events.close()
      await reader.close()
    },
  }
  return library
}

/** Blocks that were there and of which no file is left. */
export function retiredBlocks({
  published,
  manifest,
}: Pick<View, 'published' | 'manifest'>): string[] {
  const names = (paths: Iterable<string>) =>
    new Set([...paths].map(objectOf).flatMap(({ kind, name }) => (kind === 'block' ? [name] : [])))
  const left = names(manifest.keys())
  return [...names(published.keys())].filter((name) => !left.has(name))
}

async function list(library: Library, change?: string): Promise<ListedLibrary> {
  const view = await library.view(change)
  const [reading, open, edits, editors] = await Promise.all([
    library.read(view),
    openChanges(library.db),
    lastEdits(library.db),
    allEditors(library.db),
  ])
  const paths = new Set([...view.manifest.keys(), ...view.published.keys()])
  const uses = countLinks(reading)
  const objects = objectsOf(paths, reading.defaultLanguage).map((object): ListedObject => {
    const id = objectId(object)
    const touching = open.filter(({ objects }) => objects.has(id))
    const left = object.paths.filter((path) => view.manifest.has(path))
    const last = object.paths
      .flatMap((path) => edits.get(path) ?? [])
      .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))[0]
    return {
      ...object,
      files: left.map((path) => ({ path, sha256: view.manifest.get(path)! })),
      state: left.length === 0 ? 'retired' : stateOf(touching, change),
      changes: touching.map(({ id: it, title, state }) => ({ id: it, title, state })),
      changedAt: last?.at ?? null,
      changedBy: last ? { id: last.id, name: last.name } : null,
      editors: [
        ...new Map(
          object.paths
            .flatMap((path) => editors.get(path) ?? [])
            .map(({ id, name }) => [id, { id, name }]),
        ).values(),
      ],
      usedBy: uses.by.get(id)?.size ?? 0,
      uses: uses.from.get(id)?.size ?? 0,
      problems: reading.problems.filter(
        ({ place }) => place && objectId(objectOf(place.file)) === id,
      ).length,
    }
  })
  return { view, reading, objects }
}

const order = ['rejected', 'draft', 'in-review', 'approved'] as const

/** Of several open changes the furthest; seen from a change, its own. */
function stateOf(
  touching: readonly { readonly id: string; readonly state: ChangeState }[],
  change: string | undefined,
): ListedObject['state'] {
  const own = touching.find(({ id }) => id === change)
  const candidates = own ? [own.state] : touching.map(({ state }) => state)
  return order.findLast((state) => candidates.includes(state)) ?? 'published'
}

function countLinks({ references }: ContentReading) {
  const by = new Map<string, Set<string>>()
  const from = new Map<string, Set<string>>()
  const add = (map: Map<string, Set<string>>, key: string, value: string) => {
    const set = map.get(key) ?? new Set()
    set.add(value)
    map.set(key, set)
  }
  for (const reference of references) {
    add(by, reference.to, reference.from)
    add(from, reference.from, reference.to)
  }
  return { by, from }
}

async function openChanges(db: Reader) {
  const rows = await db
    .selectFrom('change as c')
    .innerJoin('change_file as f', 'f.change_id', 'c.id')
    .select(['c.id', 'c.title', 'c.state', 'f.path'])
    .where('c.state', 'not in', ['published', 'withdrawn'])
    .where(sql<boolean>`f.sha256 is distinct from f.base_sha256`)
    .orderBy('c.id')
    .execute()
  const found = new Map<
    string,
    { id: string; title: string; state: ChangeState; objects: Set<string> }
  >()
  for (const { id, title, state, path } of rows) {
    const entry = found.get(id) ?? { id, title, state, objects: new Set<string>() }
    entry.objects.add(objectId(objectOf(path)))
    found.set(id, entry)
  }
  return [...found.values()]
}

/** Who last saved each file, in whatever change. */
async function lastEdits(db: Reader) {
  const { rows } = await sql<{ path: string; at: string; id: string; name: string }>`
    select distinct on (e.path) e.path, e.at, p.id, p.name
    from change_edit e join person p on p.id = e.person_id order by e.path, e.id desc
  `.execute(db)
  return new Map(rows.map((row) => [row.path, row]))
}

async function allEditors(db: Reader) {
  const { rows } = await sql<{ path: string; id: string; name: string }>`
    select e.path, p.id, p.name
    from (select distinct path, person_id from change_edit) e join person p on p.id = e.person_id
    order by p.name
  `.execute(db)
  return Map.groupBy(
    rows.map(({ path, id, name }) => ({ path, id, name })),
    ({ path }) => path,
  )
}
