import { sql } from 'kysely'
import type { RunReport } from '@misiva/model'
import type { Reader } from './views.ts'

/** A report with what a person wants beside the sums while the run goes on. */
export interface RunStatus extends RunReport {
  readonly state: 'reading' | 'working' | 'done' | 'stopped'
  readonly read: boolean
  readonly waiting: number
  readonly composed: number
  readonly messages: number
  readonly openChunks: number
  /** Messages that wait for a time to be tried again. */
  readonly retrying: number
  readonly byChannel: Readonly<
    Record<
      string,
      { messages: number; delivered: number; failed: number; pending: number; inDoubt: number }
    >
  >
}

/** Where a run stands, from counters: the same cost for two hundred communications and two million. */
export async function readStatus(db: Reader, run: string): Promise<RunStatus> {
  const { rows } = await sql<Row>`
    select r.*,
      (select count(*) from chunk where run_id = r.id and state = 'open') as open_chunks,
      (select count(*) from message where run_id = r.id and state = 'queued' and next_attempt_at > now()) as retrying,
      coalesce((select json_object_agg(channel, json_build_object('messages', messages,
        'delivered', delivered, 'failed', failed, 'pending', pending, 'inDoubt', in_doubt) order by channel)
        from run_channel where run_id = r.id and messages > 0), '{}') as channels,
      coalesce((select json_object_agg(code, count order by count desc, code) from run_reason
        where run_id = r.id and kind = 'refused' and count > 0), '{}') as refused_by,
      coalesce((select json_object_agg(code, count order by count desc, code) from run_reason
        where run_id = r.id and kind = 'rejected' and count > 0), '{}') as rejected_by
    from run r where r.id = ${run}
  `.execute(db)
  const row = rows[0]
  if (!row) throw new Error(`There is no run ${run}`)
  return {
    run: row.id,
    template: row.template,
    source: row.source,
    input: row.input,
    communications: row.waiting + row.composed + row.refused,
    channels: Object.fromEntries(
      Object.entries(row.channels).map(([name, c]) => [name, c.messages]),
    ),
    refused: row.refused_by,
    rejected: row.rejected_by,
    delivered: row.delivered,
    failed: row.failed,
    pending: row.pending,
    inDoubt: row.in_doubt,
    seconds: row.seconds,
    state: row.state,
    read: row.read,
    waiting: row.waiting,
    composed: row.composed,
    messages: row.messages,
    openChunks: row.open_chunks,
    retrying: row.retrying,
    byChannel: row.channels,
  }
}

interface Row {
  id: string
  template: string
  source: string
  state: RunStatus['state']
  read: boolean
  seconds: number
  input: number
  waiting: number
  composed: number
  refused: number
  rejected: number
  messages: number
  delivered: number
  failed: number
  pending: number
  in_doubt: number
  open_chunks: number
  retrying: number
  channels: RunStatus['byChannel']
  refused_by: Record<string, number>
  rejected_by: Record<string, number>
}

/** The report alone, in the order of its keys: what `run --json` prints. */
export function reportOf(status: RunStatus): RunReport {
  const { run, template, source, input, communications, channels, refused, rejected } = status
  const { delivered, failed, pending, inDoubt, seconds } = status
  return {
    ...{ run, template, source, input, communications, channels, refused, rejected },
    ...{ delivered, failed, pending, inDoubt, seconds: Math.round(seconds * 1000) / 1000 },
  }
}

/** True if every record and every message is accounted for. */
export function reconciles(report: RunReport): boolean {
  const sum = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((total, count) => total + count, 0)
  const { delivered, failed, pending, inDoubt } = report
  return (
    sum(report.channels) === delivered + failed + pending + inDoubt &&
    report.input === report.communications + sum(report.rejected)
  )
}
