import type { Expression, Place } from '@misiva/model'
import type { Column } from './columns.ts'
import type { CsvShape } from './csv.ts'

/**
 * A source description as written (`sources/NAME.yaml` of a content folder): how a data file
 * becomes records. Every string under `let`, `key`, `customer` and `data` is a CEL expression.
 */
export interface Written {
  readonly file: string
  readonly format: 'csv' | 'jsonl' | 'json'
  readonly encoding: string
  readonly timeZone: string
  readonly csv: CsvShape
  /** Where the list of records stands in a JSON document; empty: it is the document. */
  readonly path: readonly string[]
  readonly limits: Limits
  readonly columns: readonly Column[]
  readonly group?: { readonly by: Expression; readonly consecutive: boolean }
  readonly tables: Readonly<Record<string, unknown>>
  readonly constants: Readonly<Record<string, unknown>>
  readonly let: readonly { readonly name: string; readonly value: Expression }[]
  readonly key?: Expression
  readonly customer: WrittenCustomer
  readonly data: WrittenData
  readonly place: Place
}

export interface Limits {
  /** Rows of one record at most. */
  readonly recordRows: number
  /** Bytes of one line, characters of one JSON record, at most. */
  readonly rowBytes: number
  /** Rows held at most while the rows of a record do not stand together. */
  readonly openRows: number
}

export interface WrittenCustomer {
  readonly key: Expression
  readonly name: Expression
  readonly language: Expression
  readonly country?: Expression
  readonly timeZone?: Expression
  readonly contactPoints: readonly WrittenPoint[]
  readonly preferences: readonly WrittenPreference[]
  readonly attributes: readonly { readonly name: string; readonly value: Expression }[]
  /** What a record without a customer becomes: a rejection, or a message to somebody else. */
  readonly missing?: WrittenCustomer
}

export interface WrittenPoint {
  readonly channel: string
  readonly address: Expression
  readonly state: 'unverified' | 'verified' | 'bouncing' | 'suppressed'
  readonly when?: Expression
}

export interface WrittenPreference {
  readonly topic: string
  readonly channel: string
  readonly origin: 'stated' | 'learned'
  readonly when?: Expression
}

export type WrittenData =
  /** Where `when` does not hold there is no such field. */
  | { readonly kind: 'value'; readonly value: Expression; readonly when?: Expression }
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [string, WrittenData])[] }
  | {
      readonly kind: 'each'
      readonly list: Expression
      readonly as: string
      readonly when?: Expression
      readonly item: WrittenData
    }
