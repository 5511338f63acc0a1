import type { ASTNode, ParseResult } from '@marcbachmann/cel-js'
import { lower, type Run } from './closures.ts'
import type { Expression, Place } from './content.ts'
import { Decimal } from './decimal.ts'
import { explainCheck, explainFailure, literalProblems } from './explain.ts'
import { type ErrorCode, type Problem, type Result, problem } from './errors.ts'
import { dateType, decimalType, instantType, neutral, speaking, timeType } from './functions.ts'
import type { Locale } from './locale.ts'
import {
  type ValueType,
  type Scope,
  localeKey,
  type Environment,
  elementOf,
  typeWords,
} from './environment.ts'

/** What a place in content needs of its expression. */
export type Purpose = 'any' | 'condition' | 'text' | 'list' | 'number'

/** What stands where a value could not be computed: MSV-C013 with the place and the words. */
export class Failure implements Problem {
  readonly code: ErrorCode
  readonly message: string
  readonly place?: Place
  readonly hint?: string
  constructor({ code, message, place, hint }: Problem) {
    this.code = code
    this.message = message
    if (place) this.place = place
    if (hint) this.hint = hint
  }
}

export function isFailure(value: unknown): value is Failure {
  return value instanceof Failure
}

/** A checked expression, ready to be evaluated any number of times. */
export class Compiled {
  readonly source: string
  readonly place: Place | undefined
  readonly type: ValueType
  /** Type of the elements where `type` is a list, else undefined. */
  readonly elementType: ValueType | undefined
  /** Names of the scope it reads; empty for a constant. */
  readonly reads: ReadonlySet<string>
  readonly #expression: Expression
  readonly #run: Run
  readonly #ast: ASTNode

  /** @internal: made by `compile`. */
  constructor(expression: Expression, parsed: ParseResult, type: ValueType) {
    this.source = expression.source
    this.place = expression.place
    this.#expression = expression
    this.type = type
    this.elementType = elementOf(type)
    this.reads = reads(parsed.ast)
    this.#ast = parsed.ast
    this.#run = lower(parsed.ast) ?? ((scope) => parsed(scope))
  }

  /** The syntax tree of cel-js, for those who translate it (segments to SQL). */
  get ast(): ASTNode {
    return this.#ast
  }

