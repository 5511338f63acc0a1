/**
 * Tables in HTML: header cells with their scope, totals with a row header. A table of more than
 * three columns folds on a small screen: the widest column and the last one stay, and what the
 * others say stands in small print below the first, each value with the name of its column.
 */
import type { Block, TableCell, TableRow } from '@misiva/model'
import { lettersCss, px, ruleCss, sideOf } from '../style/css.ts'
import type { Css, Position } from '../style/css.ts'
import { parseWidth } from '../style/length.ts'
import type { ParagraphLook, TableLook } from '../style/sheet.ts'
import { blocksHtml, isRtl } from './blocks.ts'
import { altHtml, inlineHtml } from './inline.ts'
import type { HtmlGround } from './ground.ts'
import { escapeHtml } from './markup.ts'

type Table = Block & { type: 'table' }

interface Shape {
  readonly table: Table
  readonly look: TableLook
  readonly paragraphs: ReadonlyMap<string, ParagraphLook>
  /** Columns that stay on a small screen; undefined where all do. */
  readonly kept: ReadonlySet<number> | undefined
  readonly title: number
  readonly rtl: boolean
  /** Whether totals have their rule above them. */
  readonly ruled: boolean
  /** Column names, for folded values. */
  readonly names: readonly string[]
}

const foldFrom = 4

export function tableHtml(table: Table, ground: HtmlGround, at: Position): string {
  const { context, dress } = ground
  const { sheet } = context.ground
  context.knows('tables', table.style, table.place)
  const look = sheet.tables.get(table.style ?? 'default') ?? sheet.tables.get('default')!
  const shape = shapeOf(table, look, ground)
  const head = table.rows.filter((row) => row.kind === 'head' && !isEmpty(row))
  const body = table.rows.filter((row) => row.kind === 'body')
  const foot = table.rows.filter((row) => row.kind === 'total')
  const section = (tag: string, rows: readonly TableRow[]) =>
    rows.length === 0
      ? ''
      : `<${tag}>${rows.map((row, i) => rowHtml(row, rows.slice(0, i), shape, ground)).join('')}</${tag}>`
  const bodyLook = sheet.paragraphs.get(look.body)!
  const css: Css = {
    width: '100%',
    'border-collapse': 'collapse',
    margin: `0 0 ${at.last ? '0' : px(Math.max(bodyLook.spaceAfter, 14))}`,
    ...lettersCss(bodyLook),
  }
  const label = table.caption && altHtml(context.pieces(table.caption), ground)
  const named = label ? ` aria-label="${label}"` : ''
  const zebra = look.zebra
    ? dress.rule(' tbody tr:nth-child(even)', { background: look.zebra })
    : ''
  const columns = table.columns.map((_, i) => columnHtml(i, shape, ground)).join('')
  return (
    `<table cellpadding="0" cellspacing="0" border="0"${named}${dress.attributes(css, zebra)}>` +
    `<colgroup>${columns}</colgroup>` +
    section('thead', head) +
    section('tbody', body) +
    section('tfoot', foot) +
    '</table>'
  )
}

function isEmpty(row: TableRow): boolean {
  return row.cells.every((cell) => cell.children.length === 0)
}

function shapeOf(table: Table, look: TableLook, ground: HtmlGround): Shape {
  const { context } = ground
  const count = table.columns.length
  const widths = table.columns.map((column) => screenWidth(column.width, ground))
  const title = widths.reduce(
    (best, width, i) => (weight(width) > weight(widths[best]) ? i : best),
    0,
  )
  const spans = table.rows.some((row) => row.cells.some((cell) => (cell.rowspan ?? 1) > 1))
  const folds = count >= foldFrom && !spans
  const kept = folds ? new Set([title, title === count - 1 ? 0 : count - 1]) : undefined
  const head = table.rows.find((row) => row.kind === 'head')
  const names = table.columns.map((_, i) => {
    const cell = head?.cells[i]
    const only = cell?.children[0]
    if (only?.type !== 'paragraph') return ''
    return only.children
      .map((inline) => (inline.type === 'text' ? inline.text : ''))
      .join('')
      .trim()
  })
  return {
    table,
    look,
    paragraphs: context.ground.sheet.paragraphs,
    kept,
    title,
    names,
    ruled: true,
    rtl: isRtl(ground),
  }
}

