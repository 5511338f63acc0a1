import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database } from './schema.ts'

export interface Connection {
  readonly db: Kysely<Database>
  readonly pool: pg.Pool
  readonly url: string
  close(): Promise<void>
}

/** OIDs of pg_type: int8, numeric, timestamptz. */
const INT8 = 20
const TIMESTAMPTZ = 1184

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      // Counts and offsets of this schema stay far below 2^53.
      if (oid === INT8) return Number as never
      // `2026-11-22 00:52:30.123456+00` → ISO 8601; Date would lose the microseconds pages are keyed by.
      if (oid === TIMESTAMPTZ) return instant as never
    }
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

function instant(text: string): string {
  return text.replace(' ', 'T').replace(/\+00$/, 'Z')
}

/**
 * Connects to a database by URL. `size` bounds the connections held; the pool opens them as needed.
 * The connection speaks UTC, and names itself `misiva` to the server.
 */
export function connect(url: string, size = 12): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'misiva',
    options: '-c timezone=UTC',
    types,
  })
  // An idle connection that breaks (the server restarts) is replaced by the pool; without a listener
  // Node would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    pool,
    url,
    async close() {
      await db.destroy()
      // Kysely ends the pool only if it was asked anything.
      if (!pool.ended) await pool.end()
    },
  }
}
