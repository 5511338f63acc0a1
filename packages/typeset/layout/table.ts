/** Tables over pages: repeated headers, rows kept whole, sums carried and brought forward. */
import type { Row, Table } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { textString } from '../pdf/number.ts'
import type { TextRecord } from '../text/style.ts'
import { cellFlow, type CellLaid } from './cell.ts'
import type { Context } from './context.ts'
import { setText, type SetText } from './lines.ts'
import { EPSILON, type Holder, type Laid, NOTHING, type Part, type Taken } from './part.ts'
import type { RowLaid } from './row.ts'
import { Rows } from './rows.ts'
import { unspanned } from './spans.ts'
import { TablePart, type PlacedRow } from './tablepart.ts'

/** What stays the same from page to page. */
export interface TableState {
  readonly base: TextRecord
  readonly table: Table
  readonly rows: Rows
  readonly context: Context
  readonly caption: SetText | null
  readonly captionHeight: number
  readonly carriedHeight: number
  readonly broughtHeight: number
  readonly nodes: { table: Holder; head: Holder; body: Holder; foot: Holder }
}

export function layTable(table: Table, room: number, context: Context, base: TextRecord): Laid {
  // Rows come from outside and cannot be taken twice.
  context.asked++
  if (table.columns.length === 0) {
    context.warn('bad-value', 'a table without columns', table)
    return NOTHING
  }
  const nodes = {
    table: { node: null },
    head: { node: null },
    body: { node: null },
    foot: { node: null },
  }
  const rows = new Rows(table, room, context, base)
  return new TableLaid(stateOf(table, rows, context, base, nodes), 0, null, {})
}

function stateOf(
  table: Table,
  rows: Rows,
  context: Context,
  base: TextRecord,
  nodes: TableState['nodes'],
): TableState {
  const caption =
    table.caption === undefined
      ? null
      : setText(
          table.caption,
          context.styles.paragraph(base, context.document.paragraph),
          rows.width,
          context,
        )
  let captionHeight = 0
  for (const line of caption?.lines ?? []) captionHeight += line.height
  const height = (row: Row | undefined): number =>
    row === undefined ? 0 : rows.single(summed(row, table, {}), 'row').height
  return {
    base,
    table,
    rows,
    context,
    caption,
    captionHeight: captionHeight === 0 ? 0 : captionHeight + 4,
    carriedHeight: height(table.sums?.carried),
    broughtHeight: height(table.sums?.brought),
    nodes,
  }
}

type Sums = Readonly<Record<string, bigint>>

/** The row with `$name` replaced by the running sums. */
export function summed(row: Row, table: Table, sums: Sums): Row {
  const format = table.sums?.format
  if (!format) return row
  const fill = (text: string): string =>
    text.replace(/\$([A-Za-z_]\w*)/g, (_, name: string) => format(name, sums[name] ?? 0n))
  return {
    ...row,
    cells: row.cells.map((cell) => {
      if (typeof cell === 'string') return fill(cell)
      return typeof cell.content === 'string' ? { ...cell, content: fill(cell.content) } : cell
    }),
  }
}

function add(sums: Sums, row: Row): Sums {
  let out = sums
  const adding = (adds: Readonly<Record<string, bigint>> | undefined): void => {
    if (!adds) return
    out = { ...out }
    for (const [name, value] of Object.entries(adds)) {
      ;(out as Record<string, bigint>)[name] = (out[name] ?? 0n) + value
    }
  }
  adding(row.adds)
  for (const cell of row.cells) if (typeof cell !== 'string') adding(cell.adds)
  return out
}

class TableLaid implements Laid {
  readonly before: number
  readonly after: number
  readonly keepNext = false
  private readonly state: TableState
  private readonly index: number
  /** Rest of a chunk that was split: rows still to come, the first of them maybe begun. */
  private readonly open: readonly PlacedRow[] | null
  private readonly sums: Sums

