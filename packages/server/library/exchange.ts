import { isContentFile } from '@misiva/compose'
import type { Problem } from '@misiva/model'
import { createChange } from './changes.ts'
import { bytesOf, collides, keepBytes, viewOf } from './content.ts'
import type { Library } from './library.ts'
import { may, type Person } from './people.ts'
import { putIntoForce, type Patch } from './publishing.ts'
import { Refusal } from './refusals.ts'
import { saveIn } from './saving.ts'

/** What is in force, as a folder compares itself with it. */
export interface Snapshot {
  readonly release: string | null
  /** Path and SHA-256 in hex. */
  readonly files: Readonly<Record<string, string>>
}

export interface PushedFile {
  readonly path: string
  /** What the folder last had from here; null: no such file. */
  readonly base: string | null
  /** Null takes the file away. */
  readonly bytes: Uint8Array | null
}

export interface Push {
  readonly title: string
  readonly files: readonly PushedFile[]
  /** Puts it into force at once, by somebody who may publish it all. */
  readonly publish: boolean
  /** Only looks: nothing is kept but the bytes. */
  readonly dryRun: boolean
}

export interface Pushed {
  /** The draft it became; null where it was published at once, or there is nothing to do. */
  readonly change: string | null
  /** The release in force after it, where it was published. */
  readonly release: string | null
  /** Files that differ here both from what the folder had and from what it says. */
  readonly conflicts: readonly string[]
  /** All that is wrong with the content as it would be; what it needs and is not there is among it. */
  readonly problems: readonly Problem[]
  readonly files: readonly string[]
}

export async function snapshot(library: Library): Promise<Snapshot> {
  const { release, manifest } = await library.view()
  return { release, files: Object.fromEntries(manifest) }
}

/**
 * Takes the files a folder changed. A file changed here as well is a conflict, and then nothing is
 * taken; everything else becomes a draft for review, or, with `publish`, comes into force at once.
 */
export async function takePush(library: Library, person: Person, push: Push): Promise<Pushed> {
  const strangers = push.files.filter(({ path }) => !isContentFile(path))
  if (strangers.length > 0)
    throw new Refusal('MSV-L008', `${strangers[0]!.path} is not a content file.`)
  const role = push.publish ? 'publisher' : 'author'
  const barred = push.files.find(({ path }) => !may(person, role, path))
  if (barred)
    throw new Refusal(
      'MSV-L004',
      `${person.name} does not have the role ${role} for ${barred.path}.`,
    )
  const view = await viewOf(library.db)
  const patch: Patch[] = []
  for (const { path, base, bytes } of push.files) {
    const sha256 = bytes === null ? null : await keepBytes(library.db, bytes)
    if ((view.manifest.get(path) ?? null) !== sha256) patch.push({ path, base, sha256 })
  }
  const person_ = { id: person.id, name: person.name }
  const conflicts = patch
    .filter((file) =>
      collides({ ...file, revision: 0, editedBy: person_, editedAt: '' }, view.manifest),
    )
    .map(({ path }) => path)
  const files = patch.map(({ path }) => path)
  const nothing = { change: null, release: null, conflicts, files }
  if (conflicts.length > 0 || patch.length === 0) return { ...nothing, problems: [] }
  const { problems } = await library.readManifest(
    laid(view.manifest, patch),
    view.manifest,
    push.publish,
  )
  if (push.dryRun) return { ...nothing, problems }
  if (push.publish) {
    if (problems.length > 0) return { ...nothing, problems }
    const release = await putIntoForce(library, {
      ...{ patch, person, from: null, until: null, note: push.title },
      kind: view.release === null ? 'first' : 'promotion',
    })
    return { ...nothing, release, problems }
  }
  const change = await draft(library, person, push.title, patch)
  return { ...nothing, change, problems }
}

function laid(manifest: ReadonlyMap<string, string>, patch: readonly Patch[]): Map<string, string> {
  const next = new Map(manifest)
  for (const { path, sha256 } of patch) {
    if (sha256 === null) next.delete(path)
    else next.set(path, sha256)
  }
  return new Map([...next].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

async function draft(
  library: Library,
  person: Person,
  title: string,
  patch: readonly Patch[],
): Promise<string> {
  return library.db.transaction().execute(async (tx) => {
    const { id } = await createChange(tx, person, { title })
    const bytes = await bytesOf(
      tx,
      patch.flatMap(({ sha256 }) => sha256 ?? []),
    )
    for (const { path, sha256, base } of patch)
      await saveIn(tx, person, {
        ...{ change: id, path, revision: 0, base },
        bytes: sha256 === null ? null : bytes.get(sha256)!,
      })
    await library.tell(tx, {
      kind: 'change',
      change: id,
      paths: patch.map(({ path }) => path),
      by: { id: person.id, name: person.name },
    })
    return id
  })
}
