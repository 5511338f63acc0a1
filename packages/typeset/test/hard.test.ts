/** Pages that are hard to break: what must stay together and what must not be lost when it cannot. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import {
  type Block,
  createTypesetter,
  type Document,
  type Footnote,
  type Paragraph,
  type Row,
  type Table,
  type Typesetter,
} from '../index.ts'
import { readGlyphs } from './glyphs.ts'
import { world } from './node.ts'
import { readText } from './read.ts'

let typesetter: Typesetter
before(async () => {
  typesetter = await createTypesetter(world())
})

/** Ten lines of ten points. */
const PAGE = { width: 200, height: 140, margins: { top: 20, right: 20, bottom: 19.9, left: 20 } }

function letter(body: readonly Block[], more: Partial<Document> = {}): Document {
  return {
    lang: 'en',
    title: 'Hard',
    created: '2026-01-01T00:00:00Z',
    text: { family: 'Source Sans 3', size: 10 },
    paragraph: { lineHeight: 1 },
    masters: { rest: PAGE },
    body,
    ...more,
  }
}
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)
const lines = (n: number, name: string, style: Paragraph['style'] = {}): Paragraph => ({
  type: 'paragraph',
  content: upTo(n)
    .map((i) => `${name}${i}.`)
    .join('\n'),
  style: { lineHeight: 1, ...style },
})
const note = (n: number, name: string): Footnote => ({
  type: 'footnote',
  content: [lines(n, name)],
})
const cell = (padding = 0): Table['style'] => ({ padding, paragraph: { lineHeight: 1 } })
const table = (rows: readonly Row[], more: Partial<Table> = {}): Table => ({
  type: 'table',
  columns: [
    { kind: 'fraction', share: 1 },
    { kind: 'fraction', share: 1 },
  ],
  style: cell(),
  rows,
  ...more,
})
const row = (i: number, more: Partial<Row> = {}): Row => ({ cells: [`r${i}.`, `s${i}.`], ...more })

/** Words of each page; the marks of notes stand before theirs. */
async function pages(document: Document): Promise<string[][]> {
  const text = await readText(typesetter.typeset(document).pdf)
  return text.map((page) => page.split(/\s+/).filter((word) => word !== ''))
}
/** Each of these once, in this order. */
function once(found: readonly (readonly string[])[], names: readonly string[]): void {
  const all = found.flat().map((word) => word.replace(/^\d+(?=[a-z])/, ''))
  const seen = all.filter((word) => names.includes(word))
  assert.deepEqual(seen, [...names])
}
const named = (n: number, name: string) => upTo(n).map((i) => `${name}${i}.`)
const codes = (document: Document) => typesetter.typeset(document).warnings.map(({ code }) => code)

test('notes of cells stand at the foot of the page of their row, those of the header once', async () => {
  const rows = upTo(20).map((i): Row => ({
    cells: [{ content: [`r${i}. `, note(1, `n${i}-`)] }, `s${i}.`],
  }))
  const header: Row[] = [{ cells: [{ content: ['HEAD ', note(1, 'head')] }, 'H'] }]
  const caption = ['CAPTION ', note(1, 'caption')]
  const found = await pages(letter([table(rows, { header, caption })]))
  once(found, named(20, 'r'))
  for (const [p, words] of found.entries()) {
    assert.ok(
      words.some((w) => w.startsWith('HEAD')),
      `page ${p + 1} has the header`,
    )
    for (const i of upTo(20))
      assert.equal(
        words.some((w) => w.startsWith(`r${i}.`)),
        words.some((w) => w.endsWith(`n${i}-1.`)),
        `row ${i} and its note`,
      )
  }
  const all = found.flat()
  for (const name of ['head1.', 'caption1.'])
    assert.equal(all.filter((w) => w.endsWith(name)).length, 1, name)
  // Header, rows and their notes: as many as there is room for.
  assert.equal(found.length, 7)
})

