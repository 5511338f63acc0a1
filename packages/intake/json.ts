import { nearest, problem } from '@misiva/model'
import type { Problem } from '@misiva/model'
import { converter, Misfit, namedIn } from './columns.ts'
import type { Column, Converter, ValuesClass } from './columns.ts'
import type { LineBlock } from './lines.ts'
import type { Row, RowBlock, RowReader } from './rows.ts'

/** Unknown names told of one file; a file of other things must not fill the report. */
const toldNames = 20

/** Numbers as they are written: 12.50 read as a binary number would lose its zero, or its cents. */
function parseExactly(text: string): unknown {
  return JSON.parse(text, asWritten as (key: string, value: unknown) => unknown)
}

function asWritten(_: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value
}

type FromJson = (value: unknown) => unknown

/** A value of a parsed document by its declared type, or a Misfit. Nested names are in its words. */
function fromJson(column: Column): FromJson {
  const scalar: Converter = converter(column)
  const members = column.columns ? objectReader(column.columns, column.values!) : undefined
  return (value) => {
    if (value === null || value === undefined)
      return column.optional ? null : new Misfit(value === null ? 'is null' : 'is missing')
    if (column.type === 'list') {
      if (!Array.isArray(value)) return new Misfit('is not a list')
      if (!members) return value
      const list: unknown[] = []
      for (const [i, member] of value.entries()) {
        const made = members(member)
        if (made instanceof Misfit) return new Misfit(`[${i}]: ${made.words}`)
        list.push(made)
      }
      return list
    }
    if (column.type === 'object') {
      if (typeof value !== 'object' || Array.isArray(value)) return new Misfit('is not an object')
      return members ? members(value) : value
    }
    if (typeof value === 'boolean') return column.type === 'boolean' ? value : scalar(String(value))
    return typeof value === 'string'
      ? scalar(value)
      : new Misfit(Array.isArray(value) ? 'is a list' : 'is an object')
  }
}

function objectReader(columns: readonly Column[], Values: ValuesClass): FromJson {
  const readers = columns.map((column) => ({ column, read: fromJson(column) }))
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return new Misfit('is not an object')
    const source = value as Readonly<Record<string, unknown>>
    const values = new Values()
    for (const { column, read } of readers) {
      const name = namedIn(column)
      const made = read(Object.hasOwn(source, name) ? source[name] : undefined)
      if (made instanceof Misfit) return new Misfit(`${name} ${made.words}`)
      values[column.name] = made
    }
    return values
  }
}

/** One parsed text after another to rows; shared by JSON Lines and JSON. */
export class JsonReader {
  private readonly columns: readonly { readonly column: Column; readonly read: FromJson }[]
  private readonly values: ValuesClass
  private readonly names: ReadonlySet<string>
  private readonly told = new Set<string>()
  private readonly file: string
  private readonly report: boolean

  constructor(columns: readonly Column[], values: ValuesClass, file: string, report: boolean) {
    this.values = values
    this.columns = columns.map((column) => ({ column, read: fromJson(column) }))
    this.names = new Set(columns.map(namedIn))
    this.file = file
    this.report = report
  }

  /** `line`, `column`: where the text begins. */
  row(text: string, line: number, column: number, remarks: Problem[]): Row {
    let value: unknown
    try {
      value = parseExactly(text)
    } catch (cause) {
      return this.unparsed(text, line, column, (cause as Error).message)
    }
    const place = { file: this.file, line, column }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return {
        line,
        values: {},
        trust: 'none',
        problem: problem('MSV-D012', 'A record is a JSON object', place),
      }
    return this.filled(value as Readonly<Record<string, unknown>>, line, place, remarks)
  }

  private filled(
    source: Readonly<Record<string, unknown>>,
    line: number,
    place: { file: string; line: number; column: number },
    remarks: Problem[],
  ): Row {
    const values = new this.values()
    let found: Problem | undefined
    for (const { column, read } of this.columns) {
      const name = namedIn(column)
      const known = Object.hasOwn(source, name)
      const made = read(known ? source[name] : undefined)
      values[column.name] = made instanceof Misfit ? null : made
      if (!(made instanceof Misfit) || found) continue
      found = known
        ? problem('MSV-D005', `${name} ${made.words}`, place)
        : this.absent(name, Object.keys(source), place)
    }
    for (const name in source) if (!this.names.has(name)) this.unknown(name, place, remarks)
    return { line, values, trust: 'sure', ...(found && { problem: found }) }
  }

  private absent(name: string, names: readonly string[], place: Problem['place']): Problem {
    const near = nearest(
      name,
      names.filter((n) => !this.names.has(n)),
    )
    return problem(
      'MSV-D002',
      `The record has no ${name}`,
      place,
      near ? `Did you mean “${near}”?` : undefined,
    )
  }

  private unknown(name: string, place: Problem['place'], remarks: Problem[]): void {
    if (!this.report || this.told.size >= toldNames || this.told.has(name)) return
    this.told.add(name)
    remarks.push(
      problem(
        'MSV-D002',
        `Unknown field ${name}: it is not read`,
        place,
        'Declare the field in the source description, or state `unknownColumns: ignore`.',
      ),
    )
  }

  private unparsed(text: string, line: number, column: number, message: string): Row {
    const found = /position (\d+)/.exec(message)
    const before = text.slice(0, found ? Number(found[1]) : 0).split('\n')
    const words = message.replace(/ in JSON at position.*$/s, '').replace(/,? ?".*$/s, '')
    return {
      line,
      values: {},
      trust: 'none',
      problem: problem('MSV-D012', `Not JSON: ${words}`, {
        file: this.file,
        line: line + before.length - 1,
        column: before.length > 1 ? before.at(-1)!.length + 1 : column + before[0]!.length,
      }),
    }
  }
}

/** JSON Lines: one object a line. */
export class JsonLinesRows implements RowReader {
  private readonly reader: JsonReader

  constructor(columns: readonly Column[], values: ValuesClass, file: string, report: boolean) {
    this.reader = new JsonReader(columns, values, file, report)
  }

  push(block: LineBlock): RowBlock {
    const rows: Row[] = []
    const remarks: Problem[] = []
    for (const [i, text] of block.lines.entries()) {
      const line = block.first + i
      const bad = block.bad.get(i)
      if (bad) rows.push({ line, values: {}, trust: 'none', problem: bad })
      else if (text.trim() !== '') rows.push(this.reader.row(text, line, 1, remarks))
    }
    return { rows, remarks }
  }

  end(): RowBlock {
    return { rows: [] }
  }
}
