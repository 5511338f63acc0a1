import { Decimal } from '@misiva/model'

/** What a column of the source holds. `list` and `object` occur in JSON only. */
export type ColumnType =
  'text' | 'decimal' | 'integer' | 'boolean' | 'date' | 'datetime' | 'list' | 'object'

export interface Column {
  /** The name in expressions. */
  readonly name: string
  /** The name in the file where that is another: `Unit Price`. */
  readonly named?: string
  readonly type: ColumnType
  /** An empty value is null, and the column itself may be missing. Text may always be empty. */
  readonly optional: boolean
  /** Without the spaces at both ends (text; other types never mind them). */
  readonly trim: boolean
  /** The whole text must match. */
  readonly pattern?: RegExp
  /** `yyyy-MM-dd HH:mm:ss`, the field letters of Unicode TR 35 §8 that are numbers. */
  readonly format?: string
  /** IANA zone of a date-time that names none. */
  readonly timeZone?: string
  /** Digits after the point at least: 2.5 with scale 2 is 2.50. */
  readonly scale?: number
  readonly decimalMark: '.' | ','
  /** Of an object, or of each member of a list. */
  readonly columns?: readonly Column[]
  /** Of an object, or of each member of a list: what its values are instances of. */
  readonly values?: ValuesClass
}

/** What the file calls the column. */
export function namedIn(column: Column): string {
  return column.named ?? column.name
}

/** A class of its own for the values of each list of columns, so that expressions know their type. */
export type ValuesClass = new () => Record<string, unknown>

/** A value that does not fit, in words that continue “UnitPrice …”. */
export class Misfit {
  readonly words: string
  constructor(words: string) {
    this.words = words
  }
}

export type Converter = (raw: string) => unknown

function shown(raw: string): string {
  return `“${raw.length > 40 ? `${raw.slice(0, 40)}…` : raw}”`
}

/** Compiled once for a column; the converter gives the value, null, or a Misfit. */
export function converter(column: Column): Converter {
  const convert = typed(column)
  const { optional, type, pattern } = column
  return (raw) => {
    const text = column.trim ? raw.trim() : raw
    if (text === '') {
      if (optional) return type === 'text' ? '' : null
      return type === 'text' && !pattern ? '' : new Misfit('is empty')
    }
    if (pattern && !pattern.test(text))
      return new Misfit(`is ${shown(text)}, which does not match ${pattern.source}`)
    return convert(text)
  }
}

function typed(column: Column): Converter {
  switch (column.type) {
    case 'text':
      return (text) => text
    case 'decimal':
      return (text) => decimal(text, column)
    case 'integer':
      return (text) => integer(text, column)
    case 'boolean':
      return boolean
    case 'date':
      return remembering(dateReader(column))
    case 'datetime':
      return remembering(dateReader(column))
    case 'list':
    case 'object':
      return (text) => new Misfit(`is the text ${shown(text)}, not a ${column.type}`)
  }
}

function decimal(text: string, column: Column): unknown {
  const plain = column.decimalMark === ',' ? text.replaceAll('.', '').replace(',', '.') : text
  const value = Decimal.parse(plain)
  if (!value) return new Misfit(`is ${shown(text)}, not a number`)
  return column.scale !== undefined && value.scale < column.scale
    ? value.rounded(column.scale)
    : value
}

const wholeNumber = /^[+-]?\d{1,15}$/

function integer(text: string, column: Column): unknown {
  if (wholeNumber.test(text)) return BigInt(text)
  // Spreadsheets and data frames write whole numbers as 17850.0.
  const value = decimal(text, column)
  const whole = value instanceof Decimal ? value.stripped() : undefined
  if (!whole || whole.scale > 0 || typeof whole.coefficient === 'bigint')
    return new Misfit(`is ${shown(text)}, not a whole number`)
  return BigInt(whole.coefficient)
}

const yes = new Set(['true', 'yes', 'y', '1'])
const no = new Set(['false', 'no', 'n', '0'])

function boolean(text: string): unknown {
  const lower = text.toLowerCase()
  if (yes.has(lower)) return true
  return no.has(lower) ? false : new Misfit(`is ${shown(text)}, not true or false`)
}

/** The lines of one invoice bear the same time: the last answer is mostly the next. */
function remembering(convert: Converter): Converter {
  let last: string | undefined
  let value: unknown
  return (text) => {
    if (text !== last) {
      value = convert(text)
      last = text
    }
    return value
  }
}

interface DateFields {
  year?: number
  month?: number
  day?: number
  hour?: number
  minute?: number
  second?: number
}

const fieldOf: Readonly<Record<string, keyof DateFields>> = {
  y: 'year',
  M: 'month',
  d: 'day',
  H: 'hour',
  m: 'minute',
  s: 'second',
}

/** The pattern's parts, or undefined when it has letters that are none. */
export function datePattern(
  format: string,
): { readonly match: RegExp; readonly fields: readonly (keyof DateFields)[] } | undefined {
  const fields: (keyof DateFields)[] = []
  let source = ''
  for (const [part] of format.matchAll(/([a-zA-Z])\1*|'[^']*'|[^a-zA-Z']+|'/g)) {
    const letter = part[0]!
    if (letter === "'" || !/[a-zA-Z]/.test(letter)) {
      const literal = letter === "'" ? part.slice(1, -1) : part
      source += literal.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
      continue
    }
    const field = fieldOf[letter]
    if (!field || fields.includes(field)) return undefined
    fields.push(field)
    source +=
      field === 'year'
        ? String.raw`(\d{4})`
        : part.length === 1
          ? String.raw`(\d{1,2})`
          : String.raw`(\d{${part.length}})`
  }
  if (!['year', 'month', 'day'].every((f) => fields.includes(f as keyof DateFields)))
    return undefined
  return { match: new RegExp(`^${source}$`), fields }
}

function dateReader(column: Column): Converter {
  const whole = column.type === 'date' ? isoDate : (text: string) => isoDateTime(text, column)
  const pattern = column.format === undefined ? undefined : datePattern(column.format)
  if (!pattern) return whole
  return (text) => {
    const match = pattern.match.exec(text)
    if (!match) return new Misfit(`is ${shown(text)}, not written as ${column.format}`)
    const fields: DateFields = {}
    for (const [i, field] of pattern.fields.entries()) fields[field] = Number(match[i + 1])
    try {
      const { year = 0, month = 0, day = 0 } = fields
      if (column.type === 'date')
        return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
      return Temporal.ZonedDateTime.from(
        { year, month, day, ...fields, timeZone: column.timeZone ?? 'UTC' },
        { overflow: 'reject' },
      ).toInstant()
    } catch {
      return new Misfit(`is ${shown(text)}, a day or time that does not exist`)
    }
  }
}

function isoDate(text: string): unknown {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return new Misfit(`is ${shown(text)}, not a date as 2026-11-22`)
  }
}

function isoDateTime(text: string, column: Column): unknown {
  try {
    if (/(?:[zZ]|[+-]\d\d:?\d\d)$/.test(text)) return Temporal.Instant.from(text)
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' })
      .toZonedDateTime(column.timeZone ?? 'UTC')
      .toInstant()
  } catch {
    return new Misfit(`is ${shown(text)}, not a date and time as 2026-11-22T09:30:00`)
  }
}