test('a note longer than two pages goes on over them, above and below text', async () => {
  const found = await pages(
    letter([{ type: 'paragraph', content: ['text ', note(40, 'n')] }, lines(30, 'b')]),
  )
  once(found, named(40, 'n'))
  once(found, named(30, 'b'))
  const inTable = await pages(
    letter([
      table([
        { cells: [{ content: ['r0. ', note(40, 'n')] }, 's'] },
        ...upTo(15).map((i) => row(i)),
      ]),
    ]),
  )
  once(inTable, named(40, 'n'))
  once(inTable, named(15, 'r'))
})

test('notes in columns stand in their column, and go on where they are too long for it', async () => {
  const text = (i: number, n: number): Block => ({
    type: 'paragraph',
    content: [`t${i}. `, note(n, `n${i}-`)],
  })
  const found = await pages(
    letter([
      {
        type: 'columns',
        count: 2,
        content: [
          ...upTo(6).map((i) => text(i, 2)),
          text(7, 30),
          ...upTo(20).map((i) => lines(1, `b${i}-`)),
        ],
      },
    ]),
  )
  for (const i of upTo(6)) once(found, named(2, `n${i}-`))
  once(found, named(30, 'n7-'))
  once(
    found,
    upTo(20).map((i) => `b${i}-1.`),
  )
})

test('a chain of blocks kept with the next, longer than a page, is broken at its foot', async () => {
  const chain = upTo(24).map((i) => lines(1, `c${i}-`, { keepWithNext: true }))
  const found = await pages(letter([lines(3, 'a'), ...chain, lines(2, 'z')]))
  once(found, [...named(3, 'a'), ...upTo(24).map((i) => `c${i}-1.`), ...named(2, 'z')])
  assert.equal(found.length, 4)
  assert.equal(found[1]?.length, 10, 'a whole page of it')
})

test('what is to be kept together and cannot is split, aloud', async () => {
  const box: Block = {
    type: 'box',
    style: { keepTogether: true, padding: 2 },
    content: [lines(25, 'k')],
  }
  const kept: Block = { type: 'keepTogether', content: [lines(4, 'k'), lines(21, 'm')] }
  for (const block of [box, kept]) {
    const document = letter([lines(3, 'a'), block, lines(2, 'z')])
    const found = await pages(document)
    once(found, [
      ...named(3, 'a'),
      ...(block === box ? named(25, 'k') : [...named(4, 'k'), ...named(21, 'm')]),
      ...named(2, 'z'),
    ])
    assert.deepEqual(codes(document), ['block-too-tall'])
  }
})

test('cells over several rows stay with them, and are there once where they cannot', async () => {
  const spanning = (i: number, rowSpan: number): Row => ({
    cells: [{ content: `S${i}.`, rowSpan }, `s${i}.`],
  })
  const under = (i: number): Row => ({ cells: [`s${i}.`] })
  const together = await pages(
    letter([lines(8, 'a'), table([spanning(1, 3), under(2), under(3), row(4)])]),
  )
  assert.deepEqual(
    together[1]?.filter((w) => /^[sS]/.test(w)),
    ['S1.', 's1.', 's2.', 's3.', 's4.'],
  )
  const rows = [spanning(1, 25), ...upTo(24).map((i) => under(i + 1)), row(26)]
  const found = await pages(
    letter([lines(8, 'a'), table(rows, { header: [{ cells: ['H1', 'H2'] }] })]),
  )
  once(found, ['S1.', ...named(26, 's')])
  assert.equal(found.filter((words) => words.includes('H1')).length, found.length - 1)
  const tall: Row = { cells: [{ content: { blocks: [lines(14, 'S')] }, rowSpan: 2 }, 's1.'] }
  once(await pages(letter([table([tall, under(2), row(3)])])), [...named(14, 'S')])
})

test('a column is as wide as what comes to stand in it, beside cells from above', async () => {
  const document = letter([
    table(
      [
        { cells: ['x', { content: 's', columnSpan: 2, rowSpan: 2 }] },
        { cells: [{ content: 'T', columnSpan: 2, rowSpan: 2 }] },
        { cells: ['longword', 'other'] },
      ],
      {
        style: cell(4),
        columns: [{ kind: 'fraction', share: 1 }, { kind: 'content' }, { kind: 'content' }],
      },
    ),
  ])
  assert.deepEqual(codes(document), ['bad-value'], 'two cells meet')
  once(await pages(document), ['longword', 'other'])
})

