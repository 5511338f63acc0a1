/** One page's share of a table, written: grounds and rules as decoration, cells as structure. */
import type { Border, Footnote } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { num } from '../pdf/number.ts'
import { strokeLine } from './block.ts'
import { bordersOf } from './box.ts'
import { type CellLaid, writeCell } from './cell.ts'
import { artifact } from './frame.ts'
import { leftOf } from './lines.ts'
import { rowsSaid } from './spans.ts'
import type { Holder, Laid, Part } from './part.ts'
import { PlainRow } from './plainrow.ts'
import type { RowLaid } from './row.ts'
import { Ruler } from './ruler.ts'
import { writeLines } from './show.ts'
import { tableAttributes, type TableState } from './table.ts'

export interface PlacedRow {
  readonly laid: RowLaid
  readonly height: number
  /** Contents of the cells, where the row is split; else each cell has its own. */
  readonly parts: readonly (Part | null)[] | null
  /** Where the row's tail still has to be cut: what is left of each cell. */
  readonly rests: readonly (Laid | null)[] | null
  readonly begins: boolean
  readonly ends: boolean
  readonly holder: { readonly row: Holder; readonly cells: readonly Holder[] } | null
}

interface Content {
  readonly rows: readonly PlacedRow[]
  readonly first: boolean
  readonly last: boolean
  /** Chunks before this are done with when it is written. */
  readonly index: number
  readonly brought: RowLaid | null
  /** Said again of a group that began on a page before. */
  readonly continued: readonly RowLaid[]
  readonly carried: RowLaid | null
}

interface Drawn {
  readonly laid: RowLaid
  readonly y: number
  readonly height: number
}

export class TablePart implements Part {
  readonly height: number
  readonly notes: readonly Footnote[]
  private readonly state: TableState
  private readonly content: Content

  constructor(state: TableState, content: Content) {
    this.state = state
    this.content = content
    const { rows, first, brought, carried } = content
    let height = state.rows.headerHeight + (first ? state.captionHeight : 0)
    height += (brought?.height ?? 0) + (carried?.height ?? 0)
    for (const row of content.continued) height += row.height
    for (const row of rows) height += row.height
    this.height = height
    this.notes = notesOf(content, state)
  }

  write(page: Page, x: number, y: number, parent: StructNode | null): void {
    const { state, content } = this
    const { rows, table } = state
    const tagged = parent !== null && page.sink.accessible
    if (content.first && table.id !== undefined) page.sink.target(table.id, page, y)
    const node = tagged
      ? opened(page, state.nodes.table, 'Table', parent, tableAttributes(table))
      : null
    let top = y
    if (content.first && state.caption) {
      const { lines } = state.caption
      const caption = node && page.sink.node('Caption', node)
      writeLines(
        page,
        { lines, from: 0, to: lines.length },
        x + this.state.rows.left + leftOf(state.caption),
        top,
        caption,
      )
      if (caption) page.sink.close(caption)
      top += state.captionHeight
    }
    const body = top
    const drawn: Drawn[] = []
    const place = (laid: RowLaid, height: number): void => {
      drawn.push({ laid, y: top, height })
      top += height
    }
    for (const row of rows.header) place(row, row.height)
    if (content.brought) place(content.brought, content.brought.height)
    for (const row of content.continued) place(row, row.height)
    for (const row of content.rows) place(row.laid, row.height)
    if (content.carried) place(content.carried, content.carried.height)
    page.artifact(grounds(page, drawn, x))
    this.writeHeader(page, drawn, x, node)
    this.writeBody(page, drawn, x, node)
    rules(page, drawn, x, () => this.outline(page, x, body, top))
    rows.release(content.index)
    if (content.last) this.closeAll(page)
  }

  /** No rows stand between header and footer, which are then the table's body (ISO 14289-1 §7.5). */
  private get bare(): boolean {
    const { first, last, rows } = this.content
    return first && last && (rows[0]?.laid.kind ?? 'footer') === 'footer'
  }

  private writeHeader(
    page: Page,
    drawn: readonly Drawn[],
    x: number,
    node: StructNode | null,
  ): void {
    const count = this.state.rows.header.length
    if (count === 0) return
    // On later pages the header is there for the eye alone: the structure has it once.
    if (node === null || !this.content.first) {
      artifact(
        page,
        () => {
          for (let i = 0; i < count; i++) writeRow(page, drawn, i, x, null, null)
        },
        'Pagination',
      )
      return
    }
    const head = this.bare
      ? opened(page, this.state.nodes.body, 'TBody', node, '')
      : opened(page, this.state.nodes.head, 'THead', node, '')
    for (let i = 0; i < count; i++) writeRow(page, drawn, i, x, head, null)
  }

