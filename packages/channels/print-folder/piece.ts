import type { SheetRange } from '@misiva/model'
import type { Sides } from './paper.ts'

/** One line of the index. */
export interface Piece {
  readonly job: string
  /** From 1 within the job. */
  readonly piece: number
  /** The message's UUID. */
  readonly message: string
  readonly key: string
  readonly customer: string
  readonly name: string
  readonly address: readonly string[]
  /** ISO 3166-1 alpha-2, or empty. */
  readonly country: string
  readonly pages: number
  readonly sheets: number
  /** These three are missing in lines written before there were any. */
  readonly sides?: Sides
  readonly media?: readonly SheetRange[]
  /** With its envelope, where the weights of papers are set. */
  readonly grams?: number
  readonly file: string
  readonly sha256: string
  readonly size: number
  /** ISO 8601 instant in UTC. */
  readonly at: string
}

export interface NewPiece extends Omit<Piece, 'piece' | 'job' | 'at'> {
  readonly job: string
  readonly bytes: Uint8Array
}
