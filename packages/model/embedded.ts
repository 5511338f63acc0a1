import type { Expression, Place, TextTemplate } from './content.ts'

/** What a file in a document is to it (ISO 32000-2 §7.11.3, AFRelationship). */
export type FileRelationship = 'Data' | 'Source' | 'Alternative' | 'Supplement' | 'Unspecified'

/** Levels of an e-invoice by Factur-X 1.0, which is ZUGFeRD 2. */
export type FacturX = 'MINIMUM' | 'BASIC WL' | 'BASIC' | 'EN 16931' | 'EXTENDED'

/** Where an embedded file's bytes come from. */
export type EmbeddedSource =
  /** A file of the content folder, as it is. */
  | { readonly kind: 'file'; readonly path: string }
  /** A data file beside template.yaml, its fields filled in for each document. */
  | { readonly kind: 'data'; readonly name: string }
  /** A value of the record: text, or bytes as base64 (RFC 4648 §4). */
  | { readonly kind: 'field'; readonly value: Expression; readonly encoding: 'text' | 'base64' }

/** A file carried in a document's pages; with one they are PDF/A-3b instead of PDF/A-2b. */
export interface Embedded {
  readonly source: EmbeddedSource
  /** As readers list it; each name of a document once. */
  readonly name: TextTemplate
  readonly relationship: FileRelationship
  readonly mime: string
  readonly description?: TextTemplate
  /** Embedded only in documents for which it holds. */
  readonly when?: Expression
  /** Says in the document's metadata that this is its e-invoice. */
  readonly facturX?: FacturX
  readonly place?: Place
}

/** How values are written in a data file: escaped as its format wants it. */
export type DataFormat = 'xml' | 'json' | 'csv' | 'text'

export type DataParts = readonly DataPart[]

export type DataPart =
  | string
  | Expression
  | {
      readonly type: 'each'
      readonly of: Expression
      readonly as: string
      readonly parts: DataParts
    }
  | {
      readonly type: 'choose'
      readonly whens: readonly { readonly test: Expression; readonly parts: DataParts }[]
      readonly otherwise?: DataParts
    }

/** `factur-x.xml` beside template.yaml: text as it stands, with fields, repetitions and choices. */
export interface DataFile {
  /** Within the template's folder. */
  readonly name: string
  /** Within the content folder. */
  readonly file: string
  readonly format: DataFormat
  readonly parts: DataParts
}

/**
 * Pages that open with a password only: AES-256 (ISO 32000-2 §7.6, revision 6). PDF/A forbids that,
 * so they claim PDF/UA alone.
 */
export interface Protect {
  /** Opens the document. */
  readonly password: TextTemplate
  /** Opens it with every permission; nobody knows one where none is given. */
  readonly owner?: TextTemplate
  /** Whether who opens it may print, copy out of it, change it. Reading aloud is always allowed. */
  readonly print?: boolean
  readonly copy?: boolean
  readonly change?: boolean
  readonly place?: Place
}