  private writeBody(page: Page, drawn: readonly Drawn[], x: number, node: StructNode | null): void {
    const { content, state } = this
    let at = state.rows.header.length
    const only = (): void => {
      artifact(page, () => writeRow(page, drawn, at, x, null, null), 'Pagination')
      at++
    }
    if (content.brought) only()
    content.continued.forEach(only)
    for (const row of content.rows) {
      const group =
        node === null
          ? null
          : row.laid.kind === 'footer' && !this.bare
            ? opened(page, state.nodes.foot, 'TFoot', node, '')
            : opened(page, state.nodes.body, 'TBody', node, '')
      writeRow(page, drawn, at++, x, group, row)
    }
    if (content.carried) only()
  }

  private outline(page: Page, x: number, top: number, bottom: number): string {
    const borders = bordersOf(this.state.table.border)
    if (borders === null) return ''
    const { widths, left: shift } = this.state.rows
    const left = x + shift
    const right = left + widths.reduce((a, b) => a + b, 0)
    let out = ''
    if (borders.top) out += strokeLine(page, borders.top, left, top, right, top)
    if (borders.right) out += strokeLine(page, borders.right, right, top, right, bottom)
    if (borders.bottom) out += strokeLine(page, borders.bottom, left, bottom, right, bottom)
    if (borders.left) out += strokeLine(page, borders.left, left, top, left, bottom)
    return out
  }

  private closeAll(page: Page): void {
    const { nodes } = this.state
    for (const holder of [nodes.head, nodes.body, nodes.foot, nodes.table]) {
      if (holder.node) page.sink.close(holder.node)
    }
  }
}

/** In reading order; those of caption and header stand where the table begins. */
function notesOf(content: Content, { caption, rows }: TableState): readonly Footnote[] {
  const notes: Footnote[] = []
  if (content.first) {
    if (caption?.notes.length) notes.push(...caption.notes)
    for (const row of rows.header) addNotes(notes, row, null)
  }
  if (content.brought) addNotes(notes, content.brought, null)
  for (const row of content.rows) addNotes(notes, row.laid, row.parts)
  if (content.carried) addNotes(notes, content.carried, null)
  return notes
}

function addNotes(notes: Footnote[], laid: RowLaid, parts: PlacedRow['parts']): void {
  if (parts === null && laid instanceof PlainRow) return
  const { cells } = laid
  for (let i = 0; i < cells.length; i++) {
    const part = parts ? parts[i] : (cells[i] as CellLaid).part
    if (part?.notes?.length) notes.push(...part.notes)
  }
}

function opened(
  page: Page,
  holder: Holder,
  tag: string,
  parent: StructNode,
  attributes: string,
): StructNode {
  holder.node ??= page.sink.defer(page.sink.node(tag, parent, attributes))
  return holder.node
}

const SCOPE = { column: 'Column', row: 'Row', both: 'Both' } as const

/** Header cells of header rows head their column; others head what they say. */
function cellTag(cell: CellLaid, kind: RowLaid['kind'], rows: number) {
  const header = cell.header ?? (kind === 'header' ? 'column' : undefined)
  let inner = ''
  if (header) inner += `/Scope/${SCOPE[header]}`
  if (cell.columns > 1) inner += `/ColSpan ${cell.columns}`
  if (rows > 1) inner += `/RowSpan ${rows}`
  return { tag: header ? 'TH' : 'TD', attributes: inner === '' ? '' : `/A<</O/Table${inner}>>` }
}

const PLAIN = { tag: 'TD', attributes: '' }

function writeRow(
  page: Page,
  drawn: readonly Drawn[],
  at: number,
  x: number,
  group: StructNode | null,
  split: PlacedRow | null,
): void {
  const { laid, y, height } = drawn[at] as Drawn
  // Cells of rows above take all of its columns: nothing is shown of it, or said.
  if (laid.shapes.length === 0) return
  const holder = split?.holder ?? null
  const { sink } = page
  let node: StructNode | null = null
  if (group !== null) {
    if (holder) {
      holder.row.node ??= sink.defer(sink.node('TR', group))
      node = holder.row.node
    } else node = sink.node('TR', group)
  }
  if (laid instanceof PlainRow && !holder) {
    laid.write(page, x, y, height, node)
    if (node !== null) sink.close(node)
    return
  }
  const { cells } = laid
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as CellLaid
    const simple =
      cell.header === undefined && laid.kind !== 'header' && cell.columns === 1 && cell.rows === 1
    const { tag, attributes } = simple ? PLAIN : cellTag(cell, laid.kind, rowsSaid(drawn, at, cell))
    if (holder && split) {
      writeSplitCell(
        page,
        cell,
        x,
        y,
        split.parts?.[i] ?? null,
        node,
        holder.cells[i] as Holder,
        tag,
        attributes,
      )
    } else {
      const tall = cell.rows === 1 ? height : spanHeight(drawn, at, cell.rows)
      writeCell(page, cell, x, y, tall, cell.part, node, tag, attributes)
    }
  }
  if (node !== null && !holder) sink.close(node)
}

