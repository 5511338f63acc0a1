/**
 * Tables for pages. A repeated row makes its variable cells and nothing else: columns, header,
 * constant rows and every style are the same objects in all documents.
 */
import type { TableRow } from '@misiva/model'
import type { Block, Row } from '@misiva/typeset'
import { constantText, say } from '../program/context.ts'
import { isGrouped } from '../program/grouping.ts'
import { partsOf } from '../program/rows.ts'
import type { Run } from '../program/scope.ts'
import { directionOf } from '../program/words.ts'
import { deepFreeze } from '../style/print.ts'
import { sourceOf, widthOf } from './blocks.ts'
import type { PagesGround } from './blocks.ts'
import { compileCarried } from './carried.ts'
import { compileGrouped, type GroupedPart } from './grouped.ts'
import type { Part } from './part.ts'
import { compileRow, rowsOf, rowsOfPart, type ContentTable, type RowPart } from './rows.ts'

export function compileTable(table: ContentTable, ground: PagesGround): Part {
  const { context, styles } = ground
  context.knows('tables', table.style, table.place)
  const look = styles.table(table.style ?? 'default')
  const carried = compileCarried(table, ground)
  const lasting = table.rows.filter((row) => row.kind !== 'carried' && row.kind !== 'brought')
  const trailing = lasting.findLastIndex((row) => row.kind !== 'total') + 1
  const compile = (row: TableRow) =>
    compileRow(row, table, ground, carried?.of === row ? carried.adds : undefined)
  const header = lasting.filter((row) => row.kind === 'head').map(compile)
  const body = partsOf(
    lasting.slice(0, trailing).filter((row) => row.kind !== 'head'),
    context,
  ).map((part) => (isGrouped(part) ? compileGrouped(part, table, ground, carried) : compile(part)))
  const footer = lasting.slice(trailing).map(compile)
  const { columnRule } = look
  // Beside the column before, so that a cell over several has none within.
  const side = directionOf(context.ground.language) === 'rtl' ? 'right' : 'left'
  const beside = columnRule && { [side]: columnRule }
  const shared = deepFreeze({
    columns: table.columns.map((column) => widthOf(column.width, ground, table.place)),
    columnStyles: table.columns.map(({ align }, i) =>
      styles.column(align, i === 0 ? undefined : beside),
    ),
    style: look.table,
    headerStyle: look.header,
    footerStyle: look.total,
    rowStyles: look.rows,
    ...(look.border && { border: look.border }),
    spaceAfter: styles.baseParagraph.spaceAfter,
    ...(sourceOf(table.place) && { source: sourceOf(table.place) }),
  })
  const caption = table.caption && context.pieces(table.caption)
  const captionText = caption && constantText(caption)
  const heads = steadyRows(header)
  const feet = steadyRows(footer, true)
  return {
    emit: (run, out) => {
      const rows = bodyOf(body, run)
      const foot = feet ?? rowsOf(footer, run, true)
      if (rows.length === 0 && foot.length === 0) return
      const summary = captionText ?? (caption && say(caption, run))
      const node: Block = {
        type: 'table',
        ...shared,
        header: heads ?? rowsOf(header, run),
        rows,
        footer: foot,
        ...(carried && { sums: carried.sums(run) }),
        ...(summary && { summary }),
      }
      out.push(node)
    },
  }
}

/** The same rows every time, where none of them depends on the record. */
function steadyRows(parts: readonly RowPart[], first = false): readonly Row[] | undefined {
  const rows = parts.map((part, i) => {
    const make = first && i === 0 ? part.makeFirst : part.make
    return part.repeat || part.test || !('constant' in make) ? undefined : make.constant
  })
  return rows.every((row) => row !== undefined) ? Object.freeze(rows) : undefined
}

function bodyOf(parts: readonly (RowPart | GroupedPart)[], run: Run): readonly Row[] {
  const rows: Row[] = []
  for (const part of parts) {
    if ('emit' in part) part.emit(run, rows)
    else rowsOfPart(part, run, rows)
  }
  return rows
}
