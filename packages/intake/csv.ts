import { nearest, problem } from '@misiva/model'
import type { Problem } from '@misiva/model'
import { Unreadable } from './bytes.ts'
import { converter, Misfit, namedIn } from './columns.ts'
import type { Column, Converter, ValuesClass } from './columns.ts'
import type { LineBlock } from './lines.ts'
import type { Row, RowBlock, RowReader, Values } from './rows.ts'

/**
 * Comma-separated values (RFC 4180) with places. csv-parse, tried first (130 ms for 42,481 rows
 * where this takes 40), has no column of a field, and after a quote that is never closed it gives
 * the rest of the file as one error: here only that line is lost. csv-parse is the tests' oracle.
 *
 * A quote inside a field that does not begin with one is a plain character.
 */
export interface CsvShape {
  readonly delimiter: string
  readonly quote: string
  /** The first line names the columns; else they come in the order declared. */
  readonly header: boolean
  /** Lines a quoted field may run over before its quote counts as never closed. */
  readonly rowLines: number
  readonly unknownColumns: 'report' | 'ignore' | 'refuse'
}

interface Cells {
  readonly cells: readonly string[]
  /** Where the quote stands that is never closed, or that text follows. */
  readonly fault?: { readonly at: number; readonly open: boolean }
}

/**
 * Splits one row. A fault leaves the cells before it. `at` counts from 0 in UTF-16 units; `starts`,
 * if given, gets where each cell begins.
 */
export function splitRow(text: string, delimiter: string, quote: string, starts?: number[]): Cells {
  if (!starts && !text.includes(quote)) return { cells: text.split(delimiter) }
  const cells: string[] = []
  for (let at = 0; ;) {
    starts?.push(at)
    if (!text.startsWith(quote, at)) {
      const end = text.indexOf(delimiter, at)
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end))
      if (end < 0) return { cells }
      at = end + delimiter.length
      continue
    }
    let value = ''
    let from = at + quote.length
    for (;;) {
      const end = text.indexOf(quote, from)
      if (end < 0) return { cells, fault: { at, open: true } }
      value += text.slice(from, end)
      from = end + quote.length
      if (!text.startsWith(quote, from)) break
      value += quote
      from += quote.length
    }
    if (from < text.length && !text.startsWith(delimiter, from))
      return { cells, fault: { at, open: false } }
    cells.push(value)
    if (from >= text.length) return { cells }
    at = from + delimiter.length
  }
}

/** Line and column, both from 1, of the cell with this index; of the row's end if it has none. */
export function cellPlace(
  text: string,
  index: number,
  line: number,
  shape: Pick<CsvShape, 'delimiter' | 'quote'>,
): { line: number; column: number } {
  const starts: number[] = []
  splitRow(text, shape.delimiter, shape.quote, starts)
  const at = starts[index] ?? text.length
  const before = text.slice(0, at)
  const breaks = before.split('\n')
  return { line: line + breaks.length - 1, column: breaks.at(-1)!.length + 1 }
}

interface Field {
  readonly column: Column
  readonly convert: Converter
  /** Index of its cell; -1 for an optional column the file does not have. */
  readonly cell: number
}

type Make = (cells: readonly string[]) => { values: Values; misfit?: number; words?: string }

export class CsvRows implements RowReader {
  private readonly columns: readonly Column[]
  private readonly values: ValuesClass
  private readonly shape: CsvShape
  private readonly file: string
  private fields: readonly Field[] | undefined
  private width = 0
  private make: Make = () => ({ values: {} })
  /** Lines of a row whose quote is still open, and the problem of a line that cannot be decoded. */
  private held: string[] = []
  private heldLine = 0

  constructor(columns: readonly Column[], values: ValuesClass, shape: CsvShape, file: string) {
    this.columns = columns
    this.values = values
    this.shape = shape
    this.file = file
    if (!shape.header) this.take(columns.map(namedIn))
  }

