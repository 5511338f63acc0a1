/** What goes on over a page of another width is set anew in it: nothing lost, nothing twice. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Block, createTypesetter, type Document, type Row, type Typesetter } from '../index.ts'
import { readGlyphs } from './glyphs.ts'
import { SANS, world } from './node.ts'
import { readText } from './read.ts'

/** Parts of the one long word that is hyphenated here. */
const de = (text: string) => text.replaceAll(/Donau|dampf|schiff/g, '$&\u00ad')
let typesetter: Typesetter
before(async () => {
  typesetter = await createTypesetter({ ...world(SANS), hyphenation: { de } })
})

const page = (width: number) => ({
  width,
  height: 140,
  margins: { top: 20, right: 20, bottom: 20, left: 20 },
})
const WIDTHS = [340, 180, 260]
/** Pages by turns 340, 180 and 260 points wide. */
const masters: Document['masters'] = {
  rest: page(260),
  first: page(340),
  left: page(180),
  right: page(260),
}

function letter(body: readonly Block[], more: Partial<Document> = {}): Document {
  return {
    lang: 'en',
    title: 'Goes on',
    created: '2026-01-01T00:00:00Z',
    text: { family: 'Source Sans 3', size: 10 },
    paragraph: { lineHeight: 1.2 },
    masters,
    body,
    ...more,
  }
}

const numbered = (n: number, each = 'word') =>
  Array.from({ length: n }, (_, i) => `${each}${i};`).join(' ')

/** How far text reaches on each page, from its left margin, in points. */
async function reach(document: Document): Promise<number[]> {
  const pages = await readGlyphs(typesetter.typeset(document).pdf)
  return pages.map(
    ({ glyphs }) => Math.max(...glyphs.map((g) => (g.text.trim() === '' ? 0 : g.ink.x1))) - 20,
  )
}

/** Numbers of the words in the order of the pages; each page's words joined. */
async function told(document: Document, pattern: RegExp): Promise<number[]> {
  const { pdf, warnings } = typesetter.typeset(document)
  assert.deepEqual(warnings, [])
  const text = (await readText(pdf)).join('\n')
  return [...text.replaceAll(/-\n|[\ufffe\s]/g, '').matchAll(pattern)].map((m) => Number(m[1]))
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i)

test('a paragraph fills the width of each of its pages', async () => {
  for (const align of ['start', 'justify'] as const) {
    const body: Block[] = [{ type: 'paragraph', content: numbered(200), style: { align } }]
    assert.deepEqual(await told(letter(body), /word(\d+);/g), upTo(200))
    const reached = await reach(letter(body))
    assert.ok(reached.length > 3)
    for (const [i, at] of reached.slice(0, 3).entries()) {
      const room = (WIDTHS[i] as number) - 40
      assert.ok(at <= room + 0.5 && at > room - 45, `${align} page ${i + 1}: ${at} of ${room}`)
    }
  }
})

test('words cut at the foot of a page, lines given one by one, marks and initials go on', async () => {
  const long = Array.from({ length: 60 }, (_, i) => `Donaudampfschifffahrt${i};`).join(' ')
  const style = { align: 'justify' as const, hyphenate: true, text: { lang: 'de' } }
  const german: Block = { type: 'paragraph', content: long, style }
  assert.deepEqual(
    await told(letter([german], { lang: 'de' }), /Donaudampfschifffahrt(\d+);/g),
    upTo(60),
  )
  const address = upTo(30).flatMap((i) => [`line${i};`, { type: 'lineBreak' as const }])
  const lines: Block = { type: 'paragraph', content: address.slice(0, -1) }
  assert.deepEqual(await told(letter([lines]), /line(\d+);/g), upTo(30))
  const noted = upTo(60).flatMap((i) => [
    `text${i};`,
    { type: 'footnote' as const, content: [{ type: 'paragraph' as const, content: `n${i}.` }] },
    ' ',
  ])
  const found = await told(letter([{ type: 'paragraph', content: noted }]), /(?:text|n)(\d+)[;.]/g)
  assert.equal(found.length, 120)
  assert.equal(new Set(found).size, 60)
  const initial: Block = {
    type: 'paragraph',
    content: `Word0; ${numbered(120, 'text')}`,
    style: { initial: { lines: 3 } },
  }
  assert.deepEqual(await told(letter([initial]), /text(\d+);/g), upTo(120))
})

test('right-to-left text goes on in its order', async () => {
  const body: Block[] = [{ type: 'paragraph', content: numbered(120), style: { direction: 'rtl' } }]
  const found = await told(letter(body), /word(\d+)/g)
  assert.deepEqual(found, upTo(120))
})

test('lists, boxes and columns go on in the width of the page', async () => {
  const text = (name: string, n = 90): Block => ({ type: 'paragraph', content: numbered(n, name) })
  const containers: Block[] = [
    {
      type: 'list',
      marker: { kind: 'text', text: '•' },
      items: [{ content: [text('a')] }, { content: [text('a')] }],
    },
    { type: 'box', style: { border: { width: 1 }, padding: 5 }, content: [text('a'), text('a')] },
    { type: 'columns', count: 2, gap: 10, content: [text('a'), text('a')] },
    { type: 'keepTogether', content: [text('a', 180)] },
  ]
  for (const block of containers) {
    const { pdf, warnings } = typesetter.typeset(letter([block]))
    assert.ok(
      warnings.every(({ code }) => code === 'block-too-tall'),
      JSON.stringify(warnings),
    )
    const words = (await readText(pdf)).join(' ').match(/a\d+;/g) ?? []
    assert.equal(words.length, 180, block.type)
    const reached = await reach(letter([block]))
    assert.ok(reached.length > 2, block.type)
    const short = reached.length - 1
    for (const [i, at] of reached.slice(0, short).entries()) {
      const room = ([340, 180, 260, 180, 260, 180, 260][i] as number) - 40
      assert.ok(at <= room + 1, `${block.type} page ${i + 1}: ${at} of ${room}`)
      assert.ok(at > room - 60, `${block.type} page ${i + 1} is filled: ${at} of ${room}`)
    }
  }
})

