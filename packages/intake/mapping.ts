import {
  compile,
  createEnvironment,
  Decimal,
  Failure,
  innerScope,
  isFailure,
  isVariableName,
  localeOf,
  makeScope,
  problem,
} from '@misiva/model'
import type {
  Compiled,
  Customer,
  Environment,
  Expression,
  ObjectType,
  Problem,
  Purpose,
  Result,
  Scope,
} from '@misiva/model'
import type { ValuesClass } from './columns.ts'
import type { Written, WrittenCustomer, WrittenData } from './description.ts'
import { functions } from './functions.ts'
import { inOrder } from './parse.ts'
import type { Values } from './rows.ts'
import { namedValues, rowType } from './types.ts'

/** What a group of rows becomes, or why it does not. */
export type Mapped =
  | {
      readonly customer: Customer
      readonly data: Readonly<Record<string, unknown>>
    }
  | { readonly problem: Problem; readonly column?: string | undefined }

/** A value of JSON, or why there is none. */
type Maker = (scope: Scope) => unknown

/** The expressions of a description, compiled once and run for every record. */
export interface Mapping {
  readonly values: ValuesClass
  /** Key of the group a row belongs to; undefined where there is none or it cannot be told. */
  groupOf(row: Values): string | undefined
  keyOf(rows: readonly Values[]): string | undefined
  map(rows: readonly Values[], key: string): Mapped
  /** The declared column that names the record. */
  readonly keyColumn: string | undefined
}

export function compileMapping(written: Written): Result<Mapping> {
  return new MappingCompiler(written).compile()
}

/** Stands where a customer should. */
const noCustomer = Symbol('no customer')

class MappingCompiler {
  private readonly written: Written
  private readonly problems: Problem[] = []
  private readonly values: ValuesClass = class {
    [name: string]: unknown
  }
  private readonly tables: object
  private readonly constants: object
  private readonly rowScope: Environment

  constructor(written: Written) {
    this.written = written
    const types: ObjectType[] = []
    rowType('Row', 'row', written.columns, this.values, types)
    this.tables = namedValues('Tables', 'tables', written.tables, types)
    this.constants = namedValues('Constants', 'constants', written.constants, types)
    this.rowScope = createEnvironment({
      types,
      functions,
      variables: { row: 'Row', tables: 'Tables', constants: 'Constants' },
    })
  }

  compile(): Result<Mapping> {
    const { written } = this
    const group = written.group && this.expression(written.group.by, this.rowScope, 'text')
    const key = written.key && this.expression(written.key, this.rowScope, 'text')
    let environment = this.rowScope.with({ rows: 'list<Row>', key: 'string' })
    const lets: [string, Compiled][] = []
    for (const { name, value } of written.let) {
      const compiled = this.expression(value, environment, 'any')
      if (environment.variables.has(name))
        this.problems.push(problem('MSV-C003', `The name ${name} is taken`, value.place))
      else environment = environment.with({ [name]: compiled?.type ?? 'dyn' })
      if (compiled) lets.push([name, compiled])
    }
    const customer = this.customer(written.customer, environment)
    const data = this.data(written.data, environment, '')
    if (this.problems.length > 0) return { ok: false, problems: inOrder(this.problems) }
    return { ok: true, value: this.mapping(group, key, lets, customer, data) }
  }

  private mapping(
    group: Compiled | undefined,
    key: Compiled | undefined,
    lets: readonly (readonly [string, Compiled])[],
    customer: Maker,
    data: Maker,
  ): Mapping {
    const { tables, constants, written } = this
    const locale = localeOf({ language: 'en', timeZone: written.timeZone })
    const constant = { tables, constants }
    const ofRow = (row: Values): Scope => makeScope({ ...constant, row }, locale)
    const keyed = key ?? group
    const customerColumn = columnIn(written.customer.key)
    return {
      values: this.values,
      keyColumn: columnIn(written.group?.by ?? written.key),
      groupOf: (row) => (group ? keyText(group.evaluate(ofRow(row))) : undefined),
      keyOf: (rows) => (keyed && rows[0] ? keyText(keyed.evaluate(ofRow(rows[0]))) : undefined),
      map: (rows, recordKey) => {
        const values: Record<string, unknown> = { ...constant, row: rows[0], rows, key: recordKey }
        const scope = makeScope(values, locale) as Record<string, unknown> & Scope
        for (const [name, compiled] of lets) {
          const value = compiled.evaluate(scope)
          if (isFailure(value)) return { problem: unmapped(name, value) }
          scope[name] = value
        }
        const who = customer(scope)
        if (who === noCustomer) return { problem: nobody(customerColumn), column: customerColumn }
        if (isFailure(who)) return { problem: who }
        const made = data(scope)
        return isFailure(made)
          ? { problem: made }
          : { customer: who as Customer, data: made as Record<string, unknown> }
      },
    }
  }

