import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { Customer } from '@misiva/model'
import { enterChunk } from './communications.ts'
import { newId } from './ids.ts'
import { enterJob } from './queue.ts'
import type { Database } from './schema.ts'

/** One communication ordered by a person or a program. */
export interface NewOrder {
  readonly template: string
  readonly topic: string
  readonly release: string
  /** The caller's own name for it; the same one twice for a template is the same communication. */
  readonly key: string
  readonly customer: Customer
  readonly data: Readonly<Record<string, unknown>>
  /** Who ordered it, as the report names its source. */
  readonly by: string
}

/**
 * Enters an ordered communication as a run of one record, with the job that works it, in one
 * transaction: from there on it goes the way of all others. An order with a key known for its template
 * gives the communication that is there.
 */
export async function enterOrder(
  db: Kysely<Database>,
  order: NewOrder,
): Promise<{ readonly communication: string; readonly run: string; readonly fresh: boolean }> {
  return db.transaction().execute(async (tx) => {
    const id = newId()
    const sha256 = hashOf(order.key)
    const { rows } = await sql<{ id: string; dated: string }>`
      insert into run (id, template, topic, release, source, source_sha256, state, read, origin)
      values (${id}, ${order.template}, ${order.topic}, ${order.release}, ${order.by}, ${sha256}, 'working', true, 'api')
      on conflict do nothing returning id, started_at as dated
    `.execute(tx)
    const [begun] = rows
    if (begun)
      await enterChunk(tx, {
        ...{ run: id, number: 0, template: order.template, topic: order.topic },
        ...{ release: order.release, dated: begun.dated, file: order.by, rejections: [] },
        records: [{ key: order.key, customer: order.customer, data: order.data, rows: 1, line: 1 }],
      })
    const known = await findOrder(tx, order)
    if (begun) await enterJob(tx, { run: id, number: 0 })
    return { ...known!, fresh: begun !== undefined }
  })
}

/** What was ordered under a key for a template. */
export async function findOrder(
  db: Kysely<Database>,
  { template, key }: Pick<NewOrder, 'template' | 'key'>,
): Promise<{ readonly communication: string; readonly run: string } | undefined> {
  const { rows } = await sql<{ communication: string; run: string }>`
    select c.id as communication, r.id as run from run r join communication c on c.run_id = r.id
    where r.template = ${template} and r.source_sha256 = ${hashOf(key)} and r.origin = 'api'
  `.execute(db)
  return rows[0]
}

const hashOf = (key: string) => createHash('sha256').update(key).digest()

/**
 * Enters the jobs of ordered communications anew that nobody works: the queue would hold a job whose
 * process died for four hours. Called by whoever begins to work; what is under way is left alone.
 */
export async function reviveOrders(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select r.id from run r
    where r.origin = 'api' and r.state <> 'done'
      and exists (select from chunk c where c.run_id = r.id and c.state = 'open')
      and not exists (
        select from pg_locks l where l.locktype = 'advisory' and l.granted and l.objsubid = 1
          and l.database = (select oid from pg_database where datname = current_database())
          and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(r.id || ':0', 1)
      )
    order by r.id
  `.execute(db)
  for (const { id } of rows) {
    const waits = await sql<{ at: string | null }>`
      select max(run_at) as at from graphile_worker._private_jobs j
      where j.key = ${`${id}:0`} and j.locked_at is null and j.run_at > now()
    `.execute(db)
    // One that is put off (a retry, a quiet hour) keeps its time.
    if (waits.rows[0]?.at == null) await enterJob(db, { run: id, number: 0 })
  }
  return rows.length
}
