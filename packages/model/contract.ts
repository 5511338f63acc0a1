import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Place } from './content.ts'
import { convertLoosely, type Converted, Shapes } from './shapes.ts'
import { Decimal } from './decimal.ts'
import { type ErrorCode, type Problem, type Result, problem } from './errors.ts'
import type { ObjectType, ValueType } from './environment.ts'
import { isVariableName } from './environment.ts'
import type { Contract } from './template.ts'

/**
 * A contract compiled once: what expressions may name, whether a record fits, and how its JSON
 * becomes values. JSON Schema (draft 2020-12) maps so: `integer` to int, `number` and
 * `format: decimal` to Decimal, `format: date | time | date-time` to Date, Time, Instant, objects to
 * an object type each, `null` to absence, and whatever cannot be told to dyn.
 */
export interface BoundContract {
  readonly schema: Contract
  /** Types of the top-level properties: the names in an expression's scope. */
  readonly variables: Readonly<Record<string, ValueType>>
  readonly types: readonly ObjectType[]
  /**
   * Whether it can tell misfits. Not in a page whose policy (Content Security Policy, script-src)
   * forbids functions made of text, which is how records are checked: there a worker of another
   * policy checks them, and the contract is good for names, types and values alone.
   */
  readonly checks: boolean
  /** Every way the record does not fit; empty when it fits, or where nothing can be told. */
  misfits(json: unknown): readonly Misfit[]
  /** The record as values of the scope, or the problems (MSV-D007 unless another code is given). */
  bind(json: unknown, code?: ErrorCode, place?: Place): Result<Record<string, unknown>>
  /** The same for a record that is known to fit: ~2 µs for an invoice of eight lines. */
  bindChecked(json: unknown): Record<string, unknown>
}

/** One way a record does not fit its contract. */
export interface Misfit {
  /** RFC 6901: `/invoice/lines/0/price`. */
  readonly pointer: string
  /** The same as an expression would write it: `invoice.lines[0].price`. */
  readonly path: string
  readonly message: string
}

/** More misfits than this say nothing new about a record. */
const maxMisfits = 20

/**
 * Compiles a JSON Schema. Problems (MSV-C011) when it is no schema of draft 2020-12, refers outside
 * itself, or names what cannot be named; `placeOf` tells where a JSON pointer of it stands.
 */
export function compileContract(
  schema: Contract,
  placeOf?: (pointer: string) => Place | undefined,
): Result<BoundContract> {
  if (placeOf) return compiledContract(schema, placeOf)
  const key = JSON.stringify(schema)
  let found = known.get(key)
  if (found) return found
  found = compiledContract(schema, () => undefined)
  known.set(key, found)
  const [oldest] = known.keys()
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
  return found
}

/**
 * Contracts by their text. Compiling one takes some 10 ms, and the same one is asked for again by
 * every version of a content folder that is read: after each edit, for each change looked at.
 */
const known = new Map<string, Result<BoundContract>>()
const mostKnown = 256

function compiledContract(
  schema: Contract,
  placeOf: (pointer: string) => Place | undefined,
): Result<BoundContract> {
  const validate = mayMakeFunctions() ? validatorOf(schema, placeOf) : undefined
  if (validate && !validate.ok) return validate
  const shapes = new Shapes(schema)
  const root = shapes.root()
  if (root === undefined || shapes.problems.length > 0) {
    const found = shapes.problems.map(({ pointer, message, hint }) =>
      problem('MSV-C011', message, placeOf(pointer), hint),
    )
    if (root === undefined)
      found.push(
        problem(
          'MSV-C011',
          'The contract describes no object with properties',
          placeOf(''),
          'begin with "type": "object" and "properties"',
        ),
      )
    return { ok: false, problems: found }
  }
  const variables: Record<string, ValueType> = {}
  for (const [name, type] of Object.entries(root.fields))
    if (isVariableName(name)) variables[name] = type
  const { types } = shapes
  return { ok: true, value: new Bound(schema, variables, types, validate?.value, root.convert) }
}

let mayMake: boolean | undefined

function mayMakeFunctions(): boolean {
  if (mayMake !== undefined) return mayMake
  try {
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- asking whether it may be done is doing it
    mayMake = new Function('return true')() as boolean
  } catch {
    mayMake = false
  }
  return mayMake
}

function validatorOf(
  schema: Contract,
  placeOf: (pointer: string) => Place | undefined,
): Result<ValidateFunction> {
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false, verbose: false })
  ;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
  ajv.addFormat('decimal', {
    type: 'string',
    validate: (s: string) => Decimal.parse(s) !== undefined,
  })
  try {
    if (!ajv.validateSchema(schema))
      return { ok: false, problems: schemaProblems(ajv.errors ?? [], placeOf) }
    return { ok: true, value: ajv.compile(schema) }
  } catch (error) {
    const why = (error as Error).message
    return {
      ok: false,
      problems: [problem('MSV-C011', `The contract cannot be used: ${why}`, placeOf(''))],
    }
  }
}

