import { sql } from 'kysely'
import type { Reader } from './views.ts'
import type { ContactPoint, MessageState, Reason } from '@misiva/model'

/** One communication with all that is known of it: why it went where it went, and what became of it. */
export interface CommunicationView {
  readonly id: string
  readonly key: string
  readonly run: { readonly id: string; readonly source: string } | null
  readonly template: string
  readonly topic: string
  readonly release: string
  readonly state: 'waiting' | 'composed' | 'refused' | 'rejected'
  /** ISO 8601 instant that stands on it. */
  readonly dated: string
  /** The customer as the source told it then. */
  readonly recipient: {
    readonly key: string
    readonly name: string
    readonly language: string
    readonly country?: string
    readonly timeZone?: string
    readonly contactPoints?: readonly ContactPoint[]
  }
  readonly data: Readonly<Record<string, unknown>>
  readonly decisions: readonly DecisionLine[]
  readonly messages: readonly MessageView[]
  readonly previous: string | null
  readonly next: string | null
}

export interface DecisionLine {
  readonly kind: 'send' | 'wait' | 'refuse'
  readonly channel: string | null
  readonly address: string | null
  readonly at: string
  readonly reasons: readonly Reason[]
}

export interface MessageView {
  readonly id: string
  readonly channel: string
  readonly alternative: string
  readonly language: string
  readonly tone: string
  readonly address: string
  readonly state: MessageState
  readonly attempts: number
  readonly sha256: string
  readonly mediaType: string
  readonly extension: string
  readonly size: number
  readonly units: number
  readonly providerId: string | null
  readonly detail: string | null
  readonly queuedAt: string
  readonly receipts: readonly ReceiptLine[]
}

export interface ReceiptLine {
  readonly kind: string
  readonly at: string
  readonly detail: string | null
  readonly providerId: string | null
}

const utc = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
const instant = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', ${sql.lit(utc)})`

export async function readCommunication(
  db: Reader,
  id: string,
): Promise<CommunicationView | undefined> {
  const { rows } = await sql<CommunicationView>`
    select c.id, c.key, c.template, c.topic, c.release, c.state, c.recipient, c.data,
      ${instant('c.dated')} as dated,
      case when r.id is not null then json_build_object('id', r.id, 'source', r.source) end as run,
      coalesce((select json_agg(json_build_object('kind', d.kind, 'channel', d.channel,
        'address', d.address, 'at', ${instant('d.decided_at')}, 'reasons', d.reasons)
        order by d.ordinal) from decision d where d.communication_id = c.id), '[]') as decisions,
      (select n.id from communication n where n.run_id = c.run_id and n.id < c.id
        order by n.id desc limit 1) as previous,
      (select n.id from communication n where n.run_id = c.run_id and n.id > c.id
        order by n.id limit 1) as next
    from communication c left join run r on r.id = c.run_id
    where c.id = ${id}`.execute(db)
  const found = rows[0]
  return found && { ...found, messages: await messagesOf(db, id) }
}

async function messagesOf(db: Reader, communication: string) {
  const { rows } = await sql<MessageView>`
    select ${messageColumns},
      coalesce((select json_agg(json_build_object('kind', e.kind, 'at', ${instant('e.at')},
        'detail', e.detail, 'providerId', e.provider_id) order by e.id)
        from receipt e where e.message_id = m.id), '[]') as receipts
    from message m join blob b on b.sha256 = m.sha256
    where m.communication_id = ${communication} order by m.ordinal`.execute(db)
  return rows
}

const messageColumns = sql`
  m.id, m.channel, m.alternative, m.language, m.tone, m.address, m.state, m.attempts,
  encode(m.sha256, 'hex') as sha256, m.media_type as "mediaType", m.extension, b.size, m.units,
  m.provider_id as "providerId", m.detail, ${instant('m.queued_at')} as "queuedAt"`

/** A message without its receipts, with the key and the release of its communication. */
export async function readMessage(
  db: Reader,
  id: string,
): Promise<
  (Omit<MessageView, 'receipts'> & { readonly key: string; readonly release: string }) | undefined
> {
  const { rows } = await sql<Omit<MessageView, 'receipts'> & { key: string; release: string }>`
    select ${messageColumns}, c.key, c.release
    from message m join blob b on b.sha256 = m.sha256
      join communication c on c.id = m.communication_id
    where m.id = ${id}`.execute(db)
  return rows[0]
}
