import type { Environment as Cel } from '@marcbachmann/cel-js'
import {
  dateType,
  decimalType,
  type Handler,
  instantType,
  language,
  timeType,
} from './functions.ts'
import type { Locale } from './locale.ts'

/**
 * The type of a value, as text: `string`, `int`, `bool`, `Decimal`, `Date`, `Time`, `Instant`, `dyn`,
 * `list<T>`, `map<string, T>`, or the name of an object type.
 */
export type ValueType = string

/** An object type: its name, the class whose instances are its values, and its fields. */
export interface ObjectType {
  readonly name: string
  readonly constructor: new () => object
  readonly fields: Readonly<Record<string, ValueType>>
  /** How messages call it: `invoice.lines`. */
  readonly title: string
}

/**
 * The values an expression is evaluated over, by name. Its locale stands under `localeKey`; names
 * are looked up through the prototype chain, so that an inner scope costs one object.
 */
export type Scope = Readonly<Record<string, unknown>> & { readonly [localeKey]?: Locale }

export const localeKey: unique symbol = Symbol('locale')

export function makeScope(values: Readonly<Record<string, unknown>>, locale: Locale): Scope {
  return { ...values, [localeKey]: locale }
}

/** The scope inside `each`: the outer one and the names it introduces. */
export function innerScope(outer: Scope, values: Readonly<Record<string, unknown>>): Scope {
  return Object.assign(Object.create(outer) as object, values) as Scope
}

export interface EnvironmentOptions {
  readonly variables?: Readonly<Record<string, ValueType>>
  readonly types?: readonly ObjectType[]
  /** Functions of one use only, by signature: `'bucket(string, int): int'`. Pure and synchronous. */
  readonly functions?: Readonly<Record<string, Handler>>
}

const base: Cel = language()

/** What an expression may name. Immutable; `with` gives an inner one. */
export class Environment {
  readonly variables: ReadonlyMap<string, ValueType>
  readonly types: ReadonlyMap<string, ObjectType>
  /** @internal */
  readonly cel: Cel

  constructor(options: EnvironmentOptions = {}, outer?: Environment) {
    const cel = (outer?.cel ?? base).clone()
    const types = new Map(outer?.types)
    for (const type of options.types ?? []) {
      types.set(type.name, type)
      cel.registerType(type.name, { ctor: type.constructor as never, fields: type.fields })
    }
    const variables = new Map(outer?.variables)
    for (const [name, type] of Object.entries(options.variables ?? {})) {
      // An inner name hides an outer one of the same type; see `with`.
      if (variables.get(name) === type) continue
      variables.set(name, type)
      cel.registerVariable(name, type)
    }
    for (const [signature, handler] of Object.entries(options.functions ?? {}))
      cel.registerFunction(signature, handler as never, { async: false })
    this.variables = variables
    this.types = types
    this.cel = cel
  }

  /** This environment with more names. Throws for a name already taken with another type. */
  with(
    variables: Readonly<Record<string, ValueType>>,
    types: readonly ObjectType[] = [],
  ): Environment {
    return new Environment({ variables, types }, this)
  }
}

export function createEnvironment(options: EnvironmentOptions = {}): Environment {
  return new Environment(options)
}

/** Whether `name` can be a variable: letters, digits and _, and no word CEL keeps for itself. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.has(name)
}

const reserved = new Set(
  (
    'as break const continue else for function if import let loop package namespace return var void ' +
    'while in true false null __proto__ prototype constructor cel google bool bytes double dyn int list ' +
    'map null_type string type uint'
  ).split(' '),
)

export function elementOf(type: ValueType): ValueType | undefined {
  if (type === 'list') return 'dyn'
  const match = /^list<(.*)>$/.exec(type)
  if (!match) return undefined
  return /^[A-Z]$/.test(match[1]!) ? 'dyn' : match[1]
}

/** A type in the words of someone who writes letters. */
export function typeWords(type: ValueType, environment?: Environment): string {
  const known: Readonly<Record<string, string>> = {
    string: 'text',
    int: 'a whole number',
    uint: 'a whole number',
    double: 'a number',
    [decimalType]: 'a number',
    bool: 'true or false',
    [dateType]: 'a day',
    [timeType]: 'a time of day',
    [instantType]: 'a moment',
    null: 'nothing',
    dyn: 'a value',
    map: 'a map',
    list: 'a list',
  }
  if (known[type]) return known[type]
  const object = environment?.types.get(type)
  if (object) return `the object “${object.title}”`
  if (elementOf(type) !== undefined) return 'a list'
  return type.startsWith('map<') ? 'a map' : `“${type}”`
}
