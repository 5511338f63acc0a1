import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { compile, createEnvironment } from '@misiva/model'
import {
  operandKind,
  operatorsFor,
  readCondition,
  takesOperand,
  writeCondition,
} from './conditions.ts'
import type { Condition, Operand, Rule } from './conditions.ts'

const types = {
  total: 'Decimal',
  count: 'int',
  name: 'string',
  paid: 'bool',
  lines: 'list<int>',
  due: 'Date',
}
class Invoice {}
const environment = createEnvironment({
  types: [{ name: 'Invoice', constructor: Invoice, title: 'invoice', fields: types }],
  variables: { invoice: 'Invoice', ...types },
})

const operands: Readonly<Record<string, fc.Arbitrary<Operand>>> = {
  text: fc.string({ unit: 'grapheme' }).map((value) => ({ kind: 'text', value })),
  number: fc
    .oneof(fc.integer().map(String), fc.constantFrom('0.10', '-3.5', '12345678901234567.89'))
    .map((value) => ({ kind: 'number', value })),
  day: fc.constantFrom('2026-02-28', '1999-12-31').map((value) => ({ kind: 'day', value })),
}
const rule: fc.Arbitrary<Rule> = fc.constantFrom(...Object.entries(types)).chain(([name, type]) =>
  fc.constantFrom(...operatorsFor(type)).chain((operator) => {
    // `has` asks of a field of something; a name by itself is always there.
    const field = operator === 'known' || operator === 'unknown' ? `invoice.${name}` : name
    if (!takesOperand(operator)) return fc.constant<Rule>({ field, operator })
    const other = fc.constant<Operand>({ kind: 'field', value: `invoice.${name}` })
    return fc
      .oneof(operands[operandKind(type)!]!, other)
      .map((operand): Rule => ({ field, operator, operand }))
  }),
)

test('a condition built is the condition read, and it type-checks', () => {
  fc.assert(
    fc.property(
      fc.array(rule, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('all', 'any'),
      (rules, joint) => {
        const built: Condition = { joint: rules.length === 1 ? 'all' : joint, rules }
        const source = writeCondition(built)
        const checked = compile(source, environment, 'condition')
        assert.ok(checked.ok, `${source}: ${checked.ok ? '' : checked.problems[0]?.message}`)
        assert.deepEqual(readCondition(source, environment), built, source)
      },
    ),
  )
})

test('what says more than rules can is left to be written', () => {
  for (const source of [
    'total * 2 > 3',
    'paid && (count > 1 || count < 0)',
    'size(lines) > 3',
    '!(total > 3)',
    'total >',
  ])
    assert.equal(readCondition(source, environment), undefined, source)
  assert.deepEqual(readCondition(' ', environment), { joint: 'all', rules: [] })
})