class Bound implements BoundContract {
  readonly schema: Contract
  readonly variables: Readonly<Record<string, ValueType>>
  readonly types: readonly ObjectType[]
  readonly checks: boolean
  readonly #validate: ValidateFunction | undefined
  readonly #convert: Converted

  constructor(
    schema: Contract,
    variables: Readonly<Record<string, ValueType>>,
    types: readonly ObjectType[],
    validate: ValidateFunction | undefined,
    convert: Converted,
  ) {
    this.schema = schema
    this.variables = variables
    this.types = types
    this.#validate = validate
    this.checks = validate !== undefined
    this.#convert = convert
  }

  misfits(json: unknown): readonly Misfit[] {
    if (!this.#validate || this.#validate(json)) return []
    return (this.#validate.errors ?? []).filter(speaks).slice(0, maxMisfits).map(misfit)
  }

  bind(
    json: unknown,
    code: ErrorCode = 'MSV-D007',
    place?: Place,
  ): Result<Record<string, unknown>> {
    const misfits = this.misfits(json)
    if (misfits.length === 0) return { ok: true, value: this.bindChecked(json) }
    const problems: Problem[] = misfits.map(({ path, message }) =>
      problem(code, `${path || 'The record'} ${message}`, place),
    )
    return { ok: false, problems }
  }

  bindChecked(json: unknown): Record<string, unknown> {
    return this.#convert(json) as Record<string, unknown>
  }
}

/** Errors that only repeat what a nested one says better. */
function speaks(e: ErrorObject): boolean {
  return e.keyword !== 'if' && e.keyword !== 'allOf'
}

/** What is wrong with a schema, once for each place: alternatives that failed too say no more. */
function schemaProblems(
  errors: readonly ErrorObject[],
  placeOf: (pointer: string) => Place | undefined,
): Problem[] {
  const seen = new Set<string>()
  return errors.filter(speaks).flatMap((e) => {
    const { pointer, path, message } = misfit(e)
    if (seen.has(pointer)) return []
    seen.add(pointer)
    const told = `The contract is not a JSON Schema: ${path || 'it'} ${message}`
    return [problem('MSV-C011', told, placeOf(pointer), 'it follows JSON Schema, draft 2020-12')]
  })
}

function misfit(e: ErrorObject): Misfit {
  const params = e.params as Record<string, unknown>
  let pointer = e.instancePath
  let message: string
  switch (e.keyword) {
    case 'required':
      pointer += `/${escaped(String(params['missingProperty']))}`
      message = 'is missing'
      break
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const extra = params['additionalProperty'] ?? params['unevaluatedProperty']
      pointer += `/${escaped(String(extra))}`
      message = 'is not in the contract'
      break
    }
    case 'type':
      message = `must be ${typeName(params['type'])}`
      break
    case 'format':
      message = `must be ${formatName(String(params['format']))}`
      break
    case 'enum':
      message = `must be one of ${(params['allowedValues'] as unknown[]).map((v) => JSON.stringify(v)).join(', ')}`
      break
    case 'const':
      message = `must be ${JSON.stringify(params['allowedValue'])}`
      break
    case 'minItems':
      message = `must have at least ${params['limit']} ${params['limit'] === 1 ? 'entry' : 'entries'}`
      break
    case 'minLength':
      message =
        params['limit'] === 1
          ? 'must not be empty'
          : `must have at least ${params['limit']} characters`
      break
    case 'pattern':
      message = `must match ${params['pattern']}`
      break
    default:
      message = e.message ?? 'does not fit'
  }
  return { pointer, path: pathOf(pointer), message }
}

function typeName(type: unknown): string {
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    object: 'an object',
    array: 'a list',
    null: 'null',
  }
  const list = Array.isArray(type) ? type : String(type).split(',')
  return list.map((t) => names[String(t)] ?? String(t)).join(' or ')
}

function formatName(format: string): string {
  const names: Readonly<Record<string, string>> = {
    decimal: 'a decimal number such as "12.50"',
    date: 'a day such as "2026-03-31"',
    time: 'a time such as "14:30:00Z"',
    'date-time': 'an instant with its offset such as "2026-03-31T14:30:00Z"',
    email: 'an e-mail address',
    uri: 'a URI',
  }
  return names[format] ?? `of the format ${format}`
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** `/invoice/lines/0/unit price` as `invoice.lines[0]["unit price"]`. */
export function pathOf(pointer: string): string {
  let path = ''
  for (const raw of pointer.split('/').slice(1)) {
    const key = raw.replaceAll('~1', '/').replaceAll('~0', '~')
    if (/^\d+$/.test(key)) path += `[${key}]`
    else if (/^[A-Za-z_]\w*$/.test(key)) path += path === '' ? key : `.${key}`
    else path += `[${JSON.stringify(key)}]`
  }
  return path
}

/** JSON nobody described, as dynamic values: whole numbers int, other numbers Decimal. */
export function bindLoosely(json: unknown): unknown {
  return convertLoosely(json)
}
