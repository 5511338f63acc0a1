import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileContract } from '@misiva/model'
import type { Contract, Template } from '@misiva/model'
import fc from 'fast-check'
import { edgeSamples, findSample, firstSample } from './samples.ts'

function templateOf(contract: Contract, data: Record<string, unknown> = {}): Template {
  return {
    name: 'letter',
    topic: 'letter',
    languages: ['en'],
    tones: ['neutral'],
    contract,
    samples: [{ name: 'usual', file: 'templates/letter/samples/usual.json', data }],
    alternatives: [],
  }
}

const order: Contract = {
  type: 'object',
  required: ['order'],
  properties: {
    order: {
      type: 'object',
      required: ['number', 'lines', 'currency'],
      properties: {
        number: { type: 'string', maxLength: 12 },
        currency: { type: 'string', pattern: '^[A-Z]{3}$' },
        note: { type: 'string' },
        due: { type: ['string', 'null'], format: 'date' },
        total: { type: 'string', format: 'decimal' },
        lines: {
          type: 'array',
          maxItems: 30,
          items: { $ref: '#/$defs/line' },
        },
      },
    },
  },
  $defs: {
    line: {
      type: 'object',
      required: ['quantity'],
      properties: { quantity: { type: 'integer', minimum: 1, maximum: 99 } },
    },
  },
}

type Order = {
  number: string
  note?: string
  due?: string | null
  total?: string
  lines: { quantity: number }[]
}

test('each edge of a contract is a sample', () => {
  const template = templateOf(order, { order: { number: '1', currency: 'GBP', lines: [] } })
  const edge = (name: string) => findSample(template, `edge/${name}`)!.data['order'] as Order
  assert.deepEqual(Object.keys(edge('no-optional-fields')), ['number', 'currency', 'lines'])
  assert.deepEqual(edge('empty-lists').lines, [])
  assert.equal(edge('long-lists').lines.length, 30)
  assert.equal(edge('longest-texts').number.length, 12)
  assert.equal(edge('longest-texts').note!.length, 200)
  assert.equal(edge('shortest-texts').note, '')
  assert.equal(edge('largest-numbers').lines[0]!.quantity, 99)
  assert.equal(edge('smallest-numbers').lines[0]!.quantity, 1)
  assert.equal(edge('smallest-numbers').total, '-999999999.99')
})

test('what no sample shows and no rule tells is left out, not guessed wrong', () => {
  assert.deepEqual(edgeSamples(templateOf(order)), [])
})

const leaf = fc.oneof(
  fc
    .record({ least: fc.nat(20), more: fc.nat(40) })
    .map(({ least, more }) => ({ type: 'string', minLength: least, maxLength: least + more })),
  fc
    .record({ least: fc.integer({ min: -50, max: 50 }), more: fc.nat(90) })
    .map(({ least, more }) => ({ type: 'integer', minimum: least, maximum: least + more })),
  fc.constantFrom<object>(
    { type: 'boolean' },
    { type: 'string', format: 'decimal' },
    { type: 'string', format: 'date' },
    { type: ['string', 'null'], format: 'date-time' },
    { type: 'string', format: 'email' },
    { enum: ['a', 'bb', 'ccc'] },
    { const: 7 },
    { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    { anyOf: [{ type: 'null' }, { type: 'integer' }] },
    { allOf: [{ type: 'integer' }, { minimum: 3 }] },
  ),
)
const { schema } = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    leaf,
    fc
      .record({ items: tie('schema'), least: fc.nat(3), more: fc.nat(3) })
      .map(({ items, least, more }) => ({
        type: 'array',
        items,
        minItems: least,
        maxItems: least + more,
      })),
    fc
      .record({ a: tie('schema'), b: tie('schema'), needs: fc.subarray(['a', 'b']) })
      .map(({ a, b, needs }) => ({ type: 'object', properties: { a, b }, required: needs })),
  ),
}))

test('every edge sample fits the contract, every edge has one, and they are always the same', () => {
  fc.assert(
    fc.property(schema, (inner) => {
      const contract = { type: 'object', properties: { inner }, required: ['inner'] }
      const judge = compileContract(contract)
      assert.ok(judge.ok)
      const samples = edgeSamples(templateOf(contract))
      assert.equal(samples.length, 7, JSON.stringify(contract))
      for (const { name, data } of samples)
        assert.deepEqual(judge.value.misfits(data), [], `${name} ${JSON.stringify(data)}`)
      assert.deepEqual(edgeSamples(templateOf(contract)), samples)
    }),
    { numRuns: 60 },
  )
})

test('the sample to look at first fits its contract and shows most of it', () => {
  const contract = { type: 'object', required: ['a'], properties: { a: { type: 'string' }, b: {} } }
  const sample = (name: string, data: object) => ({ name, file: `${name}.json`, data: { ...data } })
  const template = {
    ...{ name: 't', topic: 't', languages: ['en', 'es'], tones: ['neutral'], alternatives: [] },
    contract,
    samples: [
      sample('bad', { a: 1, b: 2, c: 3 }),
      sample('less', { a: 'x' }),
      sample('most', { a: 'x', b: 1, customer: { language: 'en' } }),
      sample('spanish', { a: 'x', b: 1, customer: { language: 'es' } }),
    ],
  }
  assert.equal(firstSample(template, 'en')?.name, 'most')
  assert.equal(firstSample(template, 'es')?.name, 'spanish')
  assert.equal(firstSample({ ...template, samples: [template.samples[0]!] }, 'en'), undefined)
})
