import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { economical, measure } from './gsm7.ts'

test('lengths at the borders of parts', () => {
  const cases: readonly [string, string, number, number][] = [
    ['', 'GSM-7', 1, 0],
    ['a'.repeat(160), 'GSM-7', 1, 160],
    ['a'.repeat(161), 'GSM-7', 2, 161],
    ['a'.repeat(306), 'GSM-7', 2, 306],
    ['a'.repeat(307), 'GSM-7', 3, 307],
    ['€'.repeat(80), 'GSM-7', 1, 160],
    // 76 euros fill 152 of 153 septets; the escape is not parted from its code.
    ['€'.repeat(152), 'GSM-7', 2, 304],
    ['€'.repeat(153), 'GSM-7', 3, 306],
    ['ж'.repeat(70), 'UCS-2', 1, 70],
    ['ж'.repeat(71), 'UCS-2', 2, 71],
    ['ж'.repeat(134), 'UCS-2', 2, 134],
    ['😀'.repeat(35), 'UCS-2', 1, 70],
    // 33 pairs fill 66 of 67 units.
    ['😀'.repeat(67), 'UCS-2', 3, 134],
  ]
  for (const [text, encoding, segments, units] of cases)
    assert.deepEqual(measure(text), { encoding, segments, units })
})

test('the alphabet is that of 3GPP TS 23.038: 127 characters and ten of the extension', () => {
  const letters = Array.from({ length: 0x3000 }, (_, i) => String.fromCodePoint(i))
  const known = letters.filter((letter) => measure(letter).encoding === 'GSM-7')
  assert.equal(known.length, 127 + 10)
  assert.equal(known.filter((letter) => measure(letter).units === 2).join(''), '\f[\\]^{|}~€')
})

/** Counted another way: by building the septets and cutting them, escape bytes and all. */
function independentCount(text: string): number {
  const twice = new Set('\f^{}\\[~]|€')
  const once = new Set(
    '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà' +
      '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  )
  const letters = [...text]
  const seven = letters.every((letter) => twice.has(letter) || once.has(letter))
  const units = letters.map((letter) => (seven ? (twice.has(letter) ? 2 : 1) : letter.length))
  const [whole, part] = seven ? [160, 153] : [70, 67]
  if (units.reduce((a, b) => a + b, 0) <= whole) return 1
  const bins: number[] = [0]
  for (const size of units) {
    if (bins.at(-1)! + size <= part) bins[bins.length - 1]! += size
    else bins.push(size)
  }
  return bins.length
}

const letters = fc.constantFrom(...'abcäñ€{}|^ \n“”–…’\u00a0жé😀漢'.match(/./gsu)!)

test('segments agree with an independent count', () => {
  const texts = fc.array(letters, { maxLength: 500 }).map((all) => all.join(''))
  fc.assert(
    fc.property(texts, (text) => {
      assert.equal(measure(text).segments, independentCount(text))
    }),
  )
})

const letterOnly = (s: string) => s.match(/[\p{L}\p{N}\p{Emoji_Presentation}€]/gu)?.join('')

test('replacing smart characters happens only where it saves a segment, and keeps the letters', () => {
  const texts = fc.array(letters, { maxLength: 300 }).map((all) => all.join(''))
  fc.assert(
    fc.property(texts, (text) => {
      const result = economical(text)
      const before = measure(text)
      if (result.text === text) assert.equal(result.segments, before.segments)
      else assert.ok(result.segments < before.segments)
      assert.equal(letterOnly(result.text), letterOnly(text))
      assert.deepEqual(measure(result.text).segments, result.segments)
    }),
  )
  const long = `“${'a'.repeat(100)}”`
  assert.equal(economical(long).text, `"${'a'.repeat(100)}"`)
  assert.equal(economical('“Hi”').text, '“Hi”')
})
