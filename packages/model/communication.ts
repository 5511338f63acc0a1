import type { Customer } from './customer.ts'
import type { Language } from './language.ts'

/** The wish to tell one customer one thing. */
export interface Communication {
  /** UUID v7. */
  readonly id: string
  /** The source's own key: the invoice number. Unique within a run. */
  readonly key: string
  readonly template: string
  readonly topic: string
  readonly customer: Customer
  readonly data: Readonly<Record<string, unknown>>
  readonly release: string
  readonly run?: string
}

/** One record read from a source: a communication to be, not yet stored. */
export interface IntakeRecord {
  readonly key: string
  readonly customer: Customer
  readonly data: Readonly<Record<string, unknown>>
  /** Lines of the source it came from. */
  readonly rows: number
  readonly line: number
}

/** One rule that spoke in a decision, in words a clerk can read back. */
export interface Reason {
  /** `stated-preference`, `no-contact-point`, `fallback-to-paper` … */
  readonly code: string
  readonly text: string
}

export type Decision =
  | {
      readonly kind: 'send'
      readonly channel: string
      /** The contact point's address. */
      readonly to: string
      readonly language: Language
      readonly tone: string
      readonly notBefore?: string
      readonly because: readonly Reason[]
    }
  | { readonly kind: 'wait'; readonly until: string; readonly because: readonly Reason[] }
  /** `code` of the last reason is what a run report counts under `refused`. */
  | { readonly kind: 'refuse'; readonly because: readonly Reason[] }

/**
 * States of a message, in the order they come. `sending` is written before the send is made;
 * found after a crash it becomes `in-doubt` until a look-up or the topic's policy settles it.
 */
export type MessageState = 'queued' | 'sending' | 'accepted' | 'delivered' | 'failed' | 'in-doubt'

export type ReceiptKind =
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

/** What became of a message, as the channel told it. */
export interface Receipt {
  readonly message: string
  readonly kind: ReceiptKind
  /** ISO 8601 instant in UTC. */
  readonly at: string
  /** The carrier's own id, code or words: `250 2.0.0 OK queued as 1f3`. */
  readonly detail?: string
  readonly providerId?: string
}

export type RunState = 'reading' | 'working' | 'done' | 'stopped'

/** The report of a run; the database holds the sums to it. */
export interface RunReport {
  readonly run: string
  readonly template: string
  readonly source: string
  /** Records found in the source, good and bad. */
  readonly input: number
  readonly communications: number
  /** Messages by channel. */
  readonly channels: Readonly<Record<string, number>>
  /** Communications not sent, by the deciding reason's code. */
  readonly refused: Readonly<Record<string, number>>
  /** Records and rows that could not be read, by error code. */
  readonly rejected: Readonly<Record<string, number>>
  readonly delivered: number
  readonly failed: number
  readonly pending: number
  readonly inDoubt: number
  readonly seconds: number
}