/**
 * A width in millimetres or points was measured for the letters of paper; on a screen they are
 * larger, and the column with them. Pixels are meant for screens and stay.
 */
export function screenWidth(text: string, ground: HtmlGround): ReturnType<typeof parseWidth> {
  const width = parseWidth(text)
  if (width?.kind !== 'fixed' || /px\s*$/.test(text)) return width
  return { kind: 'fixed', width: width.width * ground.context.ground.sheet.enlarged }
}

function weight(width: ReturnType<typeof parseWidth>): number {
  if (width?.kind === 'fraction') return 10_000 * width.share
  return width?.kind === 'fixed' ? width.width : 1
}

function columnHtml(column: number, shape: Shape, ground: HtmlGround): string {
  const width = screenWidth(shape.table.columns[column]!.width, ground)
  const classes = shape.kept && !shape.kept.has(column) ? 'wide' : ''
  const css: Css = width?.kind === 'fixed' ? { width: `${Math.round(width.width / 0.75)}px` } : {}
  return `<col${ground.dress.attributes(css, classes)}>`
}

/**
 * `before`: the rows above it in its section. The rule above the totals stands above the first one
 * there is, which for rows with conditions is known only with the record.
 */
function rowHtml(
  row: TableRow,
  before: readonly TableRow[],
  shape: Shape,
  outer: HtmlGround,
): string {
  const { markup } = outer.dress
  const repeated = row.each && outer.context.repeat(row.each.of, row.each.as)
  const ground = repeated ? { ...outer, context: repeated.inner } : outer
  const always = before.some((each) => !each.test || each.each)
  const cells =
    row.kind !== 'total' || always || before.length === 0
      ? cellsHtml(row, { ...shape, ruled: before.length === 0 }, ground)
      : markup.choose(
          before.map((each) => outer.context.slot(each.test!, 'condition')),
          [
            ...before.map(() => cellsHtml(row, { ...shape, ruled: false }, ground)),
            cellsHtml(row, { ...shape, ruled: true }, ground),
          ],
        )
  let html = `<tr>${cells}</tr>`
  if (row.test) html = markup.when(ground.context.slot(row.test, 'condition'), html)
  return repeated ? markup.each(repeated.repeat, html) : html
}

function cellsHtml(row: TableRow, shape: Shape, ground: HtmlGround): string {
  const contents = row.cells.map((cell) => contentHtml(cell, ground))
  const starts: number[] = []
  let column = 0
  for (const cell of row.cells) {
    starts.push(column)
    column += cell.colspan ?? 1
  }
  return row.cells
    .map((cell, i) => {
      const place = { row, start: starts[i]!, span: cell.colspan ?? 1 }
      const folded =
        shape.kept && row.kind === 'body' && covers(place, shape.title)
          ? foldedHtml(row, starts, contents, shape, ground)
          : ''
      return cellHtml(cell, contents[i]! + folded, place, shape, ground)
    })
    .join('')
}

interface CellPlace {
  readonly row: TableRow
  readonly start: number
  readonly span: number
}

function covers(place: CellPlace, column: number): boolean {
  return column >= place.start && column < place.start + place.span
}

/** A cell spanning folded columns is there twice, wide and narrow; one of them is shown. */
function cellHtml(
  cell: TableCell,
  html: string,
  place: CellPlace,
  shape: Shape,
  ground: HtmlGround,
): string {
  const { kept } = shape
  if (!kept) return oneCell(cell, html, place, place.span, '', shape, ground)
  let visible = 0
  for (let i = place.start; i < place.start + place.span; i++) if (kept.has(i)) visible++
  if (visible === place.span) return oneCell(cell, html, place, place.span, '', shape, ground)
  const wide = oneCell(cell, html, place, place.span, 'wide', shape, ground)
  if (visible === 0) return wide
  return wide + oneCell(cell, html, place, visible, 'narrow', shape, ground)
}

