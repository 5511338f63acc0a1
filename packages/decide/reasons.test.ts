import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { because, saidOf, sentences } from './reasons.ts'
import type { SentenceName } from './reasons.ts'

const names = Object.keys(sentences) as SentenceName[]
const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/)

test('what a decision said is read back with its facts, whatever they are', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.record({ topic: word, channel: word, language: word, wanted: word, tone: word }),
      fc.array(word, { minLength: 1, maxLength: 3 }).map((all) => all.join(', ')),
      fc.stringMatching(/^[\w. ]{1,30}$/),
      (name, plain, tried, detail) => {
        const all: Record<string, string> = { ...plain, tried, detail }
        const keys = [...sentences[name].matchAll(/\{(\w+)\}/g)].map(([, key]) =>
          key!.toLowerCase(),
        )
        const facts = Object.fromEntries(keys.map((key) => [key, all[key]!]))
        assert.deepEqual(saidOf(because(name, all)), { name, facts })
      },
    ),
  )
})

test('a sentence of somebody else’s is none of ours', () => {
  assert.equal(saidOf({ code: 'topic-order', text: 'Because.' }), undefined)
  assert.equal(saidOf({ code: 'unheard-of', text: 'It goes by print instead.' }), undefined)
})
