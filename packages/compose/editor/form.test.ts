import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { compileContract } from '@misiva/model'
import type { Contract } from '@misiva/model'
import { blankOf, formFields } from './form.ts'
import type { FormField } from './form.ts'

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url))

const all = (of: FormField): readonly FormField[] => [
  of,
  ...[...(of.fields ?? []), ...(of.items ? [of.items] : [])].flatMap(all),
]

test('every contract of the examples is a form without a gap', () => {
  const found = globSync('*/templates/*/contract.schema.json', { cwd: examples })
  assert.ok(found.length >= 10)
  for (const path of found) {
    const contract = JSON.parse(readFileSync(examples + path, 'utf8')) as Contract
    const fields = all(formFields(contract))
    assert.deepEqual(
      fields.filter(({ kind }) => kind === 'any').map(({ name }) => name),
      [],
      path,
    )
    assert.ok(fields.length > 5, path)
  }
})

test('references, all of several and something or null are followed', () => {
  const form = formFields({
    type: 'object',
    required: ['a'],
    $defs: { day: { type: 'string', format: 'date', description: 'A day' } },
    properties: {
      a: { $ref: '#/$defs/day' },
      b: { anyOf: [{ type: 'null' }, { type: 'string', format: 'decimal' }] },
      c: { allOf: [{ properties: { x: { type: 'integer' } } }, { required: ['x'] }] },
      d: { enum: ['one', 'two'] },
      e: { type: 'array', items: { type: 'boolean' }, minItems: 1, maxItems: 2 },
      f: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
      self: { $ref: '#' },
    },
  })
  const told = (form.fields ?? []).map(({ name, kind, isRequired, isNullable }) =>
    [name, kind, isRequired && 'required', isNullable && 'null'].filter(Boolean).join(' '),
  )
  assert.deepEqual(told, [
    'a day required',
    'b decimal null',
    'c object',
    'd choice',
    'e list',
    'f any',
    'self object',
  ])
  assert.deepEqual(form.fields![2]!.fields![0]!.isRequired, true)
})

test('what begins blank has all that must be there and nothing else', () => {
  const contract: Contract = {
    type: 'object',
    required: ['who', 'lines', 'paid'],
    properties: {
      who: { type: 'string' },
      lines: {
        type: 'array',
        minItems: 1,
        items: { type: 'object', required: ['n'], properties: { n: { type: 'integer' }, o: {} } },
      },
      paid: { type: 'boolean' },
      note: { type: 'string' },
    },
  }
  const blank = blankOf(formFields(contract))
  assert.deepEqual(blank, { who: '', lines: [{ n: 0 }], paid: false })
  const compiled = compileContract(contract)
  assert.ok(compiled.ok)
  assert.deepEqual(compiled.value.misfits(blank), [])
})
