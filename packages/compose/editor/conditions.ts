/**
 * Conditions as people build them, a field, an operator and a value, and as CEL: both ways for the
 * forms listed in `operators`; any other expression is left to be written.
 */
import { compile } from '@misiva/model'
import type { Environment, ValueType } from '@misiva/model'

export type Operator =
  | 'is'
  | 'isNot'
  | 'contains'
  | 'containsNot'
  | 'startsWith'
  | 'more'
  | 'atLeast'
  | 'less'
  | 'atMost'
  | 'true'
  | 'false'
  | 'empty'
  | 'notEmpty'
  | 'known'
  | 'unknown'

export type Operand =
  | { readonly kind: 'text'; readonly value: string }
  /** Decimal notation with a point. */
  | { readonly kind: 'number'; readonly value: string }
  /** ISO 8601 calendar date. */
  | { readonly kind: 'day'; readonly value: string }
  | { readonly kind: 'field'; readonly value: string }

export interface Rule {
  /** Dotted path: `invoice.total`. */
  readonly field: string
  readonly operator: Operator
  /** Given where the operator compares with something. */
  readonly operand?: Operand
}

export interface Condition {
  readonly joint: 'all' | 'any'
  readonly rules: readonly Rule[]
}

const signs: Readonly<Partial<Record<Operator, string>>> = {
  is: '==',
  isNot: '!=',
  more: '>',
  atLeast: '>=',
  less: '<',
  atMost: '<=',
}
const bySign = new Map(
  Object.entries(signs).map(([operator, sign]) => [sign, operator as Operator]),
)

/** What can be asked of a value of this type; the first is the usual question. */
export function operatorsFor(type: ValueType): readonly Operator[] {
  if (type === 'bool') return ['true', 'false']
  if (type === 'string')
    return [
      'is',
      'isNot',
      'contains',
      'containsNot',
      'startsWith',
      'empty',
      'notEmpty',
      'known',
      'unknown',
    ]
  if (type.startsWith('list')) return ['notEmpty', 'empty', 'known', 'unknown']
  if (numeric.has(type) || type === 'Date')
    return ['is', 'isNot', 'more', 'atLeast', 'less', 'atMost', 'known', 'unknown']
  return ['known', 'unknown']
}

const numeric = new Set(['int', 'Decimal', 'double', 'uint'])

/** The kind of value a field of this type is compared with; undefined where it is with none. */
export function operandKind(type: ValueType): Exclude<Operand['kind'], 'field'> | undefined {
  if (type === 'string') return 'text'
  if (numeric.has(type)) return 'number'
  return type === 'Date' ? 'day' : undefined
}

export function takesOperand(operator: Operator): boolean {
  return operator in signs || ['contains', 'containsNot', 'startsWith'].includes(operator)
}

/** The CEL of a condition; the empty text where it has no rules. */
export function writeCondition({ joint, rules }: Condition): string {
  return rules.map(writeRule).join(joint === 'all' ? ' && ' : ' || ')
}

function writeRule({ field, operator, operand }: Rule): string {
  const value = operand ? writeOperand(operand) : '""'
  switch (operator) {
    case 'true':
      return field
    case 'false':
      return `!${field}`
    case 'empty':
      return `size(${field}) == 0`
    case 'notEmpty':
      return `size(${field}) > 0`
    case 'known':
      return `has(${field})`
    case 'unknown':
      return `!has(${field})`
    case 'contains':
    case 'startsWith':
      return `${field}.${operator}(${value})`
    case 'containsNot':
      return `!${field}.contains(${value})`
    default:
      return `${field} ${signs[operator]!} ${value}`
  }
}

function writeOperand({ kind, value }: Operand): string {
  if (kind === 'text') return quoted(value)
  return kind === 'day' ? `parseDate(${quoted(value)})` : value
}

