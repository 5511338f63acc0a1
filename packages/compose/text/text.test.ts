import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { compileTemplate } from '../composer.ts'
import { inputOf, readFixture, worldOf } from '../fixture.test.ts'
import { layTable, widthOf, wrap } from './wrap.ts'
import type { TextRow } from './wrap.ts'

test('lines are no longer than asked, and no word is lost', () => {
  const words = fc.array(
    fc.string({ unit: fc.constantFrom(...'abé漢'), minLength: 1, maxLength: 12 }),
  )
  fc.assert(
    fc.property(words, fc.integer({ min: 24, max: 80 }), (all, width) => {
      const text = all.join(' ')
      const lines = wrap(text, width)
      for (const line of lines) assert.ok(widthOf(line) <= width)
      assert.equal(lines.join(' '), text)
    }),
  )
})

const row = (kind: TextRow['kind'], ...texts: string[]): TextRow => ({
  kind,
  cells: texts.map((text, i) => ({ text, align: i === 0 ? 'start' : 'end', span: 1 })),
})

test('a table is aligned, wraps its widest column, and gives way to groups', () => {
  const rows = [
    row('head', 'Item', 'Sum'),
    row('body', 'Long oak chair', '1'),
    row('total', 'All', '10'),
  ]
  assert.deepEqual(layTable(rows, 2, 40), [
    'Item            Sum',
    '-------------------',
    'Long oak chair    1',
    '-------------------',
    'All              10',
  ])
  assert.deepEqual(layTable(rows, 2, 15).slice(2, 4), ['Long oak      1', 'chair'])
  assert.deepEqual(layTable(rows, 2, 8), ['Item:', 'Long oak', 'chair', 'Sum: 1', '', 'All', '10'])
})

const letters = (text: string) => [...text.replaceAll(/\s+/g, '')].sort().join('')

test('every cell of a table is in its text, whatever it says', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab c漢'), maxLength: 30 })
  const bodies = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(bodies, (all) => {
      const rows = all.map((texts) => row('body', ...texts))
      const laid = layTable(rows, 3, 60).join(' ').replaceAll(/\s+/g, '')
      assert.equal(letters(laid), letters(all.flat().join('')))
    }),
  )
})

test('a short message is measured, and made plain where that saves a part', async () => {
  const release = readFixture()
  const which = { template: 'order', alternative: 'sms', language: 'en' }
  const made = await compileTemplate(release, which, await worldOf(release))
  assert.ok(made.ok)
  const short = made.value.compose(inputOf())
  assert.ok(short.ok && short.value.kind === 'text')
  assert.deepEqual(
    { ...short.value },
    {
      kind: 'text',
      text: 'Order A-17: €1,234.50 "due". Thank you for your order. https://casa.example/m/abc?k=1&s=2',
      encoding: 'GSM-7',
      segments: 1,
    },
  )
})
