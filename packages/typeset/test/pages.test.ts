/** Where pages break, and what they carry. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import {
  type Block,
  createTypesetter,
  type Document,
  type PageMasters,
  type Paragraph,
  type Typesetter,
} from '../index.ts'
import { file, SANS, world } from './node.ts'
import { readText } from './read.ts'

let typesetter: Typesetter
/** Its files can be read as they stand. */
let plain: Typesetter
before(async () => {
  typesetter = await createTypesetter(world())
  const deflate = (bytes: Uint8Array) => deflateSync(bytes, { level: 0 })
  plain = await createTypesetter({ ...world(), deflate, level: 2 })
})

const foot = (content: Paragraph['content']) => ({
  x: 20,
  y: 180,
  width: 160,
  height: 16,
  content: [{ type: 'paragraph' as const, content }],
})
/** Ten lines of ten points. */
const PAGE = { width: 200, height: 200, margins: { top: 20, right: 20, bottom: 79.9, left: 20 } }

function letter(
  body: readonly Block[],
  masters: PageMasters = { rest: PAGE },
  more: Partial<Document> = {},
): Document {
  return {
    lang: 'en',
    title: 'Pages',
    created: '2026-01-01T00:00:00Z',
    text: { family: 'Source Sans 3', size: 10 },
    paragraph: { lineHeight: 1 },
    masters,
    body,
    ...more,
  }
}
const lines = (n: number, name: string, style: Paragraph['style'] = {}): Paragraph => ({
  type: 'paragraph',
  content: Array.from({ length: n }, (_, i) => `${name}${i + 1}.`).join('\n'),
  style: { lineHeight: 1, ...style },
})
async function pages(document: Document): Promise<string[][]> {
  const text = await readText(typesetter.typeset(document).pdf)
  return text.map((page) =>
    page
      .split('\n')
      .map((l) => l.trim())
      .filter((l) => l !== ''),
  )
}

test('no line of a paragraph is left alone at either edge', async () => {
  const widow = await pages(letter([lines(7, 'a'), lines(4, 'b')]))
  assert.deepEqual(widow[1], ['b3.', 'b4.'], 'two lines go over, not one')
  const orphan = await pages(letter([lines(9, 'a'), lines(4, 'b')]))
  assert.deepEqual(orphan[1], ['b1.', 'b2.', 'b3.', 'b4.'])
})

test('a heading stays with what follows, and a kept paragraph stays whole', async () => {
  const heading: Block = { type: 'heading', level: 1, content: 'Head', style: { lineHeight: 1 } }
  assert.deepEqual((await pages(letter([lines(9, 'a'), heading, lines(3, 'b')])))[1], [
    'Head',
    'b1.',
    'b2.',
    'b3.',
  ])
  assert.equal(
    (await pages(letter([lines(6, 'a'), lines(6, 'b', { keepTogether: true })])))[1]?.[0],
    'b1.',
  )
})

test('masters by place, blank pages, sections and their page numbers', async () => {
  const master = (name: string) => ({
    ...PAGE,
    frames: [
      foot([
        `${name} `,
        { type: 'pageNumber', scope: 'section' },
        '/',
        { type: 'pageCount', scope: 'section' },
        ' of ',
        { type: 'pageCount' },
      ]),
    ],
  })
  const masters: PageMasters = {
    rest: master('rest'),
    first: master('first'),
    left: master('left'),
    right: master('right'),
    last: master('last'),
    blank: master('blank'),
  }
  const body: Block[] = [
    lines(25, 'a'),
    { type: 'pageBreak', to: 'even' },
    lines(2, 'b'),
    { type: 'pageBreak', to: 'section' },
    lines(12, 'c'),
  ]
  const found = (await pages(letter(body, masters))).map((page) =>
    page.find((l) => l.includes('/')),
  )
  assert.deepEqual(found, [
    'first 1/4 of 6',
    'left 2/4 of 6',
    'right 3/4 of 6',
    'left 4/4 of 6',
    'first 1/2 of 6',
    'last 2/2 of 6',
  ])
  const odd = typesetter.typeset(
    letter([lines(2, 'a'), { type: 'pageBreak', to: 'odd' }, lines(2, 'b')], masters, {
      duplex: { fillBacks: true },
    }),
  )
  assert.deepEqual(
    odd.pageInfo.map((p) => p.blank),
    [false, true, false, true],
  )
})

