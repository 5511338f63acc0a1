/** Groups of rows for pages: heading, items and subtotal of each, kept together where pages end. */
import type { TableRow } from '@misiva/model'
import type { Row } from '@misiva/typeset'
import type { GroupedRows } from '../program/grouping.ts'
import { enterGroups } from '../program/rows.ts'
import type { Run } from '../program/scope.ts'
import type { PagesGround } from './blocks.ts'
import type { Carried } from './carried.ts'
import { compileRow, rowsOf, type ContentTable } from './rows.ts'

export interface GroupedPart {
  emit(run: Run, out: Row[]): void
}

export function compileGrouped(
  part: GroupedRows,
  table: ContentTable,
  ground: PagesGround,
  carried: Carried | undefined,
): GroupedPart {
  const entered = enterGroups(part.levels, part.repetition, ground.context)
  const levels = part.levels.map(({ headings, continued, subtotals }, i) => {
    const { repeat, inner } = entered.levels[i]!
    const compile = (rows: readonly TableRow[]) =>
      rows.map((row) => compileRow(row, table, { ...ground, context: inner }, undefined, undefined))
    const rows = { headings: compile(headings), subtotals: compile(subtotals) }
    return { repeat, ...rows, continued: compile(continued) }
  })
  const items = entered.items()
  const within = { ...ground, context: entered.inner }
  const rows = part.rows.map((row) =>
    compileRow(
      row,
      table,
      within,
      carried?.of === row ? carried.adds : undefined,
      row.each && items,
    ),
  )
  /** `above`: what a page that begins with one of the rows says first. */
  const emit = (run: Run, out: Row[], depth: number, above: readonly Row[]): void => {
    const level = levels[depth]
    if (!level) return put(rowsOf(rows, run), out, above)
    run.eachGroup(level.repeat, () => {
      put(rowsOf(level.headings, run), out, above)
      const within =
        level.continued.length === 0 ? above : [...above, ...rowsOf(level.continued, run)]
      emit(run, out, depth + 1, within)
      put(rowsOf(level.subtotals, run, true), out, within)
    })
  }
  return { emit: (run, out) => emit(run, out, 0, []) }
}

function put(rows: readonly Row[], out: Row[], above: readonly Row[]): void {
  for (const row of rows) out.push(above.length === 0 ? row : { ...row, continued: above })
}