  private expression(
    expression: Expression,
    environment: Environment,
    purpose: Purpose,
  ): Compiled | undefined {
    const result = compile(expression, environment, purpose)
    if (result.ok) return result.value
    this.problems.push(...result.problems)
    return undefined
  }

  /** Text, or undefined where the value is null. */
  private text(expression: Expression | undefined, environment: Environment, name: string): Maker {
    const compiled = expression && this.expression(expression, environment, 'text')
    if (!compiled) return () => undefined
    return (scope) => {
      const value = compiled.evaluate(scope)
      if (isFailure(value)) return unmapped(name, value)
      return value === null || value === undefined ? undefined : String(value)
    }
  }

  private condition(expression: Expression | undefined, environment: Environment): Maker {
    const compiled = expression && this.expression(expression, environment, 'condition')
    if (!compiled) return () => true
    return (scope) => {
      const value = compiled.evaluate(scope)
      return isFailure(value) ? unmapped('a condition', value) : value === true
    }
  }

  private customer(c: WrittenCustomer, environment: Environment): Maker {
    const fields = (['key', 'name', 'language', 'country', 'timeZone'] as const).map(
      (name) => [name, this.text(c[name], environment, `customer.${name}`)] as const,
    )
    const points = this.points(c, environment)
    const preferences = this.preferences(c, environment)
    const attributes = c.attributes.map(
      ({ name, value }) =>
        [name, this.value(value, environment, `customer.attributes.${name}`)] as const,
    )
    const other = c.missing && this.customer(c.missing, environment)
    return (scope) => {
      const made: Record<string, unknown> = {}
      for (const [name, make] of fields) {
        const value = make(scope)
        if (isFailure(value)) return value
        if (name === 'key' && (value === undefined || value === ''))
          return other ? other(scope) : noCustomer
        if (value !== undefined && value !== '') made[name] = value
        else if (name === 'name' || name === 'language') made[name] = ''
      }
      made['contactPoints'] = points(scope)
      made['preferences'] = preferences(scope)
      if (attributes.length > 0) made['attributes'] = objectOf(attributes, scope)
      for (const name of ['contactPoints', 'preferences', 'attributes'])
        if (isFailure(made[name])) return made[name]
      return made
    }
  }

  private points(c: WrittenCustomer, environment: Environment): Maker {
    const all = c.contactPoints.map(({ channel, address, state, when }, i) => {
      const text = this.text(address, environment, `customer.contactPoints[${i}].address`)
      return { channel, state, text, holds: this.condition(when, environment) }
    })
    return (scope) => {
      const made: unknown[] = []
      for (const { channel, state, text, holds } of all) {
        const held = holds(scope)
        if (isFailure(held)) return held
        if (held !== true) continue
        const address = text(scope)
        if (isFailure(address)) return address
        if (address !== undefined && address !== '') made.push({ channel, address, state })
      }
      return made
    }
  }

  private preferences(c: WrittenCustomer, environment: Environment): Maker {
    const all = c.preferences.map(({ topic, channel, origin, when }) => ({
      preference: { topic, channel, origin },
      holds: this.condition(when, environment),
    }))
    return (scope) => {
      const made: unknown[] = []
      for (const { preference, holds } of all) {
        const held = holds(scope)
        if (isFailure(held)) return held
        if (held === true) made.push(preference)
      }
      return made
    }
  }

