/** Rows of a table, measured as they are asked for, in chunks that stay together. */
import type { CellOrText, CellStyle, Column, Row, Table } from '../document.ts'
import type { TextRecord } from '../text/style.ts'
import { type CellLaid, type CellRecord, CellStyles, layCell, naturalWidth } from './cell.ts'
import type { Context } from './context.ts'
import { LONGEST } from './sound.ts'
import { placesOf, spansOf, spread, within } from './widths.ts'

export interface RowLaid {
  readonly row: Row
  readonly cells: readonly CellLaid[]
  height: number
  readonly kind: 'row' | 'group' | 'total' | 'footer' | 'header'
  /** Some cell has a ground; has a border. */
  readonly filled: boolean
  readonly ruled: boolean
  /** Borders are above and below only, the same along the whole row. */
  readonly ruledAlike: boolean
}

/** Rows that go onto one page together: a group heading and its first row, a row and its totals. */
export interface Chunk {
  readonly rows: readonly RowLaid[]
  readonly height: number
  /** No row comes after it. */
  readonly last: boolean
}

/** Rows looked at for the widths of `content` columns. */
const SAMPLE = 200
/** Of each typesetter: what they resolve to holds its fonts. */
const known = new WeakMap<object, CellStyles>()

function stylesOf({ styles }: Context): CellStyles {
  let found = known.get(styles)
  if (found === undefined) known.set(styles, (found = new CellStyles()))
  return found
}

/** Iterators whose rows were taken. */
const spent = new WeakSet<Iterator<Row>>()

export class Rows {
  readonly table: Table
  readonly widths: readonly number[]
  readonly offsets: readonly number[]
  readonly header: readonly RowLaid[]
  readonly headerHeight: number
  readonly width: number
  /** Left edge of the table from the left edge of its room: at the right in right-to-left documents. */
  readonly left: number
  private readonly context: Context
  private readonly styles: CellStyles
  private readonly base: TextRecord
  private readonly iterator: Iterator<Row>
  private readonly ahead: Row[] = []
  private ended = false
  /** Cells are laid out when their row is asked for, and stand as deep as their table. */
  private readonly depth: number
  /** Rows that are all there already need no iterator. */
  private readonly listed: readonly Row[] | null
  private nextListed = 0
  private readonly chunks: (Chunk | undefined)[] = []
  private count = 0
  private occupied: number[] = []

  constructor(table: Table, room: number, context: Context, base: TextRecord) {
    this.table = table
    this.context = context
    this.depth = context.depth
    this.styles = stylesOf(context)
    this.base = base
    this.listed = Array.isArray(table.rows) ? table.rows : null
    this.iterator = table.rows[Symbol.iterator]()
    if (this.listed === null) this.tellSpent()
    this.width = Math.min(room, table.width ?? room)
    this.widths = this.columnWidths(this.width)
    let x = 0
    this.offsets = this.widths.map((w) => (x += w) - w)
    this.left = context.rtl ? room - x : 0
    this.header = (table.header ?? []).map((row) => this.lay(row, 'header', table.headerStyle))
    settleSpans(this.header)
    this.headerHeight = this.header.reduce((sum, r) => sum + r.height, 0)
  }

  /** A generator gives its rows once: set again, for page numbers in the text, it has none left. */
  private tellSpent(): void {
    const { iterator } = this
    if ((iterator as unknown) !== this.table.rows) return
    if (spent.has(iterator))
      this.context.warn(
        'rows-spent',
        'the rows were taken before and can be taken only once; give them as something that can be iterated again',
        this.table,
      )
    spent.add(iterator)
  }

  /** Right edge of the table from the left edge of its room. */
  private get right(): number {
    return this.left + this.widths.reduce((sum, w) => sum + w, 0)
  }

  private pull(): Row | undefined {
    if (this.ahead.length > 0) return this.ahead.shift()
    if (this.ended) return undefined
    if (this.listed !== null) {
      const row = this.listed[this.nextListed++]
      if (row === undefined) this.ended = true
      return row
    }
    const next = this.iterator.next()
    if (next.done) {
      this.ended = true
      return undefined
    }
    return next.value
  }

  private peek(): Row | undefined {
    if (this.ahead.length === 0) {
      const row = this.pull()
      if (row === undefined) return undefined
      this.ahead.push(row)
    }
    return this.ahead[0]
  }

