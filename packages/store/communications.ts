import { sql, type Transaction } from 'kysely'
import type { Customer, IntakeRecord, Problem } from '@misiva/model'
import { newId } from './ids.ts'
import type { Database } from './schema.ts'

/** A record that could not be read, as a run's report names it. */
export interface NewRejection extends Problem {
  readonly key?: string
  readonly more?: readonly Problem[]
}

export interface NewChunk {
  readonly run: string
  readonly number: number
  readonly template: string
  readonly topic: string
  readonly release: string
  /** Instant that stands on the communications. */
  readonly dated: string
  readonly file: string
  readonly records: readonly IntakeRecord[]
  readonly rejections: readonly NewRejection[]
}

/**
 * Enters a chunk of a run: its input count, customers, communications and rejections, in the caller's
 * transaction (which also enters the job that works it). Six statements for a chunk of any size.
 */
export async function enterChunk(tx: Transaction<Database>, chunk: NewChunk): Promise<void> {
  await sql`
    update run set input = input + ${chunk.records.length + chunk.rejections.length}
    where id = ${chunk.run}
  `.execute(tx)
  if (chunk.rejections.length > 0) await enterRejections(tx, chunk)
  if (chunk.records.length === 0) return
  const customers = await enterCustomers(
    tx,
    chunk.records.map((record) => record.customer),
  )
  await sql`
    insert into chunk (run_id, number, communications)
    values (${chunk.run}, ${chunk.number}, ${chunk.records.length})
  `.execute(tx)
  const { records } = chunk
  await sql`
    insert into communication (id, run_id, chunk, key, template, topic, release, customer_id, recipient,
      data, dated, rows, line, search)
    select id, ${chunk.run}, ${chunk.number}, key, ${chunk.template}, ${chunk.topic}, ${chunk.release},
      customer_id, recipient, data, ${chunk.dated}, rows, line, search
    from unnest(
      ${inOrder(records.length)}::uuid[], ${records.map((r) => r.key)}::text[],
      ${records.map((r) => customers.get(r.customer.key)!)}::uuid[],
      ${records.map((r) => JSON.stringify(r.customer))}::jsonb[],
      ${records.map((r) => JSON.stringify(r.data))}::jsonb[],
      ${records.map((r) => r.rows)}::int[], ${records.map((r) => r.line)}::int[],
      ${records.map((r) => `${r.key} ${r.customer.key} ${r.customer.name}`.toLowerCase())}::text[]
    ) as given (id, key, customer_id, recipient, data, rows, line, search)
  `.execute(tx)
}

export async function enterRejections(
  tx: Transaction<Database>,
  { run, file, rejections }: Pick<NewChunk, 'run' | 'file' | 'rejections'>,
  communications?: readonly string[],
): Promise<void> {
  await sql`
    insert into rejection (id, run_id, communication_id, key, file, line, col, code, message, hint, problems)
    select id, ${run}, communication_id, key, file, line, col, code, message, hint, problems
    from unnest(
      ${inOrder(rejections.length)}::uuid[],
      ${rejections.map((_, index) => communications?.[index] ?? null)}::uuid[],
      ${rejections.map((r) => r.key ?? null)}::text[],
      ${rejections.map((r) => r.place?.file ?? file)}::text[],
      ${rejections.map((r) => r.place?.line ?? null)}::int[],
      ${rejections.map((r) => r.place?.column ?? null)}::int[],
      ${rejections.map((r) => r.code)}::text[], ${rejections.map((r) => plain(r.message))}::text[],
      ${rejections.map((r) => (r.hint === undefined ? null : plain(r.hint)))}::text[],
      ${rejections.map((r) => plain(JSON.stringify([bare(r), ...(r.more ?? [])])))}::jsonb[]
    ) as given (id, communication_id, key, file, line, col, code, message, hint, problems)
    on conflict (communication_id) do nothing
  `.execute(tx)
}

function bare({ code, message, place, hint }: NewRejection): Problem {
  return { code, message, ...(place && { place }), ...(hint !== undefined && { hint }) }
}

