/**
 * Tables in HTML: header cells with their scope, totals with a row header. A table of more than
 * three columns folds on a small screen: the widest column and the last one stay, and what the
 * others say stands in small print below the first, each value with the name of its column.
 */
import type { Expression, TableCell, TableRow } from '@misiva/model'
import { cellStyleName } from '../program/context.ts'
import { isGrouped, type GroupedRows } from '../program/grouping.ts'
import { enterGroups, partsOf } from '../program/rows.ts'
import { borderCss, lettersCss, px } from '../style/css.ts'
import type { Css, Position } from '../style/css.ts'
import { parseWidth } from '../style/length.ts'
import type { TableLook } from '../style/looks.ts'
import { cellCss, isFlush } from './cell.ts'
import type { CellPlace, Shape, Table } from './cell.ts'
import { blocksHtml, isRtl } from './blocks.ts'
import { altHtml, inlineHtml } from './inline.ts'
import type { HtmlGround } from './ground.ts'
import { escapeHtml } from './markup.ts'

const foldFrom = 4

export function tableHtml(table: Table, ground: HtmlGround, at: Position): string {
  const { context, dress } = ground
  const { sheet } = context.ground
  context.knows('tables', table.style, table.place)
  const look = sheet.tables.get(table.style ?? 'default') ?? sheet.tables.get('default')!
  const shape = shapeOf(table, look, ground)
  const head = table.rows.filter((row) => row.kind === 'head' && !isEmpty(row))
  const foot = table.rows.filter((row) => row.kind === 'total')
  const section = (tag: string, rows: readonly TableRow[]) =>
    sectionHtml(tag, rowsHtml(rows, shape, ground))
  const bodyLook = sheet.paragraphs.get(look.body)!
  const css: Css = {
    width: '100%',
    'border-collapse': 'collapse',
    ...borderCss(look.border),
    margin: `0 0 ${at.last ? '0' : px(Math.max(bodyLook.spaceAfter, 14))}`,
    ...lettersCss(bodyLook),
  }
  const label = table.caption && altHtml(context.pieces(table.caption), ground)
  const named = label ? ` aria-label="${label}"` : ''
  const zebra = zebraClass(table, look, ground)
  const columns = table.columns.map((_, i) => columnHtml(i, shape, ground)).join('')
  return (
    `<table cellpadding="0" cellspacing="0" border="0"${named}${dress.attributes(css, zebra)}>` +
    `<colgroup>${columns}</colgroup>` +
    section('thead', head) +
    bodiesHtml(table, shape, ground) +
    section('tfoot', foot) +
    '</table>'
  )
}

function sectionHtml(tag: string, rows: string): string {
  return rows === '' ? '' : `<${tag}>${rows}</${tag}>`
}

function rowsHtml(rows: readonly TableRow[], shape: Shape, ground: HtmlGround): string {
  return rows.map((row, i) => rowHtml(row, rows.slice(0, i), shape, ground)).join('')
}

/** A group's heading is a row too: what is the second item is then the third row. */
function zebraClass(table: Table, look: TableLook, { dress }: HtmlGround): string {
  if (!look.zebra) return ''
  const css = { background: look.zebra }
  if (!table.rows.some(({ group }) => group)) return dress.rule(' tbody tr:nth-child(even)', css)
  return `${dress.rule(' .even:nth-child(even)', css)} ${dress.rule(' .odd:nth-child(odd)', css)}`
}

/** Rows that stand apart are one section, and so is each innermost group. */
function bodiesHtml(table: Table, shape: Shape, ground: HtmlGround): string {
  const rows = table.rows.filter(({ kind }) => bodyKinds.has(kind))
  const apart: TableRow[] = []
  const end = () => {
    const striped = shape.look.zebra && rows.some(({ group }) => group) ? 'even' : ''
    return sectionHtml('tbody', rowsHtml(apart.splice(0), { ...shape, striped }, ground))
  }
  let html = ''
  for (const part of partsOf(rows, ground.context)) {
    if (isGrouped(part)) html += end() + groupsHtml(part, shape, ground)
    else apart.push(part)
  }
  return html + end()
}

const bodyKinds: ReadonlySet<TableRow['kind']> = new Set(['body', 'group', 'subtotal', 'continued'])

