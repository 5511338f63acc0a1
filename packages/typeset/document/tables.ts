/** Tables: columns, cells, rows, and what is carried over a page. */
import type { Align, Border, Color, ParagraphStyle, Sides } from '../appearance.ts'
import type { Block, Placed } from './blocks.ts'
import type { InlineContent } from './inline.ts'

/** `fixed`: points. `fraction`: share of what the others leave. `content`: as wide as its widest
 * cell wants (of the first 200 rows), within `min`/`max`. */
export type Column =
  | { readonly kind: 'fixed'; readonly width: number }
  | { readonly kind: 'fraction'; readonly share: number }
  | {
      readonly kind: 'content'
      readonly min?: number | undefined
      readonly max?: number | undefined
    }

/** Refines from table to column to row to cell, the later before the earlier. */
export interface CellStyle {
  readonly paragraph?: ParagraphStyle | undefined
  readonly align?: Align | undefined
  readonly verticalAlign?: 'top' | 'middle' | 'bottom' | undefined
  readonly padding?: Sides<number> | undefined
  readonly background?: Color | undefined
  /** Edge by edge: one that is not named here is as before. */
  readonly border?: Sides<Border> | undefined
}

/** A bare string or inline content is one paragraph; a list of blocks is anything. */
export interface Cell {
  readonly content: InlineContent | { readonly blocks: readonly Block[] }
  readonly style?: CellStyle | undefined
  readonly columnSpan?: number | undefined
  readonly rowSpan?: number | undefined
  /** A header cell outside the header rows. Default: cells of header rows head their column. */
  readonly header?: 'row' | 'column' | 'both' | undefined
  /** Amounts that this cell adds to running sums, in units of 10^-`scale` of the table's `sums`. */
  readonly adds?: Readonly<Record<string, bigint>> | undefined
}

/** A cell may be just its text. */
export type CellOrText = string | Cell

export interface Row {
  readonly cells: readonly CellOrText[]
  readonly style?: CellStyle | undefined
  /** Amounts this row adds to the running sums, as integers in the smallest unit shown. */
  readonly adds?: Readonly<Record<string, bigint>> | undefined
  /** `group`: a heading kept with the row after it. `total`: kept with the row before it, so that
   * totals never stand alone. Default `row`. */
  readonly kind?: 'row' | 'group' | 'total' | undefined
  /** May be split over pages even where it would fit one. Default false. */
  readonly splittable?: boolean | undefined
  /** Rows said again, for the eye alone, at the head of a page that begins with this one: what group
   * it belongs to. Not where the table itself begins. */
  readonly continued?: readonly Row[] | undefined
  readonly source?: string | undefined
}

/** Carried and brought forward: rows drawn at the foot and the head of a table that goes on over
 * a page. `$name` in the text of a cell is replaced by the formatted running sum. */
export interface CarriedSums {
  readonly carried?: Row | undefined
  readonly brought?: Row | undefined
  /** Text of a running sum. It must answer the same for the same arguments. */
  readonly format: (sum: string, value: bigint) => string
}

export interface Table extends Placed {
  readonly type: 'table'
  readonly columns: readonly Column[]
  /** Repeated at the top of each page. */
  readonly header?: readonly Row[] | undefined
  /** Taken one at a time; may be generated while the table is set. */
  readonly rows: Iterable<Row>
  /** After the last row; kept with it. */
  readonly footer?: readonly Row[] | undefined
  readonly style?: CellStyle | undefined
  readonly columnStyles?: readonly (CellStyle | undefined)[] | undefined
  readonly headerStyle?: CellStyle | undefined
  readonly footerStyle?: CellStyle | undefined
  /** Styles of body rows, taken in turn: two make zebra rows. `group` rows begin anew; they and
   * `total` rows are not counted. */
  readonly rowStyles?: readonly CellStyle[] | undefined
  readonly sums?: CarriedSums | undefined
  /** Around the whole table (on each page). */
  readonly border?: Sides<Border> | undefined
  /** Default: the width of the frame. */
  readonly width?: number | undefined
  readonly caption?: InlineContent | undefined
  /** Summary for those who do not see it. */
  readonly summary?: string | undefined
  readonly spaceBefore?: number | undefined
  readonly spaceAfter?: number | undefined
}