  private value(expression: Expression, environment: Environment, path: string): Maker {
    const compiled = this.expression(expression, environment, 'any')
    if (!compiled) return () => undefined
    return (scope) => {
      const value = compiled.evaluate(scope)
      return isFailure(value) ? unmapped(path, value) : toJson(value)
    }
  }

  private data(written: WrittenData, environment: Environment, path: string): Maker {
    switch (written.kind) {
      case 'constant':
        return () => written.value
      case 'value': {
        const value = this.value(written.value, environment, path)
        if (!written.when) return value
        const holds = this.condition(written.when, environment)
        return (scope) => {
          const held = holds(scope)
          return held === true ? value(scope) : isFailure(held) ? held : undefined
        }
      }
      case 'object': {
        const fields = written.fields.map(
          ([name, member]) =>
            [name, this.data(member, environment, path ? `${path}.${name}` : name)] as const,
        )
        return (scope) => objectOf(fields, scope)
      }
      case 'each':
        return this.each(written, environment, path)
    }
  }

  private each(
    written: Extract<WrittenData, { kind: 'each' }>,
    outer: Environment,
    path: string,
  ): Maker {
    const list = this.expression(written.list, outer, 'list')
    const type = list?.elementType ?? 'dyn'
    const taken = outer.variables.get(written.as)
    if (taken !== undefined && taken !== type) {
      const words = `The name ${written.as} is taken; choose another with \`as:\``
      this.problems.push(problem('MSV-C003', words, written.list.place))
      return () => []
    }
    const inner = outer.with({ [written.as]: type })
    const holds = this.condition(written.when, inner)
    const make = this.data(written.item, inner, `${path}[]`)
    return (scope) => {
      const members = list!.evaluate(scope)
      if (isFailure(members)) return unmapped(path, members)
      const made: unknown[] = []
      for (const member of members as Iterable<unknown>) {
        const inside = innerScope(scope, { [written.as]: member })
        const held = written.when ? holds(inside) : true
        if (isFailure(held)) return held
        if (held !== true) continue
        const value = make(inside)
        if (isFailure(value)) return value
        made.push(value)
      }
      return made
    }
  }
}

function objectOf(fields: readonly (readonly [string, Maker])[], scope: Scope): unknown {
  const made: Record<string, unknown> = {}
  for (const [name, make] of fields) {
    const value = make(scope)
    if (isFailure(value)) return value
    if (value !== undefined) made[name] = value
  }
  return made
}

/** Decimals as text, days and instants by ISO 8601, null as absence. */
function toJson(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'number':
      return value
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
    default:
  }
  if (value === null || value === undefined) return undefined
  if (value instanceof Decimal) return value.toString()
  if (Array.isArray(value)) return value.map(toJson)
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.Instant)
    return value.toString()
  if (value instanceof Map) return objectToJson(value)
  if (Object.hasOwn(value, Symbol.toStringTag)) return String(value)
  return objectToJson(Object.entries(value))
}

function objectToJson(entries: Iterable<[unknown, unknown]>): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (const [name, member] of entries) {
    const value = toJson(member)
    if (value !== undefined) made[String(name)] = value
  }
  return made
}

function keyText(value: unknown): string | undefined {
  if (value === null || value === undefined || value === '' || isFailure(value)) return undefined
  return String(value)
}

function nobody(column: string | undefined): Problem {
  return problem(
    'MSV-D004',
    column ? `${column} is empty: nobody is named to send it to` : 'Nobody is named to send it to',
  )
}

/** The failure keeps its place in the description in its words: its own place will be in the data. */
function unmapped(path: string, failure: Failure): Failure {
  if (failure.code === 'MSV-D007') return failure
  const { place } = failure
  const at = place ? ` (${place.file}:${place.line}:${place.column})` : ''
  return new Failure(
    problem(
      'MSV-D007',
      `${path} cannot be computed: ${failure.message}${at}`,
      undefined,
      failure.hint,
    ),
  )
}

/** The first column of the row an expression reads. */
function columnIn(expression: Expression | undefined): string | undefined {
  const found = /\brow\.([A-Za-z_]\w*)/.exec(expression?.source ?? '')?.[1]
  return found !== undefined && isVariableName(found) ? found : undefined
}
