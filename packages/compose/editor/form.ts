/** A data contract as a form has it: what each value is, whether it must be there, what it may be. */
import type { Contract } from '@misiva/model'

export type FormKind =
  | 'object'
  | 'list'
  | 'text'
  /** An exact number in a string: `format: decimal`. */
  | 'decimal'
  | 'integer'
  | 'number'
  | 'flag'
  | 'choice'
  | 'day'
  | 'time'
  | 'instant'
  /** Not described well enough for a control of its own: written as JSON. */
  | 'any'

export interface FormField {
  /** The property's name; empty for the record itself and the items of a list. */
  readonly name: string
  readonly kind: FormKind
  readonly isRequired: boolean
  /** `null` may stand for it. */
  readonly isNullable: boolean
  readonly title?: string
  readonly description?: string
  /** Values of a choice, as JSON has them. */
  readonly choices?: readonly unknown[]
  /** Of an object, in the contract's order. */
  readonly fields?: readonly FormField[]
  /** Of a list. */
  readonly items?: FormField
  /** Entries a list has at least and at most. */
  readonly least?: number
  readonly most?: number
  /** Long enough to be written over several lines. */
  readonly isLong?: boolean
  readonly example?: string
}

type Schema = Readonly<Record<string, unknown>>

/** A schema may refer to itself; below this a value is written as JSON. */
const deepest = 8
const longText = 120

/** The record as a tree of fields. A contract that describes nothing is a field of any value. */
export function formFields(contract: Contract): FormField {
  return field(contract, contract, { name: '', isRequired: true, depth: 0 })
}

interface At {
  readonly name: string
  readonly isRequired: boolean
  readonly depth: number
}

function field(root: Schema, schema: unknown, { name, isRequired, depth }: At): FormField {
  const s = merged(root, schema, 0)
  const kind = depth > deepest ? 'any' : kindOf(s)
  const words = (key: string) => (typeof s[key] === 'string' ? { [key]: s[key] } : {})
  const examples = Array.isArray(s['examples']) ? (s['examples'] as readonly unknown[]) : []
  return {
    ...{ name, kind, isRequired, isNullable: typesOf(s).includes('null') },
    ...words('title'),
    ...words('description'),
    ...(kind === 'choice' && { choices: choicesOf(s) }),
    ...(kind === 'object' && { fields: fieldsOf(root, s, depth) }),
    ...(kind === 'list' && {
      items: field(root, s['items'], { name: '', isRequired: true, depth: depth + 1 }),
      ...(typeof s['minItems'] === 'number' && { least: s['minItems'] }),
      ...(typeof s['maxItems'] === 'number' && { most: s['maxItems'] }),
    }),
    ...(kind === 'text' && Number(s['maxLength'] ?? 0) > longText && { isLong: true }),
    ...(typeof examples[0] === 'string' && { example: examples[0] }),
  }
}

function fieldsOf(root: Schema, s: Schema, depth: number): readonly FormField[] {
  const required = new Set(Array.isArray(s['required']) ? (s['required'] as string[]) : [])
  return Object.entries((s['properties'] ?? {}) as Schema).map(([name, inner]) =>
    field(root, inner, { name, isRequired: required.has(name), depth: depth + 1 }),
  )
}

const typesOf = (s: Schema): readonly string[] =>
  (Array.isArray(s['type']) ? s['type'] : [s['type']]).filter((it) => typeof it === 'string')

const choicesOf = (s: Schema): readonly unknown[] =>
  Array.isArray(s['enum']) ? (s['enum'] as readonly unknown[]) : [s['const']]

function kindOf(s: Schema): FormKind {
  if (Array.isArray(s['enum']) || s['const'] !== undefined) return 'choice'
  const types = typesOf(s).filter((it) => it !== 'null')
  if (types.length === 0) {
    if (s['properties'] !== undefined) return 'object'
    return s['items'] === undefined ? 'any' : 'list'
  }
  if (types.length > 1) return 'any'
  switch (types[0]) {
    case 'object':
      return s['properties'] === undefined ? 'any' : 'object'
    case 'array':
      return s['items'] === undefined || typeof s['items'] !== 'object' ? 'any' : 'list'
    case 'string':
      return formats[String(s['format'])] ?? 'text'
    case 'boolean':
      return 'flag'
    case 'integer':
    case 'number':
      return types[0]
    default:
      return 'any'
  }
}

const formats: Readonly<Record<string, FormKind>> = {
  decimal: 'decimal',
  date: 'day',
  time: 'time',
  'date-time': 'instant',
}

/** References followed and `allOf` laid over each other, as far as a form can tell. */
function merged(root: Schema, schema: unknown, depth: number): Schema {
  if (typeof schema !== 'object' || schema === null || depth > 16) return {}
  let s = schema as Schema
  const reference = s['$ref']
  if (typeof reference === 'string' && reference.startsWith('#'))
    s = overlaid(merged(root, target(root, reference), depth + 1), s)
  for (const part of Array.isArray(s['allOf']) ? (s['allOf'] as readonly unknown[]) : [])
    s = overlaid(s, merged(root, part, depth + 1))
  const variants = s['anyOf'] ?? s['oneOf']
  if (!Array.isArray(variants) || s['type'] !== undefined) return s
  // Something or null is the one alternative people write; others say more than a control can.
  const [only, ...more] = variants.filter((it: Schema) => it['type'] !== 'null') as Schema[]
  if (!only || more.length > 0) return s
  const inner = merged(root, only, depth + 1)
  return { ...s, ...inner, type: [...typesOf(inner), 'null'] }
}

function target(root: Schema, reference: string): unknown {
  let found: unknown = root
  for (const key of reference.slice(1).split('/').slice(1)) {
    const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
    found = (found as Schema | undefined)?.[name]
  }
  return found
}

function overlaid(below: Schema, above: Schema): Schema {
  const both = (key: string) => [below[key], above[key]] as const
  const [mine, theirs] = both('required')
  const properties = Object.assign({}, ...both('properties')) as Schema
  const required = [mine, theirs].flatMap((it) => (Array.isArray(it) ? (it as string[]) : []))
  return {
    ...below,
    ...above,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  }
}

/**
 * What a value begins as when it is added: all that must be there, with nothing invented; texts,
 * amounts and days are empty, and told to be so at their place until they are written.
 */
export function blankOf(of: FormField): unknown {
  switch (of.kind) {
    case 'object':
      return Object.fromEntries(
        (of.fields ?? [])
          .filter(({ isRequired }) => isRequired)
          .map((inner) => [inner.name, blankOf(inner)]),
      )
    case 'list':
      return Array.from({ length: of.least ?? 0 }, () => blankOf(of.items!))
    case 'integer':
    case 'number':
      return 0
    case 'flag':
      return false
    case 'choice':
      return of.choices?.[0] ?? ''
    case 'any':
      return of.isNullable ? null : ''
    default:
      return of.example ?? ''
  }
}
