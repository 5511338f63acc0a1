/**
 * Tables for pages. A repeated row makes its variable cells and nothing else: columns, header,
 * constant rows and every style are the same objects in all documents.
 */
import type { Block as ContentBlock, Place, TableCell, TableRow } from '@misiva/model'
import type {
  Block,
  CarriedSums,
  Cell,
  CellOrText,
  CellStyle,
  InlineContent,
  Row,
} from '@misiva/typeset'
import { constantText, say } from '../program/context.ts'
import type { Context } from '../program/context.ts'
import type { Repeat, Run, Slot } from '../program/scope.ts'
import { deepFreeze } from '../style/print.ts'
import { compileSpoken } from '../text/inline.ts'
import { compileBlocks, sourceOf, widthOf } from './blocks.ts'
import type { PagesGround } from './blocks.ts'
import { compileInlines } from './inline.ts'
import { blocksOf } from './part.ts'
import type { Part } from './part.ts'

type ContentTable = ContentBlock & { type: 'table' }

interface RowPart {
  readonly repeat?: Repeat
  readonly test?: Slot
  readonly make: RowMaker
  /** As the first of the totals, with the rule above it. */
  readonly makeFirst: RowMaker
}

type RowMaker = { readonly constant: Row } | { readonly build: (run: Run) => Row }

type CellPart = { readonly constant: CellOrText } | { readonly build: (run: Run) => CellOrText }

