import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { ProblemError, problem } from '@misiva/model'
import { readRelease } from '@misiva/store'
import type { House } from '../house.ts'
import { releaseInForce } from './content.ts'

/**
 * The content a run of the library works with: what is in force when it begins. A run that was
 * interrupted goes on with the release it began with, whatever has been published since.
 */
export async function contentForRun(
  house: Pick<House, 'db'>,
  template: string,
  data: string,
): Promise<Map<string, Uint8Array>> {
  const begun = await house.db
    .selectFrom('run')
    .select('release')
    .where('template', '=', template)
    .where('source_sha256', '=', await hashOf(data))
    .where('state', '<>', 'done')
    .where('origin', '=', 'file')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const release = begun?.release ?? (await releaseInForce(house.db))
  const files = release === null ? undefined : await readRelease(house.db, release)
  if (files) return files
  throw new ProblemError([problem('MSV-L009', 'The library has published nothing yet')])
}

async function hashOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256')
  try {
    for await (const part of createReadStream(path)) hash.update(part as Buffer)
  } catch (cause) {
    throw new ProblemError(
      [problem('MSV-D009', `${path} cannot be read: ${(cause as Error).message}`)],
      { cause },
    )
  }
  return hash.digest()
}
