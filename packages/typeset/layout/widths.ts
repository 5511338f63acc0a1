/** Columns as wide as their content: which cells stand in which columns, and who gives room. */
import type { CellOrText, Column, Row } from '../document.ts'
import { LONGEST } from './sound.ts'

export function within(column: Column, wanted: number): number {
  if (column.kind !== 'content') return wanted
  return Math.min(Math.max(wanted, column.min ?? 0), column.max ?? Infinity)
}

/** What a cell over several columns wants beyond what they have, their `content` columns give. */
export function spread(
  columns: readonly Column[],
  widths: number[],
  from: number,
  to: number,
  wanted: number,
): void {
  const own = columns.slice(from, to)
  if (own.some((c) => c.kind === 'fraction')) return
  const missing = wanted - widths.slice(from, to).reduce((sum, w) => sum + w, 0)
  if (missing <= 0) return
  const share = missing / own.filter((c) => c.kind === 'content').length
  for (const [i, column] of own.entries())
    if (column.kind === 'content')
      widths[from + i] = within(column, (widths[from + i] as number) + share)
}

interface CellPlace {
  readonly cell: CellOrText
  readonly row: Row
  readonly from: number
  /** Column after its last. */
  readonly to: number
}

/** Cells with the columns they stand in, past those that come down from rows above. */
export function* placesOf(rows: readonly Row[], columns: number): Generator<CellPlace> {
  const taken: number[] = []
  for (const row of rows) {
    let from = 0
    for (const cell of row.cells) {
      while ((taken[from] ?? 0) > 0) taken[from++]!--
      if (from >= columns) break
      const { columnSpan, rowSpan } = spansOf(cell)
      const end = Math.min(columns, from + columnSpan)
      let to = from + 1
      // As rows are laid out: not over a cell that comes down from a row above.
      while (to < end && !((taken[to] ?? 0) > 0)) to++
      yield { cell, row, from, to }
      for (let c = from; c < to; c++) taken[c] = rowSpan - 1
      from = to
    }
    for (; from < taken.length; from++) if ((taken[from] ?? 0) > 0) taken[from]!--
  }
}

/** Whole and at least 1, whatever was given. */
export function spansOf(cell: CellOrText): { columnSpan: number; rowSpan: number } {
  if (typeof cell === 'string') return { columnSpan: 1, rowSpan: 1 }
  const { columnSpan = 1, rowSpan = 1 } = cell
  return {
    columnSpan: columnSpan >= 1 ? Math.floor(columnSpan) : 1,
    rowSpan: rowSpan >= 1 ? Math.min(1000, Math.floor(rowSpan)) : 1,
  }
}

/** The column, or one share where what it says is no length. */
export function soundColumn(column: Column): Column {
  const { kind } = column
  const given = kind === 'fixed' ? column.width : kind === 'fraction' ? column.share : 0
  return given >= 0 && given <= LONGEST ? column : { kind: 'fraction', share: 1 }
}

/** Narrowest that a share of the room may come to. */
const LEAST = 12

/** Widths of all columns: `natural` has those that take no share of what is left of the room. */
export function solve(
  columns: readonly Column[],
  natural: readonly number[],
  room: number,
  narrow: (percent: number) => void,
): number[] {
  let used = 0
  let shares = 0
  columns.forEach((c, i) => {
    if (c.kind === 'fraction') shares += Math.max(0, c.share)
    else used += natural[i] as number
  })
  const left = room - used
  const widths = columns.map((c, i) => {
    if (c.kind !== 'fraction') return natural[i] as number
    return Math.max(LEAST, shares > 0 && left > 0 ? (left * c.share) / shares : 0)
  })
  const total = widths.reduce((a, b) => a + b, 0)
  if (total <= room + 0.5) return widths
  const factor = room / total
  narrow(Math.round(factor * 100))
  return widths.map((w) => w * factor)
}