  /** Chunk `i`, or undefined after the last. */
  chunk(i: number): Chunk | undefined {
    if (this.chunks.length <= i && !(this.ended && this.ahead.length === 0))
      this.context.breaking(() => this.gatherTo(i))
    return this.chunks[i]
  }

  private gatherTo(i: number): void {
    while (this.chunks.length <= i && this.gather()) {
      // gathers until chunk `i` is there
    }
  }

  /** Chunks before `i` are written: they are not asked for again. */
  release(i: number): void {
    for (let k = i - 1; k >= 0 && this.chunks[k] !== undefined; k--) this.chunks[k] = undefined
  }

  private gather(): boolean {
    const rows: RowLaid[] = []
    let row = this.pull()
    if (row === undefined) return false
    while (row !== undefined && row.kind === 'group') {
      rows.push(this.body(row))
      row = this.pull()
    }
    if (row !== undefined) rows.push(this.body(row))
    while (this.occupied.some((n) => n > 0) || this.peek()?.kind === 'total') {
      const next = this.pull()
      if (next === undefined) break
      rows.push(this.body(next))
    }
    const last = this.peek() === undefined
    if (last) {
      const { table } = this
      for (const footer of table.footer ?? [])
        rows.push(this.lay(footer, 'footer', table.footerStyle))
    }
    settleSpans(rows)
    let height = 0
    for (const r of rows) height += r.height
    this.chunks.push({ rows, height, last })
    return true
  }

  private body(row: Row): RowLaid {
    const { rowStyles } = this.table
    const { kind = 'row' } = row
    if (kind === 'group') this.count = 0
    if (!rowStyles?.length) return this.lay(row, kind, undefined)
    if (kind !== 'row') return this.lay(row, kind, rowStyles[0])
    return this.lay(row, kind, rowStyles[this.count++ % rowStyles.length])
  }

  /** Measures a row; carried sums are laid out by this too. */
  lay(row: Row, kind: RowLaid['kind'], kindStyle: CellStyle | undefined): RowLaid {
    const { context } = this
    const outer = context.current
    const { depth } = context
    context.current = row
    context.depth = this.depth
    const cells: CellLaid[] = []
    const widths = this.widths
    let column = 0
    let height = 0
    for (let i = 0; i < row.cells.length; i++) {
      const cell = row.cells[i] as CellOrText
      while ((this.occupied[column] ?? 0) > 0) this.occupied[column++]!--
      if (column >= widths.length) break
      const laid = this.layOne(cell, row, column, kindStyle)
      for (let c = column; c < column + laid.columns; c++) this.occupied[c] = laid.rows - 1
      column += laid.columns
      if (laid.rows === 1 && laid.height > height) height = laid.height
      cells.push(laid)
    }
    for (; column < widths.length; column++) {
      if ((this.occupied[column] ?? 0) > 0) this.occupied[column]!--
      else cells.push(this.layOne('', row, column, kindStyle))
    }
    if (row.cells.length > cells.length) {
      context.warn('bad-value', 'a row has more cells than the table has columns', row)
    }
    context.current = outer
    context.depth = depth
    let filled = false
    let ruled = false
    for (const { record } of cells) {
      filled ||= record.fill !== ''
      ruled ||= record.borders !== null
    }
    const ruledAlike = ruled && alike(cells)
    return { row, cells, height, kind, filled, ruled, ruledAlike }
  }

  private layOne(
    cell: CellOrText,
    row: Row,
    column: number,
    kindStyle: CellStyle | undefined,
  ): CellLaid {
    const plain = typeof cell === 'string'
    const columns = plain ? 1 : this.spanAt(column, spansOf(cell).columnSpan, row)
    const rows = plain ? 1 : spansOf(cell).rowSpan
    let width = this.widths[column] as number
    for (let c = column + 1; c < column + columns; c++) width += this.widths[c] as number
    const record = this.record(plain ? undefined : cell.style, row.style, column, kindStyle)
    const offset = this.offsets[column] as number
    const x = this.context.rtl ? this.right - offset - width : offset
    return layCell(cell, record, column, columns, rows, x, width, this.context)
  }