export function compileTable(table: ContentTable, ground: PagesGround): Part {
  const { context, styles } = ground
  context.knows('tables', table.style, table.place)
  const look = styles.table(table.style ?? 'default')
  const carried = compileCarried(table, ground)
  const lasting = table.rows.filter((row) => row.kind !== 'carried' && row.kind !== 'brought')
  const trailing = lasting.findLastIndex((row) => row.kind !== 'total') + 1
  const compile = (rows: readonly TableRow[]) =>
    rows.map((row) =>
      compileRow(row, table, ground, carried?.of === row ? carried.adds : undefined),
    )
  const header = compile(lasting.filter((row) => row.kind === 'head'))
  const body = compile(lasting.slice(0, trailing).filter((row) => row.kind !== 'head'))
  const footer = compile(lasting.slice(trailing))
  const shared = deepFreeze({
    columns: table.columns.map((column) => widthOf(column.width, ground, table.place)),
    columnStyles: table.columns.map((column) => styles.cell(column.align)),
    style: look.table,
    headerStyle: look.header,
    footerStyle: look.total,
    rowStyles: look.rows,
    spaceAfter: styles.baseParagraph.spaceAfter,
    ...(sourceOf(table.place) && { source: sourceOf(table.place) }),
  })
  const caption = table.caption && context.pieces(table.caption)
  const captionText = caption && constantText(caption)
  const heads = steadyRows(header)
  const feet = steadyRows(footer, true)
  return {
    emit: (run, out) => {
      const rows = rowsOf(body, run)
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

function rowsOf(parts: readonly RowPart[], run: Run, totals = false): readonly Row[] {
  const rows: Row[] = []
  const once = (part: RowPart) => {
    if (part.test && !run.test(part.test)) return
    const make = totals && rows.length === 0 ? part.makeFirst : part.make
    rows.push('constant' in make ? make.constant : make.build(run))
  }
  for (const part of parts) {
    if (part.repeat) run.each(part.repeat, () => once(part))
    else once(part)
  }
  return rows
}

function compileRow(
  row: TableRow,
  table: ContentTable,
  outer: PagesGround,
  adds?: Row['adds'],
): RowPart {
  const repeated = row.each && outer.context.repeat(row.each.of, row.each.as)
  const context = repeated?.inner ?? outer.context
  const ground = repeated ? { ...outer, context } : outer
  const style = rowStyle(row, table, ground)
  const cells = row.cells.map((cell) => compileCell(cell, ground, row.place))
  const look = ground.styles.table(table.style ?? 'default')
  const ruled = row.kind === 'total' ? ground.styles.ruled(style, look.totalRule) : style
  return {
    ...(repeated && { repeat: repeated.repeat }),
    ...(row.test && { test: context.slot(row.test, 'condition') }),
    make: rowMaker(row, cells, style, adds),
    makeFirst: rowMaker(row, cells, ruled, adds),
  }
}

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
    ...(row.kind === 'total' && { kind: 'total' as const }),
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

function rowStyle(row: TableRow, table: ContentTable, ground: PagesGround): CellStyle | undefined {
  const { context, styles } = ground
  context.knows('paragraphs', row.style, row.place)
  if (row.style) return styles.cell(undefined, row.style)
  return row.kind === 'total' ? styles.table(table.style ?? 'default').total : undefined
}

/** A cell of one plain paragraph is its text; anything more is a list of blocks. */
function compileCell(cell: TableCell, ground: PagesGround, rowPlace?: Place): CellPart {
  const { context, styles } = ground
  const [only] = cell.children
  const simple = cell.children.length <= 1 && (!only || only.type === 'paragraph')
  const paragraph = simple && only?.type === 'paragraph' ? only : undefined
  const named = cell.style ?? paragraph?.style
  context.knows('paragraphs', named, cell.place ?? rowPlace)
  const style = styles.cell(cell.align ?? paragraph?.align, named)
  const dressed = cellMaker(cell, style)
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

function cellMaker(cell: TableCell, style: CellStyle | undefined) {
  const plain = !style && (cell.colspan ?? 1) === 1 && (cell.rowspan ?? 1) === 1
  return (content: InlineContent | { readonly blocks: readonly Block[] }): CellOrText => {
    if (plain && typeof content === 'string') return content
    return {
      content,
      ...(style && { style }),
      ...((cell.colspan ?? 1) > 1 && { columnSpan: cell.colspan }),
      ...((cell.rowspan ?? 1) > 1 && { rowSpan: cell.rowspan }),
    }
  }
}

/** Takes a line's height, as the text will for which the typesetter keeps room. */
const blank = '\u00a0'

/** Rows for where the table goes on over a page. */
interface Carried {
  /** The repeated row they speak of, and what each of its items counts for. */
  readonly of: TableRow
  readonly adds: NonNullable<Row['adds']>
  sums(run: Run): CarriedSums
}

/**
 * Where the pages break is known only when the table is set, so each cell is a name in the row and
 * its texts, one for each item. The typesetter sums what items add; each adds one, so the sum at
 * the break tells how many there were, and the text is the last one's.
 */
function compileCarried(table: ContentTable, ground: PagesGround): Carried | undefined {
  const rows = table.rows.filter(({ kind }) => kind === 'carried' || kind === 'brought')
  if (rows.length === 0) return undefined
  const of = table.rows.find((row) => row.kind === 'body' && row.each)
  if (!of?.each) {
    const hint = 'Add a row with each, whose last item on the page it speaks of'
    ground.context.refuse('MSV-C009', 'Nothing is carried over a page here', rows[0]!.place, hint)
    return undefined
  }
  const { repeat, inner } = ground.context.repeat(of.each.of, of.each.as)
  const within = { ...ground, context: inner }
  const speakers: ((run: Run) => string)[] = []
  const rowOf = (kind: 'carried' | 'brought') => {
    const row = rows.find((each) => each.kind === kind)
    const made = row && carriedRow(row, table, within, speakers)
    const test = row?.test && ground.context.slot(row.test, 'condition')
    return (run: Run) => (test && !run.test(test) ? undefined : made)
  }
  const [carriedFor, broughtFor] = [rowOf('carried'), rowOf('brought')]
  return {
    of,
    adds: Object.freeze(Object.fromEntries(speakers.map((_, i) => [`cell${i}`, 1n]))),
    sums: (run) => {
      const texts = speakers.map(() => [blank])
      run.each(repeat, () => speakers.forEach((speak, i) => texts[i]!.push(speak(run))))
      // Before the first item: what speaks of none, and room for what does.
      for (const said of texts)
        if (said.every((text, n) => n === 0 || text === said[1])) said[0] = said[1] ?? blank
      const [carried, brought] = [carriedFor(run), broughtFor(run)]
      const format = (name: string, count: bigint) => texts[Number(name.slice(4))]![Number(count)]!
      return { format, ...(carried && { carried }), ...(brought && { brought }) }
    },
  }
}

function carriedRow(
  row: TableRow,
  table: ContentTable,
  ground: PagesGround,
  speakers: ((run: Run) => string)[],
): Row {
  const { context, styles } = ground
  const style = rowStyle(row, table, ground)
  if (row.each)
    context.refuse('MSV-C009', 'A carried row is not repeated', row.place, 'Leave out each')
  const cells = row.cells.map((cell) => {
    const [only] = cell.children
    const paragraph = only?.type === 'paragraph' ? only : undefined
    const hint = 'Write text and fields only'
    if (cell.children.length > 1 || (only && !paragraph))
      context.refuse('MSV-C009', 'A carried row takes one line in a cell', cell.place, hint)
    const dressed = cellMaker(cell, styles.cell(cell.align ?? paragraph?.align, cell.style))
    if (!paragraph) return dressed('')
    speakers.push(compileSpoken(paragraph.children, context, paragraph.place))
    return dressed(`$cell${speakers.length - 1}`)
  })
  return { cells, ...(style && { style }) }
}
