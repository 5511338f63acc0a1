import type { ASTNode } from '@marcbachmann/cel-js'
import type { Expression, Place } from './content.ts'
import { type Problem, problem } from './errors.ts'
import { typeWords } from './environment.ts'
import { type Environment } from './environment.ts'
import { isMissing, Refusal, roundings } from './functions.ts'
import { dateStyles, isCurrency } from './locale.ts'
import { didYouMean, nearest } from './nearest.ts'

/** What is read of an error of cel-js. */
interface CelError {
  readonly name: string
  readonly code?: string
  readonly summary?: string
  readonly message: string
  readonly range?: { readonly start: number; readonly end: number }
  readonly node?: AnyNode
}
interface AnyNode {
  readonly op?: string
  readonly args?: unknown
  readonly start: number
  readonly end: number
  readonly checkedType?: { readonly name: string }
}

/** The place of a character within an expression, in its file. */
export function placeIn(expression: Expression, offset: number): Place | undefined {
  const { place, source } = expression
  if (!place) return undefined
  const before = source.slice(0, offset)
  const lines = before.split('\n')
  if (lines.length === 1) return { ...place, column: place.column + before.length }
  return { ...place, line: place.line + lines.length - 1, column: lines.at(-1)!.length + 1 }
}

/** An error of parsing or checking, in the words of someone who writes letters. */
export function explainCheck(
  error: unknown,
  expression: Expression,
  environment: Environment,
): Problem {
  const e = error as CelError
  const start = e.range?.start ?? 0
  const place = placeIn(expression, start)
  const summary = e.summary ?? e.message
  if (e.name === 'ParseError')
    return problem('MSV-C001', `The expression does not parse: ${parseWords(e, expression)}`, place)
  const node = e.node
  switch (e.code) {
    case 'unknown_variable': {
      const name = String(node?.args ?? summary)
      return problem(
        'MSV-C002',
        `Unknown field “${name}”`,
        place,
        unknownNameHint(name, environment),
      )
    }
    case 'no_such_key':
      return unknownField(node, expression, environment, start)
    case 'no_matching_overload':
      return unknownCall(node, place, environment)
    case 'no_such_overload':
      return badOperator(node, expression, environment)
    case 'cannot_index_type': {
      const type = operand(node, 0)
      return problem(
        'MSV-C002',
        `${capital(type)} has no fields`,
        place,
        'a field is read from an object or a list',
      )
    }
    case 'incompatible_ternary_branches':
      return problem(
        'MSV-C003',
        `Both sides of ? : must be of one type: ${typesIn(summary, environment)}`,
        place,
      )
    case 'default_types':
      return problem(
        'MSV-C003',
        `Both values of default() must be of one type: ${typesIn(summary, environment)}`,
        place,
      )
    case 'invalid_condition_type':
    case 'invalid_logical_operand':
      return problem(
        'MSV-C003',
        `A condition is true or false; this is ${typesIn(summary, environment)}`,
        place,
      )
    default:
      return problem('MSV-C003', plain(summary, environment), place)
  }
}

function unknownNameHint(name: string, environment: Environment): string | undefined {
  const near = didYouMean(name, environment.variables.keys())
  // A field named without its object is the commonest slip: `total` for `invoice.total`.
  for (const [variable, type] of environment.variables) {
    const fields = environment.types.get(type)?.fields
    if (fields && Object.hasOwn(fields, name)) return `did you mean “${variable}.${name}”?`
  }
  return near
}

function unknownField(
  node: AnyNode | undefined,
  e: Expression,
  environment: Environment,
  start: number,
): Problem {
  const [object, key] = (node?.args ?? []) as [AnyNode?, unknown?]
  const name = typeof key === 'string' ? key : String((key as AnyNode | undefined)?.args)
  const typeName = object?.checkedType?.name ?? ''
  const type = environment.types.get(typeName)
  const whose = object ? e.source.slice(object.start, object.end).trim() : ''
  const message = `Unknown field “${name}”${whose ? ` of “${whose}”` : ''}`
  const hint = type
    ? didYouMean(name, Object.keys(type.fields))
    : `${typeWords(typeName, environment)} has no fields`
  return problem('MSV-C002', message, placeIn(e, start), hint)
}

