/** Streams coded as they are written are read by zlib, and say what was put into them. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { deflateSync, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { createTypesetter } from '../index.ts'
import { CONTENT, STRUCTURE } from '../pdf/codes.ts'
import type { Span } from '../pdf/piece.ts'
import { Places } from '../pdf/xref.ts'
import { world } from './node.ts'
import './seed.ts'

const never = (): Uint8Array => assert.fail('nothing was left uncoded')
const read = (bytes: Uint8Array): string => inflateSync(bytes).toString('latin1')

const ascii = fc.string({
  unit: fc.integer({ min: 10, max: 126 }).map((c) => String.fromCharCode(c)),
  maxLength: 400,
})
const words = fc.constantFrom('/TD<</MCID ', '>>BDC BT ', 'a', '', 'aaaaaaaaaaaa', '0 0 0 rg')
const put = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.oneof(ascii, words) }),
  fc.record({ kind: fc.constant('piece' as const), text: fc.oneof(ascii, words) }),
  fc.record({ kind: fc.constant('again' as const), text: words }),
  fc.record({ kind: fc.constant('int' as const), value: fc.integer({ min: 0, max: 99_999 }) }),
  fc.record({ kind: fc.constant('ref' as const), value: fc.integer({ min: 0, max: 99_999 }) }),
  fc.record({ kind: fc.constant('offset' as const), value: fc.integer({ min: 0, max: 999_999 }) }),
  fc.record({ kind: fc.constant('span' as const), text: words }),
)

test('whatever is put, in pieces or as text, is read back, by either code', () => {
  for (const coding of [CONTENT, STRUCTURE]) {
    const pieces = new Map(
      ['/TD<</MCID ', '>>BDC BT ', 'a', '', 'aaaaaaaaaaaa', '0 0 0 rg'].map((text) => [
        text,
        coding.piece(text),
      ]),
    )
    const property = fc.property(fc.array(put, { maxLength: 80 }), (puts) => {
      const first = coding.coder(false)
      first.start()
      const second = coding.coder(false)
      const span: Span = { stream: 0, at: 0, length: 0, sum: 0, weight: 0 }
      const said = ['', '']
      let held = ''
      puts.forEach((one, i) => {
        const out = i % 3 === 0 ? first : second
        let text = 'text' in one ? one.text : ''
        if (one.kind === 'text') out.text(text)
        else if (one.kind === 'piece') out.put(coding.piece(text))
        else if (one.kind === 'again') out.again(pieces.get(text)!)
        else if (one.kind === 'span') {
          if (out.repeat(span)) text = held
          else {
            out.begin(span)
            out.text(text)
            out.end(span)
            held = text
          }
        } else if (one.kind === 'int') coding.int(out, one.value)
        else if (one.kind === 'ref') coding.ref(out, one.value)
        else coding.intAndSpace(out, one.value)
        if ('value' in one) {
          const { kind, value } = one
          text = kind === 'ref' ? ` ${value} 0 R` : kind === 'int' ? `${value}` : `${value} `
        }
        said[out === first ? 0 : 1] += text
      })
      first.append(second)
      assert.equal(read(first.finish(never)), said.join(''))
      coding.release(first)
      coding.release(second)
    })
    fc.assert(property, { numRuns: 150 })
  }
})

test('a stream longer than the window, and one that repeats itself from end to end', () => {
  const rows = Array.from({ length: 9000 }, (_, i) => `${i} ${(i * 7919) % 1000} Td\n`).join('')
  for (const text of [rows, 'x'.repeat(100_000), `${rows}${'y'.repeat(700)}${rows}`]) {
    const out = CONTENT.coder(false)
    out.start()
    out.text(text)
    const bytes = out.finish(never)
    assert.equal(read(bytes), text)
    assert.ok(bytes.length < text.length / 2)
  }
})

test('the same text gives the same bytes, whatever was written before', () => {
  const write = (): string => {
    const out = CONTENT.coder(false)
    out.start()
    out.text('BT /F0 9 Tf 0 0 0 rg 62 537.08 Td [(Code)]TJ ET\n'.repeat(3))
    const hash = createHash('sha256').update(out.finish(never)).digest('hex')
    CONTENT.release(out)
    return hash
  }
  const first = write()
  const other = CONTENT.coder(false)
  other.start()
  other.text('62 537.08 Td [(Code)]TJ ET BT '.repeat(500))
  CONTENT.release(other)
  assert.equal(write(), first)
})

test('numbers are written as they are everywhere else', () => {
  for (const [value, text] of [
    [0, '0'],
    [0.5, '.5'],
    [-12.005, '-12'],
    [841.89, '841.89'],
    [0.07, '.07'],
    [90_000.25, '90000.25'],
    [NaN, '0'],
  ] as const) {
    const out = CONTENT.coder(false)
    out.start()
    CONTENT.number(out, value)
    assert.equal(read(out.finish(never)), text)
  }
})

test('a higher level compresses the very same content with zlib', async () => {
  const streams = (pdf: Uint8Array): string[] => {
    const found: string[] = []
    const text = Buffer.from(pdf).toString('latin1')
    for (const match of text.matchAll(
      /<<(?:\/Type\/ObjStm[^>]*)?\/Filter\/FlateDecode\/Length (\d+)>>stream\n/g,
    )) {
      const from = match.index + match[0].length
      found.push(read(pdf.subarray(from, from + Number(match[1]))))
    }
    return found
  }
  const document = {
    lang: 'en',
    title: 'Invoice',
    created: '2026-01-01T00:00:00Z',
    text: { family: 'Source Sans 3', size: 10 },
    masters: {
      rest: { width: 300, height: 300, margins: { top: 20, right: 20, bottom: 20, left: 20 } },
    },
    body: [
      { type: 'heading' as const, level: 1 as const, content: 'Goods' },
      {
        type: 'table' as const,
        columns: [
          { kind: 'fraction' as const, share: 1 },
          { kind: 'fixed' as const, width: 60 },
        ],
        rows: Array.from({ length: 40 }, (_, i) => ({ cells: [`Item ${i}`, `£${i}.50`] })),
      },
    ],
  }
  const own = await createTypesetter(world())
  const zlib = await createTypesetter({
    ...world(),
    level: 6,
    deflate: (bytes, level) => deflateSync(bytes, { level }),
  })
  const coded = streams(own.typeset(document).pdf)
  assert.ok(coded.length >= 3)
  assert.deepEqual(coded, streams(zlib.typeset(document).pdf))
})

test('where each object stands is read back, be it few objects or many, near or far', () => {
  const place = fc.oneof(
    fc.constant(null),
    fc.record({ offset: fc.integer({ min: 0, max: 2 ** 39 }) }),
    fc.record({ stream: fc.integer({ min: 1, max: 400_000 }), index: fc.nat(3999) }),
  )
  const property = fc.property(fc.array(place, { maxLength: 3000, size: 'max' }), (given) => {
    const places = Places.lent()
    given.forEach((one, i) => {
      if (one === null) return
      if ('offset' in one) places.at(i + 1, one.offset)
      else places.inStream(i + 1, one.stream, one.index)
    })
    const count = given.length + 2
    const { bytes } = places.stream(count, 5, null)
    assert.deepEqual(inflateSync(places.stream(count, 5, deflateSync).bytes), inflateSync(bytes))
    places.release()
    const rows = inflateSync(bytes)
    assert.equal(rows.length, count * 9)
    const above = new Uint8Array(8)
    for (let i = 0; i < count; i++) {
      assert.equal(rows[i * 9], 2, 'Up')
      for (let k = 0; k < 8; k++) above[k] = above[k]! + rows[i * 9 + 1 + k]!
      const a = above.subarray(1, 6).reduce((sum, byte) => sum * 256 + byte, 0)
      const said = [above[0], a, above[6]! * 256 + above[7]!]
      const one = given[i - 1] ?? null
      if (i === 0) assert.deepEqual(said, [0, 0, 65535])
      else if (one === null) assert.deepEqual(said, [0, 0, 0])
      else if ('offset' in one) assert.deepEqual(said, [1, one.offset, 0])
      else assert.deepEqual(said, [2, one.stream, one.index])
    }
  })
  fc.assert(property, { numRuns: 50 })
})
