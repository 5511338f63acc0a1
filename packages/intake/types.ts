import { bindLoosely } from '@misiva/model'
import type { ObjectType, ValueType } from '@misiva/model'
import type { Column, ValuesClass } from './columns.ts'

/** What expressions may know of the values of these columns; nested lists add types of their own. */
export function rowType(
  name: string,
  title: string,
  columns: readonly Column[],
  values: ValuesClass,
  types: ObjectType[],
): ValueType {
  const fields: Record<string, ValueType> = {}
  for (const column of columns) fields[column.name] = columnType(name, column, types)
  types.push({ name, constructor: values, fields, title })
  return name
}

const scalars: Readonly<Record<string, ValueType>> = {
  text: 'string',
  decimal: 'Decimal',
  integer: 'int',
  boolean: 'bool',
  date: 'Date',
  datetime: 'Instant',
}

function columnType(outer: string, column: Column, types: ObjectType[]): ValueType {
  const nested =
    column.columns && column.values
      ? rowType(`${outer}_${column.name}`, column.name, column.columns, column.values, types)
      : 'dyn'
  if (column.type === 'list') return `list<${nested}>`
  // A value that may be null has no type but dyn; text that is missing is empty.
  if (column.optional && column.type !== 'text') return 'dyn'
  return column.type === 'object' ? nested : scalars[column.type]!
}

/** Tables or constants as one object, whose names are checked; with the values to go with it. */
export function namedValues(
  name: string,
  title: string,
  source: Readonly<Record<string, unknown>>,
  types: ObjectType[],
): object {
  class Named {
    [name: string]: unknown
  }
  const values = new Named()
  const fields: Record<string, ValueType> = {}
  for (const [key, value] of Object.entries(source)) {
    values[key] = bindLoosely(value)
    fields[key] = typeOf(value)
  }
  types.push({ name, constructor: Named, fields, title })
  return values
}

function typeOf(value: unknown): ValueType {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'Decimal'
  if (Array.isArray(value)) return `list<${commonType(value)}>`
  if (typeof value === 'object' && value !== null)
    return `map<string, ${commonType(Object.values(value))}>`
  return 'dyn'
}

function commonType(values: readonly unknown[]): ValueType {
  const all = new Set(values.map(typeOf))
  return all.size === 1 ? [...all][0]! : 'dyn'
}