function unknownCall(
  node: AnyNode | undefined,
  place: Place | undefined,
  environment: Environment,
): Problem {
  const method = node?.op === 'rcall'
  const [name, second, third] = (node?.args ?? []) as [string, unknown, unknown]
  const args = (method ? third : second) as readonly AnyNode[] | undefined
  const definitions = environment.cel
    .getDefinitions()
    .functions.filter((f) => (f.receiverType !== null) === method)
  const overloads = definitions.filter((f) => f.name === name)
  if (overloads.length === 0)
    return problem(
      'MSV-C015',
      `Unknown function ${name}()`,
      place,
      callHint(name, method, environment),
    )
  const given = (args ?? []).map((a) => typeWords(a.checkedType?.name ?? 'dyn', environment))
  if (method) given.unshift(typeWords((second as AnyNode).checkedType?.name ?? 'dyn', environment))
  const forms = [...new Set(overloads.map((f) => form(f, environment)))]
  return problem(
    'MSV-C003',
    `${name}() cannot take ${given.length === 0 ? 'nothing' : given.join(', ')}`,
    place,
    `it takes ${forms.slice(0, 6).join(' · ')}`,
  )
}

/** The nearest name; of the other way of calling too: `x.upper()` for `upper(x)`. */
function callHint(name: string, method: boolean, environment: Environment): string | undefined {
  const all = environment.cel.getDefinitions().functions
  const names = (ofMethods: boolean) =>
    new Set(all.filter((f) => (f.receiverType !== null) === ofMethods).map((f) => f.name))
  const own = nearest(name, names(method))
  const other = nearest(name, names(!method))
  if (other !== undefined && (own === undefined || other === name))
    return method
      ? `write ${other}(…), with the value in the brackets`
      : `write ….${other}(…), after the value`
  return own === undefined ? undefined : `did you mean “${own}”?`
}

function form(
  f: { name: string; receiverType: string | null; params: { type: string }[] },
  environment: Environment,
): string {
  const words = f.params.map((p) => typeWords(p.type, environment)).join(', ')
  return f.receiverType === null
    ? `${f.name}(${words})`
    : `${typeWords(f.receiverType, environment)}.${f.name}(${words})`
}

function badOperator(
  node: AnyNode | undefined,
  expression: Expression,
  environment: Environment,
): Problem {
  const args = (Array.isArray(node?.args) ? node.args : [node?.args]) as (AnyNode | undefined)[]
  const op = String(node?.op).replace('_', '')
  const words = args.map((a) => typeWords(a?.checkedType?.name ?? 'dyn', environment))
  const place = placeIn(expression, args[0]?.start ?? 0)
  if (words.length === 1) return problem('MSV-C003', `“${op}” cannot take ${words[0]}`, place)
  const types = args.map((a) => a?.checkedType?.name)
  let hint: string | undefined
  if (op === '+' && types.includes('string'))
    hint = 'write a number as text with number(…), money(…) or string(…)'
  else if (types.includes('null'))
    hint = 'ask whether it is there with has(…), or give another value with default(…, …)'
  else if (types.includes('string')) hint = 'a text that holds a number becomes one with decimal(…)'
  return problem('MSV-C003', `“${op}” cannot take ${words.join(' and ')}`, place, hint)
}

