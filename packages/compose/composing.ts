/** What composing is asked for, what it is given of the world, and what answers. */
import type { Takes, Language, Customer, Problem, Result, Composed } from '@misiva/model'
import type { Typesetter, Document, Protection } from '@misiva/typeset'
import type { Links } from './program/names.ts'

/** What composing needs of the world around it. Everything in it is made once, for a release. */
export interface World {
  /** The form of content each channel carries; undefined for a channel nobody has. */
  readonly takes: (channel: string) => Takes | undefined
  /** With the fonts and pictures of the release; asked for by alternatives that are pages. */
  readonly typesetter?: Typesetter
  /**
   * Pictures of the release that cannot be used, at their files (MSV-P002); in words, pictures drawn
   * otherwise than their files ask and fonts whose makers forbid their use.
   */
  readonly findings?: { readonly wrong: readonly Problem[]; readonly said: readonly string[] }
  /** `mjml` (or `mjml-browser`): MJML to HTML; asked for by alternatives that are e-mail. */
  readonly mjml?: (source: string, options: object) => Promise<{ readonly html: string }>
  /** zlib format (RFC 1950), for pictures made here: barcodes in e-mail. */
  readonly deflate?: (bytes: Uint8Array, level: number) => Uint8Array
}

/** Which composer: an alternative of a template in a language and tone. */
export interface Which {
  readonly template: string
  readonly alternative: string
  readonly language: Language
  /** Default: neutral. */
  readonly tone?: string
}

/** One communication to compose. */
export interface ComposeInput {
  /** The record's JSON, as the contract describes it. */
  readonly data: Readonly<Record<string, unknown>>
  readonly customer: Customer
  readonly links: Links
  /** ISO 8601 instant that stands in the document; given, so that bytes repeat. */
  readonly date: string
  /** The record's key, for messages. */
  readonly key?: string
  /** True: the data is known to fit the contract, and is not checked again. */
  readonly checked?: boolean
  /**
   * True: pages are to be looked at by the house. Their password is judged as ever, but left out, so
   * that a preview needs none.
   */
  readonly open?: boolean
  /** Of the alternative that carries these pages; before one of their own. */
  readonly protection?: Protection
}

export interface Composer {
  readonly template: string
  readonly alternative: string
  readonly channel: string
  readonly takes: Takes
  /** Language of the variant used, which a fallback may have chosen. */
  readonly language: Language
  readonly tone: string
  /** Content files it was compiled from: while these and the style sheet stand, so does it. */
  readonly reads: ReadonlySet<string>
  /** What the channel carries; or why it cannot be made, with template, place and record. */
  compose(input: ComposeInput): Result<Composed>
  /** The pages before they are set, for previews and measurements; undefined where there are none. */
  readonly document?: (input: ComposeInput) => Result<Document>
}

export interface Head {
  readonly title: string
  /** ISO 8601 instant. */
  readonly date: string
}