/** PostgreSQL's text takes every character but NUL, which a broken file may well hold. */
function plain(text: string): string {
  return text.replaceAll('\0', '�').replaceAll('\\u0000', '\\ufffd')
}

/**
 * Enters customers by the organisation's key, the last word about each winning, and gives their ids. A
 * contact point that is bouncing or suppressed stays so: the source does not know what we learned.
 */
export async function enterCustomers(
  tx: Transaction<Database>,
  given: readonly Customer[],
): Promise<Map<string, string>> {
  const byKey = new Map(given.map((customer) => [customer.key, customer]))
  // In the order of their keys: two chunks with the same customers must not wait for each other.
  const list = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  const { rows } = await sql<{ id: string; key: string }>`
    with given as (
      select * from unnest(
        ${list.map(() => newId())}::uuid[], ${list.map((c) => c.key)}::text[],
        ${list.map((c) => c.name)}::text[], ${list.map((c) => c.language)}::text[],
        ${list.map((c) => c.country ?? null)}::text[], ${list.map((c) => c.timeZone ?? null)}::text[],
        ${list.map((c) => JSON.stringify(c.attributes ?? {}))}::jsonb[]
      ) as given (id, key, name, language, country, time_zone, attributes)
    )
    insert into customer as c (id, key, name, language, country, time_zone, attributes)
    select * from given
    on conflict (key) do update set name = excluded.name, language = excluded.language,
      country = excluded.country, time_zone = excluded.time_zone, attributes = excluded.attributes,
      changed_at = case when (c.name, c.language, c.country, c.time_zone, c.attributes) is distinct from
        (excluded.name, excluded.language, excluded.country, excluded.time_zone, excluded.attributes)
        then now() else c.changed_at end
    returning id, key
  `.execute(tx)
  const ids = new Map(rows.map((row) => [row.key, row.id]))
  await enterContactPoints(tx, list, ids)
  await enterPreferences(tx, list, ids)
  return ids
}

async function enterContactPoints(
  tx: Transaction<Database>,
  customers: readonly Customer[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const seen = new Set<string>()
  const points = customers.flatMap((customer) =>
    customer.contactPoints.flatMap((point, position) => {
      const key = `${customer.key}\n${point.channel}\n${point.address}`
      if (seen.has(key)) return []
      seen.add(key)
      return [{ ...point, position, customer: ids.get(customer.key)! }]
    }),
  )
  if (points.length === 0) return
  await sql`
    insert into contact_point as p (customer_id, channel, address, state, position)
    select * from unnest(
      ${points.map((p) => p.customer)}::uuid[], ${points.map((p) => p.channel)}::text[],
      ${points.map((p) => p.address)}::text[], ${points.map((p) => p.state)}::text[],
      ${points.map((p) => p.position)}::int[]
    )
    on conflict (customer_id, channel, address) do update set
      state = excluded.state, position = excluded.position, changed_at = now()
    where p.state not in ('bouncing', 'suppressed')
      and (p.state, p.position) is distinct from (excluded.state, excluded.position)
  `.execute(tx)
}

async function enterPreferences(
  tx: Transaction<Database>,
  customers: readonly Customer[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const stated = customers.flatMap((customer) =>
    customer.preferences.map((preference, position) => ({
      ...preference,
      position,
      customer: ids.get(customer.key)!,
    })),
  )
  if (stated.length === 0) return
  await sql`
    insert into preference as p (customer_id, topic, origin, position, channel)
    select * from unnest(
      ${stated.map((p) => p.customer)}::uuid[], ${stated.map((p) => p.topic)}::text[],
      ${stated.map((p) => p.origin)}::text[], ${stated.map((p) => p.position)}::int[],
      ${stated.map((p) => p.channel)}::text[]
    )
    on conflict (customer_id, topic, origin, position) do update set channel = excluded.channel
    where p.channel <> excluded.channel
  `.execute(tx)
}

/** Identifiers that sort as the rows stand in the source: within a millisecond they are by chance. */
function inOrder(count: number): string[] {
  return Array.from({ length: count }, () => newId()).sort()
}
