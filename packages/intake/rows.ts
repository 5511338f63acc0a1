import type { Problem } from '@misiva/model'
import type { LineBlock } from './lines.ts'

/** The values of one row by column name; null where an optional one is empty. */
export type Values = Readonly<Record<string, unknown>>

/**
 * One row as a format reader gives it. A bad one carries its problem, and what could still be read
 * of it: `sure` when all its columns stand where they should (only a value or a character is
 * wrong), `maybe` when columns are missing or too many, so that a value may be another column's.
 */
export interface Row {
  readonly line: number
  readonly values: Values
  readonly problem?: Problem
  readonly trust: 'sure' | 'maybe' | 'none'
  /** As the file has it, where a column's place can be found in it. */
  readonly text?: string
}

/** What a format reader gives for a block of lines. */
export interface RowBlock {
  readonly rows: readonly Row[]
  /** Remarks about the file: a column nobody declared. */
  readonly remarks?: readonly Problem[]
}

/** Turns lines into rows; thrown Unreadable ends the file. */
export interface RowReader {
  push(block: LineBlock): RowBlock
  /** Nothing follows. `broken`: the file broke off, so what is half read is not a row. */
  end(broken: boolean): RowBlock
  /** Line and column of a value of a row that was read without fault. */
  placeOf?(row: Row, name: string): { readonly line: number; readonly column: number }
}
