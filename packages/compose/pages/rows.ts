/** Rows of tables for pages: constant ones are one object, others make their variable cells. */
import type { Block as ContentBlock, Place, TableCell, TableRow } from '@misiva/model'
import type { Block, Cell, CellOrText, CellStyle, InlineContent, Row } from '@misiva/typeset'
import type { Context } from '../program/context.ts'
import type { Repeat, Run, Slot } from '../program/scope.ts'
import { deepFreeze } from '../style/print.ts'
import { compileBlocks, sourceOf } from './blocks.ts'
import type { PagesGround } from './blocks.ts'
import { compileInlines } from './inline.ts'
import { blocksOf } from './part.ts'

export type ContentTable = ContentBlock & { type: 'table' }

export interface RowPart {
  readonly repeat?: Repeat
  readonly test?: Slot
  readonly make: RowMaker
  /** As the first of the totals or of a group's, with the rule above it. */
  readonly makeFirst: RowMaker
}

type RowMaker = { readonly constant: Row } | { readonly build: (run: Run) => Row }

type CellPart = { readonly constant: CellOrText } | { readonly build: (run: Run) => CellOrText }

export function rowsOf(parts: readonly RowPart[], run: Run, totals = false): readonly Row[] {
  const rows: Row[] = []
  for (const part of parts) rowsOfPart(part, run, rows, totals)
  return rows
}

export function rowsOfPart(part: RowPart, run: Run, rows: Row[], totals = false): void {
  const once = () => {
    if (part.test && !run.test(part.test)) return
    const make = totals && rows.length === 0 ? part.makeFirst : part.make
    rows.push('constant' in make ? make.constant : make.build(run))
  }
  if (part.repeat) run.each(part.repeat, once)
  else once()
}

export function compileRow(
  row: TableRow,
  table: ContentTable,
  outer: PagesGround,
  adds?: Row['adds'],
  entered = row.each && outer.context.repeat(row.each.of, row.each.as),
): RowPart {
  const context = entered?.inner ?? outer.context
  const ground = entered ? { ...outer, context } : outer
  const style = rowStyle(row, table, ground)
  const heads = row.kind === 'group'
  const cells = row.cells.map((cell, i) => compileCell(cell, ground, row.place, heads && i === 0))
  const look = ground.styles.table(table.style ?? 'default')
  const rule =
    row.kind === 'total' ? look.totalRule : row.kind === 'subtotal' ? look.subtotalRule : undefined
  return {
    ...(entered && { repeat: entered.repeat }),
    ...(row.test && { test: context.slot(row.test, 'condition') }),
    make: rowMaker(row, cells, style, adds),
    makeFirst: rowMaker(row, cells, ground.styles.ruled(style, rule), adds),
  }
}

/** How the typesetter keeps a row of this kind. */
const kept = { group: 'group', total: 'total', subtotal: 'total' } as const

function rowMaker(
  row: TableRow,
  cells: readonly CellPart[],
  style: CellStyle | undefined,
  adds?: Row['adds'],
): RowMaker {
  const source = sourceOf(row.place)
  const finish = (made: readonly CellOrText[]): Row => ({
    cells: made,
    ...(style && { style }),
    ...(adds && { adds }),
    ...(row.kind in kept && { kind: kept[row.kind as keyof typeof kept] }),
    ...(source && { source }),
  })
  if (cells.every((cell) => 'constant' in cell))
    return { constant: deepFreeze(finish(cells.map((cell) => cell.constant))) }
  return {
    build: (run) => {
      const made: CellOrText[] = []
      for (const cell of cells) made.push('constant' in cell ? cell.constant : cell.build(run))
      return finish(made)
    },
  }
}

export function rowStyle(
  row: TableRow,
  table: ContentTable,
  ground: PagesGround,
): CellStyle | undefined {
  const { context, styles } = ground
  context.knows('paragraphs', row.style, row.place)
  if (row.style) return styles.cell(undefined, row.style)
  const { total, group, subtotal } = styles.table(table.style ?? 'default')
  if (row.kind === 'total') return total
  if (row.kind === 'subtotal') return subtotal
  return row.kind === 'group' || row.kind === 'continued' ? group : undefined
}

/** A cell of one plain paragraph is its text; anything more is a list of blocks. */
function compileCell(
  cell: TableCell,
  ground: PagesGround,
  rowPlace: Place | undefined,
  heads: boolean,
): CellPart {
  const { context, styles } = ground
  const [only] = cell.children
  const simple = cell.children.length <= 1 && (!only || only.type === 'paragraph')
  const paragraph = simple && only?.type === 'paragraph' ? only : undefined
  const named = cell.style ?? paragraph?.style
  context.knows('paragraphs', named, cell.place ?? rowPlace)
  const style = styles.cell(cell.align ?? paragraph?.align, named)
  const dressed = cellMaker(cell, style, heads)
  if (simple) return simpleCell(paragraph, dressed, context, ground)
  const blocks = compileBlocks(cell.children, ground)
  if ('constant' in blocks) return { constant: deepFreeze(dressed({ blocks: blocks.constant })) }
  return { build: (run) => dressed({ blocks: blocksOf(blocks, run) }) }
}

function simpleCell(
  paragraph: (ContentBlock & { type: 'paragraph' }) | undefined,
  dressed: (content: Cell['content']) => CellOrText,
  context: Context,
  ground: PagesGround,
): CellPart {
  if (!paragraph) return { constant: deepFreeze(dressed('')) }
  const content = compileInlines(paragraph.children, context, ground.styles, paragraph.place)
  if ('constant' in content) return { constant: deepFreeze(dressed(content.constant)) }
  return { build: (run) => dressed(content.build(run)) }
}

/** `heads`: what it says is of the rows after it. */
export function cellMaker(cell: TableCell, style: CellStyle | undefined, heads = false) {
  const { colspan = 1, rowspan = 1 } = cell
  const plain = !style && !heads && colspan === 1 && rowspan === 1
  return (content: InlineContent | { readonly blocks: readonly Block[] }): CellOrText => {
    if (plain && typeof content === 'string') return content
    return {
      content,
      ...(style && { style }),
      ...(colspan > 1 && { columnSpan: colspan }),
      ...(rowspan > 1 && { rowSpan: rowspan }),
      ...(heads && { header: 'row' as const }),
    }
  }
}
