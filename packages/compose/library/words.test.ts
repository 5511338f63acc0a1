import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { differByWords, editScript } from './words.ts'

const said = (parts: readonly { kind: string; text: string }[], ...kinds: string[]) =>
  parts
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('')

test('a changed number is one word out and one word in', () => {
  assert.deepEqual(differByWords('Pay within 14 days please.', 'Pay within 30 days please.'), [
    { kind: 'same', text: 'Pay within ' },
    { kind: 'removed', text: '14 ' },
    { kind: 'added', text: '30 ' },
    { kind: 'same', text: 'days please.' },
  ])
})

test('both texts can be read off the difference', () => {
  const text = fc
    .array(fc.constantFrom('we', 'ask', 'you', 'to', 'pay', 'now', 'please'), { maxLength: 40 })
    .map((words) => words.join(' '))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = differByWords(before, after)
      const bare = (s: string) => s.replaceAll(/\s+/g, ' ').trim()
      const words = (s: string) => s.split(/\s+/).filter((word) => word !== '')
      assert.equal(bare(said(parts, 'same', 'added')), after)
      assert.deepEqual(words(said(parts, 'same', 'removed')), words(before))
    }),
  )
})

test('an edit script is as short as the longest common subsequence allows', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 14 })
  const common = (a: readonly string[], b: readonly string[]): number => {
    let row = new Array<number>(b.length + 1).fill(0)
    for (const x of a) {
      const next = [0]
      b.forEach((y, j) => next.push(x === y ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!)))
      row = next
    }
    return row.at(-1)!
  }
  fc.assert(
    fc.property(list, list, (a, b) => {
      const steps = editScript(a, b, (x, y) => x === y)
      assert.equal(steps.filter(({ kind }) => kind === 'same').length, common(a, b))
      const order = steps.filter(({ kind }) => kind !== 'added').map(({ before }) => before)
      assert.deepEqual(order, [...a.keys()])
      for (const { kind, before, after } of steps)
        if (kind === 'same') assert.equal(a[before], b[after])
    }),
  )
})
