/** Rows for where a table goes on over a page. */
import type { TableRow } from '@misiva/model'
import type { CarriedSums, Row } from '@misiva/typeset'
import { enterRow } from '../program/rows.ts'
import type { Run } from '../program/scope.ts'
import { compileSpoken } from '../text/inline.ts'
import type { PagesGround } from './blocks.ts'
import { cellMaker, rowStyle, type ContentTable } from './rows.ts'

/** Takes a line's height, as the text will for which the typesetter keeps room. */
const blank = '\u00a0'

/** Rows for where the table goes on over a page. */
export interface Carried {
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
export function compileCarried(table: ContentTable, ground: PagesGround): Carried | undefined {
  const rows = table.rows.filter(({ kind }) => kind === 'carried' || kind === 'brought')
  if (rows.length === 0) return undefined
  const of = table.rows.find((row) => row.kind === 'body' && row.each)
  if (!of?.each) {
    const hint = 'Add a row with each, whose last item on the page it speaks of'
    ground.context.refuse('MSV-C009', 'Nothing is carried over a page here', rows[0]!.place, hint)
    return undefined
  }
  const { inner, loop } = enterRow(of, table.rows, ground.context)
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
      loop(run, () => speakers.forEach((speak, i) => texts[i]!.push(speak(run))))
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
