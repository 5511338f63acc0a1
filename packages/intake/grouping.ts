import { problem } from '@misiva/model'
import type { Place, Problem } from '@misiva/model'
import type { Written } from './description.ts'
import type { Mapping } from './mapping.ts'
import { keptProblems, reject } from './rejection.ts'
import type { Rejection } from './rejection.ts'
import { Unreadable } from './bytes.ts'
import type { Row, Values } from './rows.ts'

/** The rows of one record, in the order of the source. */
export interface Group {
  readonly key: string
  readonly line: number
  /** Its first good row, to find places in. */
  first: Row | undefined
  readonly rows: Values[]
  count: number
  readonly problems: Problem[]
}

export type Grouped = Group | Rejection

/** A row that cannot be told whose it is, until its neighbours tell. */
interface Stray {
  readonly row: Row
  /** What stands where its key should be. */
  readonly key: string | undefined
}

/**
 * Rows to records. A bad row holds its record back, since a total without it would be false. Whose
 * it is, is told by its key where that can be trusted: all columns in place, or the text has the
 * form the key's column declares. Else by its neighbours: between two rows of one record it is
 * that record's; between two records both are held back, since it may be either's.
 */
export class Grouper {
  private readonly written: Written
  private readonly mapping: Mapping
  private readonly file: string
  private open: Group | undefined
  private strays: Stray[] = []
  /** The row before was bad, and the open record's. */
  private afterBad = false
  /** Groups by key, where rows of a record need not stand together. */
  private readonly all: Map<string, Group> | undefined
  private held = 0

  constructor(written: Written, mapping: Mapping, file: string) {
    this.written = written
    this.mapping = mapping
    this.file = file
    this.all = written.group && !written.group.consecutive ? new Map() : undefined
  }

  *take(rows: readonly Row[]): Generator<Grouped> {
    if (!this.written.group) for (const row of rows) yield this.single(row)
    else if (this.all) for (const row of rows) yield* this.scattered(row, this.all)
    else for (const row of rows) yield* row.problem ? this.bad(row) : this.good(row)
  }

  /** What is still open; `broken` rejects it, since rows of it may be lost. */
  *end(broken?: Problem): Generator<Grouped> {
    if (this.all) {
      for (const group of this.all.values()) {
        if (broken) add(group, broken)
        yield group
      }
      return
    }
    if (this.open) {
      this.blame(this.open)
      if (broken) add(this.open, broken)
      yield this.open
    } else for (const { row } of this.strays) yield this.rejectedRow(row)
    this.open = undefined
    this.strays = []
  }

  private single(row: Row): Grouped {
    if (row.problem && row.trust !== 'sure') return this.rejectedRow(row)
    const problems = row.problem ? [row.problem] : []
    return { key: '', line: row.line, first: row, rows: [row.values], count: 1, problems }
  }

  private *good(row: Row): Generator<Grouped> {
    const key = this.mapping.groupOf(row.values)
    if (key === undefined) {
      yield* this.bad({ ...row, problem: this.noKey(row), trust: 'none' })
      return
    }
    if (this.open?.key === key) this.blame(this.open)
    else {
      const mine = this.strays.length > 0 && this.strays.every((stray) => stray.key === key)
      const strays = this.strays
      if (mine) this.strays = []
      yield* this.close()
      this.open = this.begin(key, row.line)
      for (const { row: stray } of strays) add(this.open, stray.problem!)
    }
    this.afterBad = false
    this.put(this.open, row)
  }

  private *bad(row: Row): Generator<Grouped> {
    const key = row.trust === 'none' ? undefined : this.mapping.groupOf(row.values)
    if (this.open && key === this.open.key) this.hold(this.open, row)
    else if (key !== undefined && (row.trust === 'sure' || this.hasKeysForm())) {
      yield* this.close()
      this.open = this.begin(key, row.line)
      this.hold(this.open, row)
    } else if (this.open && this.afterBad) this.hold(this.open, row)
    else if (this.strays.length < keptProblems) this.strays.push({ row, key })
  }

  /** A declared pattern was matched already when the row was read; without one nothing is sure. */
  private hasKeysForm(): boolean {
    const { keyColumn } = this.mapping
    return this.written.columns.some((c) => c.name === keyColumn && c.pattern !== undefined)
  }

  private *scattered(row: Row, all: Map<string, Group>): Generator<Grouped> {
    const sure = row.trust !== 'none' && (row.trust === 'sure' || this.hasKeysForm())
    const key = sure ? this.mapping.groupOf(row.values) : undefined
    if (key === undefined) {
      yield this.rejectedRow(row.problem ? row : { ...row, problem: this.noKey(row) })
      return
    }
    let group = all.get(key)
    if (!group) {
      group = this.begin(key, row.line)
      all.set(key, group)
    }
    if (row.problem) this.hold(group, row)
    else this.put(group, row)
    if (++this.held > this.written.limits.openRows)
      throw new Unreadable(
        problem(
          'MSV-D008',
          `More than ${this.written.limits.openRows} rows wait for the rest of their records`,
          this.place(row.line),
          'Sort the source by record and state `consecutive: true`, or raise limits.openRows.',
        ),
      )
  }

  private begin(key: string, line: number): Group {
    return { key, line, first: undefined, rows: [], count: 0, problems: [] }
  }

  private put(group: Group, row: Row): void {
    const { recordRows } = this.written.limits
    group.count++
    group.first ??= row
    if (group.count <= recordRows) group.rows.push(row.values)
    else if (group.count === recordRows + 1) {
      group.rows.length = 1
      add(
        group,
        problem(
          'MSV-D008',
          `Record ${group.key} has more than ${recordRows} rows`,
          this.place(group.line),
        ),
      )
    }
  }

  private hold(group: Group, row: Row): void {
    group.count++
    add(group, row.problem!)
    this.afterBad = true
  }

  /** The rows nobody could place are this group's. */
  private blame(group: Group): void {
    for (const { row } of this.strays) this.hold(group, row)
    this.strays = []
  }

  private *close(): Generator<Grouped> {
    if (this.open) {
      this.blame(this.open)
      yield this.open
    }
    this.open = undefined
    this.strays = []
    this.afterBad = false
  }

  private noKey(row: Row): Problem {
    const { keyColumn } = this.mapping
    const words = keyColumn ? `${keyColumn} is empty` : 'Its key is empty'
    return problem('MSV-D005', `${words}: the row belongs to no record`, this.place(row.line))
  }

  private rejectedRow(row: Row): Rejection {
    return reject('row', [row.problem!], { rows: 1, place: this.place(row.line) })
  }

  private place(line: number): Place {
    return { file: this.file, line, column: 1 }
  }
}

function add(group: Group, found: Problem): void {
  if (group.problems.length < keptProblems) group.problems.push(found)
}
