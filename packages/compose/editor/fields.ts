/** The contract as a tree people pick fields from. */
import { localeKey, textOf, typeWords } from '@misiva/model'
import type { Contract, ValueType } from '@misiva/model'
import type { Setting } from './setting.ts'

export interface FieldChoice {
  /** What an expression writes: `invoice.total`. */
  readonly path: string
  readonly name: string
  readonly type: ValueType
  /** The type in words: a number, a day, a list. */
  readonly words: string
  /** What the contract says of it. */
  readonly description?: string
  /** What the sample has there. */
  readonly shown?: string
  readonly children: readonly FieldChoice[]
}

type Schema = Readonly<Record<string, unknown>>

/** Deeper than this a contract is a graph; a field is then written. */
const maxDepth = 5

/** Every name of a setting, objects with their fields; the items of a list are not among them. */
export function fieldChoices(setting: Setting, contract: Contract): readonly FieldChoice[] {
  const { environment, scope } = setting
  return [...environment.variables].map(([name, type]) =>
    choice(
      setting,
      { path: name, name, type, schema: below(contract, name), depth: 0 },
      scope?.[name],
    ),
  )
}

interface At {
  readonly path: string
  readonly name: string
  readonly type: ValueType
  readonly schema: Schema | undefined
  readonly depth: number
}

function choice(setting: Setting, at: At, value: unknown): FieldChoice {
  const { environment, scope } = setting
  const fields = at.depth < maxDepth ? environment.types.get(at.type)?.fields : undefined
  const description = at.schema?.['description'] ?? at.schema?.['title']
  const locale = scope?.[localeKey]
  const children = Object.entries(fields ?? {}).map(([name, type]) => {
    const path = `${at.path}.${name}`
    const inner = { path, name, type, schema: below(at.schema, name), depth: at.depth + 1 }
    return choice(setting, inner, (value as Schema | null | undefined)?.[name])
  })
  const shown = children.length > 0 || value == null || !locale ? undefined : shownOf(value, locale)
  return {
    path: at.path,
    name: at.name,
    type: at.type,
    words: typeWords(at.type, environment),
    ...(typeof description === 'string' && { description }),
    ...(shown !== undefined && { shown }),
    children,
  }
}

function shownOf(value: unknown, locale: Parameters<typeof textOf>[1]): string | undefined {
  if (Array.isArray(value)) return `× ${value.length}`
  if (value instanceof Map || (typeof value === 'object' && Symbol.iterator in (value as object)))
    return undefined
  return textOf(value, locale)
}

function below(schema: Schema | undefined, name: string): Schema | undefined {
  const found = (schema?.['properties'] as Schema | undefined)?.[name]
  return typeof found === 'object' && found !== null ? (found as Schema) : undefined
}

/** Ways to write a value of this type into text, the usual one first. */
export function waysToShow(type: ValueType, path: string): readonly string[] {
  switch (type) {
    case 'Decimal':
      return [`money(${path})`, `number(${path})`, `number(${path}, 2)`, `percent(${path})`, path]
    case 'int':
      return [path, `number(${path})`]
    case 'Date':
      return ['', ", 'short'", ", 'long'", ", 'full'", ", 'monthYear'", ", 'weekday'"].map(
        (style) => `date(${path}${style})`,
      )
    case 'Instant':
      return [path, `date(day(${path}), 'long')`, `time(${path})`]
    case 'Time':
      return [`time(${path})`]
    case 'string':
      return [path, `title(${path})`, `upper(${path})`, `lower(${path})`]
    default:
      return [path]
  }
}