const summed = (rows: readonly Row[], more: Partial<Table> = {}): Table =>
  table(rows, {
    sums: {
      carried: { cells: ['carried', 'c=$sum'] },
      brought: { cells: ['brought', 'b=$sum'] },
      format: (_, value) => String(value),
    },
    ...more,
  })
const counted = (i: number, more: Partial<Row> = {}) => row(i, { adds: { sum: 1n }, ...more })

test('a group heading, its first row and the carried row need three lines, or go over', async () => {
  for (const above of upTo(9)) {
    const rows = [
      ...upTo(above).map((i) => counted(i)),
      { cells: ['GROUP', ''], kind: 'group' as const },
      ...upTo(12).map((i) => counted(i + above)),
    ]
    const found = await pages(letter([summed(rows)]))
    once(found, named(12 + above, 'r'))
    let sum = 0
    for (const [p, words] of found.entries()) {
      const at = words.indexOf('GROUP')
      if (at >= 0) assert.match(words[at + 1] ?? '', /^r/, `${above} above: the group has a row`)
      if (p > 0) assert.deepEqual(words.slice(0, 2), ['brought', `b=${sum}`])
      sum += words.filter((w) => /^r\d/.test(w)).length
      if (p < found.length - 1) assert.deepEqual(words.slice(-2), ['carried', `c=${sum}`])
    }
  }
})

test('totals stand under a row, never under what is brought forward alone', async () => {
  const totals = upTo(3).map((i): Row => ({ cells: [`T${i}`, 't'], kind: 'total' }))
  for (const count of upTo(24)) {
    const rows = [...upTo(count).map((i) => counted(i)), ...totals]
    const footer: Row[] = [{ cells: ['F1', 'f'] }, { cells: ['F2', 'f'] }]
    const found = await pages(letter([summed(rows, { footer, header: [{ cells: ['H', 'h'] }] })]))
    once(
      found,
      [...named(count, 'r'), 'T1', 'T2', 'T3', 'F1', 'F2'].filter((w) => w !== ''),
    )
    for (const words of found)
      if (words.some((w) => /^[TF]\d/.test(w)))
        assert.ok(
          words.some((w) => /^r\d/.test(w)),
          `${count} rows`,
        )
  }
})

test('tables within tables go over pages with the headers of both', async () => {
  const inner = summed(
    upTo(25).map((i) => counted(i)),
    { header: [{ cells: ['IN', 'in'] }] },
  )
  const outer = table(
    [
      { cells: [{ content: { blocks: [inner] } }, 'side'], splittable: true },
      { cells: ['after', ''] },
    ],
    {
      header: [{ cells: ['OUT', 'out'] }],
      columns: [
        { kind: 'fraction', share: 4 },
        { kind: 'fraction', share: 1 },
      ],
    },
  )
  const found = await pages(letter([lines(4, 'a'), outer]))
  once(found, named(25, 'r'))
  let sum = 0
  for (const [p, words] of found.entries()) {
    assert.ok(words.includes('OUT'), `page ${p + 1}`)
    const own = words.filter((w) => /^r\d/.test(w)).length
    if (own === 0) continue
    assert.ok(words.includes('IN'))
    if (sum > 0) assert.ok(words.includes(`b=${sum}`), `page ${p + 1}: ${words.join(' ')}`)
    sum += own
    if (sum < 25) assert.ok(words.includes(`c=${sum}`), `page ${p + 1}: ${words.join(' ')}`)
  }
  assert.equal(found.flat().filter((w) => w === 'side').length, 1)
})

