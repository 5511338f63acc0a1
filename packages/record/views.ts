import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { MessageState, RunState } from '@misiva/model'

/**
 * What staff see of runs, read in one statement a question. Instants come as ISO 8601 in UTC,
 * hashes as hex, lists by keyset on the time-ordered identifiers, never by offset: page 400 of a
 * run of a million costs what page 1 does.
 */

/** A database or a transaction of it. */
export type Reader = Parameters<RawBuilder<unknown>['execute']>[0]

export interface ChannelSums {
  readonly channel: string
  readonly messages: number
  readonly delivered: number
  readonly failed: number
  readonly pending: number
  readonly inDoubt: number
}

export interface RunView {
  readonly id: string
  readonly template: string
  readonly topic: string
  readonly release: string
  readonly source: string
  readonly sourceSha256: string
  readonly recordLimit: number | null
  readonly state: RunState
  /** The whole source has been read, so `input` is final. */
  readonly read: boolean
  readonly startedAt: string
  readonly endedAt: string | null
  readonly seconds: number
  readonly resumed: number
  readonly input: number
  readonly waiting: number
  readonly composed: number
  readonly refused: number
  readonly rejected: number
  readonly messages: number
  readonly delivered: number
  readonly failed: number
  readonly pending: number
  readonly inDoubt: number
  readonly channels: readonly ChannelSums[]
  readonly reasons: readonly {
    readonly kind: 'refused' | 'rejected'
    readonly code: string
    readonly count: number
  }[]
}

export interface RunFilter {
  readonly state?: RunState | undefined
  readonly template?: string | undefined
  /** The last identifier of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export const instant = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

// While a run is worked on, its seconds go on from its start; a run taken up again after a crash
// counts what its processes have written down.
const runColumns = sql`
  r.id, r.template, r.topic, r.release, r.source, encode(r.source_sha256, 'hex') as "sourceSha256",
  r.record_limit as "recordLimit", r.state, r.read, r.resumed,
  ${instant(sql`r.started_at`)} as "startedAt", ${instant(sql`r.ended_at`)} as "endedAt",
  case when r.state in ('reading', 'working') and r.resumed = 0
    then extract(epoch from clock_timestamp() - r.started_at)::float8 else r.seconds end as seconds,
  r.input, r.waiting, r.composed, r.refused, r.rejected,
  r.messages, r.delivered, r.failed, r.pending, r.in_doubt as "inDoubt",
  coalesce((select json_agg(json_build_object('channel', k.channel, 'messages', k.messages,
    'delivered', k.delivered, 'failed', k.failed, 'pending', k.pending, 'inDoubt', k.in_doubt)
    order by k.channel) from run_channel k where k.run_id = r.id and k.messages > 0), '[]') as channels,
  coalesce((select json_agg(json_build_object('kind', w.kind, 'code', w.code, 'count', w.count)
    order by w.count desc, w.code) from run_reason w where w.run_id = r.id and w.count > 0), '[]') as reasons`

export async function listRuns(db: Reader, filter: RunFilter): Promise<RunView[]> {
  const { rows } = await sql<RunView>`
    select ${runColumns} from run r
    where ${where([
      // What was ordered one by one is found by its customer and key.
      sql`r.origin = 'file'`,
      filter.state && sql`r.state = ${filter.state}`,
      filter.template && sql`r.template = ${filter.template}`,
      filter.after && sql`r.id < ${filter.after}`,
    ])}
    order by r.id desc limit ${filter.limit}`.execute(db)
  return rows
}

export async function readRun(db: Reader, id: string): Promise<RunView | undefined> {
  const { rows } = await sql<RunView>`select ${runColumns} from run r where r.id = ${id}`.execute(
    db,
  )
  return rows[0]
}

export interface CommunicationLine {
  readonly id: string
  readonly key: string
  readonly customerKey: string
  readonly customerName: string
  readonly language: string
  readonly state: 'waiting' | 'composed' | 'refused' | 'rejected'
  readonly decision: 'send' | 'wait' | 'refuse' | null
  /** The last decision's last reason about the channel (not the language): the one that settled it. */
  readonly reason: { readonly code: string; readonly text: string } | null
  readonly messages: readonly {
    readonly id: string
    readonly channel: string
    readonly state: MessageState
    readonly units: number
  }[]
}

