import type { AnyChannel, Outgoing, Receipt } from '@misiva/model'

/** An installed channel, as delivering sees it. */
export interface Route {
  readonly name: string
  readonly plugin: AnyChannel
  readonly settings: unknown
  /** Messages a second at most; without it as fast as the channel takes them. */
  readonly pace?: number
}

/** What must be written down, and is before anything else happens. `record` keeps it. */
export interface Ledger {
  /** Writes `sending`; gives back those that were still queued. */
  sending(ids: readonly string[]): Promise<ReadonlySet<string>>
  receipts(receipts: readonly Receipt[]): Promise<unknown>
  again(
    messages: readonly { readonly id: string; readonly at: string; readonly detail: string }[],
  ): Promise<void>
  doubt(ids: readonly string[]): Promise<void>
}

/** A message that waits to go. */
export interface Queued {
  readonly outgoing: Outgoing
  /** Sends made before. */
  readonly attempts: number
  /** What the topic wants where nobody can tell whether it went. */
  readonly inDoubt: 'resend' | 'hold'
}

/** A message that was under way when its process died, or whose answer never came. */
export interface Doubtful {
  readonly id: string
  readonly channel: string
  readonly attempts: number
  readonly inDoubt: 'resend' | 'hold'
}

/** How often and how soon to try again after an outcome that says later may help. */
export interface Retries {
  /** Sends of one message in all. */
  readonly attempts: number
  /** Seconds before the second send. */
  readonly first: number
  /** Each pause is so many times the one before … */
  readonly factor: number
  /** … and so many seconds at most. */
  readonly longest: number
}

/** What became of a batch, for counting. */
export interface Tally {
  sent: number
  retried: number
  givenUp: number
  doubtful: number
  /** The channel's words if it could not be reached at all. */
  unreachable: string | undefined
}
