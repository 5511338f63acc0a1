import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createLinks } from './links.ts'

const links = createLinks('https://portal.example')
const tokenOf = (address: string) => address.split('/').at(-1)!

test('every link is another, of 16 characters that paper and telephones keep apart', () => {
  const made = Array.from({ length: 2000 }, () => links.make())
  assert.equal(new Set(made).size, made.length)
  for (const address of made)
    assert.match(address, /^https:\/\/portal\.example\/p\/[0-9a-hjkmnp-tv-z]{16}$/)
  // Every place takes every letter: no bit is lost on the way.
  const letters = Array.from({ length: 16 }, (_, at) => new Set(made.map((it) => tokenOf(it)[at])))
  assert.ok(letters.every((set) => set.size === 32))
})

test('a token typed from paper is the same token, and another one is not', () => {
  fc.assert(
    fc.property(
      fc.nat(15),
      fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'),
      (at, letter) => {
        const token = tokenOf(links.make())
        const hash = links.hashOf(token)!
        const typed = token.toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l')
        assert.deepEqual(links.hashOf(typed), hash)
        assert.deepEqual(links.hashOf(links.addressOf(token)), hash)
        if (token[at] === letter) return
        assert.notDeepEqual(links.hashOf(token.slice(0, at) + letter + token.slice(at + 1)), hash)
      },
    ),
  )
})

test('a likeness is the same for the same seed', () => {
  assert.equal(links.likeness('a'), links.likeness('a'))
  assert.notEqual(links.likeness('a'), links.likeness('b'))
  assert.ok(links.hashOf(links.likeness('a')))
})

test('what cannot be a token is none', () => {
  const token = tokenOf(links.make())
  for (const wrong of [
    '',
    'x',
    `${token}0`,
    token.slice(1),
    '../etc',
    '\0'.repeat(16),
    'u'.repeat(16),
  ])
    assert.equal(links.hashOf(wrong), undefined)
})
