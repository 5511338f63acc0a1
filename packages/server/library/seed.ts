import { sql } from 'kysely'
import { isContentFile } from '@misiva/compose'
import { keepBytes, manifestOf, releaseInForce, type Reader } from './content.ts'
import type { Library } from './library.ts'
import { enterPerson, listPeople, type Person, type PersonEntry } from './people.ts'
import { putIntoForce, type Patch } from './publishing.ts'
import { OPERATOR } from './remote.ts'
import { Refusal } from './refusals.ts'

/** The staff of the example: nobody real. They have no password; the sandbox house lets anyone be them. */
export const fictionalPeople: readonly PersonEntry[] = [
  {
    email: 'clara.whitfield@hartwell-finch.example',
    name: 'Clara Whitfield',
    language: 'en',
    rights: [{ role: 'author', prefix: '' }],
  },
  {
    email: 'mateo.ibarra@hartwell-finch.example',
    name: 'Mateo Ibarra',
    language: 'es',
    rights: [
      { role: 'author', prefix: '' },
      { role: 'approver', prefix: '' },
    ],
  },
  {
    email: 'li.wei@hartwell-finch.example',
    name: 'Li Wei',
    language: 'zh',
    rights: [
      { role: 'publisher', prefix: '' },
      { role: 'sender', prefix: '' },
    ],
  },
  {
    email: 'ruth.adeyemi@hartwell-finch.example',
    name: 'Ruth Adeyemi',
    language: 'en',
    rights: [{ role: 'admin', prefix: '' }],
  },
]

/** The people, but for whoever acts from the command line. */
const staffOf = async (db: Reader) =>
  (await listPeople(db)).filter(({ email }) => email !== OPERATOR)

/** Keeps the content files of a folder and gives what they would make of what is in force. */
export async function patchOf(
  library: Library,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Patch[]> {
  const now = await manifestOf(library.db, await releaseInForce(library.db))
  const wanted = new Map<string, string>()
  for (const [path, bytes] of files)
    if (isContentFile(path)) wanted.set(path, await keepBytes(library.db, bytes))
  const paths = new Set([...now.keys(), ...wanted.keys()])
  return [...paths]
    .map((path) => ({
      path,
      base: now.get(path) ?? null,
      sha256: wanted.get(path) ?? null,
    }))
    .filter(({ base, sha256 }) => base !== sha256)
}

/**
 * The first publication of an empty library, from a content folder, with people to work on it. A
 * library that ever published anything is left as it is, and so are people there.
 */
export async function seedLibrary(
  library: Library,
  files: ReadonlyMap<string, Uint8Array>,
  note: string,
): Promise<'published' | 'there'> {
  if ((await staffOf(library.db)).length === 0)
    await library.db.transaction().execute(async (tx) => {
      // Two first starts at once: the second finds the people of the first.
      await sql`select pg_advisory_xact_lock(4600006)`.execute(tx)
      if ((await staffOf(tx)).length > 0) return
      for (const person of fictionalPeople) await enterPerson(tx, person)
    })
  const published = await library.db.selectFrom('publication').select('id').limit(1).execute()
  if (published.length > 0) return 'there'
  try {
    await publishFirst(library, files, note)
    return 'published'
  } catch (error) {
    // Another process was first.
    if (error instanceof Refusal && error.code === 'MSV-L001') return 'there'
    throw error
  }
}

export async function publishFirst(
  library: Library,
  files: ReadonlyMap<string, Uint8Array>,
  note: string,
  person?: Person,
): Promise<string> {
  return putIntoForce(library, {
    kind: 'first',
    patch: await patchOf(library, files),
    ...{ from: null, until: null, note, person },
  })
}
