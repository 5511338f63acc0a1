/** Passwords as people type them, and as readers prepare them (RFC 4013). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { preparePassword } from '../index.ts'

const decoder = new TextDecoder()
const prepared = (text: string): string => {
  const made = preparePassword(text)
  return made.ok ? decoder.decode(made.bytes) : made.why
}

test('the examples of RFC 4013 §3', () => {
  assert.equal(prepared('I\u00adX'), 'IX')
  assert.equal(prepared('user'), 'user')
  assert.equal(prepared('USER'), 'USER')
  assert.equal(prepared('\u00aa'), 'a')
  assert.equal(prepared('\u2168'), 'IX')
  assert.equal(prepared('\u0007'), 'forbidden')
  assert.equal(prepared('\u0627\u0031'), 'direction')
})

test('spaces are one space, what is composed or not is the same, 127 bytes are the most', () => {
  assert.equal(prepared('a\u00a0b\u3000c'), 'a b c')
  assert.equal(prepared('gru\u0308n'), 'grün')
  assert.equal(prepared('\u200d\ufeff'), 'empty')
  assert.equal(prepared(''), 'empty')
  assert.equal(prepared('ש1ש'), 'ש1ש')
  assert.equal(prepared('שa'), 'direction')
  assert.equal(prepared('x'.repeat(127)).length, 127)
  assert.equal(prepared('x'.repeat(128)), 'long')
  assert.equal(prepared('ü'.repeat(64)), 'long')
  for (const sign of ['\ue000', '\ufdd0', '\ud800', '\u200e', '\u{e0041}', '\u2028', '\ufffd'])
    assert.equal(prepared(`a${sign}b`), 'forbidden', sign.codePointAt(0)!.toString(16))
})
