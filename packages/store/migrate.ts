import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { ProblemError, problem } from '@misiva/model'
import { connect } from './connect.ts'

interface Migration {
  readonly number: number
  readonly name: string
  readonly text: string
  readonly sha256: string
}

const FOLDER = new URL('./migrations/', import.meta.url)
/** One process migrates, the others wait for it. */
const LOCK = 4_600_002

/** graphile-worker's words are for its own developers; what goes wrong comes back as an error. */
export const quiet = new Logger(() => () => {})

/**
 * Brings a database to the schema this program speaks: the numbered files of `migrations/`, each in a
 * transaction of its own, then the queue's own. Nothing happens on a database that is up to date.
 * Throws MSV-S002 if an applied file was edited since, or the database is newer than the program.
 */
export async function migrate(url: string): Promise<void> {
  const files = await readMigrations()
  const client = new pg.Client({ connectionString: url, application_name: 'misiva migration' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const applied = await appliedMigrations(client)
    refuseEdited(files, applied)
    for (const file of files) {
      if (!applied.has(file.number)) await apply(client, file)
    }
    if (!(await queueIsCurrent(client))) await migrateQueue(url)
    await client.query(
      'insert into organisation (secret) select $1 where not exists (select from organisation)',
      [randomBytes(32)],
    )
  } finally {
    await client.end()
  }
}

export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, FOLDER), 'utf8')
      const sha256 = createHash('sha256').update(text).digest('hex')
      return { number: Number(name.slice(0, 4)), name, text, sha256 }
    }),
  )
}

async function appliedMigrations(client: pg.Client): Promise<Map<number, string>> {
  await client.query(`
    create table if not exists migration (
      number int primary key, name text not null, sha256 text not null,
      applied_at timestamptz not null default now()
    )`)
  const { rows } = await client.query('select number, sha256 from migration')
  return new Map(rows.map((row) => [row.number as number, row.sha256 as string]))
}

function refuseEdited(files: readonly Migration[], applied: ReadonlyMap<number, string>): void {
  for (const [number, sha256] of applied) {
    const file = files.find((candidate) => candidate.number === number)
    if (file?.sha256 === sha256) continue
    throw new ProblemError([
      problem(
        'MSV-S002',
        file
          ? `${file.name} was edited after this database applied it`
          : `The database has migration ${number}, which this version does not know`,
        undefined,
        file
          ? 'Restore the file and write a new one.'
          : 'Use the newer version that made the database, or another database.',
      ),
    ])
  }
}

async function apply(client: pg.Client, file: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(file.text)
    await client.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [
      file.number,
      file.name,
      file.sha256,
    ])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    throw new Error(`${file.name} failed: ${(cause as Error).message}`, { cause })
  }
}

/** The queue's newest migration, as this version of graphile-worker brings them. */
const QUEUE_MIGRATION = 20

/** Asking costs 1 ms; letting the library look for itself 60 ms on every start. */
async function queueIsCurrent(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(`select to_regclass('graphile_worker.migrations') as there`)
  if (!rows[0].there) return false
  const { rows: newest } = await client.query(
    'select max(id) as id from graphile_worker.migrations',
  )
  return newest[0].id >= QUEUE_MIGRATION
}

async function migrateQueue(url: string): Promise<void> {
  const connection = connect(url, 2)
  try {
    await runMigrations({ pgPool: connection.pool, logger: quiet })
  } finally {
    await connection.close()
  }
}
