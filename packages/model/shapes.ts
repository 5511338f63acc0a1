import { Decimal } from './decimal.ts'
import type { ObjectType, ValueType } from './environment.ts'
import {
  dateType,
  decimalType,
  instantType,
  readDate,
  readInstant,
  readTime,
  timeType,
} from './functions.ts'
import type { Contract } from './template.ts'

/** Turns JSON that fits a shape into the value expressions see. */
export type Converted = (json: unknown) => unknown

/** A shape: its type in expressions, and the way into it. */
interface Shape {
  readonly type: ValueType
  readonly convert: Converted
}

interface RootShape {
  readonly fields: Readonly<Record<string, ValueType>>
  readonly convert: Converted
}

interface ShapeProblem {
  readonly pointer: string
  readonly message: string
  readonly hint?: string
}

type Schema = Readonly<Record<string, unknown>>

/** Property names that would change what an object is rather than what it holds. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

const same: Converted = (json) => json
const text: Shape = { type: 'string', convert: same }
const bool: Shape = { type: 'bool', convert: same }
const whole: Shape = {
  type: 'int',
  convert: (json) => (typeof json === 'number' && Number.isInteger(json) ? BigInt(json) : json),
}
const exact: Shape = { type: decimalType, convert: (json) => Decimal.from(json) }
const loose: Shape = { type: 'dyn', convert: convertLoosely }

/** Days repeat within a run: reading one is ~0.5 µs, finding it again ~20 ns. */
const days = new Map<string, Temporal.PlainDate | undefined>()
function day(json: unknown): unknown {
  const key = String(json)
  let found = days.get(key)
  if (found === undefined) {
    found = readDate(key)
    if (days.size >= 4096) days.clear()
    days.set(key, found)
  }
  return found
}

const formats: Readonly<Record<string, Shape>> = {
  decimal: exact,
  date: { type: dateType, convert: day },
  time: {
    type: timeType,
    convert: (json) => readTime(String(json).replace(/(?:[zZ]|[+-]\d\d:\d\d)$/, '')),
  },
  'date-time': { type: instantType, convert: (json) => readInstant(String(json)) },
}

/** Reads the shapes out of one JSON Schema: object types, and a converter for each. */
export class Shapes {
  readonly types: ObjectType[] = []
  readonly problems: ShapeProblem[] = []
  readonly #schema: Schema
  readonly #byReference = new Map<string, Shape>()
  readonly #names = new Set<string>()

  constructor(schema: Contract) {
    this.#schema = schema
  }

  /** The top-level object, whose properties are the names in scope; undefined when there is none. */
  root(): RootShape | undefined {
    const merged = this.#merged(this.#schema, 0)
    const properties = objectIn(merged, 'properties')
    if (!properties) return undefined
    const object = this.#object('', merged, properties, '')
    const root = this.types.find((type) => type.name === object.type)!
    this.types.splice(this.types.indexOf(root), 1)
    return { fields: root.fields, convert: object.convert }
  }

