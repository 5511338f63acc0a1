import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Content, Sample } from '@misiva/model'
import { fieldChoices } from './fields.ts'
import { checkIn, differingBlocks, repeatedIn, settingOf, textIn } from './setting.ts'

const contract = {
  type: 'object',
  properties: {
    invoice: {
      type: 'object',
      properties: {
        total: { type: 'number', description: 'What is to be paid' },
        due: { type: 'string', format: 'date' },
        lines: {
          type: 'array',
          items: { type: 'object', properties: { price: { type: 'number' } } },
        },
      },
    },
  },
}
const sample: Sample = {
  name: 'one',
  file: 'one.json',
  data: { invoice: { total: 1234.5, due: '2026-11-22', lines: [{ price: 3 }, { price: 4 }] } },
}
const organisation = {
  name: 'House',
  timeZone: 'Europe/Madrid',
  defaultLanguage: 'es',
  currency: 'EUR',
  senders: {},
}

function setting(language: string) {
  const made = settingOf({ contract, organisation, samples: [sample], sample, language })
  assert.ok(made.ok)
  return made.value
}

test('fields show what the sample says, in the language written', () => {
  assert.equal(textIn(setting('es'), 'money(invoice.total)').text, '1234,50\u00a0€')
  assert.equal(textIn(setting('en'), 'money(invoice.total)').text, '€1,234.50')
  assert.equal(textIn(setting('es'), 'organisation.name').text, 'House')
})

test('a slip is told with what may have been meant', () => {
  const { problems } = textIn(setting('en'), 'invoice.totl')
  assert.equal(problems[0]?.code, 'MSV-C002')
  assert.match(problems[0]?.hint ?? '', /total/)
  assert.equal(checkIn(setting('en'), 'invoice.total', 'condition').ok, false)
})

test('a repetition gives its item a name', () => {
  const inner = repeatedIn(setting('en'), 'invoice.lines', 'line', 1)
  assert.deepEqual([inner.count, inner.problems], [2, []])
  assert.equal(textIn(inner.setting, 'money(line.price)').text, '€4.00')
  assert.equal(textIn(inner.setting, 'lineIndex').text, '1')
  assert.equal(repeatedIn(setting('en'), 'invoice.lines', 'a b').problems[0]?.code, 'MSV-C009')
  assert.equal(repeatedIn(setting('en'), 'invoice.total', 'x').problems[0]?.code, 'MSV-C003')
})

test('the contract is a tree to pick from', () => {
  const invoice = fieldChoices(setting('en'), contract).find(({ name }) => name === 'invoice')!
  assert.deepEqual(
    invoice.children.map(({ path, words, shown, description }) => [
      path,
      words,
      shown,
      description,
    ]),
    [
      ['invoice.total', 'a number', '1234.5', 'What is to be paid'],
      ['invoice.due', 'a day', 'Nov 22, 2026', undefined],
      ['invoice.lines', 'a list', '× 2', undefined],
    ],
  )
})

test('variants are compared by what they are made of, not by their words', () => {
  const p = (text: string): Content[number] => ({
    type: 'paragraph',
    children: [{ type: 'text', text }],
  })
  const rule: Content[number] = { type: 'rule' }
  const reference: Content[number] = { type: 'block', name: 'terms' }
  assert.deepEqual(differingBlocks([p('a'), rule, p('b')], [p('x'), rule, p('y')]), {
    left: [],
    right: [],
  })
  assert.deepEqual(differingBlocks([p('a'), rule, reference], [p('x'), reference, p('y')]), {
    left: [1],
    right: [2],
  })
})
