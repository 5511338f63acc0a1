import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mergedOf, partsOf } from './merging.ts'
import type { Choice, Part } from './merging.ts'

const text = fc
  .array(fc.constantFrom('One.', 'Two.', 'Three.', 'Four, and\nfive.', '- six'), { maxLength: 7 })
  .map((paragraphs) => (paragraphs.length === 0 ? '' : `${paragraphs.join('\n\n')}\n`))

const all = (parts: readonly Part[], choice: Choice) =>
  mergedOf(parts, new Map(parts.map((_, at) => [at, choice])), 'paragraph')

test('all of mine is mine, all of theirs is theirs, and both holds every paragraph of either', () => {
  fc.assert(
    fc.property(text, text, text, (ground, mine, theirs) => {
      const parts = partsOf(ground, mine, theirs, 'paragraph')
      assert.equal(all(parts, 'mine'), mine)
      assert.equal(all(parts, 'theirs'), theirs)
      const both = all(parts, 'both')!.trimEnd().split('\n\n')
      for (const version of [mine, theirs])
        for (const paragraph of version.trimEnd().split('\n\n')) {
          if (paragraph) assert.ok(both.includes(paragraph), `${paragraph} is lost`)
        }
    }),
  )
})

test('line by line too, empty lines among them', () => {
  const lines = fc
    .array(fc.constantFrom('', 'a: 1', 'b: 2', '  c: 3'), { maxLength: 8 })
    .map((all) => (all.length === 0 ? '' : `${all.join('\n')}\n`))
  fc.assert(
    fc.property(lines, lines, lines, (ground, mine, theirs) => {
      const parts = partsOf(ground, mine, theirs, 'line')
      const choose = (choice: Choice) => new Map(parts.map((_, at) => [at, choice]))
      assert.equal(mergedOf(parts, choose('mine'), 'line'), mine)
      assert.equal(mergedOf(parts, choose('theirs'), 'line'), theirs)
    }),
  )
})

test('what one of them changed needs no choice, whoever it was', () => {
  fc.assert(
    fc.property(text, text, (ground, changed) => {
      const none = new Map<number, Choice>()
      assert.equal(
        mergedOf(partsOf(ground, changed, ground, 'paragraph'), none, 'paragraph'),
        changed,
      )
      assert.equal(
        mergedOf(partsOf(ground, ground, changed, 'paragraph'), none, 'paragraph'),
        changed,
      )
      assert.equal(
        mergedOf(partsOf(ground, changed, changed, 'paragraph'), none, 'paragraph'),
        changed,
      )
    }),
  )
})

test('two who change different paragraphs are put together; of one paragraph somebody decides', () => {
  const ground = 'Pay within 30 days.\n\nThank you.\n'
  const mine = 'Pay within 14 days.\n\nThank you.\n'
  const apart = partsOf(ground, mine, 'Pay within 30 days.\n\nThank you kindly.\n', 'paragraph')
  assert.deepEqual(
    apart.map(({ kind }) => kind),
    ['mine', 'theirs'],
  )
  assert.equal(
    mergedOf(apart, new Map(), 'paragraph'),
    'Pay within 14 days.\n\nThank you kindly.\n',
  )
  const same = partsOf(ground, mine, 'Pay within 60 days.\n\nThank you.\n', 'paragraph')
  assert.deepEqual(
    same.map(({ kind }) => kind),
    ['both', 'same'],
  )
  assert.equal(mergedOf(same, new Map(), 'paragraph'), undefined)
  assert.equal(
    mergedOf(same, new Map([[0, 'both']]), 'paragraph'),
    'Pay within 60 days.\n\nPay within 14 days.\n\nThank you.\n',
  )
})

test('a list of settings is merged line by line', () => {
  const parts = partsOf('a: 1\nb: 2\nc: 3\n', 'a: 9\nb: 2\nc: 3\n', 'a: 1\nb: 2\nc: 7\n', 'line')
  assert.equal(mergedOf(parts, new Map(), 'line'), 'a: 9\nb: 2\nc: 7\n')
})