  #shape(pointer: string, schema: unknown, title: string): Shape {
    if (typeof schema !== 'object' || schema === null) return loose
    const s = schema as Schema
    const reference = s['$ref']
    if (typeof reference === 'string' && Object.keys(s).every((key) => annotations.has(key)))
      return this.#referred(reference, title)
    const merged = this.#merged(s, 0)
    for (const key of ['anyOf', 'oneOf'])
      if (Array.isArray(merged[key]) && merged['properties'] === undefined)
        return this.#oneOf(pointer, key, merged[key] as unknown[], title)
    return this.#typed(pointer, merged, title)
  }

  #typed(pointer: string, s: Schema, title: string): Shape {
    switch (typeIn(s)) {
      case 'string':
        return formats[String(s['format'])] ?? text
      case 'integer':
        return s['format'] === 'decimal' ? exact : whole
      case 'number':
      case 'string|number':
        return s['format'] === 'decimal' || typeIn(s) === 'number' ? exact : loose
      case 'boolean':
        return bool
      case 'array': {
        if (s['prefixItems'] !== undefined || typeof s['items'] !== 'object') return listOf(loose)
        return listOf(this.#shape(`${pointer}/items`, s['items'], title))
      }
      case 'object': {
        const properties = objectIn(s, 'properties')
        if (properties && Object.keys(properties).length > 0)
          return this.#object(pointer, s, properties, title)
        const rest = s['additionalProperties']
        if (typeof rest === 'object' && rest !== null)
          return mapOf(this.#shape(`${pointer}/additionalProperties`, rest, title))
        return loose
      }
      default:
        return loose
    }
  }

  /** `$ref` within the document: one object type however often it is referred to, even by itself. */
  #referred(reference: string, title: string): Shape {
    const known = this.#byReference.get(reference)
    if (known) return known
    if (!reference.startsWith('#')) return loose
    let target: unknown = this.#schema
    for (const key of reference.slice(1).split('/').slice(1)) {
      const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
      target = target === null || typeof target !== 'object' ? undefined : (target as Schema)[name]
    }
    // A stand-in first, for a schema that refers to itself: its type is settled before it is used.
    let settled: Shape = loose
    const standIn: Shape = {
      get type() {
        return settled.type
      },
      convert: (json) => settled.convert(json),
    }
    this.#byReference.set(reference, standIn)
    const name = title === '' ? reference.split('/').at(-1)! : title
    const isObject =
      typeof target === 'object' &&
      target !== null &&
      objectIn(this.#merged(target as Schema, 0), 'properties')
    if (isObject) settled = { type: this.#reserve(name), convert: loose.convert }
    const shape = isObject
      ? this.#object(
          reference.slice(1),
          this.#merged(target as Schema, 0),
          isObject,
          name,
          settled.type,
        )
      : this.#shape(reference.slice(1), target, name)
    settled = shape
    this.#byReference.set(reference, shape)
    return shape
  }

  /** One of several: their common type if they have one, an object with all their fields, or dyn. */
  #oneOf(pointer: string, key: string, list: readonly unknown[], title: string): Shape {
    const variants = list
      .map((schema) => this.#merged(schema, 0))
      .filter((schema) => typeIn(schema) !== 'null')
    if (variants.length > 0 && variants.every((v) => objectIn(v, 'properties') !== undefined)) {
      const properties: Record<string, unknown> = {}
      for (const variant of variants)
        for (const [name, schema] of Object.entries(objectIn(variant, 'properties')!))
          properties[name] =
            Object.hasOwn(properties, name) &&
            JSON.stringify(properties[name]) !== JSON.stringify(schema)
              ? {}
              : schema
      return this.#object(`${pointer}/${key}`, variants[0]!, properties, title)
    }
    const shapes = variants.map((v, i) => this.#shape(`${pointer}/${key}/${i}`, v, title))
    const [first] = shapes
    return first && shapes.every((shape) => shape.type === first.type) ? first : loose
  }

  #object(
    pointer: string,
    schema: Schema,
    properties: Schema,
    title: string,
    reserved?: string,
  ): Shape {
    const name = reserved ?? this.#reserve(title)
    const fields: Record<string, ValueType> = {}
    const steps: { key: string; convert: Converted; otherwise: unknown }[] = []
    for (const [key, property] of Object.entries(properties)) {
      if (forbidden.has(key)) {
        this.problems.push({
          pointer: `${pointer}/properties/${key}`,
          message: `A property cannot be called “${key}”`,
          hint: 'choose another name',
        })
        continue
      }
      const shape = this.#shape(
        `${pointer}/properties/${key}`,
        property,
        title === '' ? key : `${title}.${key}`,
      )
      fields[key] = shape.type
      const given =
        typeof property === 'object' && property !== null
          ? (property as Schema)['default']
          : undefined
      steps.push({
        key,
        convert: shape.convert,
        otherwise: given === undefined || given === null ? undefined : shape.convert(given),
      })
    }
    const Values = class {} as new () => Record<string, unknown>
    this.types.push({ name, title, constructor: Values, fields })
    // Every field is set, in one order, so that all records have the same hidden class.
    const convert: Converted = (json) => {
      const values = new Values()
      const given = (json ?? {}) as Record<string, unknown>
      for (const { key, convert: into, otherwise } of steps) {
        const value = given[key]
        values[key] = value === undefined || value === null ? otherwise : into(value)
      }
      return values
    }
    return { type: name, convert }
  }

  #reserve(title: string): string {
    const base = `$${title.replace(/[^\w.]/g, '_') || 'record'}`
    let name = base
    for (let n = 2; this.#names.has(name); n++) name = `${base}_${n}`
    this.#names.add(name)
    return name
  }

  /** The schema with what it refers to and what all of its `allOf` say laid over one another. */
  #merged(schema: unknown, depth: number): Schema {
    if (typeof schema !== 'object' || schema === null || depth > 16) return {}
    let s = schema as Schema
    const reference = s['$ref']
    if (typeof reference === 'string' && reference.startsWith('#')) {
      let target: unknown = this.#schema
      for (const key of reference.slice(1).split('/').slice(1))
        target =
          target === null || typeof target !== 'object'
            ? undefined
            : (target as Schema)[
                decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
              ]
      s = overlaid(this.#merged(target, depth + 1), s)
    }
    for (const part of Array.isArray(s['allOf']) ? s['allOf'] : [])
      s = overlaid(this.#merged(part, depth + 1), s)
    return s
  }
}

