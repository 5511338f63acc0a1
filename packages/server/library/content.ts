import { createHash } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { ChangeState, Database } from '@misiva/store'

export type Reader = Kysely<Database> | Transaction<Database>

/** Paths and the SHA-256 of their bytes, in hex. */
export type Manifest = ReadonlyMap<string, string>

export interface FileOfChange {
  readonly path: string
  readonly base: string | null
  readonly sha256: string | null
  readonly revision: number
  readonly editedBy: { readonly id: string; readonly name: string }
  readonly editedAt: string
}

/** Content as it stands: what is in force at a time, with a change over it where one is given. */
export interface View {
  /** The release below; null while nothing is published. */
  readonly release: string | null
  readonly published: Manifest
  readonly manifest: Manifest
  readonly files: readonly FileOfChange[]
  /** Names exactly this content: equal keys, equal bytes. */
  readonly key: string
}

/** The release in force at an instant (ISO 8601), or now by the database's clock, which all servers share. */
export async function releaseInForce(db: Reader, at?: string): Promise<string | null> {
  const { rows } = await sql<{ release: string | null }>`
    select release_in_force(coalesce(${at ?? null}::timestamptz, library_now())) as release
  `.execute(db)
  return rows[0]!.release
}

export async function manifestOf(db: Reader, release: string | null): Promise<Manifest> {
  if (release === null) return new Map()
  const found = await db
    .selectFrom('release')
    .select('files')
    .where('hash', '=', release)
    .executeTakeFirst()
  return new Map(Object.entries(found?.files ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

export async function filesOfChange(db: Reader, change: string): Promise<FileOfChange[]> {
  const rows = await db
    .selectFrom('change_file as f')
    .innerJoin('person as p', 'p.id', 'f.edited_by')
    .select(['f.path', 'f.base_sha256', 'f.sha256', 'f.revision', 'f.edited_at', 'p.id', 'p.name'])
    .where('f.change_id', '=', change)
    .orderBy('f.path')
    .execute()
  return rows.map((row) => ({
    path: row.path,
    base: row.base_sha256?.toString('hex') ?? null,
    sha256: row.sha256?.toString('hex') ?? null,
    revision: row.revision,
    editedBy: { id: row.id, name: row.name },
    editedAt: row.edited_at,
  }))
}

/**
 * Content with a change over what is in force when the change comes into effect, so that what is
 * published meanwhile is part of it. A published change is seen as it was published.
 */
export async function viewOf(
  db: Reader,
  change?: {
    readonly id: string
    readonly state: ChangeState
    readonly effectiveFrom: string | null
  },
): Promise<View> {
  if (!change) {
    const release = await releaseInForce(db)
    const published = await manifestOf(db, release)
    return { release, published, manifest: published, files: [], key: manifestKey(published) }
  }
  const release = await ground(db, change)
  const [published, files] = await Promise.all([
    manifestOf(db, release),
    filesOfChange(db, change.id),
  ])
  const manifest = overlaid(published, files)
  return { release, published, manifest, files, key: manifestKey(manifest) }
}

async function ground(
  db: Reader,
  change: { id: string; state: ChangeState; effectiveFrom: string | null },
): Promise<string | null> {
  if (change.state === 'published') {
    const own = await db
      .selectFrom('publication')
      .select('release')
      .where('change_id', '=', change.id)
      .where('kind', '=', 'change')
      .orderBy('id')
      .executeTakeFirst()
    if (own) return own.release
  }
  const { rows } = await sql<{ release: string | null }>`
    select release_in_force(greatest(${change.effectiveFrom}::timestamptz, library_now())) as release
  `.execute(db)
  return rows[0]!.release
}

/** What a change makes of a manifest; a file given back is no difference. */
export function overlaid(published: Manifest, files: readonly FileOfChange[]): Manifest {
  const manifest = new Map(published)
  for (const { path, base, sha256 } of files) {
    if (sha256 === base) continue
    if (sha256 === null) manifest.delete(path)
    else manifest.set(path, sha256)
  }
  return new Map([...manifest].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Whether what is in force moved away from under a changed file. */
export function collides(file: FileOfChange, published: Manifest): boolean {
  const now = published.get(file.path) ?? null
  return file.sha256 !== file.base && now !== file.base && now !== file.sha256
}

/** SHA-256 over the sorted paths and hashes: the release's hash, where all are content files. */
export function manifestKey(manifest: Manifest): string {
  const hash = createHash('sha256')
  for (const [path, sha256] of manifest) hash.update(`${sha256} ${path}\n`)
  return hash.digest('hex')
}

/** The bytes behind hashes; what is not stored is left out. */
export async function bytesOf(
  db: Reader,
  hashes: Iterable<string>,
): Promise<Map<string, Uint8Array>> {
  const wanted = [...new Set(hashes)].map((hash) => Buffer.from(hash, 'hex'))
  const rows = await db
    .selectFrom('content')
    .select(['sha256', 'bytes'])
    .where(sql<boolean>`sha256 = any(${wanted}::bytea[])`)
    .execute()
  return new Map(rows.map((row) => [row.sha256.toString('hex'), row.bytes]))
}

/** All files of a manifest with their bytes. */
export async function readFiles(db: Reader, manifest: Manifest): Promise<Map<string, Uint8Array>> {
  const bytes = await bytesOf(db, manifest.values())
  return new Map([...manifest].map(([path, sha256]) => [path, bytes.get(sha256)!]))
}

/** Keeps bytes, each sequence once, and gives its hash. */
export async function keepBytes(db: Reader, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest()
  await db
    .insertInto('content')
    .values({ sha256, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return sha256.toString('hex')
}
