/** Rows of tables for pages: constant ones are one object, others make their variable cells. */
import type { Align, Block as ContentBlock, Expression, TableCell, TableRow } from '@misiva/model'
import type { Block, Cell, CellOrText, CellStyle, InlineContent, Row } from '@misiva/typeset'
import { cellStyleName } from '../program/context.ts'
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
  const style = chosenStyle(row, rowStyle(row, table, ground), ground)
  const heads = row.kind === 'group'
  const look = ground.styles.table(table.style ?? 'default')
  const last = row.cells.length - 1
  const cells = row.cells.map((cell, i) => {
    const column = row.kind !== 'body' ? undefined : i === 0 ? look.firstColumn : undefined
    const otherwise = column ?? (row.kind === 'body' && i === last ? look.lastColumn : undefined)
    return compileCell(cell, ground, { row, otherwise, heads: heads && i === 0 })
  })
  const rule =
    row.kind === 'total' ? look.totalRule : row.kind === 'subtotal' ? look.subtotalRule : undefined
  const ruled = 'by' in style ? style : { style: ground.styles.ruled(style.style, rule) }
  return {
    ...(entered && { repeat: entered.repeat }),
    ...(row.test && { test: context.slot(row.test, 'condition') }),
    make: rowMaker(row, cells, style, adds),
    makeFirst: rowMaker(row, cells, ruled, adds),
  }
}

/** How the typesetter keeps a row of this kind. */
const kept = { group: 'group', total: 'total', subtotal: 'total' } as const

function rowMaker(
  row: TableRow,
  cells: readonly CellPart[],
  chosen: Chosen,
  adds?: Row['adds'],
): RowMaker {
  const source = sourceOf(row.place)
  const finish = (made: readonly CellOrText[], style: CellStyle | undefined): Row => ({
    cells: made,
    ...(style && { style }),
    ...(adds && { adds }),
    ...(row.kind in kept && { kind: kept[row.kind as keyof typeof kept] }),
    ...(source && { source }),
  })
  if (!('by' in chosen) && cells.every((cell) => 'constant' in cell))
    return {
      constant: deepFreeze(
        finish(
          cells.map((cell) => cell.constant),
          chosen.style,
        ),
      ),
    }
  return {
    build: (run) => {
      const made: CellOrText[] = []
      for (const cell of cells) made.push('constant' in cell ? cell.constant : cell.build(run))
      return finish(made, 'by' in chosen ? chosen.by(run) : chosen.style)
    },
  }
}

/** A style known now, or chosen for each record. */
type Chosen =
  { readonly style: CellStyle | undefined } | { readonly by: (run: Run) => CellStyle | undefined }

function chosenStyle(
  { styleBy, align }: { readonly styleBy?: Expression; readonly align?: Align },
  style: CellStyle | undefined,
  { context, styles }: PagesGround,
): Chosen {
  if (!styleBy) return { style }
  const slot = context.slot(styleBy, 'text')
  return {
    by: (run) => {
      const name = cellStyleName(slot, context, run)
      return name === undefined ? style : styles.cell(align, name)
    },
  }
}

export function rowStyle(
  row: TableRow,
  table: ContentTable,
  ground: PagesGround,
): CellStyle | undefined {
  const { context, styles } = ground
  context.knows('cells', row.style, row.place)
  if (row.style) return styles.cell(undefined, row.style)
  const { total, group, subtotal } = styles.table(table.style ?? 'default')
  if (row.kind === 'total') return total
  if (row.kind === 'subtotal') return subtotal
  return row.kind === 'group' || row.kind === 'continued' ? group : undefined
}

/** A cell of one plain paragraph is its text; anything more is a list of blocks. */
interface InRow {
  readonly row: TableRow
  /** The paragraph style of its column. */
  readonly otherwise: string | undefined
  /** It heads the rows after it. */
  readonly heads: boolean
}

function compileCell(
  cell: TableCell,
  ground: PagesGround,
  { row, otherwise, heads }: InRow,
): CellPart {
  const { context, styles } = ground
  const [only] = cell.children
  const simple = cell.children.length <= 1 && (!only || only.type === 'paragraph')
  const paragraph = simple && only?.type === 'paragraph' ? only : undefined
  const named = cell.style ?? paragraph?.style
  context.knows(cell.style ? 'cells' : 'paragraphs', named, cell.place ?? row.place)
  const align = cell.align ?? paragraph?.align
  const plain = styles.cell(align, named ?? (row.style ? undefined : otherwise))
  const chosen = chosenStyle({ ...cell, ...(align && { align }) }, plain, ground)
  const content = simple ? simpleContent(paragraph, context, ground) : blocksContent(cell, ground)
  if ('by' in chosen) {
    const of = 'constant' in content ? () => content.constant : content.build
    return { build: (run) => cellMaker(cell, chosen.by(run), heads)(of(run)) }
  }
  const dressed = cellMaker(cell, chosen.style, heads)
  if ('constant' in content) return { constant: deepFreeze(dressed(content.constant)) }
  return { build: (run) => dressed(content.build(run)) }
}

type CellContent =
  { readonly constant: Cell['content'] } | { readonly build: (run: Run) => Cell['content'] }

function blocksContent(cell: TableCell, ground: PagesGround): CellContent {
  const blocks = compileBlocks(cell.children, ground)
  if ('constant' in blocks) return { constant: { blocks: blocks.constant } }
  return { build: (run) => ({ blocks: blocksOf(blocks, run) }) }
}

function simpleContent(
  paragraph: (ContentBlock & { type: 'paragraph' }) | undefined,
  context: Context,
  ground: PagesGround,
): CellContent {
  if (!paragraph) return { constant: '' }
  return compileInlines(paragraph.children, context, ground.styles, paragraph.place)
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
