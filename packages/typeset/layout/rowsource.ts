/** Where the rows of a table come from: taken once, for all widths in which they are set. */
import type { Row, Table } from '../document.ts'
import type { Context } from './context.ts'
import type { Rows } from './rows.ts'

/** Iterators whose rows were taken. */
const spent = new WeakSet<Iterator<Row>>()

export class RowSource {
  /** The rows as they are set, by width. */
  readonly settings: Rows[] = []
  /** Chunks that were made of rows in some width, and those of them that are written. */
  gathered = 0
  released = 0
  /** Rows so far, for styles taken in turn. */
  counted = 0
  private readonly iterator: Iterator<Row>
  private readonly ahead: Row[] = []
  private ended = false
  /** Rows that are all there already need no iterator. */
  private readonly listed: readonly Row[] | null
  private nextListed = 0

  /** A generator gives its rows once in a document, also where its table is laid out anew. */
  static of(table: Table, context: Context): RowSource {
    if (Array.isArray(table.rows)) return new RowSource(table)
    const source = new RowSource(table)
    const { iterator } = source
    if ((iterator as unknown) !== table.rows) return source
    context.taken ??= new WeakMap()
    const known = context.taken.get(iterator)
    if (known !== undefined && known.released === 0) return known
    if (spent.has(iterator))
      context.warn(
        'rows-spent',
        'the rows were taken before and can be taken only once; give them as something that can be iterated again',
        table,
      )
    spent.add(iterator)
    context.taken.set(iterator, source)
    return source
  }

  private constructor(table: Table) {
    this.listed = Array.isArray(table.rows) ? table.rows : null
    this.iterator = table.rows[Symbol.iterator]()
  }

  /** There are no more rows. */
  get spent(): boolean {
    return this.ended && this.ahead.length === 0
  }

  pull(): Row | undefined {
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

  peek(): Row | undefined {
    if (this.ahead.length === 0) {
      if (this.listed !== null) {
        const next = this.listed[this.nextListed]
        if (next === undefined) this.ended = true
        return next
      }
      const row = this.pull()
      if (row === undefined) return undefined
      this.ahead.push(row)
    }
    return this.ahead[0]
  }

  /** The first rows, which are still to be taken. */
  sample(most: number): readonly Row[] {
    const rows: Row[] = []
    while (rows.length < most) {
      const row = this.pull()
      if (row === undefined) break
      rows.push(row)
    }
    this.ahead.push(...rows)
    return this.ahead
  }
}
