import type { ChannelProperties, Customer, Language, Topic } from '@misiva/model'

/** A channel the template has an alternative for and the installation a plug-in. */
export interface Offer {
  /** As the installation names it, and as contact points and topics name it. */
  readonly channel: string
  /** How to call it when speaking: “e-mail”. The channel's own name if absent. */
  readonly title?: string
  readonly properties: Pick<ChannelProperties, 'physical' | 'interrupts'>
}

/** A contact point that did not take an earlier message. */
export interface Failure {
  readonly channel: string
  readonly address: string
  /** ISO 8601 instant. */
  readonly at: string
  /** The carrier's words, for the reason: `550 5.1.1 no such user`. */
  readonly detail?: string
}

/** What the customer last said to this purpose; undefined if never asked. */
export type Consent = 'given' | 'withdrawn'

export interface Question {
  readonly topic: Topic
  readonly customer: Customer
  /** Languages and tones the template claims; neither is empty. */
  readonly languages: readonly Language[]
  readonly tones: readonly string[]
  readonly offers: readonly Offer[]
  readonly history: readonly Failure[]
  readonly consent?: Consent
}

export interface Policy {
  readonly defaultLanguage: Language
  /** The tone wanted; the template's neutral one where it has no such variant. */
  readonly tone?: string
  /**
   * Paper as the last resort for service and regulatory topics that do not list it. Marketing goes
   * on paper only where the topic says so.
   */
  readonly fallbackToPaper: boolean
  /** How long a failure counts against a contact point, `P30D`; without it for ever. */
  readonly failureCounts?: string
}
