/** Columns as wide as their content: which cells stand in which columns, and who gives room. */
import type { CellOrText, Column, Row } from '../document.ts'

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
      const to = Math.min(columns, from + columnSpan)
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