  push(block: LineBlock): RowBlock {
    const rows: Row[] = []
    const remarks: Problem[] = []
    for (let i = 0; i < block.lines.length; i++) {
      const text = block.lines[i]!
      const line = block.first + i
      if (this.fields === undefined) {
        if (text.trim() === '' && !block.bad.has(i)) continue
        remarks.push(...this.header(text, line, block.bad.get(i)))
        continue
      }
      const bad = block.bad.get(i)
      if (bad) {
        this.releaseAll(rows)
        rows.push(this.undecoded(text, line, bad))
      } else this.line(text, line, rows)
    }
    return { rows, remarks }
  }

  end(broken: boolean): RowBlock {
    const rows: Row[] = []
    if (broken) this.held = []
    this.releaseAll(rows)
    return { rows }
  }

  /** Each release ends one line for good, so this ends. */
  private releaseAll(rows: Row[]): void {
    while (this.held.length > 0) this.release(rows)
  }

  /** Where a column of a row stands that was read without fault. */
  placeOf(row: Row, name: string): { line: number; column: number } {
    const cell = this.fields?.find((f) => f.column.name === name)?.cell ?? 0
    return cellPlace(row.text ?? '', Math.max(0, cell), row.line, this.shape)
  }

  private line(text: string, line: number, rows: Row[]): void {
    if (this.held.length === 0) {
      if (text !== '') this.row(text, line, 1, rows)
      return
    }
    this.held.push(text)
    const whole = this.held.join('\n')
    const { cells, fault } = splitRow(whole, this.shape.delimiter, this.shape.quote)
    if (fault?.open && this.held.length < this.shape.rowLines) return
    if (!fault && cells.length === this.width) {
      const first = this.heldLine
      this.held = []
      rows.push(this.filled(cells, whole, first))
    } else this.release(rows)
  }

  /**
   * Gives up on a quote that stays open: its line is bad, and what was held after it is read again
   * line by line, so that one stray quote costs one row and not the rest of the file.
   */
  private release(rows: Row[]): void {
    if (this.held.length === 0) return
    const [first, ...others] = this.held
    const line = this.heldLine
    this.held = []
    rows.push(this.openQuote(first!, line))
    for (const [i, text] of others.entries()) this.line(text, line + 1 + i, rows)
  }

  private row(text: string, line: number, lines: number, rows: Row[]): void {
    const { cells, fault } = splitRow(text, this.shape.delimiter, this.shape.quote)
    if (fault?.open && lines < this.shape.rowLines) {
      this.held = [text]
      this.heldLine = line
    } else if (fault) rows.push(this.openQuote(text, line))
    else rows.push(this.filled(cells, text, line))
  }

  private openQuote(text: string, line: number): Row {
    const { cells, fault } = splitRow(text, this.shape.delimiter, this.shape.quote)
    const name = this.fields?.find((f) => f.cell === cells.length)?.column
    const field = name ? `the field ${namedIn(name)}` : `field ${cells.length + 1}`
    const words = fault?.open
      ? `The quote that opens ${field} is never closed`
      : `Text follows the quote that closes ${field}`
    const place = { file: this.file, line, column: (fault?.at ?? 0) + 1 }
    return {
      line,
      values: this.make(cells).values,
      trust: 'maybe',
      problem: problem(
        'MSV-D011',
        words,
        place,
        'Close the quote; a quote inside a quoted field is written twice.',
      ),
    }
  }

  private filled(cells: readonly string[], text: string, line: number): Row {
    if (cells.length !== this.width) return this.wrongWidth(cells, text, line)
    const { values, misfit, words } = this.make(cells)
    if (misfit === undefined) return { line, values, trust: 'sure', text }
    const field = this.fields![misfit]!
    const at = cellPlace(text, field.cell, line, this.shape)
    return {
      line,
      values,
      trust: 'sure',
      problem: problem('MSV-D005', `${namedIn(field.column)} ${words}`, { file: this.file, ...at }),
    }
  }

  private wrongWidth(cells: readonly string[], text: string, line: number): Row {
    const few = cells.length < this.width
    const at = few
      ? { line, column: text.length + 1 }
      : cellPlace(text, this.width, line, this.shape)
    return {
      line,
      values: this.make(cells).values,
      trust: 'maybe',
      problem: problem(
        'MSV-D001',
        `The row has ${cells.length} column${cells.length === 1 ? '' : 's'} where the header has ${this.width}`,
        { file: this.file, ...at },
      ),
    }
  }

