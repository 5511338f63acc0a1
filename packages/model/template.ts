import type { Content, Expression, Place, TextTemplate } from './content.ts'
import type { Customer } from './customer.ts'
import type { DataFile, Embedded, Protect } from './embedded.ts'
import type { Language } from './language.ts'
import type { StyleSheet } from './style.ts'

/** A block in one language and tone. `neutral` is the tone every block must have. */
export interface BlockVariant {
  readonly language: Language
  readonly tone: string
  readonly file: string
  readonly content: Content
}

export interface LibraryBlock {
  readonly name: string
  readonly variants: readonly BlockVariant[]
}

interface AlternativeHead {
  /** Name within the template; the channel's own name unless a channel has several. */
  readonly name: string
  /** The channel it is for, as the installation names it: print, email, sms, portal … */
  readonly channel: string
  /** Of several alternatives for one channel the first whose `when` holds is used. */
  readonly when?: Expression
  /** Its pages, or those it carries, open with a password. */
  readonly protect?: Protect
  readonly place?: Place
}

/** Content of its own, one variant for each language the template claims. */
export interface ActiveAlternative extends AlternativeHead {
  readonly kind: 'active'
  readonly variants: readonly AlternativeVariant[]
  /** Page master set of the style sheet, where the channel takes pages. */
  readonly master?: string
  /** Files carried in its pages. */
  readonly embed?: readonly Embedded[]
}

export interface AlternativeVariant {
  readonly language: Language
  readonly tone: string
  readonly file: string
  /** Subject of an e-mail, title of a document or page. */
  readonly subject?: TextTemplate
  /** The line mail clients show after the subject. */
  readonly preheader?: TextTemplate
  readonly content: Content
}

/** Another alternative's result, carried unchanged: the printed PDF attached to an e-mail. */
export interface PassiveAlternative extends AlternativeHead {
  readonly kind: 'passive'
  /** Name of the alternative carried. */
  readonly carries: string
  /** The standard cover text around it. */
  readonly cover: readonly AlternativeVariant[]
  readonly filename: TextTemplate
}

export type Alternative = ActiveAlternative | PassiveAlternative

/** JSON Schema (draft 2020-12) of a template's data. `format: decimal` is money or any exact number. */
export type Contract = Readonly<Record<string, unknown>>

export interface Template {
  readonly name: string
  readonly topic: string
  readonly languages: readonly Language[]
  readonly tones: readonly string[]
  readonly contract: Contract
  readonly samples: readonly Sample[]
  readonly alternatives: readonly Alternative[]
  /** What its content must be, of `tests.yaml`. */
  readonly tests?: readonly ContentTest[]
  /** Data files beside template.yaml. */
  readonly files?: readonly DataFile[]
  readonly effectiveFrom?: string
  readonly effectiveUntil?: string
  readonly place?: Place
}

/**
 * Test data. The file holds the contract's properties and, beside them, `customer`: to whom it
 * goes. Without one a customer of the organisation's default language is used.
 */
export interface Sample {
  readonly name: string
  readonly file: string
  readonly data: Readonly<Record<string, unknown>>
  readonly customer?: Customer
}

/** Something a template's content must be, held whenever its samples are composed for publishing. */
export interface ContentTest {
  /** What is left out narrows nothing: every alternative the expectation means something for. */
  readonly alternatives?: readonly string[]
  readonly languages?: readonly Language[]
  readonly tones?: readonly string[]
  /** Names of own samples, or of edge samples: `edge/longest-texts`. All own samples unless given. */
  readonly samples?: readonly string[]
  readonly expects: Expectation
  readonly place?: Place
}

export type Expectation =
  /** So many pages at most. */
  | { readonly kind: 'fits'; readonly pages: number }
  /** So many segments of a short message at most. */
  | { readonly kind: 'segments'; readonly most: number }
  /** The text, white space and line ends aside, anywhere or on one page. */
  | { readonly kind: 'contains'; readonly text: string; readonly page?: number | 'last' }
  | { readonly kind: 'notContains'; readonly text: string; readonly page?: number | 'last' }
  /** All that a block says in this composition stands on one page. */
  | { readonly kind: 'block'; readonly name: string; readonly page: number | 'last' }
  /** The document is tagged for assistive technology. */
  | { readonly kind: 'tagged'; readonly is: boolean }
  /** Every edge sample of the contract composes. */
  | { readonly kind: 'edges' }

export type TopicClass = 'service' | 'regulatory' | 'marketing'

export interface Topic {
  readonly name: string
  readonly class: TopicClass
  /** Channels in the order tried when the customer has stated nothing. */
  readonly channels: readonly string[]
  /** What to do with a message that may or may not have gone out: send again, or hold for a person. */
  readonly inDoubt: 'resend' | 'hold'
  readonly title: Readonly<Record<Language, string>>
  /** Days a personal link of a message works; 400 unless given. */
  readonly linkDays?: number
}

/** A font program or picture of the content folder, by its path there. */
export interface Asset {
  readonly path: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** An immutable, content-addressed set of everything published together. */
export interface Release {
  /** SHA-256 (hex) over the sorted paths and bytes of all its files. */
  readonly hash: string
  readonly organisation: Organisation
  readonly style: StyleSheet
  readonly topics: readonly Topic[]
  readonly blocks: readonly LibraryBlock[]
  readonly templates: readonly Template[]
  readonly assets: readonly Asset[]
}

/** `misiva.yaml` at the head of a content folder. */
export interface Organisation {
  readonly name: string
  /** IANA time zone of the house, for dates without a zone of their own. */
  readonly timeZone: string
  readonly defaultLanguage: Language
  /** ISO 4217 code for amounts that name no currency. */
  readonly currency: string
  /** Sender by channel: e-mail `Name <address>`, SMS sender id, postal return address lines. */
  readonly senders: Readonly<Record<string, string>>
  /** What is known of customers beside their names, as properties of a JSON Schema: `wantsDocument: { type: boolean }`. */
  readonly customer?: Readonly<Record<string, unknown>>
}
