import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { Database } from './schema.ts'

/**
 * Keeps the files of a release: each byte sequence once, however many releases have it. Publishing the
 * same release twice changes nothing.
 */
export async function storeRelease(
  db: Kysely<Database>,
  release: { readonly hash: string; readonly name: string },
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const known = await db
    .selectFrom('release')
    .select('hash')
    .where('hash', '=', release.hash)
    .executeTakeFirst()
  if (known) return
  const entries = [...files].map(([path, bytes]) => ({
    path,
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    sha256: createHash('sha256').update(bytes).digest(),
  }))
  const manifest = Object.fromEntries(entries.map((e) => [e.path, e.sha256.toString('hex')]))
  const byHash = [...entries].sort((a, b) => Buffer.compare(a.sha256, b.sha256))
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into content (sha256, bytes)
      select * from unnest(${byHash.map((e) => e.sha256)}::bytea[], ${byHash.map((e) => e.bytes)}::bytea[])
      on conflict do nothing
    `.execute(tx)
    await sql`
      insert into release (hash, name, files)
      values (${release.hash}, ${release.name}, ${JSON.stringify(manifest)}::jsonb) on conflict do nothing
    `.execute(tx)
  })
}

/** The files of a release by path, or undefined if it was never stored here. */
export async function readRelease(
  db: Kysely<Database>,
  hash: string,
): Promise<Map<string, Uint8Array> | undefined> {
  const { rows } = await sql<{ path: string; bytes: Buffer }>`
    select f.key as path, c.bytes from release r
    cross join lateral jsonb_each_text(r.files) f join content c on c.sha256 = decode(f.value, 'hex')
    where r.hash = ${hash} order by f.key
  `.execute(db)
  return rows.length === 0 ? undefined : new Map(rows.map((row) => [row.path, row.bytes]))
}
