import { mkdir, open, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql, type Kysely } from 'kysely'
import type { Blobs, Database } from '@misiva/store'

/** A line of `index.jsonl`. */
export interface OutLine {
  readonly communication: string
  readonly key: string
  readonly customer: string
  readonly channel: string
  readonly language: string
  readonly template: string
  /** Relative to the folder, with slashes. */
  readonly file: string
  readonly sha256: string
  readonly pages?: number
  readonly total?: string | number
}

interface Row extends Omit<OutLine, 'file' | 'pages' | 'total'> {
  readonly id: string
  readonly ordinal: number
  readonly mediaType: string
  readonly extension: string
  readonly units: number
  readonly total: string | number | null
}

/** Read and written at a time; keeps a run of a million from filling the memory. */
const BATCH = 250

/**
 * Writes every message of a run as it went out to `folder/<channel>/<key>.<extension>`, and one line for
 * each to `folder/index.jsonl`, in the order of their making. The bytes are the archive's, their
 * hashes verified. The index takes its name last: while it is missing the folder is not complete.
 * Gives the number of messages.
 */
export async function writeOut(
  db: Kysely<Database>,
  blobs: Blobs,
  run: string,
  folder: string,
): Promise<number> {
  await mkdir(folder, { recursive: true })
  const made = new Set<string>()
  const unfinished = join(folder, 'index.jsonl.part')
  const index = await open(unfinished, 'w')
  let after = '00000000-0000-0000-0000-000000000000'
  let count = 0
  try {
    for (;;) {
      const rows = await sentMessages(db, run, after)
      if (rows.length === 0) break
      const bytes = await blobs.readMany(rows.map((row) => row.sha256))
      let lines = ''
      for (const row of rows) {
        if (!made.has(row.channel)) {
          await mkdir(join(folder, safe(row.channel)), { recursive: true })
          made.add(row.channel)
        }
        const line = lineOf(row)
        await writeFile(join(folder, line.file), bytes.get(row.sha256)!)
        lines += `${JSON.stringify(line)}\n`
      }
      await index.write(lines)
      count += rows.length
      after = rows.at(-1)!.id
    }
  } finally {
    await index.close()
  }
  await rename(unfinished, join(folder, 'index.jsonl'))
  return count
}

async function sentMessages(db: Kysely<Database>, run: string, after: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select m.id, m.communication_id as communication, c.key, c.recipient->>'key' as customer, m.channel,
      m.language, c.template, encode(m.sha256, 'hex') as sha256, m.ordinal, m.media_type as "mediaType",
      m.extension, m.units, coalesce(c.data->'total', (
        select value->'total' from jsonb_each(c.data) where jsonb_typeof(value) = 'object' and value ? 'total' limit 1
      )) as total
    from message m join communication c on c.id = m.communication_id
    where m.run_id = ${run} and m.attempts > 0 and m.id > ${after}
    order by m.id limit ${BATCH}
  `.execute(db)
  return rows
}

function lineOf(row: Row): OutLine {
  // A second message of the same communication (another channel or address) must not overwrite the first.
  const suffix = row.ordinal > 1 ? `-${row.ordinal}` : ''
  const { communication, key, customer, channel, language, template, sha256 } = row
  return {
    ...{ communication, key, customer, channel, language, template },
    file: `${safe(channel)}/${safe(key)}${suffix}.${row.extension}`,
    sha256,
    ...(row.mediaType === 'application/pdf' && { pages: row.units }),
    ...(row.total !== null && { total: row.total }),
  }
}

/**
 * A key as a file name: what a file system or a shell might take amiss is written as %XX, so that two
 * keys never share a name.
 */
export function safe(name: string): string {
  const escaped = name.replace(/[^A-Za-z0-9._ -]|^[. -]|[. ]$/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  )
  return escaped || '%'
}