function oneCell(
  cell: TableCell,
  html: string,
  place: CellPlace,
  span: number,
  classes: string,
  shape: Shape,
  ground: HtmlGround,
): string {
  const { row } = place
  const last = row.cells.at(-1) === cell
  const outermost = shape.kept !== undefined && place.start === Math.min(...shape.kept)
  const edge = !classes && outermost && isFlush(shape.look)
  const isLabel = row.kind === 'total' && !last && row.cells[0] === cell
  const tag = row.kind === 'head' || isLabel ? 'th' : 'td'
  const scope = row.kind === 'head' ? ' scope="col"' : isLabel ? ' scope="row"' : ''
  const spans =
    (span > 1 ? ` colspan="${span}"` : '') +
    ((cell.rowspan ?? 1) > 1 ? ` rowspan="${cell.rowspan}"` : '')
  const css = cellCss(cell, place, shape, classes === 'narrow')
  return `<${tag}${scope}${spans}${ground.dress.attributes(css, edge ? 'first' : classes)}>${html}</${tag}>`
}

function cellCss(cell: TableCell, place: CellPlace, shape: Shape, hidden: boolean): Css {
  const { look, table, paragraphs } = shape
  const { row } = place
  const single = cell.children.length === 1 ? cell.children[0] : undefined
  const named = single?.type === 'paragraph' ? single.style : undefined
  const align =
    cell.align ??
    (single?.type === 'paragraph' ? single.align : undefined) ??
    table.columns[place.start]?.align
  const { top, right, bottom, left } = look.padding
  const first = place.start === 0
  const last = place.start + place.span === table.columns.length
  const [atLeft, atRight] = shape.rtl ? [last, first] : [first, last]
  const rule = row.kind === 'head' ? look.headRule : row.kind === 'total' ? undefined : look.rowRule
  const ground =
    row.kind === 'head'
      ? look.headBackground
      : row.kind === 'total'
        ? look.totalBackground
        : undefined
  const flush = !ground && isFlush(look)
  const letters = paragraphs.get(
    row.style ??
      named ??
      (row.kind === 'head' ? look.head : row.kind === 'total' ? look.total : ''),
  )
  return {
    ...(hidden && { display: 'none', 'mso-hide': 'all' }),
    padding: `${px(top)} ${flush && atRight ? '0' : px(right)} ${px(bottom)} ${flush && atLeft ? '0' : px(left)}`,
    'vertical-align': row.kind === 'head' ? 'bottom' : 'top',
    'text-align': sideOf(align ?? 'start', shape.rtl),
    ...(align === 'end' && { 'white-space': 'nowrap' }),
    ...(letters ? lettersCss(letters) : { 'font-weight': 'inherit' }),
    ...(rule && { 'border-bottom': ruleCss(rule) }),
    ...(row.kind === 'total' &&
      shape.ruled &&
      look.totalRule && { 'border-top': ruleCss(look.totalRule) }),
    ...(ground && { background: ground }),
  }
}

/** Without a ground anywhere, the outer edges of the text are the edges of the table. */
function isFlush(look: TableLook): boolean {
  return !look.headBackground && !look.zebra && !look.totalBackground
}

function contentHtml(cell: TableCell, ground: HtmlGround): string {
  const [only] = cell.children
  if (cell.children.length === 1 && only?.type === 'paragraph') {
    ground.context.knows('paragraphs', only.style, only.place)
    return inlineHtml(only.children, ground, only.place)
  }
  return blocksHtml(cell.children, ground)
}

function foldedHtml(
  row: TableRow,
  starts: readonly number[],
  contents: readonly string[],
  shape: Shape,
  ground: HtmlGround,
): string {
  const whole = ground.dress.attributes({ 'white-space': 'nowrap' })
  const details = row.cells.flatMap((_, i) => {
    const column = starts[i]!
    if (shape.kept!.has(column) || contents[i] === '') return []
    const name = shape.names[column]
    const before = `<span${whole}>${name ? `${escapeHtml(name)} ` : ''}`
    return [{ around: [before, '</span>'] as const, html: contents[i]! }]
  })
  if (details.length === 0) return ''
  const color = ground.dress.palette.use('text', ['muted', 'ink'], '#555555')
  const css = { display: 'none', 'mso-hide': 'all', color, 'font-size': '0.87em' }
  return `<span${ground.dress.attributes(css, 'fold')}>${ground.dress.markup.list(details, ' &middot; ')}</span>`
}
