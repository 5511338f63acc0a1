import type { ColumnType, Generated } from 'kysely'
import type { LibraryTables } from './library-schema.ts'

/**
 * The tables as Kysely sees them. Written by hand beside the migrations and held to the real
 * database's information_schema by a test, name for name and nullable for nullable.
 *
 * timestamptz comes and goes as an ISO 8601 string in UTC, bigint as a number, bytea as a Buffer:
 * `connect.ts` sets the parsers.
 */
export interface Database extends LibraryTables {
  organisation: OrganisationTable
  content: ContentTable
  release: ReleaseTable
  customer: CustomerTable
  contact_point: ContactPointTable
  preference: PreferenceTable
  run: RunTable
  run_channel: RunChannelTable
  run_reason: RunReasonTable
  chunk: ChunkTable
  communication: CommunicationTable
  decision: DecisionTable
  blob: BlobTable
  message: MessageTable
  receipt: ReceiptTable
  rejection: RejectionTable
  personal_link: PersonalLinkTable
  answer: AnswerTable
  migration: MigrationTable
}

/** An instant, ISO 8601 in UTC, to the microsecond. */
type Instant = string
/** Read as parsed JSON, written as JSON text. */
type Json<T> = ColumnType<T, string, string>

export interface OrganisationTable {
  one: Generated<boolean>
  secret: Buffer
  created_at: Generated<Instant>
}

export interface ContentTable {
  sha256: Buffer
  bytes: Buffer
}

export interface ReleaseTable {
  hash: string
  name: string
  files: Json<Record<string, string>>
  published_at: Generated<Instant>
}

export interface CustomerTable {
  id: string
  key: string
  name: string
  language: string
  country: string | null
  time_zone: string | null
  attributes: ColumnType<Record<string, unknown>, string | undefined, string>
  created_at: Generated<Instant>
  changed_at: Generated<Instant>
}

export interface ContactPointTable {
  customer_id: string
  channel: string
  address: string
  state: 'unverified' | 'verified' | 'bouncing' | 'suppressed'
  position: number
  changed_at: Generated<Instant>
}

export interface PreferenceTable {
  customer_id: string
  topic: string
  origin: 'stated' | 'learned'
  position: number
  channel: string
}

export interface RunTable {
  id: string
  template: string
  topic: string
  release: string
  source: string
  source_sha256: Buffer
  record_limit: number | null
  state: Generated<'reading' | 'working' | 'done' | 'stopped'>
  read: Generated<boolean>
  owner: string | null
  started_at: Generated<Instant>
  ended_at: Instant | null
  seconds: Generated<number>
  resumed: Generated<number>
  origin: Generated<'file' | 'api'>
  input: Generated<number>
  waiting: Generated<number>
  composed: Generated<number>
  refused: Generated<number>
  rejected: Generated<number>
  messages: Generated<number>
  delivered: Generated<number>
  failed: Generated<number>
  pending: Generated<number>
  in_doubt: Generated<number>
}

export interface RunChannelTable {
  run_id: string
  channel: string
  messages: Generated<number>
  delivered: Generated<number>
  failed: Generated<number>
  pending: Generated<number>
  in_doubt: Generated<number>
}

export interface RunReasonTable {
  run_id: string
  kind: 'refused' | 'rejected'
  code: string
  count: Generated<number>
}

export interface ChunkTable {
  run_id: string
  number: number
  state: Generated<'open' | 'done'>
  communications: number
}

export interface CommunicationTable {
  id: string
  run_id: string | null
  chunk: number | null
  key: string
  template: string
  topic: string
  release: string
  customer_id: string
  recipient: Json<Record<string, unknown>>
  data: Json<Record<string, unknown>>
  dated: Instant
  rows: Generated<number>
  line: number | null
  state: Generated<'waiting' | 'composed' | 'refused' | 'rejected'>
  refusal: string | null
  search: string
  created_at: Generated<Instant>
}

export interface DecisionTable {
  communication_id: string
  ordinal: number
  kind: 'send' | 'wait' | 'refuse'
  channel: string | null
  address: string | null
  language: string | null
  tone: string | null
  not_before: Instant | null
  reasons: Json<{ code: string; text: string }[]>
  decided_at: Generated<Instant>
}

export interface BlobTable {
  sha256: Buffer
  segment: string
  position: number
  length: number
  packing: 'raw' | 'zstd'
  size: number
  stored_at: Generated<Instant>
}

export interface MessageTable {
  id: string
  communication_id: string
  run_id: string | null
  ordinal: number
  channel: string
  alternative: string
  language: string
  tone: string
  address: string
  state: Generated<'queued' | 'sending' | 'accepted' | 'delivered' | 'failed' | 'in-doubt'>
  attempts: Generated<number>
  next_attempt_at: Instant | null
  sha256: Buffer
  media_type: string
  extension: string
  units: number
  details: Json<Readonly<Record<string, unknown>> | null> | null
  confirms: Generated<'acceptance' | 'delivery'>
  provider_id: string | null
  detail: string | null
  queued_at: Generated<Instant>
  sent_at: Instant | null
  settled_at: Instant | null
}

export interface ReceiptTable {
  id: Generated<number>
  message_id: string
  kind:
    | 'accepted'
    | 'sent'
    | 'delivered'
    | 'bounced'
    | 'undelivered'
    | 'rejected'
    | 'deferred'
    | 'printed'
    | 'published'
    | 'opened'
    | 'clicked'
    | 'answered'
  at: Instant
  detail: string | null
  provider_id: string | null
  recorded_at: Generated<Instant>
}

export interface RejectionTable {
  id: string
  run_id: string
  communication_id: string | null
  key: string | null
  file: string
  line: number | null
  col: number | null
  code: string
  message: string
  hint: string | null
  problems: ColumnType<unknown[], string | undefined, string>
  created_at: Generated<Instant>
}

export interface PersonalLinkTable {
  id: string
  token_sha256: Buffer
  communication_id: string
  message_id: string | null
  made_by: string | null
  created_at: Generated<Instant>
  expires_at: Instant
  revoked_at: Instant | null
  revoked_by: string | null
  opens: Generated<number>
  first_opened_at: Instant | null
  last_opened_at: Instant | null
}

export interface AnswerTable {
  id: Generated<number>
  communication_id: string
  link_id: string | null
  question: string
  answer: string
  question_text: string
  answer_text: string
  language: string
  at: Generated<Instant>
}

export interface MigrationTable {
  number: number
  name: string
  sha256: string
  applied_at: Generated<Instant>
}
