/** What cannot be set as asked ends in a located warning, never in a throw, a hang or a loss. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import {
  type Block,
  createTypesetter,
  type Document,
  type Typesetter,
  type WarningCode,
} from '../index.ts'
import { SANS, world } from './node.ts'
import { readText } from './read.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
let typesetter: Typesetter

before(async () => {
  typesetter = await createTypesetter({ ...world() })
})

export function letter(body: readonly Block[], more: Partial<Document> = {}): Document {
  return {
    lang: 'en',
    title: 'Test',
    created: '2026-01-01T00:00:00Z',
    text: { family: 'Source Sans 3', size: 10 },
    masters: {
      rest: { width: 300, height: 400, margins: { top: 40, right: 40, bottom: 40, left: 40 } },
    },
    body,
    ...more,
  }
}

function warned(document: Document, code: WarningCode, path: string) {
  const result = typesetter.typeset(document)
  const found = result.warnings.find((w) => w.code === code)
  assert.ok(found, `${code} expected, got ${JSON.stringify(result.warnings)}`)
  assert.equal(found.path, path)
  return result
}

test('a missing glyph is named and shown as a replacement', async () => {
  const { pdf, warnings } = warned(
    letter([{ type: 'paragraph', content: 'before 漢 after', source: 'print.md:4' }]),
    'missing-glyph',
    'body[0]',
  )
  assert.match(warnings[0]?.message ?? '', /U\+6F22/)
  assert.equal(warnings[0]?.source, 'print.md:4')
  assert.match((await readText(pdf)).join(''), /before . after/)
})

test('corrupt images are refused by name and keep their place', () => {
  const png = Uint8Array.of(
    0x89,
    0x50,
    0x4e,
    0x47,
    13,
    10,
    26,
    10,
    0,
    0,
    0,
    13,
    73,
    72,
    68,
    82,
    0,
    0,
  )
  for (const [name, bytes] of [
    ['cut.png', png],
    ['cut.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0)],
    ['none.bin', encode('plain words')],
    ['open.svg', encode('<svg viewBox="0 0 1 1"><g>')],
  ] as const) {
    const told = typesetter.addImage({ name, bytes })
    assert.equal(told?.code, 'corrupt-image', name)
    const { warnings } = warned(
      letter([{ type: 'image', image: name, height: 50, alternative: { alt: 'x' } }]),
      'missing-image',
      'body[0]',
    )
    // Where the image was to stand it is said what is wrong with it.
    const why = told.message.replace(`image ${name}: `, '')
    assert.ok(warnings[0]?.message.includes(`(${why})`), `${name}: ${why}`)
  }
})

test('an SVG that acts or refers to the outside is refused', () => {
  const wrap = (inner: string): Uint8Array =>
    encode(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inner}</svg>`)
  const bad = {
    script: '<script>alert(1)</script>',
    handler: '<rect onload="x()" width="9" height="9"/>',
    outside: '<image href="https://example.com/a.png"/>',
    style: '<rect style="fill:url(http://example.com/#a)" width="9" height="9"/>',
    use: '<use xlink:href="other.svg#a"/>',
  }
  for (const [name, inner] of Object.entries(bad)) {
    assert.equal(typesetter.addImage({ name, bytes: wrap(inner) })?.code, 'unsafe-svg', name)
  }
  assert.equal(
    typesetter.addImage({ name: 'self', bytes: wrap('<g id="a"><use href="#a"/></g>') }),
    undefined,
  )
  typesetter.typeset(letter([{ type: 'image', image: 'self', alternative: { decorative: true } }]))
  const bomb =
    '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg viewBox="0 0 1 1">&b;</svg>'
  assert.equal(typesetter.addImage({ name: 'bomb', bytes: encode(bomb) })?.code, 'corrupt-image')
})

test('a table wider than its page is narrowed to it', async () => {
  const columns = Array.from({ length: 4 }, () => ({ kind: 'fixed' as const, width: 120 }))
  const { pdf } = warned(
    letter([{ type: 'table', columns, rows: [{ cells: ['one', 'two', 'three', 'four'] }] }]),
    'table-too-wide',
    'body[0]',
  )
  assert.match((await readText(pdf)).join(''), /one\s+two\s+three\s+four/)
})

test('a block taller than the page is split, or placed and named', async () => {
  const lines = Array.from({ length: 80 }, (_, i) => `line ${i}.`).join('\n')
  const row = { cells: [lines, 'beside'] }
  const columns = [
    { kind: 'fraction' as const, share: 1 },
    { kind: 'fixed' as const, width: 50 },
  ]
  const split = warned(
    letter([{ type: 'table', columns, rows: [row] }]),
    'block-too-tall',
    'body[0].rows[0]',
  )
  assert.ok(split.pages > 1)
  const text = (await readText(split.pdf)).join('\n')
  for (let i = 0; i < 80; i++) assert.equal(text.split(`line ${i}.`).length, 2, `line ${i}`)
  warned(
    letter([{ type: 'keepTogether', content: [{ type: 'paragraph', content: lines }] }]),
    'block-too-tall',
    'body[0]',
  )
  typesetter.addImage({
    name: 'tall',
    bytes: encode('<svg viewBox="0 0 10 1000"><rect width="10" height="1000"/></svg>'),
  })
  warned(
    letter([{ type: 'image', image: 'tall', height: 2000, alternative: { alt: 'tall' } }]),
    'block-too-tall',
    'body[0]',
  )
})

test('a word of a million letters is broken between letters and all of it is there', async () => {
  const { pdf, pages } = warned(
    letter([{ type: 'paragraph', content: 'a'.repeat(1_000_000) }]),
    'word-too-long',
    'body[0]',
  )
  assert.ok(pages > 300)
  const text = (await readText(pdf)).join('')
  assert.equal(text.replace(/[^a]/g, '').length, 1_000_000)
})

test('what is wrong in the tree itself is said and survived', () => {
  const cases: [Block, WarningCode][] = [
    [{ type: 'barcode', symbology: 'ean13', text: '12', alt: 'x' }, 'bad-barcode'],
    [{ type: 'barcode', symbology: '../x', text: '12', alt: 'x' }, 'bad-barcode'],
    [{ type: 'chart', kind: 'bar', labels: [], series: [], alt: 'x' }, 'bad-value'],
    [{ type: 'table', columns: [], rows: [] }, 'bad-value'],
    [{ type: 'unknown' } as unknown as Block, 'bad-value'],
    [
      { type: 'paragraph', content: [{ type: 'link', to: '#nowhere', content: 'x' }] },
      'missing-target',
    ],
  ]
  for (const [block, code] of cases) {
    const { warnings } = typesetter.typeset(letter([block]))
    assert.equal(warnings[0]?.code, code, JSON.stringify(warnings))
    assert.match(warnings[0]?.path ?? '', /^body\[0\]/)
  }
  const odd = letter([
    { type: 'paragraph', content: 'x', style: { text: { family: 'Nobody', size: Number.NaN } } },
  ])
  assert.deepEqual(
    typesetter.typeset(odd).warnings.map((w) => w.code),
    ['missing-font', 'bad-value'],
  )
})

test('only a broken font is refused outright, and named', async () => {
  const fonts = [...SANS, { family: 'Broken', bytes: encode('not a font at all') }]
  await assert.rejects(createTypesetter({ ...world(), fonts }), /font Broken 400: not a/)
})