/** A CEL string literal, in single quotes as content files like them. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}

interface Ast {
  readonly op: string
  readonly args: unknown
}

/** The condition an expression is, or undefined where it says more than rules can. */
export function readCondition(source: string, environment: Environment): Condition | undefined {
  if (source.trim() === '') return { joint: 'all', rules: [] }
  const compiled = compile(source, environment, 'condition')
  if (!compiled.ok) return undefined
  const ast = compiled.value.ast as unknown as Ast
  const joint = ast.op === '||' ? 'any' : 'all'
  const rules: Rule[] = []
  for (const part of parts(ast, joint === 'all' ? '&&' : '||')) {
    const rule = readRule(part)
    if (!rule) return undefined
    rules.push(rule)
  }
  return { joint, rules }
}

function parts(ast: Ast, op: string): readonly Ast[] {
  if (ast.op !== op) return [ast]
  return (ast.args as readonly Ast[]).flatMap((side) => parts(side, op))
}

function readRule(ast: Ast, negated = false): Rule | undefined {
  if (ast.op === '!_') return negated ? undefined : readRule(ast.args as Ast, true)
  const field = pathIn(ast)
  if (field !== undefined) return { field, operator: negated ? 'false' : 'true' }
  if (ast.op === 'call') return presence(ast, negated)
  if (ast.op === 'rcall') return method(ast, negated)
  const operator = bySign.get(ast.op)
  if (!operator || negated) return undefined
  const [left, right] = ast.args as readonly [Ast, Ast]
  return counted(ast.op, left, right) ?? compared(left, operator, right)
}

function compared(left: Ast, operator: Operator, right: Ast): Rule | undefined {
  const field = pathIn(left)
  const operand = operandIn(right)
  return field !== undefined && operand ? { field, operator, operand } : undefined
}

/** `size(x) == 0`, `size(x) > 0`. */
function counted(op: string, left: Ast, right: Ast): Rule | undefined {
  if (left.op !== 'call' || String((right as Ast).args) !== '0') return undefined
  const [name, list] = left.args as readonly [string, readonly Ast[]]
  const field = name === 'size' && list[0] ? pathIn(list[0]) : undefined
  if (field === undefined || (op !== '==' && op !== '>')) return undefined
  return { field, operator: op === '==' ? 'empty' : 'notEmpty' }
}

function presence(ast: Ast, negated: boolean): Rule | undefined {
  const [name, list] = ast.args as readonly [string, readonly Ast[]]
  const field = name === 'has' && list[0] ? pathIn(list[0]) : undefined
  return field === undefined ? undefined : { field, operator: negated ? 'unknown' : 'known' }
}

function method(ast: Ast, negated: boolean): Rule | undefined {
  const [name, receiver, list] = ast.args as readonly [string, Ast, readonly Ast[]]
  const field = pathIn(receiver)
  const operand = list.length === 1 ? operandIn(list[0]!) : undefined
  if (field === undefined || !operand) return undefined
  if (name === 'contains') return { field, operator: negated ? 'containsNot' : 'contains', operand }
  return name === 'startsWith' && !negated ? { field, operator: 'startsWith', operand } : undefined
}

/** `a.b.c`, or undefined for anything else. */
function pathIn(ast: Ast): string | undefined {
  if (ast.op === 'id') return String(ast.args)
  if (ast.op !== '.') return undefined
  const [object, name] = ast.args as readonly [Ast, string]
  const outer = pathIn(object)
  return outer === undefined ? undefined : `${outer}.${name}`
}

function operandIn(ast: Ast): Operand | undefined {
  const field = pathIn(ast)
  if (field !== undefined) return { kind: 'field', value: field }
  if (ast.op === '-_') {
    const inner = operandIn(ast.args as Ast)
    return inner?.kind === 'number' ? { kind: 'number', value: `-${inner.value}` } : undefined
  }
  if (ast.op === 'value') {
    if (typeof ast.args === 'string') return { kind: 'text', value: ast.args }
    if (typeof ast.args === 'bigint' || (typeof ast.args === 'object' && ast.args !== null))
      return { kind: 'number', value: String(ast.args) }
    return undefined
  }
  if (ast.op !== 'call') return undefined
  const [name, list] = ast.args as readonly [string, readonly Ast[]]
  const day = list[0]
  return name === 'parseDate' && day?.op === 'value' && typeof day.args === 'string'
    ? { kind: 'day', value: day.args }
    : undefined
}
