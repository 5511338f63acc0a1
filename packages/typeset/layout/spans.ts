/** Cells over several rows: how tall they make them, where they end, what is done where they cannot. */
import type { CellLaid } from './cell.ts'
import { PlainRow } from './plainrow.ts'
import type { RowLaid } from './row.ts'
import type { PlacedRow } from './tablepart.ts'

/** Cells over several rows make the last of them taller where they need it. */
export function settleSpans(rows: readonly RowLaid[]): void {
  rows.forEach((row, i) => {
    if (row instanceof PlainRow) return
    for (const cell of row.cells) {
      if (cell.rows < 2) continue
      const to = Math.min(rows.length, i + cell.rows)
      let height = 0
      for (let k = i; k < to; k++) height += (rows[k] as RowLaid).height
      const last = rows[to - 1] as RowLaid
      if (cell.height > height) last.height += cell.height - height
    }
  })
}

/** No cell reaches beyond the last of these rows. */
export function shortenSpans(rows: readonly RowLaid[]): void {
  rows.forEach((row, i) => {
    const cells = row.cells as CellLaid[]
    cells.forEach((cell, k) => {
      if (cell.rows <= rows.length - i) return
      cells[k] = { ...cell, rows: rows.length - i }
      if (i === rows.length - 1) row.height = Math.max(row.height, cell.height)
    })
  })
}

/** Rows that a cell reaches over, without those that have no cell of their own. */
export function rowsSaid(
  drawn: readonly { laid: RowLaid }[],
  at: number,
  { rows }: CellLaid,
): number {
  let said = 1
  for (let i = at + 1; i < at + rows; i++) if (drawn[i]?.laid.shapes.length) said++
  return said
}

/**
 * Rows that cannot stay on one page share no cell: what reaches over several stands in the first, and
 * the others have an empty one in its place.
 */
export function unspanned(rows: readonly PlacedRow[]): PlacedRow[] {
  let down: { cell: CellLaid; left: number }[] = []
  return rows.map((row) => {
    const { laid } = row
    const own = down.length === 0 && laid.shapes.every((cell) => cell.rows === 1)
    if (own) return row
    const empty = down.map(({ cell }) => cell)
    down = down.map(({ cell, left }) => ({ cell, left: left - 1 })).filter(({ left }) => left > 0)
    for (const cell of laid.cells) {
      const blank = {
        ...cell,
        rows: 1,
        height: 0,
        header: undefined,
        word: null,
        laid: null,
        part: null,
      }
      if (cell.rows > 1) down.push({ cell: blank, left: cell.rows - 1 })
    }
    const cells = [...laid.cells.map((cell) => ({ ...cell, rows: 1 })), ...empty]
    cells.sort((a, b) => a.column - b.column)
    const height = cells.reduce((most, cell) => Math.max(most, cell.height), 0)
    return { ...row, laid: { ...laid, cells, shapes: cells, height }, height }
  })
}