const annotations = new Set([
  '$ref',
  'title',
  'description',
  'examples',
  'default',
  '$comment',
  'deprecated',
])

function overlaid(below: Schema, above: Schema): Schema {
  const properties = { ...objectIn(below, 'properties'), ...objectIn(above, 'properties') }
  const merged = { ...below, ...above }
  return Object.keys(properties).length > 0 ? { ...merged, properties } : merged
}

function objectIn(schema: Schema, key: string): Schema | undefined {
  const value = schema[key]
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Schema)
    : undefined
}

/** The JSON type asked for, null aside; `object` where there are properties; undefined when open. */
function typeIn(s: Schema): string | undefined {
  const type = s['type']
  if (Array.isArray(type)) {
    const others = type.filter((t) => t !== 'null')
    if (others.length === 1) return String(others[0])
    if (others.includes('string') && others.includes('number') && s['format'] === 'decimal')
      return 'number'
    return undefined
  }
  if (typeof type === 'string') return type
  if (objectIn(s, 'properties')) return 'object'
  if (s['items'] !== undefined) return 'array'
  const values = s['const'] !== undefined ? [s['const']] : Array.isArray(s['enum']) ? s['enum'] : []
  if (values.length > 0 && values.every((v) => typeof v === 'string')) return 'string'
  if (values.length > 0 && values.every((v) => Number.isInteger(v))) return 'integer'
  return undefined
}

function listOf(item: Shape): Shape {
  return {
    get type() {
      return `list<${item.type}>`
    },
    convert: (json) => {
      const list = json as readonly unknown[]
      const values = new Array<unknown>(list.length)
      for (let i = 0; i < list.length; i++) values[i] = item.convert(list[i])
      return values
    },
  }
}

function mapOf(item: Shape): Shape {
  return {
    get type() {
      return `map<string, ${item.type}>`
    },
    convert: (json) => {
      const values = new Map<string, unknown>()
      for (const [key, value] of Object.entries(json as object))
        if (value !== null && value !== undefined) values.set(key, item.convert(value))
      return values
    },
  }
}

/** JSON without a description. Objects become Maps, so that no key of theirs can be more than a key. */
export function convertLoosely(json: unknown): unknown {
  if (typeof json === 'number')
    return Number.isSafeInteger(json) ? BigInt(json) : Decimal.from(json)
  if (Array.isArray(json)) return json.map(convertLoosely)
  if (typeof json !== 'object' || json === null) return json
  const values = new Map<string, unknown>()
  for (const [key, value] of Object.entries(json)) values.set(key, convertLoosely(value))
  return values
}
