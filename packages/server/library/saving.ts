import { isContentFile } from '@misiva/compose'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '@misiva/store'
import { bytesOf, keepBytes, viewOf, type FileOfChange } from './content.ts'
import { findChange } from './changes.ts'
import { may, type Person } from './people.ts'
import { Refusal, refusalOf, SaveConflict } from './refusals.ts'

export interface Save {
  readonly change: string
  readonly path: string
  /** The file's new bytes; null takes it away; undefined gives back what is in force. */
  readonly bytes: Uint8Array | null | undefined
  /** The revision seen; 0 where the change had not touched it. */
  readonly revision: number
  /** The published version it builds on, where newer than the change knew. */
  readonly base?: string | null | undefined
}

export interface SavedFile {
  readonly path: string
  readonly revision: number
  readonly sha256: string | null
}

/**
 * Saves a file into a change. Who saves names the revision seen: another one, or a published version
 * that moved, is a SaveConflict and nothing is written. Two saves of the same revision at once: the
 * change's row is locked, so one of them is second and told so.
 */
export async function saveFile(
  db: Kysely<Database>,
  person: Person,
  save: Save,
): Promise<SavedFile> {
  if (!isContentFile(save.path))
    throw new Refusal('MSV-L008', `${save.path} is not a path of a content file.`)
  if (!may(person, 'author', save.path))
    throw new Refusal('MSV-L004', `${person.name} may not edit ${save.path}.`)
  try {
    return await db.transaction().execute((tx) => saveIn(tx, person, save))
  } catch (error) {
    throw refusalOf(error)
  }
}

/** The same within the caller's transaction, rights having been looked at. */
export async function saveIn(
  tx: Transaction<Database>,
  person: Person,
  { change, path, bytes, revision, base }: Save,
): Promise<SavedFile> {
  await tx.selectFrom('change').select('id').where('id', '=', change).forUpdate().execute()
  const head = await findChange(tx, change)
  if (!head) throw new Refusal('MSV-S004', `There is no change ${change}.`)
  if (head.state === 'published' || head.state === 'withdrawn')
    throw new Refusal('MSV-L005', `The change is ${head.state} and is not edited any more.`)
  const view = await viewOf(tx, head)
  const known = view.files.find((file) => file.path === path)
  const published = view.published.get(path) ?? null
  await refuseOverwriting(tx, { known, published, revision, base })
  const sha256 =
    bytes === undefined ? published : bytes === null ? null : await keepBytes(tx, bytes)
  // A file given back, or built anew on what is published now, stands on that from here on.
  const standsOn = !known || bytes === undefined || base !== undefined ? published : known.base
  if (!known && sha256 === published) return { path, revision: 0, sha256 }
  if (known && known.sha256 === sha256 && known.base === standsOn)
    return { path, revision: known.revision, sha256 }
  const next = (known?.revision ?? 0) + 1
  const row = {
    base_sha256: standsOn === null ? null : Buffer.from(standsOn, 'hex'),
    sha256: sha256 === null ? null : Buffer.from(sha256, 'hex'),
    revision: next,
    edited_by: person.id,
    edited_at: Temporal.Now.instant().toString(),
  }
  if (known)
    await tx
      .updateTable('change_file')
      .set(row)
      .where('change_id', '=', change)
      .where('path', '=', path)
      .execute()
  else
    await tx
      .insertInto('change_file')
      .values({ change_id: change, path, ...row })
      .execute()
  return { path, revision: next, sha256 }
}

async function refuseOverwriting(
  tx: Transaction<Database>,
  at: {
    readonly known: FileOfChange | undefined
    readonly published: string | null
    readonly revision: number
    readonly base: string | null | undefined
  },
): Promise<void> {
  const { known, published, revision, base } = at
  const there = {
    sha256: known ? known.sha256 : published,
    revision: known?.revision ?? 0,
    base: known ? known.base : published,
    published,
    file: known,
  }
  if (revision !== (known?.revision ?? 0)) {
    const who = known
      ? `${known.editedBy.name} saved revision ${known.revision}`
      : 'It was begun anew'
    const ancestor = await textOf(tx, known?.base ?? null)
    throw new SaveConflict(`${who} meanwhile.`, there, ancestor)
  }
  if (base !== undefined && base !== published) {
    const ancestor = await textOf(tx, base)
    throw new SaveConflict('Another version was published meanwhile.', there, ancestor)
  }
}

async function textOf(tx: Transaction<Database>, sha256: string | null): Promise<string | null> {
  if (sha256 === null) return null
  const bytes = (await bytesOf(tx, [sha256])).get(sha256)
  return bytes ? new TextDecoder().decode(bytes) : null
}
