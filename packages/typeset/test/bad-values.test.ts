/** Values no page can be made of, and content without end: told at their place, soon, and survived. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { type Block, createTypesetter, type Typesetter, type WarningCode } from '../index.ts'
import { world } from './node.ts'
import { png } from './png.ts'
import { readText } from './read.ts'
import { letter } from './trees.ts'

let typesetter: Typesetter
before(async () => {
  typesetter = await createTypesetter(world())
})

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const p = (content: unknown, style = {}): Block => ({ type: 'paragraph', content, style }) as Block

function told(block: unknown, code: WarningCode, path: RegExp): string {
  const { warnings, pdf } = typesetter.typeset(letter([p('before'), block as Block, p('after')]))
  const found = warnings.find((warning) => warning.code === code && path.test(warning.path))
  assert.ok(found, `${code} at ${path}, not ${JSON.stringify(warnings)}`)
  assert.ok(pdf.length > 1000)
  return found.message
}

const unsound = [Number.NaN, Infinity, -Infinity, 1e9, -1e9]

test('a length that is none is named, and what is around it is set', async () => {
  const blocks: Readonly<Record<string, (bad: number) => unknown>> = {
    size: (bad) => p('x', { text: { size: bad } }),
    lineHeight: (bad) => p('x', { lineHeight: bad }),
    indentStart: (bad) => p('x', { indentStart: bad }),
    spaceBefore: (bad) => p('x', { spaceBefore: bad }),
    padding: (bad) => ({ type: 'box', content: [p('x')], style: { padding: bad } }),
    minHeight: (bad) => ({ type: 'box', content: [p('x')], style: { minHeight: bad } }),
    height: (bad) => ({ type: 'space', height: bad }),
    count: (bad) => ({ type: 'columns', count: bad, content: [p('x')] }),
    gap: (bad) => ({ type: 'sideBySide', gap: bad, columns: [], content: [] }),
    width: (bad) => ({ type: 'barcode', symbology: 'qrcode', text: 'x', alt: 'x', width: bad }),
    rotate: (bad) => ({ type: 'frame', x: 0, y: 0, width: 9, height: 9, rotate: bad, content: [] }),
    column: (bad) => ({
      type: 'table',
      columns: [{ kind: 'fixed', width: bad }],
      rows: [{ cells: ['x'] }],
    }),
  }
  for (const [name, make] of Object.entries(blocks))
    for (const bad of unsound)
      assert.match(told(make(bad), 'bad-value', /^body\[1\]$/), new RegExp(name), `${name} ${bad}`)
  const { pdf } = typesetter.typeset(
    letter([p('before'), p('x', { lineHeight: -1e9 }), p('after')]),
  )
  assert.match((await readText(pdf)).join(''), /before\s+x\s+after/)
})

test('a master without sound lengths gives way to A4', () => {
  for (const bad of unsound) {
    const margins = { top: bad, right: 20, bottom: 20, left: 20 }
    const document = {
      ...letter([p('x')]),
      masters: { rest: { width: 300, height: 300, margins } },
    }
    const { warnings, pageInfo } = typesetter.typeset(document)
    assert.deepEqual(
      warnings.map(({ code, path }) => [code, path]),
      [['bad-value', 'masters.rest']],
    )
    assert.equal(Math.round(pageInfo[0]?.width ?? 0), 595)
  }
})

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let block: unknown = p('innermost')
  for (let i = 0; i < depth; i++) block = wrap(block)
  return block
}

test('content nested without end, or in itself, is cut where it is too deep', () => {
  const box = (inner: unknown) => ({ type: 'box', content: [inner] })
  const list = (inner: unknown) => ({
    type: 'list',
    marker: { kind: 'box' },
    items: [{ content: [inner] }],
  })
  const cell = (inner: unknown) => ({
    type: 'table',
    columns: [{ kind: 'fraction', share: 1 }],
    rows: [{ cells: [{ content: { blocks: [inner] } }] }],
  })
  told(nested(100_000, box), 'bad-value', /^body\[1\]/)
  told(nested(10_000, list), 'bad-value', /^body\[1\]/)
  told(nested(10_000, cell), 'bad-value', /^body\[1\]/)
  const columns = (inner: unknown) => ({ type: 'columns', count: 2, content: [inner, p('x')] })
  told(nested(40, columns), 'bad-value', /^body\[1\]/)
  const self: { type: string; content: unknown[] } = { type: 'box', content: [] }
  self.content.push(self)
  told(self, 'bad-value', /^body\[1\]/)
  let link: unknown = 'x'
  for (let i = 0; i < 10_000; i++) link = [{ type: 'link', to: '#a', content: link }]
  told(p(link), 'bad-value', /^body\[1\]/)
  const inner = { type: 'footnote', content: [p('inner')] }
  told(p(['x', { type: 'footnote', content: [p(['y', inner])] }]), 'bad-value', /^body\[1\]/)
})

test('a document has an end, and says what comes after it', () => {
  const pages = Array.from({ length: 20_010 }, (): Block[] => [
    p('x'),
    { type: 'pageBreak' },
  ]).flat()
  const { warnings, pages: count } = typesetter.typeset(letter(pages))
  assert.equal(count, 20_000)
  assert.match(warnings[0]?.message ?? '', /after page 20000/)
})

test('what is too tall for a page is shrunk or stacked, and told in every document', async () => {
  const lines = Array.from({ length: 80 }, (_, i) => `line${i};`).join('\n')
  const share = { kind: 'fraction' as const, share: 1 }
  const side: Block = Object.freeze({
    type: 'sideBySide',
    columns: [share, share],
    content: [[p(lines)], [p('beside')]],
  })
  for (let time = 0; time < 2; time++) {
    const { pdf, warnings } = typesetter.typeset(letter([side]))
    assert.equal(warnings[0]?.code, 'block-too-tall', `document ${time + 1}`)
    const text = (await readText(pdf)).join('\n')
    for (let i = 0; i < 80; i++) assert.ok(text.includes(`line${i};`), `line ${i}`)
    assert.ok(text.includes('beside'))
  }
  const code = {
    type: 'barcode',
    symbology: 'qrcode',
    text: 'x',
    alt: 'x',
    height: 2000,
    width: 2000,
  }
  assert.match(told(code, 'frame-overflow', /^body\[1\]$/), /shrunk/)
})

const svg = (inner: string): Uint8Array => encode(`<svg viewBox="0 0 9 9">${inner}</svg>`)

test('pictures that are bombs, cut off, of another kind or not to be trusted', () => {
  const zeros = (n: number): Uint8Array => deflateSync(new Uint8Array(n))
  const twice = (of: number, id: number): string =>
    `<g id="g${id}"><use href="#g${of}"/><use href="#g${of}"/></g>`
  const uses = Array.from({ length: 30 }, (_, i) => twice(i, i + 1)).join('')
  const cases: Readonly<Record<string, readonly [Uint8Array, string | undefined]>> = {
    'larger than memory': [
      png({ width: 60_000, height: 60_000, kind: 6 }, zeros(1000), [], true),
      'corrupt-image',
    ],
    'more data than picture': [
      png({ width: 100, height: 100, kind: 6 }, zeros(50_000_000), [], true),
      'corrupt-image',
    ],
    'more data, no alpha': [
      png({ width: 100, height: 100, kind: 2 }, zeros(50_000_000), [], true),
      'corrupt-image',
    ],
    'less data than picture': [
      png({ width: 100, height: 100, kind: 2 }, zeros(500), [], true),
      'corrupt-image',
    ],
    'not deflated': [
      png({ width: 10, height: 10, kind: 6 }, encode('rubbish'), [], true),
      'corrupt-image',
    ],
    whole: [png({ width: 10, height: 10, kind: 2 }, zeros(310), [], true), undefined],
    'gif.png': [encode('GIF89a\u0001\u0000'), 'corrupt-image'],
    'page.jpg': [encode('<html></html>'), 'corrupt-image'],
    nothing: [new Uint8Array(0), 'corrupt-image'],
    deep: [svg('<g>'.repeat(100_000) + '</g>'.repeat(100_000)), 'corrupt-image'],
    doubling: [
      svg(`<g id="g0"><rect width="1" height="1"/></g>${uses}<use href="#g30"/>`),
      'unsupported-svg',
    ],
    style: [svg('<style>@import url(http://example.com/a.css)</style>'), 'unsafe-svg'],
    link: [svg('<a href=" JavaScript:alert(1)"><rect/></a>'), 'unsafe-svg'],
    foreign: [svg('<foreignObject/>'), 'unsafe-svg'],
  }
  for (const [name, [bytes, code]] of Object.entries(cases))
    assert.equal(typesetter.addImage({ name, bytes })?.code, code, name)
})
