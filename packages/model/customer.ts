import type { Language } from './language.ts'

export type ContactPointState = 'unverified' | 'verified' | 'bouncing' | 'suppressed'

/** One address of a customer on one channel. */
export interface ContactPoint {
  readonly channel: string
  /** E-mail address, E.164 number, postal lines below the name joined by newlines, portal account. */
  readonly address: string
  readonly state: ContactPointState
}

export interface Preference {
  /** Topic name, or `*` for all. */
  readonly topic: string
  readonly channel: string
  readonly origin: 'stated' | 'learned'
}

export interface Customer {
  /** The organisation's own key for the customer. */
  readonly key: string
  readonly name: string
  readonly language: Language
  /** ISO 3166-1 alpha-2. */
  readonly country?: string
  readonly timeZone?: string
  readonly contactPoints: readonly ContactPoint[]
  readonly preferences: readonly Preference[]
  /** What else is known and content may ask for: `customer.wantsDocument`. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>
}
