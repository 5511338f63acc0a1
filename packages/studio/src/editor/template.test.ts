import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTemplate, writeTemplate } from './template.ts'

test('text with fields reads as it is written', () => {
  const template = ['Pay ', { source: 'x == \'}}\' ? a : "{{"' }, ' now', { source: 'b' }]
  assert.deepEqual(readTemplate(writeTemplate(template)), template)
  assert.deepEqual(readTemplate('{{ open'), ['{{ open'])
  assert.deepEqual(readTemplate(''), [])
  assert.deepEqual(readTemplate('{{a}}{{ b }}'), [{ source: 'a' }, { source: 'b' }])
})
