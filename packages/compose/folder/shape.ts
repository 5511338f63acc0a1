import {
  didYouMean,
  type Expression,
  isCurrency,
  isTimeZone,
  type Problem,
  type TextTemplate,
} from '@misiva/model'
import type { YamlNode } from './yaml.ts'

/** Reads one kind of value out of YAML; undefined after saying what is wrong. */
export type Shape<T> = (node: YamlNode, problems: Problem[]) => T | undefined

export const text: Shape<string> = (node, problems) => {
  const value = node.scalar
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  problems.push(node.refusal('This must be text', 'put it in quotes'))
  return undefined
}

export const flag: Shape<boolean> = (node, problems) => {
  if (typeof node.scalar === 'boolean') return node.scalar
  problems.push(node.refusal('This must be true or false'))
  return undefined
}

export function whole(least: number, most: number): Shape<number> {
  return (node, problems) => {
    const value = node.scalar
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most)
      return value
    problems.push(node.refusal(`This must be a whole number from ${least} to ${most}`))
    return undefined
  }
}

export const expression: Shape<Expression> = (node, problems) => node.expression(problems)
export const template: Shape<TextTemplate> = (node, problems) => node.template(problems)

export function oneOf<const T extends string>(...choices: readonly T[]): Shape<T> {
  return (node, problems) => {
    const value = node.scalar
    if (choices.includes(value as T)) return value as T
    problems.push(
      node.refusal(`“${String(value)}” is not possible here`, didYouMean(String(value), choices)),
    )
    return undefined
  }
}

/** Text that a pattern or a test lets through. */
export function checked(
  fits: (value: string) => boolean,
  what: string,
  hint?: string,
): Shape<string> {
  return (node, problems) => {
    const { scalar } = node
    // A bare 0 needs no unit.
    const value = scalar === 0 ? '0pt' : typeof scalar === 'number' ? String(scalar) : scalar
    if (typeof value === 'string' && fits(value)) return value
    problems.push(node.refusal(`“${String(value)}” is not ${what}`, hint))
    return undefined
  }
}

export const language: Shape<string> = checked(
  (value) => /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(value),
  'a language tag',
  'as BCP 47 has them: en, es, es-MX',
)
export const timeZone: Shape<string> = checked(
  isTimeZone,
  'a time zone',
  'as IANA names them: Europe/London',
)
export const currency: Shape<string> = checked(
  isCurrency,
  'an ISO 4217 currency',
  'three capital letters: EUR, GBP, USD',
)
export const instant: Shape<string> = checked(
  (value) =>
    /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?$/.test(value) &&
    isInCalendar(value),
  'a day or an instant',
  'write 2026-03-31, or 2026-03-31T08:00:00+02:00',
)

/** There is no 30 February, and no hour 24. */
function isInCalendar(written: string): boolean {
  try {
    if (written.includes('T')) Temporal.Instant.from(written)
    else Temporal.PlainDate.from(written)
    return true
  } catch {
    return false
  }
}

/** Written as a list, or as a single value. */
export function listOf<T>(shape: Shape<T>, what: string): Shape<readonly T[]> {
  return (node, problems) => {
    if (!node.isList && !node.isMap) {
      const only = shape(node, problems)
      return only === undefined ? undefined : [only]
    }
    const nodes = node.list(what, problems)
    return nodes?.flatMap((child) => shape(child, problems) ?? [])
  }
}

/** Any names, all with values of one shape. */
export function mapOf<T>(shape: Shape<T>, what: string): Shape<Readonly<Record<string, T>>> {
  return (node, problems) => {
    if (node.isEmpty) return {}
    const entries = node.entries(undefined, what, problems)
    if (!entries) return undefined
    const values: Record<string, T> = {}
    for (const [key, child] of entries) {
      const value = shape(child, problems)
      if (value !== undefined && key !== '__proto__') values[key] = value
    }
    return values
  }
}

type Shapes<T> = { readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>> }

/** Known names, each with its own shape; `required` ones are missed when absent. */
export function record<T extends object>(
  what: string,
  shapes: Shapes<T>,
  required: readonly (keyof T & string)[] = [],
): Shape<T> {
  return (node, problems) => {
    const entries = node.isEmpty
      ? new Map<string, YamlNode>()
      : node.entries(Object.keys(shapes), what, problems)
    if (!entries) return undefined
    const values: Record<string, unknown> = {}
    for (const [key, child] of entries) {
      const value = (shapes as Record<string, Shape<unknown>>)[key]!(child, problems)
      if (value !== undefined) values[key] = value
    }
    const missing = required.filter((key) => !entries.has(key))
    for (const key of missing)
      problems.push(node.refusal(`${what} needs “${key}”`, `add ${key}: …`))
    return required.every((key) => values[key] !== undefined) ? (values as T) : undefined
  }
}

/** What JSON could say. */
export const anything: Shape<unknown> = (node) => node.plain()
