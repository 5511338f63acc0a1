import type { Column, ColumnType } from './columns.ts'
import { datePattern } from './columns.ts'
import type { Part } from './yaml.ts'

/** Of every list of columns another class, made below; this one only to extend. */
class Values {
  [name: string]: unknown
}

const types: readonly ColumnType[] = [
  'text',
  'decimal',
  'integer',
  'boolean',
  'date',
  'datetime',
  'list',
  'object',
]
const known = [
  'type',
  'named',
  'optional',
  'trim',
  'pattern',
  'format',
  'timeZone',
  'scale',
  'decimalMark',
  'columns',
]

/** `NAME: text` or `NAME: { type: decimal, scale: 2, optional: true }`. */
export function parseColumns(part: Part, json: boolean, timeZone: string): Column[] {
  return part.entries().map(([name, each]) => parseColumn(name, each, json, timeZone))
}

function parseColumn(name: string, part: Part, json: boolean, timeZone: string): Column {
  if (!/^[A-Za-z_]\w*$/.test(name))
    part.problem(
      'MSV-C003',
      `${part.path}: “${name}” cannot be a name in expressions`,
      'Take a name of letters, digits and _, and state with `named:` what the file calls it.',
    )
  const plain = { name, optional: false, trim: true, timeZone, decimalMark: '.' as const }
  if (!part.isMap) return { ...plain, type: part.oneOf(types) }
  const f = part.fields(known)
  const type = f['type']?.oneOf(types) ?? 'text'
  if ((type === 'list' || type === 'object') && !json)
    part.problem('MSV-C003', `${part.path}: only JSON has a ${type} in a field`)
  const pattern = f['pattern'] && regular(f['pattern'])
  const format = f['format']?.text()
  if (format !== undefined && !datePattern(format))
    f['format']!.problem(
      'MSV-C003',
      `${part.path}.format is not a date pattern`,
      'Use yyyy MM dd HH mm ss, as in dd/MM/yyyy HH:mm; other letters stand between single quotes.',
    )
  return {
    ...plain,
    type,
    ...(f['named'] && { named: f['named'].text() }),
    ...(f['optional'] && { optional: f['optional'].flag() }),
    ...(f['trim'] && { trim: f['trim'].flag() }),
    ...(pattern && { pattern }),
    ...(format !== undefined && { format }),
    ...(f['timeZone'] && { timeZone: f['timeZone'].text() }),
    ...(f['scale'] && { scale: f['scale'].count(2) }),
    ...(f['decimalMark'] && { decimalMark: f['decimalMark'].oneOf(['.', ',']) }),
    ...(f['columns'] && {
      columns: parseColumns(f['columns'], json, timeZone),
      values: class extends Values {},
    }),
  }
}

function regular(part: Part): RegExp | undefined {
  try {
    return new RegExp(`^(?:${part.text()})$`, 'u')
  } catch (error) {
    part.problem('MSV-C003', `${part.path} is no regular expression: ${(error as Error).message}`)
    return undefined
  }
}