function operand(node: AnyNode | undefined, index: number): string {
  const list = node?.args as readonly AnyNode[] | undefined
  return typeWords(list?.[index]?.checkedType?.name ?? 'dyn')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The types that cel-js quotes in a message, in words. */
function typesIn(summary: string, environment: Environment): string {
  const types = [...summary.matchAll(/'([^']*)'/g)].map((m) => typeWords(m[1]!, environment))
  return types.length === 0 ? summary : types.join(' and ')
}

function plain(summary: string, environment: Environment): string {
  return summary.replace(/'([\w.<>, ]+)'/g, (_, type: string) => typeWords(type, environment))
}

const tokenWords: Readonly<Record<string, string>> = {
  EOF: 'the end',
  NUMBER: 'a number',
  STRING: 'a text',
  IDENTIFIER: 'a name',
  LPAREN: '(',
  RPAREN: ')',
  LBRACKET: '[',
  RBRACKET: ']',
  LBRACE: '{',
  RBRACE: '}',
  DOT: '.',
  COMMA: ',',
  COLON: ':',
  QUESTION: '?',
  PLUS: '+',
  MINUS: '-',
  MULTIPLY: '*',
  DIVIDE: '/',
  MODULO: '%',
  EQ: '==',
  NE: '!=',
  LT: '<',
  LE: '<=',
  GT: '>',
  GE: '>=',
  AND: '&&',
  OR: '||',
  NOT: '!',
  IN: 'in',
  BOOLEAN: 'true or false',
  NULL: 'null',
  BYTES: 'bytes',
}

function parseWords(e: CelError, { source }: Expression): string {
  const summary = e.summary ?? e.message
  const at = e.range?.start ?? 0
  if (/Unexpected character: =/.test(summary)) return 'a single “=” compares nothing; write =='
  if (/Unexpected character: [&|]/.test(summary)) return 'write && for “and”, || for “or”'
  if (/Unexpected character: [“”‘’]/u.test(summary))
    return 'curly quotes do not hold text here; write " or \''
  const words = summary.replace(/\b[A-Z]{2,}\b/g, (token) =>
    tokenWords[token] ? `“${tokenWords[token]}”` : token,
  )
  const near = source.slice(Math.max(0, at - 12), at).trim()
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}${near ? ` after “${near}”` : ''}`
}

/** Literal arguments that no evaluation could take, found before there is data. */
export function literalProblems(ast: ASTNode, expression: Expression): Problem[] {
  const problems: Problem[] = []
  const report = (node: AnyNode, message: string, hint?: string): void => {
    problems.push(problem('MSV-C003', message, placeIn(expression, node.start), hint))
  }
  const literal = (node: AnyNode | undefined): string | undefined =>
    node?.op === 'value' && typeof node.args === 'string' ? node.args : undefined
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (typeof node !== 'object' || node === null || !('op' in node)) return
    const { op, args } = node as AnyNode
    if (op === 'call' || op === 'rcall') {
      const list = args as readonly unknown[]
      const name = list[0] as string
      const given = (op === 'call' ? list[1] : list[2]) as readonly AnyNode[]
      const last = given.at(-1)
      const text = literal(last)
      if (last && text !== undefined) {
        if (name === 'date' && given.length === 2 && !dateStyles.includes(text as never))
          report(last, `No date style is called “${text}”`, didYouMean(text, dateStyles))
        if (name === 'money' && given.length === 2 && !isCurrency(text))
          report(
            last,
            `“${text}” is not an ISO 4217 currency`,
            'three capital letters: EUR, GBP, USD',
          )
        if (name === 'round' && given.length === 3 && !roundings.includes(text as never))
          report(last, `No rounding is called “${text}”`, didYouMean(text, roundings))
        if (name === 'matches' && !isPattern(text))
          report(last, `“${text}” is not a regular expression`)
      }
    }
    visit(args)
  }
  visit(ast)
  return problems
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text))
  } catch {
    return false
  }
}

/** Why an evaluation came to nothing: MSV-C013. */
export function explainFailure(error: unknown, expression: Expression): Problem {
  const e = error as CelError
  const place = e.range ? placeIn(expression, e.range.start) : expression.place
  const what = `“${shorten(expression.source)}”`
  if (error instanceof Refusal) return problem('MSV-C013', `${what}: ${error.message}`, place)
  const cause = isMissing(error)
    ? `the data has no ${missingName(e)}`
    : (e.summary ?? e.message ?? String(error))
  const hint = isMissing(error)
    ? 'show something else with default(…, …), or ask with has(…) first'
    : undefined
  return problem('MSV-C013', `${what}: ${cause}`, place, hint)
}

function missingName(e: CelError): string {
  const match = /^(?:No such key|Unknown variable): (.*)$/.exec(e.summary ?? '')
  return match ? `“${match[1]}”` : 'such element'
}

function shorten(source: string): string {
  const line = source.replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}
