import { hostname } from 'node:os'
import { sql } from 'kysely'
import pg from 'pg'
import { ProblemError, problem } from '@misiva/model'
import type { Connection } from './connect.ts'
import { newId } from './ids.ts'

/** What makes a run the same run: the same content, the same template, the same bytes of data. */
export interface RunIdentity {
  readonly template: string
  readonly topic: string
  readonly release: string
  readonly source: string
  /** SHA-256 of the source's bytes, hex. */
  readonly sourceSha256: string
  readonly limit: number | undefined
}

/** A run this process owns until it is released; ownership dies with the process. */
export interface OwnedRun {
  readonly id: string
  /** Records read and committed before: where intake goes on. */
  readonly position: number
  /** Chunks committed before. */
  readonly chunks: number
  readonly read: boolean
  /** True if another process began it and ended before its end. */
  readonly resumed: boolean
  /** Instant that stands on its communications. */
  readonly startedAt: string
  release(): Promise<void>
}

/**
 * Begins a run, or takes up the unfinished one with the same identity. The owner holds an advisory
 * lock on a connection of its own: the database gives it back the moment the process dies, so nobody
 * waits for a heartbeat to be missed. While another process lives and owns it, its id is given as `busy`.
 */
export async function ownRun(
  connection: Connection,
  identity: RunIdentity,
): Promise<OwnedRun | { readonly busy: string }> {
  const owner = new pg.Client({
    connectionString: connection.url,
    application_name: 'misiva run',
    keepAlive: true,
  })
  owner.on('error', () => {})
  await owner.connect()
  try {
    const { id, fresh } = await findOrBegin(connection, identity)
    const { rows } = await owner.query(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
      [id],
    )
    if (!rows[0].mine) {
      await owner.end()
      return { busy: id }
    }
    const run = await takeUp(connection, id, fresh)
    return {
      id,
      position: run.input,
      chunks: run.chunks,
      read: run.read,
      resumed: !fresh,
      startedAt: run.started_at,
      release: () => owner.end(),
    }
  } catch (error) {
    await owner.end().catch(() => {})
    throw error
  }
}

async function findOrBegin(
  connection: Connection,
  identity: RunIdentity,
): Promise<{ id: string; fresh: boolean }> {
  const id = newId()
  const limit = identity.limit ?? null
  const sha256 = Buffer.from(identity.sourceSha256, 'hex')
  const inserted = await sql<{ id: string }>`
    insert into run (id, template, topic, release, source, source_sha256, record_limit)
    values (${id}, ${identity.template}, ${identity.topic}, ${identity.release}, ${identity.source},
      ${sha256}, ${limit})
    on conflict do nothing returning id
  `.execute(connection.db)
  if (inserted.rows.length > 0) return { id, fresh: true }
  const found = await findUnfinished(connection.db, identity)
  // It was finished between the two statements: then this is a new run.
  return found ? { id: found.id, fresh: false } : findOrBegin(connection, identity)
}

function findUnfinished(db: Connection['db'], identity: RunIdentity) {
  return db
    .selectFrom('run')
    .select('id')
    .where('template', '=', identity.template)
    .where('source_sha256', '=', Buffer.from(identity.sourceSha256, 'hex'))
    .where('release', '=', identity.release)
    .where(sql<boolean>`record_limit is not distinct from ${identity.limit ?? null}::int`)
    .where('state', '<>', 'done')
    .executeTakeFirst()
}

/** Whether this run was begun and has not come to its end. */
export async function hasUnfinished(db: Connection['db'], identity: RunIdentity): Promise<boolean> {
  return (await findUnfinished(db, identity)) !== undefined
}

async function takeUp(connection: Connection, id: string, fresh: boolean) {
  const { rows } = await sql<{
    input: number
    read: boolean
    started_at: string
    chunks: number
  }>`
    update run set owner = ${`${hostname()}:${process.pid}`}, ended_at = null,
      state = case when read then 'working' else 'reading' end,
      resumed = resumed + ${fresh ? 0 : 1}
    where id = ${id}
    returning input, read, started_at,
      (select coalesce(max(number) + 1, 0) from chunk where run_id = run.id) as chunks
  `.execute(connection.db)
  return rows[0]!
}

/** Numbers of a run's chunks that no living process works on, and that are not done. */
export async function abandonedChunks(connection: Connection, run: string): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select number from chunk where run_id = ${run} and state = 'open' order by number
  `.execute(connection.db)
  return rows.map((row) => row.number)
}

/** Enters that the whole source has been read. */
export async function sourceRead(connection: Connection, run: string): Promise<void> {
  await connection.db
    .updateTable('run')
    .set({ read: true, state: 'working' })
    .where('id', '=', run)
    .execute()
}

/**
 * Declares a run done if nothing of it is open; the database counts its rows once more and refuses a
 * sum they do not bear out. With `leavePending` messages still waiting for a retry or a receipt do not
 * hold it up; they stay counted as pending, and the queue goes on with them. True if it is done now.
 */
export async function finishRun(
  connection: Connection,
  run: string,
  options: { readonly leavePending: boolean },
): Promise<boolean> {
  try {
    const { rows } = await sql<{ state: string }>`
      update run set state = 'done', ended_at = now() where id = ${run} and state in ('working', 'stopped')
        and read and waiting = 0 and input = composed + refused + rejected
        and (${options.leavePending} or not exists (
          select from chunk where run_id = run.id and state = 'open'))
      returning state
    `.execute(connection.db)
    if (rows.length > 0) return true
    const now = await connection.db
      .selectFrom('run')
      .select('state')
      .where('id', '=', run)
      .executeTakeFirst()
    return now?.state === 'done'
  } catch (cause) {
    const constraint = (cause as { constraint?: string }).constraint
    if (!constraint?.startsWith('run_')) throw cause
    throw new ProblemError([problem('MSV-R001', (cause as Error).message)], { cause })
  }
}

/** Adds the seconds a process worked on a run, and what state it leaves it in. */
export async function leaveRun(connection: Connection, run: string, seconds: number) {
  await sql`
    update run set seconds = seconds + ${seconds}, owner = null,
      state = case when state = 'done' then state else 'stopped' end
    where id = ${run}
  `.execute(connection.db)
}

/**
 * Marks the runs whose process died without a word as stopped: the lock of each is free. Called when
 * a house opens, so that nothing looks alive that is not.
 */
export async function markDeadRuns(connection: Connection): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update run set state = 'stopped', owner = null
    where state in ('reading', 'working')
      and not exists (
        select from pg_locks l where l.locktype = 'advisory' and l.granted and l.objsubid = 1
          and l.database = (select oid from pg_database where datname = current_database())
          and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(run.id::text, 0)
      )
    returning id
  `.execute(connection.db)
  return rows.length
}