  /** Columns that a cell may take from `column` on: none beyond the table or under another cell. */
  private spanAt(column: number, wanted: number, row: Row): number {
    const end = Math.min(this.widths.length, column + Math.max(1, wanted))
    let to = column + 1
    while (to < end && !((this.occupied[to] ?? 0) > 0)) to++
    if (to < end) {
      const message = 'a cell over several columns meets one that comes down from a row above'
      this.context.warn('bad-value', message, row)
    }
    return to - column
  }

  private lastRow: CellStyle | undefined
  private lastKind: CellStyle | undefined
  private rowRecords: (CellRecord | undefined)[] = []

  private record(
    own: CellStyle | undefined,
    row: CellStyle | undefined,
    column: number,
    kind: CellStyle | undefined,
  ): CellRecord {
    // Rows of one look follow each other, so their records are found by column alone.
    if (row !== this.lastRow || kind !== this.lastKind) {
      this.rowRecords = []
      this.lastRow = row
      this.lastKind = kind
    }
    if (own === undefined) {
      const known = this.rowRecords[column]
      if (known !== undefined) return known
    }
    const { table } = this
    const stack = [table.style, table.columnStyles?.[column], kind, row, own]
    const record = this.styles.resolve(this.context, this.base, stack)
    if (own === undefined) this.rowRecords[column] = record
    return record
  }

  private columnWidths(room: number): number[] {
    const columns = this.table.columns.map((c, i) => this.soundColumn(c, i))
    const widths = columns.map((c) => (c.kind === 'fixed' ? c.width : 0))
    if (columns.some((c) => c.kind === 'content')) this.contentWidths(widths)
    let used = 0
    let shares = 0
    columns.forEach((c, i) => {
      if (c.kind === 'fraction') shares += Math.max(0, c.share)
      else used += widths[i] as number
    })
    const left = room - used
    if (shares > 0 && left > 0) {
      columns.forEach((c, i) => {
        if (c.kind === 'fraction') widths[i] = (left * c.share) / shares
      })
    }
    const least = 12
    columns.forEach((c, i) => {
      if (c.kind === 'fraction' && (widths[i] as number) < least) widths[i] = least
    })
    const total = widths.reduce((a, b) => a + b, 0)
    if (total > room + 0.5) {
      const factor = room / total
      const percent = Math.round(factor * 100)
      this.context.warn('table-too-wide', `columns are narrowed to ${percent} % to fit`, this.table)
      return widths.map((w) => w * factor)
    }
    return widths
  }

  private soundColumn(column: Column, i: number): Column {
    const { kind } = column
    const given = kind === 'fixed' ? column.width : kind === 'fraction' ? column.share : 0
    if (given >= 0 && given <= LONGEST) return column
    this.context.warn(
      'bad-value',
      `column ${i + 1} is ${given} wide: it takes one share`,
      this.table,
    )
    return { kind: 'fraction', share: 1 }
  }

  private contentWidths(widths: number[]): void {
    const { table } = this
    const ahead: Row[] = []
    while (ahead.length < SAMPLE) {
      const row = this.pull()
      if (row === undefined) break
      ahead.push(row)
    }
    this.ahead.push(...ahead)
    const wide: { from: number; to: number; wanted: number }[] = []
    const look = (rows: readonly Row[], kind: CellStyle | undefined): void => {
      for (const { cell, row, from, to } of placesOf(rows, table.columns.length)) {
        const own = table.columns.slice(from, to)
        if (!own.some((c) => c.kind === 'content')) continue
        const record = this.record(
          typeof cell === 'string' ? undefined : cell.style,
          row.style,
          from,
          kind,
        )
        const wanted = naturalWidth(cell, record, this.context)
        if (to - from > 1) wide.push({ from, to, wanted })
        else widths[from] = Math.max(widths[from] as number, within(own[0] as Column, wanted))
      }
    }
    look(table.header ?? [], table.headerStyle)
    look(this.ahead, undefined)
    look(table.footer ?? [], table.footerStyle)
    for (const { from, to, wanted } of wide) spread(table.columns, widths, from, to, wanted)
    this.rowRecords = []
  }
}

function alike(cells: readonly CellLaid[]): boolean {
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

/** Cells over several rows make the last of them taller where they need it. */
function settleSpans(rows: readonly RowLaid[]): void {
  rows.forEach((row, i) => {
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