const table = (rows: Iterable<Row>): Block => ({
  type: 'table',
  columns: [{ kind: 'fixed', width: 40 }, { kind: 'fraction', share: 1 }, { kind: 'content' }],
  header: [{ cells: ['N', 'text', 'amount'] }],
  rows,
})
const rowOf = (i: number): Row => ({ cells: [`r${i};`, numbered(3 + (i % 9), 'x'), `${i}00.00`] })

test('columns of a table are solved anew: fixed ones stay, shares take what is left', async () => {
  const pages = await readGlyphs(typesetter.typeset(letter([table(upTo(40).map(rowOf))])).pdf)
  const lefts = pages.slice(0, 3).map(({ glyphs }) => {
    const text = glyphs.map((g) => g.text).join('')
    const at = (word: string) => glyphs[text.indexOf(word)]?.x ?? NaN
    return [at('text'), at('amount')]
  })
  for (const [i, [text, amount]] of lefts.entries()) {
    assert.ok(Math.abs((text as number) - 64) < 0.5, 'after a column of 40 points')
    assert.ok(
      Math.abs(
        (amount as number) - ((WIDTHS[i] as number) - 20 - (340 - 20 - (lefts[0]?.[1] as number))),
      ) < 0.5,
    )
  }
  assert.deepEqual(await told(letter([table(upTo(40).map(rowOf))]), /r(\d+);/g), upTo(40))
})

test('rows that can be taken only once are all there, also where their table is laid out anew', async () => {
  for (const before of upTo(6)) {
    const filler: Block = {
      type: 'paragraph',
      content: upTo(before + 2)
        .map(String)
        .join('\n'),
    }
    const rows = (function* () {
      for (const i of upTo(30)) yield rowOf(i)
    })()
    assert.deepEqual(await told(letter([filler, table(rows)]), /r(\d+);/g), upTo(30), `${before}`)
  }
})

test('a row longer than its page goes on in the columns of the next', async () => {
  const row: Row = {
    cells: ['r0;', { content: { blocks: [{ type: 'paragraph', content: numbered(150) }] } }, '1'],
    splittable: true,
  }
  assert.deepEqual(await told(letter([table([row, rowOf(1)])]), /word(\d+);/g), upTo(150))
  const inner = table(upTo(30).map((i): Row => ({ cells: [`r${i};`, 'x', `${i}`] })))
  const nested: Block = {
    type: 'table',
    columns: [{ kind: 'fraction', share: 1 }],
    rows: [{ cells: [{ content: { blocks: [inner] } }], splittable: true }],
  }
  assert.deepEqual(await told(letter([nested]), /r(\d+);/g), upTo(30))
})

test('sums are carried over pages of different widths, zebra rows keep their turn', async () => {
  const rows = upTo(60).map((i): Row => ({
    cells: [`r${i};`, String(i)],
    adds: { sum: BigInt(i) },
  }))
  const block: Block = {
    type: 'table',
    columns: [
      { kind: 'fraction', share: 1 },
      { kind: 'fixed', width: 80 },
    ],
    rowStyles: [{ background: '#ffffff' }, { background: '#e0e0e0' }],
    rows,
    sums: {
      carried: { cells: ['carried', 'c=$sum;'] },
      brought: { cells: ['brought', 'b=$sum;'] },
      format: (_, v) => String(v),
    },
  }
  const { pdf } = typesetter.typeset(letter([block]))
  let sum = 0
  for (const [p, text] of (await readText(pdf)).entries()) {
    if (p > 0) assert.ok(text.includes(`b=${sum};`), `page ${p + 1}`)
    for (const m of text.matchAll(/r(\d+);/g)) sum += Number(m[1])
  }
  assert.equal(sum, (60 * 59) / 2)
  for (const { glyphs, drawings } of await readGlyphs(pdf)) {
    const text = glyphs.map((g) => g.text).join('')
    for (const m of text.matchAll(/r(\d+);/g)) {
      const { y } = glyphs[m.index] as (typeof glyphs)[number]
      const ground = drawings.find((d) => d.box.y0 < y && d.box.y1 > y && d.fill)
      assert.equal(ground?.fill, Number(m[1]) % 2 === 0 ? '#ffffff' : '#e0e0e0', `row ${m[1]}`)
    }
  }
})

test('notes stand in the width of their page', async () => {
  const note = {
    type: 'footnote' as const,
    content: [{ type: 'paragraph' as const, content: numbered(150, 'n') }],
  }
  const document = letter([
    { type: 'paragraph', content: ['text', note] },
    { type: 'paragraph', content: numbered(60, 'b') },
  ])
  assert.deepEqual(await told(document, /n(\d+);/g), upTo(150))
  for (const [i, at] of (await reach(document)).slice(0, 3).entries())
    assert.ok(at <= (WIDTHS[i] as number) - 39.5, `page ${i + 1}: ${at}`)
})
