import pg from 'pg'
import { ProblemError, problem } from '@misiva/model'
import { joinCluster } from './cluster.ts'
import { connect, type Connection } from './connect.ts'
import { migrate } from './migrate.ts'

const NAME = 'misiva'

/**
 * Opens the organisation's database, migrated: the one of `url` if given, else the embedded server's
 * under `folder`, which is started and, by the last process to close, stopped.
 */
export async function openDatabase(options: {
  readonly url: string | undefined
  readonly folder: string
}): Promise<Connection> {
  if (options.url !== undefined) {
    await reach(options.url)
    await migrate(options.url)
    return connect(options.url)
  }
  const cluster = await joinCluster(options.folder)
  try {
    await createIfMissing(cluster.url('postgres'))
    const url = cluster.url(NAME)
    await migrate(url)
    const connection = connect(url)
    return {
      ...connection,
      async close() {
        await connection.close()
        await cluster.leave()
      },
    }
  } catch (error) {
    await cluster.leave()
    throw error
  }
}

async function reach(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    const { hostname, port, pathname } = new URL(url)
    const where = `${hostname}:${port || 5432}${pathname}`
    const words = (cause as Error).message || (cause as NodeJS.ErrnoException).code
    throw new ProblemError(
      [problem('MSV-S002', `The database at ${where} cannot be reached: ${words}`)],
      { cause },
    )
  } finally {
    await client.end().catch(() => {})
  }
}

async function createIfMissing(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME])
    // Two processes at a first start: one of them is told that it exists.
    if (rowCount === 0)
      await client.query(`create database ${NAME}`).catch((error: { code?: string }) => {
        if (error.code !== '42P04' && error.code !== '23505') throw error
      })
  } finally {
    await client.end()
  }
}