  constructor(state: TableState, index: number, open: readonly PlacedRow[] | null, sums: Sums) {
    this.state = state
    this.index = index
    this.open = open
    this.sums = sums
    this.before = this.first ? (state.table.spaceBefore ?? 0) : 0
    this.after = state.table.spaceAfter ?? 0
  }

  private get first(): boolean {
    return this.index === 0 && this.open === null
  }

  take(available: number, force: boolean): Taken {
    const { state, first } = this
    const { rows, table } = state
    const taken: PlacedRow[] = []
    let sums = this.sums
    const brought = !first && table.sums?.brought ? summed(table.sums.brought, table, sums) : null
    const continued = first ? [] : this.continued()
    let y =
      rows.headerHeight + (first ? state.captionHeight : 0) + (brought ? state.broughtHeight : 0)
    for (const row of continued) y += row.height
    const put = (row: PlacedRow): void => {
      taken.push(row)
      y += row.height
      if (row.ends && table.sums) sums = add(sums, row.laid.row)
    }
    let index = this.index
    let open = this.open
    const carry = table.sums?.carried ? state.carriedHeight : 0
    for (;;) {
      const chunk = rows.chunk(index)
      const waiting = open ?? chunk?.rows.map(whole)
      if (chunk === undefined || waiting === undefined) break
      let height = 0
      for (const row of waiting) height += row.height
      const reserve = chunk.last ? 0 : carry
      const splits = waiting.length === 1 && waiting[0]?.laid.row.splittable === true
      if (y + height + reserve <= available + EPSILON) {
        for (const row of waiting) put(row)
        open = null
        index++
        if (chunk.last) break
        continue
      }
      if (taken.length > 0 && !splits) break
      if (!force && !splits) return { part: null, rest: this }
      // The chunk alone is taller than the page: row by row, and within a row at the last.
      const alone = open !== null || waiting.length === 1 ? waiting : unspanned(waiting)
      open = this.squeeze(alone, available - carry, () => y, put, force && taken.length === 0)
      // Split, it may have taken less room than whole: then all of it is placed.
      if (open === null) index++
      break
    }
    if (taken.length === 0) {
      if (rows.chunk(this.index) === undefined) return this.bare(available, force)
      return { part: null, rest: this }
    }
    const ended = open === null && rows.chunk(index) === undefined
    const carried = !ended && table.sums?.carried ? summed(table.sums.carried, table, sums) : null
    const part = new TablePart(state, {
      rows: taken,
      first,
      last: ended,
      index,
      brought: brought ? rows.single(brought, 'row') : null,
      continued,
      carried: carried ? rows.single(carried, 'row') : null,
    })
    return { part, rest: ended ? null : new TableLaid(state, index, open, sums) }
  }

  /** What the first row of this page has said again above it. */
  private continued(): readonly RowLaid[] {
    const { rows } = this.state
    const begins = this.open?.[0]?.laid ?? rows.chunk(this.index)?.rows[0]
    const said = begins?.row.continued ?? []
    return said.map((row) => rows.single(row, 'group'))
  }

  /** The rows still to come, in columns solved anew; one that was begun goes on in them. */
  resized(room: number, context: Context): Laid {
    const { state, index, open, sums } = this
    const rows = state.rows.resized(room)
    if (rows === state.rows) return this
    const own = stateOf(state.table, rows, context, state.base, state.nodes)
    const chunk = open === null ? undefined : rows.chunk(index)
    if (open === null || chunk === undefined) return new TableLaid(own, index, null, sums)
    const all = chunk.rows.map(whole)
    const alone = (all.length === 1 ? all : unspanned(all)).slice(all.length - open.length)
    const [first] = open
    if (first && !first.begins)
      alone[0] = goingOn(alone[0] as PlacedRow, first, (rest, cell) =>
        rest.resized ? rest.resized(innerWidth(cell), context) : rest,
      )
    return new TableLaid(own, index, alone, sums)
  }

