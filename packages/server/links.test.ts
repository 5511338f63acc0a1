import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { createLinks } from './links.ts'

const secret = randomBytes(32)
const links = createLinks(secret, 'https://portal.example')
const tokenOf = (communication: string) => links.portal(communication).split('/').at(-1)!

test('a link names its communication, and no other key opens it', () => {
  const other = createLinks(randomBytes(32), 'https://portal.example')
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const token = tokenOf(id)
      assert.equal(token.length, 32)
      assert.equal(links.verify(token), id)
      assert.equal(other.verify(token), undefined)
    }),
  )
})

test('a token changed in any one character is refused', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.nat(31), fc.constantFrom(...'AZaz09-_'), (id, at, letter) => {
      const token = tokenOf(id)
      if (token[at] === letter) return
      assert.equal(links.verify(token.slice(0, at) + letter + token.slice(at + 1)), undefined)
    }),
  )
  for (const wrong of [
    '',
    'x',
    `${tokenOf('00000000-0000-7000-8000-000000000000')}A`,
    '../etc',
    '\0',
  ]) {
    assert.equal(links.verify(wrong), undefined)
  }
})
