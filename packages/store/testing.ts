import { createHash, randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import pg from 'pg'
import { joinCluster } from './cluster.ts'
import { connect, type Connection } from './connect.ts'
import { newId } from './ids.ts'
import { migrate, readMigrations } from './migrate.ts'

/** A database of a test file's own: real PostgreSQL, migrated, empty. */
export interface TestDatabase extends Connection {
  /** Closes the connections and drops the database. */
  close(): Promise<void>
}

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../.misiva/test/db')
const LOCK = 4_600_003

/**
 * Gives a test file a database copied (30 ms) from a template that is migrated once for each state of
 * the migrations. All test files share one embedded server; the last one to end stops it.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = await joinCluster(FOLDER)
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: cluster.url('postgres') })
  await admin.connect()
  try {
    const template = await migratedTemplate(admin, (database) => cluster.url(database))
    await admin.query(`create database ${name} template ${template}`)
  } finally {
    await admin.end()
  }
  const connection = connect(cluster.url(name))
  return {
    ...connection,
    async close() {
      await connection.close()
      const last = new pg.Client({ connectionString: cluster.url('postgres') })
      await last.connect()
      await last.query(`drop database ${name} with (force)`)
      await last.end()
      await cluster.leave()
    },
  }
}

/** What a message cannot be without: a release, a customer, and a blob of 32 zero bytes' hash. */
export async function givenCustomer({ db }: Connection) {
  const customer = newId()
  const release = 'b'.repeat(64)
  await sql`insert into release (hash, name, files) values (${release}, 't', '{}')`.execute(db)
  await sql`insert into blob (sha256, segment, position, length, packing, size)
    values (${Buffer.alloc(32)}, 's', 0, 1, 'raw', 1)`.execute(db)
  await sql`insert into customer (id, key, name, language)
    values (${customer}, 'c', 'Ana', 'es')`.execute(db)
  return { customer, release }
}

async function migratedTemplate(admin: pg.Client, url: (database: string) => string) {
  const hash = createHash('sha256')
  for (const file of await readMigrations()) hash.update(file.sha256)
  const template = `template_${hash.digest('hex').slice(0, 12)}`
  await admin.query('select pg_advisory_lock($1)', [LOCK])
  try {
    const { rows } = await admin.query('select datistemplate from pg_database where datname = $1', [
      template,
    ])
    if (!rows[0]?.datistemplate) {
      // One that a killed test left half migrated is not marked a template yet.
      await admin.query(`drop database if exists ${template} with (force)`)
      await admin.query(`create database ${template}`)
      await migrate(url(template))
      await admin.query(`alter database ${template} allow_connections false is_template true`)
      await sessionsEnded(admin, template)
    }
    return template
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [LOCK])
  }
}

/** A closed connection's backend lives a moment longer, and a database in use cannot be copied. */
async function sessionsEnded(admin: pg.Client, database: string): Promise<void> {
  for (;;) {
    const { rowCount } = await admin.query('select from pg_stat_activity where datname = $1', [
      database,
    ])
    if (rowCount === 0) return
    await sleep(10)
  }
}