  /** The value over this scope, or a `Failure`. Throws nothing. */
  evaluate(scope: Scope): unknown {
    speaking.locale = scope[localeKey] ?? neutral
    try {
      return this.#run(scope)
    } catch (error) {
      return new Failure(explainFailure(error, this.#expression))
    }
  }
}

/**
 * Parses and type-checks. Problems carry their place when the expression has one: MSV-C001 it does
 * not parse, MSV-C002 a name is unknown, MSV-C003 a type is wrong, MSV-C015 a function is unknown.
 */
export function compile(
  expression: Expression | string,
  environment: Environment,
  purpose: Purpose = 'any',
): Result<Compiled> {
  const e = typeof expression === 'string' ? { source: expression } : expression
  let parsed: ParseResult
  try {
    if (e.source.trim() === '')
      return failed([problem('MSV-C001', 'There is no expression here', e.place)])
    parsed = environment.cel.parse(e.source)
    exactLiterals(parsed.ast)
  } catch (error) {
    return failed([explainCheck(error, e, environment)])
  }
  const checked = parsed.check()
  if (!checked.valid) return failed([explainCheck(checked.error, e, environment)])
  const type = checked.type ?? 'dyn'
  const problems = literalProblems(parsed.ast, e)
  const unfit = unfitness(type, purpose, environment)
  if (unfit) problems.push(problem('MSV-C003', unfit[0], e.place, unfit[1]))
  if (problems.length > 0) return failed(problems)
  return { ok: true, value: new Compiled(e, parsed, type) }
}

function failed(problems: readonly Problem[]): Result<never> {
  return { ok: false, problems }
}

const printable = new Set([
  'string',
  'int',
  'double',
  'uint',
  'dyn',
  decimalType,
  dateType,
  timeType,
  instantType,
])

function unfitness(
  type: ValueType,
  purpose: Purpose,
  environment: Environment,
): [string, string] | undefined {
  if (type === 'dyn' || purpose === 'any') return undefined
  const words = typeWords(type, environment)
  switch (purpose) {
    case 'condition':
      if (type === 'bool') return undefined
      return [
        `A condition is true or false; this is ${words}`,
        'compare it: ==, !=, <, >, size(…) > 0',
      ]
    case 'text':
      if (printable.has(type)) return undefined
      if (type === 'bool')
        return [
          'A field shows text; this is true or false',
          'say what to show: test ? "yes" : "no"',
        ]
      return [
        `A field shows text; this is ${words}`,
        'show one of its fields, or repeat over it with each',
      ]
    case 'list':
      if (elementOf(type) !== undefined) return undefined
      return [`Only a list can be repeated; this is ${words}`, 'name a list of the contract']
    case 'number':
      if (type === 'int' || type === decimalType || type === 'double') return undefined
      return [
        `This has to be a number; it is ${words}`,
        'use a field that is a number, or decimal(…)',
      ]
  }
}

/** Literals such as 0.21 become Decimals: an author who writes 1.10 + 2.20 means 3.30. */
export function exactLiterals(node: unknown, seen: Set<unknown> = new Set()): void {
  if (typeof node !== 'object' || node === null || seen.has(node)) return
  seen.add(node)
  if (Array.isArray(node)) {
    for (const child of node) exactLiterals(child, seen)
    return
  }
  const ast = node as { op?: string; args?: unknown; input?: string; start?: number; end?: number }
  if (ast.op === undefined) return
  if (ast.op === 'value' && typeof ast.args === 'number') {
    const exact = Decimal.parse(ast.input!.slice(ast.start, ast.end))
    if (exact) ast.args = exact
    return
  }
  exactLiterals(ast.args, seen)
}

/** Free identifiers; those a comprehension binds are left out only when nothing else names them. */
function reads(ast: ASTNode): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (node: unknown, bound: ReadonlySet<string>): void => {
    if (Array.isArray(node)) return node.forEach((child) => visit(child, bound))
    if (typeof node !== 'object' || node === null || !('op' in node)) return
    const { op, args } = node as { op: string; args: unknown }
    if (op === 'id') {
      if (!bound.has(args as string)) found.add(args as string)
      return
    }
    if (op === 'rcall') {
      const [name, receiver, list] = args as [string, unknown, { op: string; args: unknown }[]]
      const variable =
        macros.has(name) && list[0]?.op === 'id' ? (list[0].args as string) : undefined
      visit(receiver, bound)
      return visit(
        variable === undefined ? list : list.slice(1),
        variable === undefined ? bound : new Set([...bound, variable]),
      )
    }
    visit(args, bound)
  }
  visit(ast, new Set())
  found.delete('cel')
  return found
}

const macros = new Set(['map', 'filter', 'all', 'exists', 'exists_one', 'bind'])

/**
 * A value as a bare field shows it: text as it is, whole numbers ungrouped (they are mostly
 * identifiers), decimals unrounded with the locale's point, days in the medium form; nothing for null.
 */
export function textOf(value: unknown, locale: Locale): string {
  if (typeof value === 'string') return value
  if (typeof value === 'bigint') return String(value)
  if (value === null || value === undefined) return ''
  if (value instanceof Decimal) return locale.plain(value)
  if (typeof value === 'number') return locale.plain(Decimal.from(value) ?? Decimal.zero)
  if (value instanceof Temporal.PlainDate) return locale.date(value)
  if (value instanceof Temporal.PlainTime) return locale.time(value)
  if (value instanceof Temporal.Instant) {
    const at = locale.at(value)
    return `${locale.date(at.toPlainDate())} ${locale.time(at.toPlainTime())}`
  }
  return String(value)
}