  /** A table of no rows shows its header and footer. */
  private bare(available: number, force: boolean): Taken {
    const { rows } = this.state
    const footer = this.first ? rows.footer().map(whole) : []
    if (!this.first || rows.header.length + footer.length === 0) return { part: null, rest: null }
    if (rows.headerHeight > available && !force) return { part: null, rest: this }
    const content = {
      rows: footer,
      first: true,
      last: true,
      index: 0,
      brought: null,
      continued: [],
      carried: null,
    }
    return { part: new TablePart(this.state, content), rest: null }
  }

  /** Puts what fits of the rows; gives back those that are left. */
  private squeeze(
    waiting: readonly PlacedRow[],
    available: number,
    y: () => number,
    put: (row: PlacedRow) => void,
    force: boolean,
  ): readonly PlacedRow[] | null {
    let forced = force
    for (let i = 0; i < waiting.length; i++) {
      const row = waiting[i] as PlacedRow
      if (y() + row.height <= available + EPSILON) {
        put(row)
        forced = false
        continue
      }
      if (!forced && !row.laid.row.splittable) return waiting.slice(i)
      if (forced && !row.laid.row.splittable && row.begins) {
        this.state.context.warn(
          'block-too-tall',
          'a row taller than the page is split',
          row.laid.row,
        )
      }
      const split = splitRow(row, available - y(), forced, this.state)
      if (split.head) put(split.head)
      return split.tail
        ? [split.tail, ...waiting.slice(i + 1)]
        : waiting.slice(i + 1).length
          ? waiting.slice(i + 1)
          : null
    }
    return null
  }
}

function whole(laid: RowLaid): PlacedRow {
  return {
    laid,
    height: laid.height,
    parts: null,
    rests: null,
    begins: true,
    ends: true,
    holder: null,
  }
}

/** Cuts a row: of each cell as much as fits. */
function splitRow(
  row: PlacedRow,
  available: number,
  force: boolean,
  state: TableState,
): { head: PlacedRow | null; tail: PlacedRow | null } {
  const parts: (Part | null)[] = []
  const rests: (Laid | null)[] = []
  let height = 0
  let more = false
  row.laid.cells.forEach((cell, i) => {
    const { record } = cell
    const room = available - record.top - record.bottom
    let laid: Laid | null
    if (row.rests) laid = row.rests[i] ?? null
    else if (cell.word) {
      laid = cellFlow(cell.word.text, record, innerWidth(cell), state.context)
    } else laid = cell.laid
    const taken = laid ? laid.take(Math.max(1, room), force) : { part: null, rest: null }
    parts.push(taken.part)
    rests.push(taken.rest)
    more ||= taken.rest !== null
    height = Math.max(height, (taken.part?.height ?? 0) + record.top + record.bottom)
  })
  if (parts.every((p) => p === null) && more) return { head: null, tail: row }
  const holder = row.holder ?? {
    row: { node: null },
    cells: row.laid.cells.map(() => ({ node: null })),
  }
  const head: PlacedRow = { ...row, height, parts, rests: null, ends: !more, holder }
  if (!more) return { head, tail: null }
  return { head, tail: goingOn(row, { rests, holder }, (rest) => rest) }
}

/** What is left of a row, ready to be placed as it is, should it fit the next page. */
function goingOn(
  row: PlacedRow,
  { rests, holder }: Pick<PlacedRow, 'rests' | 'holder'>,
  set: (rest: Laid, cell: CellLaid) => Laid,
): PlacedRow {
  let height = 0
  const own = row.laid.cells.map((cell, i) => {
    const rest = rests?.[i]
    return rest ? set(rest, cell) : null
  })
  const parts = own.map((rest, i) => {
    const part = rest?.take(1e7, true).part ?? null
    const { record } = row.laid.cells[i] as CellLaid
    if (part) height = Math.max(height, part.height + record.top + record.bottom)
    return part
  })
  return { ...row, height, parts, rests: own, begins: false, ends: true, holder }
}

function innerWidth({ width, record }: CellLaid): number {
  return Math.max(1, width - record.left - record.right)
}

/** `/A` of a table element that has a summary. */
export function tableAttributes(table: Table): string {
  return table.summary === undefined ? '' : `/A<</O/Table/Summary${textString(table.summary)}>>`
}

export type { Page, StructNode }
