/** What the preview's page and its engine, a worker, say to each other. */
import type { Draft, Held } from '@misiva/compose'
import type { Customer, Problem, Takes } from '@misiva/model'
import type { MailFinding, Loss } from '@misiva/compose'

/** Whom the preview is for: test data, or a customer as a communication knew them. */
export type Subject =
  | { readonly kind: 'sample'; readonly name: string }
  | {
      readonly kind: 'customer'
      readonly key: string
      readonly data: Readonly<Record<string, unknown>>
      readonly customer: Customer
    }

/** A file of the content folder, kept by its hash and fetched once. */
export interface FileAt {
  readonly path: string
  /** SHA-256, hex; the same hash is the same bytes. */
  readonly sha256: string
  readonly url: string
}

/** A file as it is being written: text, a content tree, or null where it is taken away. */
export type Edit = string | Draft | null

export interface Look {
  readonly template: string
  readonly language: string
  readonly tone: string
  readonly subject: Subject
  /** Alternatives in the order in which they are to be drawn. */
  readonly alternatives: readonly string[]
  /** Page shown of each alternative that is pages, from 0; 0 where none is given. */
  readonly pages: Readonly<Record<string, number>>
  /** Width of a page picture in device pixels. */
  readonly pixels: number
}

export type ToEngine =
  | {
      readonly kind: 'files'
      readonly files: readonly FileAt[]
      readonly takes: Readonly<Record<string, Takes>>
    }
  /** The newest state of everything being written and looked at; older ones are dropped. */
  | {
      readonly kind: 'show'
      readonly revision: number
      readonly edits: readonly (readonly [string, Edit])[]
      readonly look: Look | undefined
    }
  /** Holds a template's tests, as publishing would, on the files as saved. */
  | { readonly kind: 'test'; readonly template: string }

export interface OfferedAlternative {
  readonly name: string
  readonly channel: string
  readonly takes: Takes | undefined
}

export interface OfferedTemplate {
  readonly name: string
  readonly languages: readonly string[]
  readonly tones: readonly string[]
  readonly samples: readonly string[]
  /** The sample to begin with: the first that fits its contract. */
  readonly first: string | undefined
  readonly alternatives: readonly OfferedAlternative[]
}

/** What the content has to show, and what is wrong with its files. */
export interface Offer {
  readonly templates: readonly OfferedTemplate[]
  readonly problems: readonly Problem[]
  /** ISO 4217, for what a message costs. */
  readonly currency: string
  /** Sender by channel, and the organisation's name. */
  readonly senders: Readonly<Record<string, string>>
  readonly house: string
}

/** A file that goes out with a message, or within its pages. */
export interface ViewedFile {
  readonly filename: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** One alternative as the customer would have it. */
export type View =
  | {
      readonly kind: 'pages'
      readonly pages: number
      readonly page: number
      /** Points. */
      readonly width: number
      readonly height: number
      /** Handed over, not copied. An ImageBitmap would be made by a thread more, which has to get its turn. */
      readonly image: ImageData
      /** Carried in the document. */
      readonly files: readonly ViewedFile[]
      /** It goes out with a password; here it is open. */
      readonly shut: boolean
    }
  | {
      readonly kind: 'mime'
      readonly subject: string
      /** Complete; pictures are data: addresses. */
      readonly html: string
      readonly text: string
      readonly attachments: readonly ViewedFile[]
      /** What is attached goes out with a password; here it is open. */
      readonly shut: boolean
      readonly findings: readonly MailFinding[]
    }
  | {
      readonly kind: 'text'
      readonly parts: readonly string[]
      readonly encoding: 'GSM-7' | 'UCS-2'
      readonly units: number
    }
  | { readonly kind: 'html'; readonly title: string; readonly html: string }

export type FromEngine =
  | { readonly kind: 'offer'; readonly revision: number; readonly offer: Offer }
  | {
      readonly kind: 'drawn'
      readonly revision: number
      readonly alternative: string
      readonly view: View
      readonly warnings: readonly Problem[]
      /** Milliseconds of the engine. */
      readonly took: number
    }
  /** It cannot be composed as it stands; what was drawn before may stay. */
  | {
      readonly kind: 'refused'
      readonly revision: number
      readonly alternative: string
      readonly problems: readonly Problem[]
    }
  /** Text of the page last drawn, for who cannot see it. */
  | {
      readonly kind: 'words'
      readonly alternative: string
      readonly page: number
      readonly text: string
    }
  /** What the active alternative's content loses on other channels. */
  | { readonly kind: 'losses'; readonly alternative: string; readonly losses: readonly Loss[] }
  | { readonly kind: 'settled'; readonly revision: number }
  | { readonly kind: 'testing'; readonly done: number; readonly of: number }
  /** One answer for each test, in the order of the file. */
  | { readonly kind: 'tested'; readonly held: readonly Held[] }
  /** The engine itself cannot go on: no WebAssembly, a file that cannot be fetched. */
  | { readonly kind: 'broken'; readonly message: string }