function groupsHtml(part: GroupedRows, shape: Shape, ground: HtmlGround): string {
  const { levels, inner, items } = enterGroups(part.levels, part.repetition, ground.context)
  const repeated = items()
  const html = (depth: number): string => {
    const { repeat, inner: context } = levels[depth]!
    const { headings, subtotals } = part.levels[depth]!
    const innermost = depth === levels.length - 1
    const heads = innermost ? ('rowgroup' as const) : ('colgroup' as const)
    const own = { ...ground, context }
    const before = rowsHtml(headings, { ...shape, heads }, own)
    const after = rowsHtml(subtotals, shape, own)
    if (!innermost)
      return ground.dress.markup.group(
        repeat,
        sectionHtml('tbody', before) + html(depth + 1) + sectionHtml('tbody', after),
      )
    const striped = !shape.look.zebra ? '' : headings.length % 2 === 0 ? 'even' : 'odd'
    const rows = part.rows.map((row) => {
      const within = { ...ground, context: inner }
      return rowHtml(row, [], { ...shape, striped }, within, row.each && repeated)
    })
    return ground.dress.markup.group(repeat, sectionHtml('tbody', before + rows.join('') + after))
  }
  return levels.length === 0 ? '' : html(0)
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
    cells: context.ground.sheet.cells,
    kept,
    title,
    names,
    ruled: true,
    heads: 'rowgroup',
    striped: '',
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
  repeated = row.each && outer.context.repeat(row.each.of, row.each.as),
): string {
  const { markup } = outer.dress
  const ground = repeated ? { ...outer, context: repeated.inner } : outer
  const always = before.some((each) => !each.test || each.each)
  const cells =
    !closes(row) || always || before.length === 0
      ? cellsHtml(row, { ...shape, ruled: before.length === 0 }, ground)
      : markup.choose(
          before.map((each) => outer.context.slot(each.test!, 'condition')),
          [
            ...before.map(() => cellsHtml(row, { ...shape, ruled: false }, ground)),
            cellsHtml(row, { ...shape, ruled: true }, ground),
          ],
        )
  const striped = shape.striped && row.kind === 'body' ? ` class="${shape.striped}"` : ''
  let html = `<tr${striped}>${cells}</tr>`
  if (row.test) html = markup.when(ground.context.slot(row.test, 'condition'), html)
  return repeated ? markup.each(repeated.repeat, html) : html
}

function closes(row: TableRow): boolean {
  return row.kind === 'total' || row.kind === 'subtotal'
}

function cellsHtml(row: TableRow, shape: Shape, ground: HtmlGround): string {
  return chosenHtml(row, ground, (own) => plainCellsHtml(own, shape, ground))
}

/** Once as it is and once in each cell style there is, of which the record chooses one. */
function chosenHtml<T extends { readonly style?: string; readonly styleBy?: Expression }>(
  node: T,
  { context, dress }: HtmlGround,
  html: (node: T) => string,
): string {
  const { styleBy } = node
  if (!styleBy) return html(node)
  const slot = context.slot(styleBy, 'text')
  const names = [...context.ground.sheet.cells.keys()]
  const branches = new Map(names.map((style) => [style, html({ ...node, style })]))
  return dress.markup.pick((run) => cellStyleName(slot, context, run), branches, html(node))
}

function plainCellsHtml(row: TableRow, shape: Shape, ground: HtmlGround): string {
  const contents = row.cells.map((cell) => contentHtml(cell, ground))
  const starts: number[] = []
  let column = 0
  for (const cell of row.cells) {
    starts.push(column)
    column += cell.colspan ?? 1
  }
  return row.cells
    .map((cell, i) => {
      const place = { row, at: i, start: starts[i]!, span: cell.colspan ?? 1 }
      const folded =
        shape.kept && row.kind === 'body' && covers(place, shape.title)
          ? foldedHtml(row, starts, contents, shape, ground)
          : ''
      return chosenHtml(cell, ground, (own) =>
        cellHtml(own, contents[i]! + folded, place, shape, ground),
      )
    })
    .join('')
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
  const last = place.at === row.cells.length - 1
  const outermost = shape.kept !== undefined && place.start === Math.min(...shape.kept)
  const edge = !classes && outermost && isFlush(shape.look)
  const first = place.at === 0
  const heads =
    row.kind === 'head'
      ? 'col'
      : row.kind === 'group' && first
        ? shape.heads
        : closes(row) && first && !last && 'row'
  const tag = heads ? 'th' : 'td'
  const scope = heads ? ` scope="${heads}"` : ''
  const spans =
    (span > 1 ? ` colspan="${span}"` : '') +
    ((cell.rowspan ?? 1) > 1 ? ` rowspan="${cell.rowspan}"` : '')
  const css = cellCss(cell, place, shape, classes === 'narrow')
  return `<${tag}${scope}${spans}${ground.dress.attributes(css, edge ? 'first' : classes)}>${html}</${tag}>`
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
