import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createTestDatabase } from '@misiva/store/testing'
import { startHttp, type HttpServer } from '../../http/index.ts'
import { openHouse } from '../../open-house.ts'
import { readSettings } from '../../settings.ts'
import { createLibrary } from '../library.ts'
import { seedLibrary } from '../seed.ts'
import { retailer } from './house.ts'

/**
 * A house for tests in browsers, as a program: the example's library and people on a database of its
 * own. It is told by lines on its standard input, and answers each with a line `done`:
 * `stop` closes the HTTP interface, `listen` opens it again at the same port, `clock INSTANT` makes
 * it that time in the library. The end of its input is its own end.
 */
const database = await createTestDatabase()
const data = await mkdtemp(join(tmpdir(), 'misiva-serve-'))
const settingsAt = (port: number) =>
  readSettings({
    ...{ DATABASE_URL: database.url, MISIVA_DATA: data, MISIVA_PORT: String(port) },
    MISIVA_THREADS: '1',
  })
const house = await openHouse(settingsAt(0))
let http: HttpServer | undefined

async function listen(port: number): Promise<HttpServer> {
  const settings = settingsAt(port)
  return startHttp({ ...house, settings }, createLibrary(house))
}

async function obey(line: string): Promise<void> {
  const [word, given] = line.split(' ')
  if (word === 'stop') await http?.close()
  else if (word === 'listen') http = await listen(http!.port)
  else if (word === 'clock' && given)
    await house.pool.query(
      `create or replace function library_now() returns timestamptz language sql volatile as
        $$ select '${Temporal.Instant.from(given).toString()}'::timestamptz
          + (clock_timestamp() - '${Temporal.Now.instant().toString()}'::timestamptz) $$`,
    )
  else throw new Error(`Nobody here knows what “${line}” means`)
}

/** Publishing composes every sample: three of them show what nine would, in a third of the time. */
function fewSamples(files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  return new Map(
    [...files].filter(([path]) => !/\/samples\/(?!one-line|spanish|median)/.test(path)),
  )
}

try {
  const library = createLibrary(house)
  await seedLibrary(library, fewSamples(await retailer()), 'The example as it comes')
  await library.close()
  http = await listen(0)
  process.stdout.write(`at ${http.url}\n`)
  for await (const line of createInterface({ input: process.stdin })) {
    await obey(line)
    process.stdout.write('done\n')
  }
} finally {
  await http?.close().catch(() => {})
  await house.close()
  await database.close()
  await rm(data, { recursive: true, force: true })
}