test('what the printer is told: sheets, sides, trays, sizes; no sheet of two sizes', () => {
  const turned = { ...PAGE, width: 200, height: 150, rotate: 90, tray: 'slip' }
  const masters = {
    main: { rest: { ...PAGE, tray: 'plain' }, first: { ...PAGE, tray: 'letterhead' } },
    slip: { rest: turned },
  }
  const body: Block[] = [
    lines(25, 'a'),
    { type: 'pageBreak', to: 'section', masters: 'slip' },
    lines(2, 'b'),
  ]
  const told = (duplex?: Document['duplex']) => {
    const {
      pdf,
      pageInfo,
      sheets,
      duplex: edge,
    } = plain.typeset(letter(body, undefined, { masters, ...(duplex && { duplex }) }))
    const pages = pageInfo.map(
      (p) =>
        `${p.number} ${p.section}/${p.sectionPage} ${p.sheet}${p.side[0]} ${p.width}x${p.height}` +
        `${p.rotate ?? ''} ${p.tray}${p.blank ? ' blank' : ''}`,
    )
    const catalog = Buffer.from(pdf).toString('latin1')
    const preferences = /\/ViewerPreferences<<(.*?)>>/.exec(catalog)?.[1]
    return { pages, sheets, edge, preferences }
  }
  assert.deepEqual(told(), {
    pages: [
      '1 1/1 1f 200x200 letterhead',
      '2 1/2 2f 200x200 plain',
      '3 1/3 3f 200x200 plain',
      '4 2/1 4f 200x15090 slip',
    ],
    sheets: 4,
    edge: undefined,
    preferences: '/DisplayDocTitle true/PickTrayByPDFSize true',
  })
  const both = told({ flip: 'shortEdge', fillBacks: true })
  assert.deepEqual(both.pages.slice(0, 4), [
    '1 1/1 1f 200x200 letterhead',
    '2 1/2 1b 200x200 letterhead',
    '3 1/3 2f 200x200 plain',
    '4 1/4 2b 200x200 plain blank',
  ])
  assert.deepEqual(both.pages.slice(4), [
    '5 2/1 3f 200x15090 slip',
    '6 2/2 3b 200x15090 slip blank',
  ])
  assert.equal(both.sheets, 3)
  assert.equal(
    both.preferences,
    '/DisplayDocTitle true/Duplex/DuplexFlipShortEdge/PickTrayByPDFSize true',
  )
})

test('fillers take white space by priority and never make a page', async () => {
  const fillers = [
    { priority: 1, content: [lines(3, 'low')] },
    { priority: 9, content: [lines(4, 'high')] },
    { priority: 5, content: [lines(9, 'tall')] },
  ]
  const found = await pages(letter([lines(2, 'a')], { rest: PAGE }, { fillers }))
  assert.deepEqual(found, [['a1.', 'a2.', 'high1.', 'high2.', 'high3.', 'high4.']])
})

test('a contents list names the pages its headings stand on', async () => {
  const heading = (content: string): Block => ({ type: 'heading', level: 1, content })
  const body: Block[] = [
    { type: 'tableOfContents' },
    { type: 'pageBreak' },
    heading('One'),
    lines(14, 'a'),
    heading('Two'),
    { type: 'paragraph', content: ['see page ', { type: 'pageNumber', of: 'end' }] },
    { type: 'pageBreak' },
    { ...heading('Three'), id: 'end' } as Block,
  ]
  const found = await pages(letter(body))
  const joined = (found[0] ?? []).join(' ').replaceAll('.', '').replace(/\s+/g, ' ')
  assert.match(joined, /One 2 Two 3 Three 4/)
  assert.ok(found[2]?.includes('see page 4'))
})

test('a footnote longer than its page goes on, and all of it is there', async () => {
  const note = { type: 'footnote' as const, content: [lines(30, 'n')] }
  const found = await pages(
    letter([{ type: 'paragraph', content: ['text', note] }, lines(12, 'b')]),
  )
  const all = found.flat()
  for (let i = 1; i <= 30; i++)
    assert.equal(
      all.filter((l) => l.replace(/^1\s*/, '') === `n${i}.` || l === `n${i}.`).length,
      1,
      `n${i}`,
    )
  for (let i = 1; i <= 12; i++) assert.ok(all.includes(`b${i}.`))
})

test('frozen content is set once and comes out the same', () => {
  const freeze = <T>(value: T): T => {
    if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
      Object.freeze(value)
      for (const child of Object.values(value)) freeze(child)
    }
    return value
  }
  const body: Block[] = [
    { type: 'box', style: { border: { width: 1 }, padding: 4 }, content: [lines(14, 'a')] },
    {
      type: 'list',
      marker: { kind: 'counter', form: 'upperRoman' },
      items: [{ content: [lines(8, 'b')] }, { content: [lines(8, 'c')] }],
    },
    { type: 'columns', count: 2, content: [lines(9, 'd')] },
  ]
  const masters: PageMasters = { rest: { ...PAGE, frames: [foot(['p ', { type: 'pageNumber' }])] } }
  const loose = typesetter.typeset(letter(structuredClone(body), structuredClone(masters))).pdf
  const frozen = freeze(letter(body, masters))
  assert.deepEqual(typesetter.typeset(frozen).pdf, loose)
  assert.deepEqual(typesetter.typeset(frozen).pdf, loose)
})

test('what a fallback face says stands whole: labels of charts, columns as wide as their content', async () => {
  const bytes = file('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
  const chinese = await createTypesetter(
    world([...SANS, { family: 'Noto Sans SC', weight: 400, bytes }]),
  )
  const body: Block[] = [
    {
      type: 'table',
      columns: [{ kind: 'content' }, { kind: 'fraction', share: 1 }],
      rows: [{ cells: ['起始日', '2026年10月1日'] }],
    },
    {
      type: 'chart',
      kind: 'bar',
      labels: ['居家 A', '食品'],
      series: [{ name: 'x', values: [3, 5] }],
      alt: 'x',
      width: 150,
      height: 60,
    },
  ]
  const document = letter(body, undefined, {
    text: { family: 'Source Sans 3', fallback: ['Noto Sans SC'], size: 10 },
  })
  const { pdf, warnings } = chinese.typeset(document)
  assert.deepEqual(warnings, [])
  const [page = ''] = await readText(pdf)
  for (const whole of ['起始日', '2026年10月1日', '居家 A', '食品'])
    assert.ok(page.includes(whole), `${whole} in ${page}`)
})
