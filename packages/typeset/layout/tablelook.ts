/** What the tables of one template have in common, worked out by the first of them. */
import type { Column, Table } from '../document.ts'
import type { TextRecord } from '../text/style.ts'
import type { Context } from './context.ts'
import type { Look } from './plainrow.ts'
import type { RowLaid } from './row.ts'

/** Tables of one template in rooms of different widths, and the like. */
const MOST = 16

export interface TableLook {
  readonly natural: readonly number[]
  readonly widths: readonly number[]
  readonly offsets: readonly number[]
  readonly header: readonly RowLaid[]
  readonly looks: Look[]
}

/** What it depends on beside the columns. */
interface Kept {
  readonly look: TableLook
  readonly room: number
  readonly base: TextRecord
  readonly rtl: boolean
  readonly paragraph: unknown
  readonly lang: string
  readonly width: Table['width']
  readonly style: Table['style']
  readonly columnStyles: Table['columnStyles']
  readonly header: Table['header']
  readonly headerStyle: Table['headerStyle']
}

/** By the styles of a typesetter, then by columns that are constant. */
const known = new WeakMap<object, WeakMap<readonly Column[], Kept[]>>()

export function findLook(
  table: Table,
  room: number,
  base: TextRecord,
  context: Context,
): TableLook | undefined {
  const list = known.get(context.styles)?.get(table.columns)
  if (list === undefined) return undefined
  const { document, rtl } = context
  for (const kept of list) {
    const same =
      kept.room === room &&
      kept.base === base &&
      kept.rtl === rtl &&
      kept.paragraph === document.paragraph &&
      kept.lang === document.lang &&
      kept.width === table.width &&
      kept.style === table.style &&
      kept.columnStyles === table.columnStyles &&
      kept.header === table.header &&
      kept.headerStyle === table.headerStyle
    if (same) return kept.look
  }
  return undefined
}

/** Keeps it for the next document, where nothing in it is this one's own. */
export function keepLook(
  table: Table,
  room: number,
  base: TextRecord,
  context: Context,
  look: TableLook,
): void {
  const { columns, header, width, style, columnStyles, headerStyle } = table
  const constant =
    Object.isFrozen(columns) &&
    columns.every((column) => column.kind !== 'content') &&
    (header === undefined || Object.isFrozen(header)) &&
    look.header.every(isWords)
  if (!constant) return
  const { document, rtl, styles } = context
  let byColumns = known.get(styles)
  if (byColumns === undefined) known.set(styles, (byColumns = new WeakMap()))
  let list = byColumns.get(columns)
  if (list === undefined) byColumns.set(columns, (list = []))
  if (list.length >= MOST) return
  const { paragraph, lang } = document
  list.push({
    ...{ look, room, base, rtl, paragraph, lang },
    ...{ width, style, columnStyles, header, headerStyle },
  })
}

function isWords({ cells }: RowLaid): boolean {
  return cells.every((cell) => cell.laid === null && cell.rows === 1)
}