function writeSplitCell(
  page: Page,
  cell: CellLaid,
  x: number,
  y: number,
  part: Part | null,
  row: StructNode | null,
  holder: Holder,
  tag: string,
  attributes: string,
): void {
  if (row !== null) holder.node ??= page.sink.defer(page.sink.node(tag, row, attributes))
  part?.write(
    page,
    x + cell.x + cell.record.left,
    y + cell.record.top,
    row === null ? null : holder.node,
  )
}

function spanHeight(drawn: readonly Drawn[], i: number, rows: number): number {
  let height = 0
  for (let k = i; k < Math.min(drawn.length, i + rows); k++) height += (drawn[k] as Drawn).height
  return height
}

/** In right-to-left documents the first cell is the rightmost. */
function ends(cells: readonly CellLaid[]): readonly [CellLaid, CellLaid] {
  const [first, last] = [cells[0] as CellLaid, cells[cells.length - 1] as CellLaid]
  return first.x <= last.x ? [first, last] : [last, first]
}

function fromLeft(cells: readonly CellLaid[]): readonly CellLaid[] {
  const [leftmost] = ends(cells)
  return leftmost === cells[0] ? cells : cells.toReversed()
}

/** Grounds of all cells; neighbours of one colour as one rectangle. */
function grounds(page: Page, drawn: readonly Drawn[], x: number): string {
  let out = ''
  drawn.forEach(({ laid, y }, i) => {
    if (!laid.filled) return
    let from = 0
    let to = 0
    let fill = ''
    let height = 0
    const flush = (): void => {
      if (fill !== '') {
        out += `${page.setFill(fill)}${num(x + from)} ${num(page.height - y - height)} ${num(to - from)} ${num(height)} re f\n`
      }
      fill = ''
    }
    for (const cell of fromLeft(laid.shapes)) {
      const own = cell.record.fill
      const tall = spanHeight(drawn, i, cell.rows)
      if (own !== fill || tall !== height || Math.abs(cell.x - to) > 0.01) {
        flush()
        fill = own
        height = tall
        from = cell.x
      }
      to = cell.x + cell.width
    }
    flush()
  })
  return out
}

const EDGES = ['top', 'bottom'] as const

/** Borders of all cells; a line that goes on through neighbours is one line. */
function rules(page: Page, drawn: readonly Drawn[], x: number, outline: () => string): void {
  const ruler = new Ruler(page)
  drawn.forEach(({ laid, y }, i) => {
    if (!laid.ruled) return
    if (laid.ruledAlike) {
      const [leftmost, last] = ends(laid.shapes)
      const { borders } = leftmost.record
      const from = x + leftmost.x
      const to = x + last.x + last.width
      const bottom = y + (drawn[i] as Drawn).height
      if (borders?.top) ruler.across(borders.top, from, to, y)
      if (borders?.bottom) ruler.across(borders.bottom, from, to, bottom)
      return
    }
    for (const edge of EDGES) {
      let open: { border: Border; from: number; to: number; at: number } | null = null
      const flush = (): void => {
        if (open) ruler.across(open.border, x + open.from, x + open.to, open.at)
        open = null
      }
      for (const cell of fromLeft(laid.shapes)) {
        const border = cell.record.borders?.[edge]
        if (!border || !(border.width > 0)) {
          flush()
          continue
        }
        const at = edge === 'top' ? y : y + spanHeight(drawn, i, cell.rows)
        const run = open as { border: Border; from: number; to: number; at: number } | null
        if (run && run.border === border && run.at === at && Math.abs(run.to - cell.x) < 0.01) {
          run.to = cell.x + cell.width
        } else {
          flush()
          open = { border, from: cell.x, to: cell.x + cell.width, at }
        }
      }
      flush()
    }
    for (const cell of laid.shapes) {
      const { borders } = cell.record
      if (!borders?.left && !borders?.right) continue
      const bottom = y + spanHeight(drawn, i, cell.rows)
      const left = x + cell.x
      if (borders.left) ruler.put(strokeLine(page, borders.left, left, y, left, bottom))
      if (borders.right)
        ruler.put(strokeLine(page, borders.right, left + cell.width, y, left + cell.width, bottom))
    }
  })
  ruler.put(outline())
  ruler.end()
}
