import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moveYaml, readYamlValue } from './yaml-order.ts'

const text = `# the head
topic: invoice
alternatives:
  print: { channel: print }
  pdf: # under a cover
    channel: email
    carries: print
  email: { channel: email }
`

test('an entry moves with its comment, and nothing is lost', () => {
  const moved = moveYaml(text, ['alternatives'], 1, 2)
  assert.ok(moved.ok)
  const read = readYamlValue(moved.value)
  assert.ok(read.ok)
  const { alternatives } = read.value as { alternatives: object }
  assert.deepEqual(Object.keys(alternatives), ['print', 'email', 'pdf'])
  assert.match(moved.value, /^# the head\n/)
  assert.match(moved.value, /pdf: # under a cover\n/)
  const back = moveYaml(moved.value, ['alternatives'], 2, 1)
  assert.ok(back.ok)
  assert.equal(back.value, text)
})

test('what is no YAML, and what is no list, is refused', () => {
  assert.ok(!readYamlValue('a: [').ok)
  assert.ok(!moveYaml(text, ['topic'], 0, 1).ok)
})
