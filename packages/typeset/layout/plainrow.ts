/**
 * Rows of which every cell is one line of plain text or empty: most rows of most tables. What they
 * have in common is worked out once for all rows of a look; a row is then no more than its words.
 */
import type { CellStyle, Row } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { SLACK } from '../text/break.ts'
import type { Shaper, Word } from '../text/shaper.ts'
import { type CellLaid, type CellRecord, writeWord } from './cell.ts'
import { alike, type RowKind, type RowLaid } from './row.ts'

interface PlainColumn {
  /** The cell without its word. */
  readonly cell: CellLaid
  readonly record: CellRecord
  readonly shaper: Shaper
  readonly em: number
  /** The longest a word may be. */
  readonly most: number
  /** Heights with padding: of a line, and of an empty cell. */
  readonly line: number
  readonly empty: number
}

/** What rows share that are dressed alike. */
export interface Look {
  readonly row: CellStyle | undefined
  readonly kind: CellStyle | undefined
  /** Null where some column is not for plain text. */
  readonly columns: readonly PlainColumn[] | null
  readonly cells: readonly CellLaid[]
  readonly filled: boolean
  readonly ruled: boolean
  readonly ruledAlike: boolean
}

/** `cells`: the columns' cells, empty. */
export function lookOf(
  row: CellStyle | undefined,
  kind: CellStyle | undefined,
  cells: readonly CellLaid[],
): Look {
  const plain = cells.every((cell) => cell.record.simple)
  const ruled = cells.some((cell) => cell.record.borders !== null)
  return {
    row,
    kind,
    columns: plain ? cells.map(columnOf) : null,
    cells,
    filled: cells.some((cell) => cell.record.fill !== ''),
    ruled,
    ruledAlike: ruled && alike(cells),
  }
}

function columnOf(cell: CellLaid): PlainColumn {
  const { record, width, height } = cell
  const { shaper, em } = record.paragraph.text
  return {
    cell,
    record,
    shaper,
    em,
    most: width - record.left - record.right + SLACK,
    line: record.lineHeight + record.top + record.bottom,
    empty: height,
  }
}

/** The row, where it is as plain as its look. */
export function layPlain(row: Row, kind: RowKind, look: Look): PlainRow | null {
  const { columns } = look
  const { cells } = row
  if (columns === null || cells.length !== columns.length) return null
  const words = Array<Word | null>(columns.length)
  let height = 0
  for (let i = 0; i < columns.length; i++) {
    const text = cells[i]
    if (typeof text !== 'string') return null
    const column = columns[i] as PlainColumn
    let word: Word | null = null
    let tall = column.empty
    if (text !== '') {
      word = column.shaper.line(text)
      if (word === null || word.advance * column.em > column.most) return null
      tall = column.line
    }
    words[i] = word
    if (tall > height) height = tall
  }
  return new PlainRow(row, kind, look, columns, words, height)
}

export class PlainRow implements RowLaid {
  readonly row: Row
  readonly kind: RowKind
  height: number
  readonly filled: boolean
  readonly ruled: boolean
  readonly ruledAlike: boolean
  readonly shapes: readonly CellLaid[]
  private readonly columns: readonly PlainColumn[]
  private readonly words: readonly (Word | null)[]

  constructor(
    row: Row,
    kind: RowKind,
    { filled, ruled, ruledAlike, cells }: Look,
    columns: readonly PlainColumn[],
    words: readonly (Word | null)[],
    height: number,
  ) {
    this.row = row
    this.kind = kind
    this.height = height
    this.filled = filled
    this.ruled = ruled
    this.ruledAlike = ruledAlike
    this.shapes = cells
    this.columns = columns
    this.words = words
  }

  /** As other rows have them, for those that take a row apart. */
  get cells(): readonly CellLaid[] {
    return this.columns.map(({ cell, line }, i) => {
      const word = this.words[i] ?? null
      return word === null ? cell : { ...cell, word, height: line }
    })
  }

  /** `node`: the row's element; null without structure. */
  write(page: Page, left: number, y: number, height: number, node: StructNode | null): void {
    const { columns, words } = this
    for (let i = 0; i < columns.length; i++) {
      const { cell, record, line } = columns[i] as PlainColumn
      const word = words[i] as Word | null
      const x = left + cell.x
      if (word !== null)
        writeWord(page, word, record, x, cell.width, y, height - line, node, 'TD', '')
      else if (node !== null) page.sink.close(page.sink.node('TD', node))
    }
  }
}
