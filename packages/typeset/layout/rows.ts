/** Rows of a table, measured as they are asked for, in chunks that stay together. */
import type { CellOrText, CellStyle, Column, Row, Table } from '../document.ts'
import type { TextRecord } from '../text/style.ts'
import { type CellLaid, type CellRecord, CellStyles, layCell, naturalWidth } from './cell.ts'
import type { Context } from './context.ts'
import { layPlain, type Look, lookOf } from './plainrow.ts'
import { alike, type RowKind, type RowLaid } from './row.ts'
import { RowSource } from './rowsource.ts'
import { findLook, keepLook } from './tablelook.ts'
import { settleSpans, shortenSpans } from './spans.ts'
import { placesOf, soundColumn, solve, spansOf, spread, within } from './widths.ts'

/** Rows that go onto one page together: a group heading and its first row, a row and its totals. */
export interface Chunk {
  readonly rows: readonly RowLaid[]
  readonly height: number
  /** No row comes after it. */
  readonly last: boolean
  /** Rows counted before it, for styles taken in turn. */
  readonly counted: number
}

/** Looks of rows remembered: plain, shaded, of groups and totals. */
const LOOKS = 8
/** Rows looked at for the widths of `content` columns. */
const SAMPLE = 200
/** Of each typesetter: what they resolve to holds its fonts. */
const known = new WeakMap<object, CellStyles>()

