/**
 * Unicode's own tests: whole where Debian's `unicode-data` is installed, else the extract beside this.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as bidiModule from 'bidi-js'
import { breaksOf, seam } from '../text/linebreaks.ts'

const bidi = (bidiModule as unknown as { default: () => bidiModule.Bidi }).default()

function cases(name: string, extract = name): string[] {
  const whole = `/usr/share/unicode/${name}`
  const own = new URL(`unicode/${extract}`, import.meta.url)
  return readFileSync(existsSync(whole) ? whole : own, 'utf8')
    .split('\n')
    .map((line) => line.split('#')[0]?.trim() ?? '')
    .filter((line) => line !== '')
}

/** Text of a line of `÷ 0041 × 0308 ÷`, and where it may be cut. */
function marked(line: string): { text: string; cuts: number[] } {
  let text = ''
  const cuts: number[] = []
  for (const part of line.split(/\s+/)) {
    if (part === '÷') cuts.push(text.length)
    else if (part !== '×') text += String.fromCodePoint(parseInt(part, 16))
  }
  return { text, cuts: cuts.filter((cut) => cut > 0 && cut < text.length) }
}

/**
 * Where the tests break and we do not, on purpose: within what may be one number, amount or name
 * (`a.2`, `,0`, `)%`, `}$`, `$(`), as LB25 says it and not the stricter pattern of the tests; before a
 * bracket after a sign that is no letter.
 */
const KEPT = /(?:[.,/] ?\p{M}*\p{N}|[)}]\p{M}*[%$]|[%$\\]\p{M}*[({]|[^\p{L}\p{N}]\p{M}*\u2329)$/u

test('lines may end where Unicode says, but that numbers stay whole', () => {
  const lines = cases('auxiliary/LineBreakTest.txt', 'LineBreakTest.txt')
  let same = 0
  for (const line of lines) {
    const { text, cuts } = marked(line)
    const got = breaksOf(text, 'en')
    const missing = cuts.filter((cut) => !got.includes(cut))
    const extra = got.filter((cut) => !cuts.includes(cut))
    if (missing.length + extra.length === 0) same++
    for (const cut of missing) assert.match(text.slice(0, cut + 1), KEPT, `${line} at ${cut}`)
    // A code point that is no character yet, of which a later version says otherwise.
    for (const cut of extra) assert.match(text, /\u{1f02c}/u, `${line} at ${cut}`)
  }
  assert.ok(same >= lines.length * 0.93, `${same} of ${lines.length}`)
})

test('directions come out as Unicode says, every one', () => {
  for (const line of cases('BidiCharacterTest.txt')) {
    const [hex = '', direction, , levels = ''] = line.split(';')
    const text = hex
      .split(' ')
      .map((code) => String.fromCodePoint(parseInt(code, 16)))
      .join('')
    const asked = direction === '0' ? 'ltr' : direction === '1' ? 'rtl' : undefined
    const found = bidi.getEmbeddingLevels(text, asked).levels
    let at = 0
    const want = levels.split(' ')
    for (const [i, char] of [...text].entries()) {
      if (want[i] !== 'x') assert.equal(found[at], Number(want[i]), line)
      at += char.length
    }
  }
})

test('no character is cut in two, however long the word', () => {
  const flag = '👩🏽‍🚀'
  const cases_ = [
    'e\u0301'.repeat(90),
    flag.repeat(30),
    'नि'.repeat(90),
    '𝒳'.repeat(120),
    'ab'.repeat(90),
  ]
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (const text of cases_) {
    const starts = new Set([...graphemes.segment(text)].map(({ index }) => index))
    for (let at = 60; at < 120; at++) {
      const to = seam(text, 0, at)
      assert.ok(to > 0 && to <= at && starts.has(to), `${text.slice(0, 8)} at ${at}: ${to}`)
    }
  }
})