  private undecoded(text: string, line: number, bad: Problem): Row {
    const { cells, fault } = splitRow(text, this.shape.delimiter, this.shape.quote)
    const values = this.make(cells.map((cell) => (cell.includes('\ufffd') ? '' : cell))).values
    const sure = !fault && cells.length === this.width
    return { line, values, trust: sure ? 'sure' : text === '' ? 'none' : 'maybe', problem: bad }
  }

  private header(text: string, line: number, bad: Problem | undefined): Problem[] {
    if (bad) throw new Unreadable(bad)
    const { cells, fault } = splitRow(text, this.shape.delimiter, this.shape.quote)
    const place = { file: this.file, line, column: 1 }
    if (text.includes('\0'))
      throw new Unreadable(
        problem(
          'MSV-D003',
          'The header holds zero bytes, as UTF-16 without its mark does',
          place,
          'State the encoding in the source description (`encoding: utf-16le`), or convert the file.',
        ),
      )
    if (fault)
      throw new Unreadable(
        problem('MSV-D011', 'A quote in the header is never closed', {
          ...place,
          column: fault.at + 1,
        }),
      )
    const names = cells.map((cell) => cell.trim())
    const remarks = this.missing(names, place)
    this.take(names)
    return remarks
  }

  private missing(names: readonly string[], place: { file: string; line: number }): Problem[] {
    const declared = this.columns.map(namedIn)
    const extra = names.filter((name) => !declared.includes(name))
    const at = (name: string): { file: string; line: number; column: number } => ({
      ...place,
      column: names.slice(0, names.indexOf(name)).reduce((n, s) => n + s.length + 1, 1),
    })
    const lacking = this.columns.filter((c) => !c.optional && !names.includes(namedIn(c)))
    const absent = lacking[0]
    if (absent) {
      // One is missing and one is strange: it is the same under another name, however unlike.
      const only = lacking.length === 1 && extra.length === 1 ? extra[0] : undefined
      const near = nearest(namedIn(absent), extra) ?? only
      const wrongMark = names.length === 1 && declared.length > 1
      throw new Unreadable(
        problem(
          'MSV-D002',
          `The file has no column ${namedIn(absent)}; it has ${names.slice(0, 30).join(', ') || 'none'}`,
          { ...place, column: 1 },
          near
            ? `Did you mean “${near}”? Name the column as in the source description, or change the description.`
            : wrongMark
              ? `The header is one single column: is the delimiter really “${this.shape.delimiter}”?`
              : undefined,
        ),
      )
    }
    const twice = names.find((name, i) => declared.includes(name) && names.indexOf(name) !== i)
    if (twice !== undefined)
      throw new Unreadable(
        problem('MSV-D002', `The column ${twice} stands twice in the header`, at(twice)),
      )
    if (this.shape.unknownColumns === 'ignore') return []
    const remarks = extra.map((name) =>
      problem(
        'MSV-D002',
        `Unknown column ${name || '(without a name)'}: it is not read`,
        at(name),
        'Declare the column in the source description, or state `unknownColumns: ignore`.',
      ),
    )
    if (this.shape.unknownColumns === 'refuse' && remarks[0]) throw new Unreadable(remarks[0])
    return remarks
  }

  private take(names: readonly string[]): void {
    this.width = names.length
    this.fields = this.columns.map((column) => ({
      column,
      convert: converter(column),
      cell: names.indexOf(namedIn(column)),
    }))
    const fields = this.fields
    const Values = this.values
    this.make = (cells) => {
      const values = new Values()
      let misfit: number | undefined
      let words: string | undefined
      for (let i = 0; i < fields.length; i++) {
        const field = fields[i]!
        const raw = field.cell < 0 ? undefined : cells[field.cell]
        const value = raw === undefined ? null : field.convert(raw)
        if (value instanceof Misfit) {
          if (misfit === undefined) {
            misfit = i
            words = value.words
          }
          values[field.column.name] = null
        } else values[field.column.name] = value
      }
      return misfit === undefined ? { values } : { values, misfit, words: words! }
    }
  }
}
