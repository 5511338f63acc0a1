/** A row as it was measured. */
import type { Row } from '../document.ts'
import type { CellLaid } from './cell.ts'

export type RowKind = 'row' | 'group' | 'total' | 'footer' | 'header'

export interface RowLaid {
  readonly row: Row
  readonly cells: readonly CellLaid[]
  /** Cells as they show beside their text: grounds, borders, spans. */
  readonly shapes: readonly CellLaid[]
  height: number
  readonly kind: RowKind
  /** Some cell has a ground; has a border. */
  readonly filled: boolean
  readonly ruled: boolean
  /** Borders are above and below only, the same along the whole row. */
  readonly ruledAlike: boolean
}

/** Whether the borders are above and below only, the same along the whole row. */
export function alike(cells: readonly CellLaid[]): boolean {
  const { top, bottom } = cells[0]?.record.borders ?? {}
  let next = 0
  for (const { record, rows, column, columns } of cells) {
    const { borders } = record
    // A cell that comes down from a row above stands between.
    if (column !== next) return false
    next = column + columns
    if (rows > 1 || borders === null || borders.left || borders.right) return false
    if (borders.top !== top || borders.bottom !== bottom) return false
  }
  return true
}