function stylesOf({ styles }: Context): CellStyles {
  let found = known.get(styles)
  if (found === undefined) known.set(styles, (found = new CellStyles()))
  return found
}

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
  private readonly source: RowSource
  /** Room that the table was given, and what its columns want of it before shares are dealt out. */
  private readonly room: number
  private readonly natural: readonly number[]
  /** Cells are laid out when their row is asked for, and stand as deep as their table. */
  private readonly depth: number
  private readonly chunks: (Chunk | undefined)[] = []
  private occupied: number[] = []
  /** Some cell came down over several rows. */
  private spanning = false
  private readonly looks: Look[]

  /** `origin`: the same rows in another width. */
  constructor(table: Table, room: number, context: Context, base: TextRecord, origin?: Rows) {
    this.table = table
    this.room = room
    this.context = context
    this.depth = origin?.depth ?? context.depth
    this.styles = stylesOf(context)
    this.base = base
    this.source = origin?.source ?? RowSource.of(table, context)
    this.width = Math.min(room, table.width ?? room)
    const known = findLook(table, room, base, context)
    const warned = context.warnings.length
    this.natural = known?.natural ?? this.source.settings[0]?.natural ?? this.naturalWidths()
    this.source.settings.push(this)
    this.widths = known?.widths ?? this.columnWidths(this.width)
    let x = 0
    this.offsets = known?.offsets ?? this.widths.map((w) => (x += w) - w)
    this.left = context.rtl ? room - this.widths.reduce((sum, w) => sum + w, 0) : 0
    this.looks = known?.looks ?? []
    this.header = known?.header ?? this.layHeader()
    this.headerHeight = this.header.reduce((sum, r) => sum + r.height, 0)
    if (known === undefined && context.warnings.length === warned)
      keepLook(table, room, base, context, {
        natural: this.natural,
        widths: this.widths,
        offsets: this.offsets,
        header: this.header,
        looks: this.looks,
      })
  }

  private layHeader(): readonly RowLaid[] {
    const { header, headerStyle } = this.table
    const rows = (header ?? []).map((row) => this.lay(row, 'header', headerStyle))
    this.endSpans(rows)
    settleSpans(rows)
    return rows
  }

  /** These rows in another width; those that were taken already are not taken again. */
  resized(room: number): Rows {
    if (room === this.room) return this
    const known = this.source.settings.find((rows) => rows.room === room)
    return known ?? new Rows(this.table, room, this.context, this.base, this)
  }

  /** Right edge of the table from the left edge of its room. */
  private get right(): number {
    return this.left + this.widths.reduce((sum, w) => sum + w, 0)
  }

  /** Chunk `i`, or undefined after the last. */
  chunk(i: number): Chunk | undefined {
    const found = this.chunks[i]
    if (found !== undefined) return found
    const { source } = this
    if (i < source.gathered) this.context.breaking(() => this.again(i))
    else if (!source.spent) this.context.breaking(() => this.gatherTo(i))
    return this.chunks[i]
  }

  private gatherTo(i: number): void {
    while (this.source.gathered <= i && this.gather()) {
      // gathers until chunk `i` is there
    }
  }

  /** Chunks before `i` are written: they are not asked for again, in any width. */
  release(i: number): void {
    const { source } = this
    for (; source.released < i; source.released++)
      for (const { chunks } of source.settings) chunks[source.released] = undefined
  }

  /** A chunk that was gathered in another width. */
  private again(i: number): void {
    const { source } = this
    const given = source.settings.find(({ chunks }) => chunks[i] !== undefined)?.chunks[i]
    if (given === undefined) return
    const { counted, last } = given
    const now = source.counted
    source.counted = counted
    const rows: RowLaid[] = []
    for (const { row, kind } of given.rows) if (kind !== 'footer') rows.push(this.body(row))
    if (last) this.foot(rows)
    source.counted = now
    this.keep(i, rows, last, counted)
  }

  private keep(i: number, rows: readonly RowLaid[], last: boolean, counted: number): void {
    settleSpans(rows)
    let height = 0
    for (const r of rows) height += r.height
    this.chunks[i] = { rows, height, last, counted }
  }

  private gather(): boolean {
    const { source } = this
    const { counted } = source
    let row = source.pull()
    if (row === undefined) return false
    const rows = [this.body(row)]
    while (row?.kind === 'group') {
      row = source.pull()
      if (row !== undefined) rows.push(this.body(row))
    }
    while ((this.spanning && this.occupied.some((n) => n > 0)) || source.peek()?.kind === 'total') {
      const next = source.pull()
      if (next === undefined) break
      rows.push(this.body(next))
    }
    const last = source.peek() === undefined
    if (last) this.foot(rows)
    this.keep(source.gathered++, rows, last, counted)
    return true
  }

  /** The last rows of the body, with those that stand under them. */
  private foot(rows: RowLaid[]): void {
    this.endSpans(rows)
    rows.push(...this.footer())
  }

  footer(): RowLaid[] {
    const { footer = [], footerStyle } = this.table
    const rows = footer.map((row) => this.lay(row, 'footer', footerStyle))
    this.endSpans(rows)
    return rows
  }

  /** Cells reach over rows of their own part of the table only: header, body, footer. */
  private endSpans(rows: readonly RowLaid[]): void {
    if (!this.spanning || !this.occupied.some((n) => n > 0)) return
    this.occupied.fill(0)
    shortenSpans(rows)
  }

  /** A row that is said beside those of the table: carried, brought forward, continued. */
  single(row: Row, kind: RowKind): RowLaid {
    const laid = this.lay(row, kind, undefined)
    this.endSpans([laid])
    return laid
  }

  private body(row: Row): RowLaid {
    const { rowStyles } = this.table
    const { kind = 'row' } = row
    if (kind === 'group') this.source.counted = 0
    if (!rowStyles?.length) return this.lay(row, kind, undefined)
    if (kind !== 'row') return this.lay(row, kind, rowStyles[0])
    return this.lay(row, kind, rowStyles[this.source.counted++ % rowStyles.length])
  }

  /** Measures a row. */
  private lay(row: Row, kind: RowKind, kindStyle: CellStyle | undefined): RowLaid {
    // Header cells have a tag of their own, and a cell from above leaves no row its columns.
    if (kind !== 'header' && !this.spanning) {
      const plain = layPlain(row, kind, this.look(row.style, kindStyle))
      if (plain !== null) return plain
    }
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
      this.spanning ||= laid.rows > 1
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
    return { row, cells, shapes: cells, height, kind, filled, ruled, ruledAlike }
  }

  private look(row: CellStyle | undefined, kind: CellStyle | undefined): Look {
    const { looks } = this
    for (let i = 0; i < looks.length; i++) {
      const look = looks[i] as Look
      if (look.row === row && look.kind === kind) return look
    }
    const cells = this.widths.map((_, column) =>
      this.layOne('', { cells: [], ...(row && { style: row }) }, column, kind),
    )
    // Rows that have a style of their own each are not worth remembering.
    if (looks.length >= LOOKS) looks.length = 0
    const made = lookOf(row, kind, cells)
    looks.push(made)
    return made
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
    const columns = this.table.columns.map(soundColumn)
    return solve(columns, this.natural, room, (percent) =>
      this.context.warn(
        'table-too-wide',
        `columns are narrowed to ${percent} % to fit`,
        this.table,
      ),
    )
  }

  /** What fixed columns are and what `content` columns want; nothing of those that take shares. */
  private naturalWidths(): number[] {
    const columns = this.table.columns.map((column, i) => {
      const own = soundColumn(column)
      if (own !== column) {
        const given =
          column.kind === 'fixed' ? column.width : column.kind === 'fraction' ? column.share : 0
        const message = `column ${i + 1} is ${given} wide: it takes one share`
        this.context.warn('bad-value', message, this.table)
      }
      return own
    })
    const widths = columns.map((c) => (c.kind === 'fixed' ? c.width : 0))
    if (columns.some((c) => c.kind === 'content')) this.contentWidths(widths)
    return widths
  }

  private contentWidths(widths: number[]): void {
    const { table } = this
    const ahead = this.source.sample(SAMPLE)
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
    look(ahead, undefined)
    look(table.footer ?? [], table.footerStyle)
    for (const { from, to, wanted } of wide) spread(table.columns, widths, from, to, wanted)
    this.rowRecords = []
  }
}
