/** How a cell of a table in HTML looks: what its row, its column, its style and it itself say. */
import type { Block, TableCell, TableRow } from '@misiva/model'
import { borderCss, lettersCss, px, ruleCss, sideOf } from '../style/css.ts'
import type { Css } from '../style/css.ts'
import type { CellLook, ParagraphLook, RuleLook, TableLook } from '../style/looks.ts'
import { tableGrounds } from '../style/surfaces.ts'

export type Table = Block & { type: 'table' }

export interface Shape {
  readonly table: Table
  readonly look: TableLook
  readonly paragraphs: ReadonlyMap<string, ParagraphLook>
  readonly cells: ReadonlyMap<string, CellLook>
  /** Columns that stay on a small screen; undefined where all do. */
  readonly kept: ReadonlySet<number> | undefined
  readonly title: number
  readonly rtl: boolean
  /** Whether totals have their rule above them. */
  readonly ruled: boolean
  /** What the heading of a group heads. */
  readonly heads: 'rowgroup' | 'colgroup'
  /** Class of rows of which every other has a ground. */
  readonly striped: string
  /** Column names, for folded values. */
  readonly names: readonly string[]
}

export interface CellPlace {
  readonly row: TableRow
  /** Which of the row's cells it is. */
  readonly at: number
  readonly start: number
  readonly span: number
}

export function cellCss(cell: TableCell, place: CellPlace, shape: Shape, hidden: boolean): Css {
  const { look, table, rtl } = shape
  const { row } = place
  const single = cell.children.length === 1 ? cell.children[0] : undefined
  const paragraph = single?.type === 'paragraph' ? single : undefined
  const align = cell.align ?? paragraph?.align ?? table.columns[place.start]?.align
  const first = place.start === 0
  const last = place.start + place.span === table.columns.length
  const [atLeft, atRight] = rtl ? [last, first] : [first, last]
  const own = rowLook(row.kind, look)
  const [rowCell, ownCell] = [row.style, cell.style].map((name) => shape.cells.get(name ?? ''))
  const ground = ownCell?.background ?? rowCell?.background ?? own.ground
  const { top, right, bottom, left } = ownCell?.padding ?? rowCell?.padding ?? look.padding
  const flush = !ground && isFlush(look)
  const letters = lettersOf(cell, place, paragraph?.style, shape)
  const beside = first ? undefined : look.columnRule
  const stands = row.kind === 'head' ? 'bottom' : look.verticalAlign
  return {
    ...(hidden && { display: 'none', 'mso-hide': 'all' }),
    padding: `${px(top)} ${flush && atRight ? '0' : px(right)} ${px(bottom)} ${flush && atLeft ? '0' : px(left)}`,
    'vertical-align': ownCell?.verticalAlign ?? rowCell?.verticalAlign ?? stands,
    'text-align': sideOf(align ?? 'start', rtl),
    ...(align === 'end' && { 'white-space': 'nowrap' }),
    ...(letters ? lettersCss(letters) : { 'font-weight': 'inherit' }),
    ...(own.below && { 'border-bottom': ruleCss(own.below) }),
    ...(own.above && shape.ruled && { 'border-top': ruleCss(own.above) }),
    ...(beside && { [rtl ? 'border-right' : 'border-left']: ruleCss(beside) }),
    ...borderCss(rowCell?.border),
    ...borderCss(ownCell?.border),
    ...(ground && { background: ground }),
  }
}

/** What is named goes before what the column has, and that before what a record chooses for a row. */
function lettersOf(
  cell: TableCell,
  { row, at }: CellPlace,
  named: string | undefined,
  { look, paragraphs, cells }: Shape,
): ParagraphLook | undefined {
  const column =
    row.kind !== 'body'
      ? undefined
      : at === 0
        ? look.firstColumn
        : at === row.cells.length - 1
          ? look.lastColumn
          : undefined
  const rows = row.styleBy ? [column, row.style] : [row.style, column]
  for (const name of [cell.style, named, ...rows, rowLook(row.kind, look).letters]) {
    const found =
      name && paragraphs.get(cells.has(name) ? (cells.get(name)!.paragraph ?? '') : name)
    if (found) return found
  }
  return undefined
}

interface RowLook {
  readonly letters: string
  readonly ground?: string | undefined
  readonly below?: RuleLook | undefined
  /** Above the first of its kind. */
  readonly above?: RuleLook | undefined
}

function rowLook(kind: TableRow['kind'], look: TableLook): RowLook {
  const { rowRule } = look
  switch (kind) {
    case 'head':
      return { letters: look.head, ground: look.headBackground, below: look.headRule }
    case 'total':
      return { letters: look.total, ground: look.totalBackground, above: look.totalRule }
    case 'group': {
      const { group: letters, groupBackground: ground, groupRule: below = rowRule } = look
      return { letters, ground, below }
    }
    case 'subtotal': {
      const { subtotal: letters, subtotalBackground: ground, subtotalRule: rule } = look
      // Of two collapsed borders as wide as each other the upper row's is drawn.
      const least = rowRule ? Math.max(rowRule.width, 0.75) + 0.75 : 0
      const above = rule && { ...rule, width: Math.max(rule.width, least) }
      return { letters, ground, above }
    }
    default:
      return { letters: '', below: rowRule }
  }
}

/** Without a ground anywhere, the outer edges of the text are the edges of the table. */
export function isFlush(look: TableLook): boolean {
  return tableGrounds.every((key) => !look[key])
}