export interface CommunicationFilter {
  readonly run: string
  readonly channel?: string | undefined
  /** A state of its messages, or one of the communication itself. */
  readonly state?: MessageState | 'waiting' | 'refused' | 'rejected' | undefined
  readonly refusal?: string | undefined
  /** Part of the key or of the customer's key or name, in any case. */
  readonly text?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

export async function listCommunications(
  db: Reader,
  filter: CommunicationFilter,
): Promise<CommunicationLine[]> {
  const { rows } = await sql<CommunicationLine>`
    select c.id, c.key, c.recipient->>'key' as "customerKey", c.recipient->>'name' as "customerName",
      c.recipient->>'language' as language, c.state, d.kind as decision,
      (select why from jsonb_array_elements(d.reasons) with ordinality it(why, n)
        where why->>'code' not in ('language-fallback', 'tone-fallback') order by n desc limit 1)
        as reason,
      coalesce((select json_agg(json_build_object('id', m.id, 'channel', m.channel, 'state', m.state,
        'units', m.units) order by m.ordinal) from message m where m.communication_id = c.id), '[]')
        as messages
    from communication c
    left join lateral (select kind, reasons from decision where communication_id = c.id
      order by ordinal desc limit 1) d on true
    where ${communicationsWhere(filter)} and ${filter.after ? sql`c.id > ${filter.after}` : sql`true`}
    order by c.id limit ${filter.limit}`.execute(db)
  return rows
}

/** How many match, or undefined above `most`: an exact number nobody reads is not worth a full scan. */
export async function countCommunications(
  db: Reader,
  filter: CommunicationFilter,
  most: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select 1 from communication c where ${communicationsWhere(filter)} limit ${most + 1}
    ) few`.execute(db)
  const n = rows[0]?.n ?? 0
  return n > most ? undefined : n
}

function communicationsWhere(filter: CommunicationFilter): RawBuilder<unknown> {
  const { state, channel } = filter
  const own = state === 'waiting' || state === 'refused' || state === 'rejected'
  const ofMessage = [
    channel && sql`m.channel = ${channel}`,
    state && !own && sql`m.state = ${state}`,
  ].filter((it) => it !== undefined && it !== '' && it !== false)
  return where([
    sql`c.run_id = ${filter.run}`,
    own && sql`c.state = ${state}`,
    filter.refusal && sql`c.refusal = ${filter.refusal}`,
    filter.text && sql`c.search like ${`%${likeText(filter.text)}%`}`,
    ofMessage.length > 0 &&
      sql`exists (select 1 from message m where m.run_id = c.run_id and m.communication_id = c.id
        and ${where(ofMessage)})`,
  ])
}

export interface RejectionLine {
  readonly id: string
  readonly key: string | null
  readonly communication: string | null
  readonly file: string
  readonly line: number | null
  readonly column: number | null
  readonly code: string
  readonly message: string
  readonly hint: string | null
}

export async function listRejections(
  db: Reader,
  filter: {
    readonly run: string
    readonly code?: string | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<RejectionLine[]> {
  const { rows } = await sql<RejectionLine>`
    select id, key, communication_id as communication, file, line, col as column, code, message, hint
    from rejection
    where ${where([
      sql`run_id = ${filter.run}`,
      filter.code && sql`code = ${filter.code}`,
      filter.after && sql`id > ${filter.after}`,
    ])}
    order by id limit ${filter.limit}`.execute(db)
  return rows
}

/** Rejections of one kind: how many, and the first of them. */
export interface RejectionGroup extends RejectionLine {
  readonly count: number
}

/** A run's rejections by their code and words, the most frequent first; digits that differ do not part them. */
export async function groupRejections(
  db: Reader,
  filter: { readonly run: string; readonly limit: number },
): Promise<RejectionGroup[]> {
  const { rows } = await sql<RejectionGroup>`
    select * from (
      select distinct on (code, kind) id, key, communication_id as communication, file, line,
        col as column, code, message, hint, count(*) over (partition by code, kind)::int as count
      from (select *, regexp_replace(message, '“[^”]*”|[0-9]+', '#', 'g') as kind from rejection
        where run_id = ${filter.run}) told
      order by code, kind, id
    ) grouped order by count desc, id limit ${filter.limit}`.execute(db)
  return rows
}

/** Messages of all runs by channel. */
export async function sumChannels(db: Reader): Promise<ChannelSums[]> {
  const { rows } = await sql<ChannelSums>`
    select channel, sum(messages)::int as messages, sum(delivered)::int as delivered,
      sum(failed)::int as failed, sum(pending)::int as pending, sum(in_doubt)::int as "inDoubt"
    from run_channel group by channel order by channel`.execute(db)
  return rows
}

function where(conditions: readonly (RawBuilder<unknown> | string | false | undefined)[]) {
  const held = conditions.filter((it): it is RawBuilder<unknown> => typeof it === 'object')
  return held.length ? sql.join(held, sql` and `) : sql`true`
}

/** Lower case as `communication.search` is, with LIKE's own signs taken literally. */
function likeText(text: string): string {
  return text.toLowerCase().replace(/[\\%_]/g, '\\$&')
}