test('fillers leave the notes their room, and bring their own', async () => {
  const filler = (n: number) => [
    { priority: 1, content: [{ type: 'paragraph' as const, content: ['OFFER ', note(n, 'o')] }] },
  ]
  const body = (n: number): Block[] => [{ type: 'paragraph', content: ['text ', note(n, 'n')] }]
  const found = await pages(letter(body(3), { fillers: filler(1) }))
  assert.equal(found.length, 1)
  once(found, [...named(3, 'n'), ...named(1, 'o')])
  assert.ok(found[0]?.some((w) => w.startsWith('OFFER')))
  for (const n of upTo(12)) {
    const [page, ...more] = await pages(letter(body(3), { fillers: filler(n) }))
    assert.deepEqual(more, [], 'a filler makes no page')
    const offered = page?.some((w) => w.startsWith('OFFER'))
    for (const i of upTo(n))
      assert.equal(
        page?.some((w) => w.endsWith(`o${i}.`)),
        offered,
        `${n}: note with its offer`,
      )
  }
})

test('a heading at the foot of a column goes over with its text', async () => {
  const heading = (content: string): Block => ({
    type: 'heading',
    level: 2,
    content,
    style: { lineHeight: 1, text: { size: 10 } },
  })
  const content = [lines(9, 'a'), heading('HEAD'), lines(4, 'b')]
  for (const balance of [false, true]) {
    const [page] = await pages(letter([{ type: 'columns', count: 2, balance, content }]))
    const at = page?.indexOf('HEAD') ?? -1
    assert.equal(page?.[at + 1], 'b1.', 'text follows it')
    once([page ?? []], [...named(9, 'a'), 'HEAD', ...named(4, 'b')])
  }
  const pagesOf = await pages(
    letter([
      { type: 'columns', count: 2, content: [lines(19, 'a'), heading('HEAD'), lines(4, 'b')] },
    ]),
  )
  assert.deepEqual(pagesOf[1], ['HEAD', ...named(4, 'b')])
})

test('blank backs count as pages of their section', async () => {
  const frame = {
    x: 20,
    y: 125,
    width: 160,
    height: 12,
    content: [
      {
        type: 'paragraph' as const,
        content: [
          { type: 'pageNumber' as const, scope: 'section' as const },
          '/',
          { type: 'pageCount' as const, scope: 'section' as const },
          ' of ',
          { type: 'pageCount' as const },
        ],
      },
    ],
  }
  const masters = { rest: { ...PAGE, frames: [frame] } }
  const body: Block[] = [
    lines(25, 'a'),
    { type: 'pageBreak', to: 'odd' },
    lines(2, 'b'),
    { type: 'pageBreak', to: 'section' },
    lines(2, 'c'),
  ]
  const document = letter(body, { masters, duplex: { fillBacks: true } })
  const { pageInfo, sheets } = typesetter.typeset(document)
  assert.deepEqual(
    pageInfo.map((p) => `${p.section}.${p.sectionPage}${p.blank ? ' blank' : ''}`),
    ['1.1', '1.2', '1.3', '1.4 blank', '1.5', '2.1'],
  )
  assert.equal(sheets, 3)
  const said = (await pages(document)).map((words) =>
    words.filter((w) => /^(\d.*|of)$/.test(w)).join(' '),
  )
  assert.deepEqual([said[0], said[4], said[5]], ['1/5 of 6', '5/5 of 6', '1/1 of 6'])
})

test('setting a document leaves nothing to the collector: a batch may never wait for it', (t) => {
  const left = t.mock.method(FinalizationRegistry.prototype, 'register')
  const made = typesetter.typeset(
    letter([{ type: 'paragraph', content: 'Never before: Xuvq 9471' }]),
  )
  assert.equal(made.pages, 1)
  assert.equal(left.mock.callCount(), 0)
})

test('a box goes over where its least height does not fit, and is no higher than a page', async () => {
  const box = (minHeight: number): Block => ({
    type: 'box',
    content: [lines(1, 'box')],
    style: { minHeight, border: { width: 1 } },
  })
  const found = await pages(letter([lines(8, 'a'), box(25)]))
  assert.deepEqual(found, [named(8, 'a'), named(1, 'box')])
  const high = await readGlyphs(typesetter.typeset(letter([box(500)])).pdf)
  assert.equal(high.length, 1)
  for (const { box: own } of high[0]?.drawings ?? []) assert.ok(own.y0 > 19.8, `${own.y0}`)
})
