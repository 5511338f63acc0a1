/** Where things come to stand: in columns, from right to left, beside an initial, around what is kept. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Block, createTypesetter, type Document, type Typesetter } from '../index.ts'
import { file, SANS, world } from '../test/node.ts'

const skip = spawnSync('which', ['pdftotext']).status !== 0 && 'pdftotext is not installed'
let typesetter: Typesetter
let folder: string
before(async () => {
  const bytes = file('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf')
  const arabic = { family: 'Noto Sans Arabic', weight: 400, bytes }
  typesetter = await createTypesetter(world([...SANS, arabic]))
  folder = mkdtempSync(join(tmpdir(), 'places-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

const PAGE = { width: 300, height: 300, margins: { top: 20, right: 20, bottom: 20, left: 20 } }

function letter(body: readonly Block[], more: Partial<Document> = {}): Document {
  return {
    lang: 'en',
    title: 'Places',
    created: '2026-01-01T00:00:00Z',
    text: { family: 'Source Sans 3', fallback: ['Noto Sans Arabic'], size: 10 },
    paragraph: { lineHeight: 1.2 },
    masters: { rest: PAGE },
    body,
    ...more,
  }
}

interface Word {
  readonly page: number
  readonly x: number
  readonly right: number
  readonly y: number
  readonly bottom: number
}

/** Boxes of words, the last of its kind by each word. */
function places(document: Document): ReadonlyMap<string, Word> {
  const path = join(folder, 'places.pdf')
  writeFileSync(path, typesetter.typeset(document).pdf)
  const xml = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8' })
  const found = new Map<string, Word>()
  let page = 0
  for (const [, box, text] of xml.matchAll(/<page |<word ([^>]*)>([^<]*)</g)) {
    if (box === undefined) page++
    else {
      const [x, y, right, bottom] = [...box.matchAll(/"([-\d.]+)"/g)].map((m) => Number(m[1]))
      found.set(text!, { page, x: x!, right: right!, y: y!, bottom: bottom! })
    }
  }
  return found
}

const p = (content: string): Block => ({ type: 'paragraph', content })
const filled = Array.from({ length: 40 }, () => 'word').join(' ')

test('a footnote stands at the foot of its own column', { skip }, () => {
  const note = (text: string) => ({ type: 'footnote' as const, content: [p(text)] })
  const text = (mark: string, of: string): Block => ({
    type: 'paragraph',
    content: [mark, note(of), ` ${filled}`],
  })
  const at = places(
    letter([
      {
        type: 'columns',
        count: 2,
        content: [
          text('left', 'leftnote'),
          { type: 'pageBreak', to: 'column' },
          text('right', 'rightnote'),
        ],
      },
      p('after'),
    ]),
  )
  const [left, right, below] = [at.get('leftnote')!, at.get('rightnote')!, at.get('after')!]
  assert.ok(left.right < 150 && right.x > 150, 'each within its column')
  assert.equal(left.y, right.y)
  assert.ok(left.y > at.get('left')!.bottom && left.bottom <= below.y + 0.5, 'above what follows')
})

test('a note too tall for its column goes to the foot of the page and on', { skip }, () => {
  const lines = Array.from({ length: 40 }, (_, i) => `n${i}`)
  const at = places(
    letter([
      {
        type: 'columns',
        count: 2,
        content: [
          {
            type: 'paragraph',
            content: ['text', { type: 'footnote', content: [p(lines.join('\n'))] }],
          },
        ],
      },
    ]),
  )
  for (const line of lines) assert.ok(at.has(line), line)
  assert.equal(at.get('n39')!.page, 2)
})

test(
  'what stands beside each other begins at the right in a right-to-left document',
  {
    skip,
  },
  () => {
    const share = { kind: 'fraction' as const, share: 1 }
    const body: Block[] = [
      {
        type: 'table',
        columns: [share, share, { kind: 'fixed', width: 60 }],
        rows: [{ cells: ['A1', 'A2', 'A3'] }, { cells: [{ content: 'B1', columnSpan: 2 }, 'B3'] }],
      },
      { type: 'sideBySide', columns: [share, share], content: [[p('S1')], [p('S2')]] },
      {
        type: 'columns',
        count: 2,
        content: [p('C1'), { type: 'pageBreak', to: 'column' }, p('C2')],
      },
      {
        type: 'list',
        marker: { kind: 'text', text: 'M' },
        items: [{ content: [{ type: 'paragraph', content: 'L1', style: { direction: 'rtl' } }] }],
      },
    ]
    const order = (at: ReadonlyMap<string, Word>, ...words: readonly string[]) =>
      words.toSorted((a, b) => at.get(a)!.x - at.get(b)!.x)
    const arabic = places(letter(body, { lang: 'ar-EG' }))
    assert.deepEqual(order(arabic, 'A1', 'A2', 'A3'), ['A3', 'A2', 'A1'])
    assert.ok(Math.abs(arabic.get('A1')!.right - 276) < 1, 'text begins at the right of its cell')
    assert.ok(
      Math.abs(arabic.get('B1')!.right - arabic.get('A1')!.right) < 0.5,
      'also over two columns',
    )
    assert.deepEqual(order(arabic, 'S1', 'S2'), ['S2', 'S1'])
    assert.deepEqual(order(arabic, 'C1', 'C2'), ['C2', 'C1'])
    assert.deepEqual(order(arabic, 'M', 'L1'), ['L1', 'M'])
    const english = places(letter(body))
    assert.deepEqual(order(english, 'A1', 'A2', 'A3'), ['A1', 'A2', 'A3'])
    assert.deepEqual(order(english, 'S1', 'S2'), ['S1', 'S2'])
  },
)

test('tab stops count from the right where a paragraph reads from it', { skip }, () => {
  const tab = { type: 'tab' as const }
  const row = (...cells: readonly string[]): Block => ({
    type: 'paragraph',
    content: cells.flatMap((cell, i) => (i === 0 ? [cell] : [tab, cell])),
    style: {
      direction: 'rtl',
      tabs: [
        { at: 60 },
        { at: 150, align: 'center' },
        { at: 200, align: 'decimal' },
        { at: 260, align: 'end', leader: '.' },
      ],
    },
  })
  const at = places(
    letter([
      row('a1', 'b1', 'middle', '1,234.5', 'end'),
      row('a2', 'b2', 'm2', '7.25', 'e'),
      row('a3', 'b3', 'm3', '12', 'e3'),
    ]),
  )
  const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 0.6, `${a}, not ${b}`)
  for (const i of [1, 2, 3]) {
    near(at.get(`a${i}`)!.right, 280)
    near(at.get(`b${i}`)!.right, 220)
  }
  for (const word of ['middle', 'm2', 'm3']) near((at.get(word)!.x + at.get(word)!.right) / 2, 130)
  const digit = (at.get('12')!.right - at.get('12')!.x) / 2
  // 200 points from the right stands the point: decimals are right of it.
  near(at.get('12')!.right, 80)
  near(at.get('1,234.5')!.right - at.get('7.25')!.right, -digit)
  for (const word of ['e', 'e3']) near(at.get(word)!.x, 20)
})

test('contents of a right-to-left document have their page numbers at the left', { skip }, () => {
  const heading = (level: 1 | 2, content: string): Block => ({ type: 'heading', level, content })
  const body: Block[] = [
    { type: 'tableOfContents' },
    { type: 'pageBreak' },
    heading(1, 'ب'),
    { type: 'pageBreak' },
    heading(2, 'English'),
  ]
  const path = join(folder, 'contents.pdf')
  writeFileSync(path, typesetter.typeset(letter(body, { lang: 'ar' })).pdf)
  const xml = execFileSync('pdftotext', ['-bbox', '-l', '1', path, '-'], { encoding: 'utf8' })
  const edge = (side: 'xMin' | 'xMax', of: string) =>
    Number(new RegExp(`${side}="([\\d.]+)"[^>]*>${of}<`).exec(xml)?.[1])
  assert.ok(Math.abs(edge('xMin', '2') - 20) < 0.6 && Math.abs(edge('xMin', '3') - 20) < 0.6)
  assert.ok(Math.abs(edge('xMax', '[^<.\\d]*') - 280) < 0.6, 'the first level at the right edge')
  assert.ok(Math.abs(edge('xMax', 'English') - 266) < 0.6, 'the second a step in')
})

test('an initial is as tall as its lines, and the lines beside it make room', { skip }, () => {
  const style = { initial: { lines: 3, text: { weight: 700 } } }
  const at = places(letter([{ type: 'paragraph', content: `42 first ${filled} end`, style }]))
  const [initial, first] = [at.get('42')!, at.get('first')!]
  assert.ok(initial.bottom - initial.y > 36, `${initial.bottom - initial.y} pt`)
  assert.ok(initial.x < 21 && first.x > initial.right)
  assert.ok(at.get('end')!.y > first.y + 24)
  const short = places(letter([{ type: 'paragraph', content: '42 only', style }]))
  assert.equal(short.get('42')!.bottom, short.get('only')!.bottom, 'one line has none')
})

test('the lines beside an initial stay on one page', { skip }, () => {
  const style = { initial: { lines: 4 }, widows: 1, orphans: 1 }
  const at = places(
    letter([
      { type: 'space', height: 225 },
      { type: 'paragraph', content: `Many ${filled}`, style },
    ]),
  )
  assert.equal(at.get('any')!.page, 2)
})

test(
  'around what is kept together there is the space of its first and last block',
  { skip },
  () => {
    const spaced = (content: string): Block => ({
      type: 'paragraph',
      content,
      style: { spaceBefore: 17, spaceAfter: 23 },
    })
    const gaps = (blocks: readonly Block[]) => {
      const at = places(letter([p('one'), ...blocks, p('two')]))
      return [at.get('kept')!.y - at.get('one')!.bottom, at.get('two')!.y - at.get('kept')!.bottom]
    }
    assert.deepEqual(
      gaps([{ type: 'keepTogether', content: [spaced('kept')] }]),
      gaps([spaced('kept')]),
    )
  },
)

test('marks stand on every sheet, and a sheet has the pages it is printed with', () => {
  const body: Block[] = [p('a'), { type: 'pageBreak' }, p('b'), { type: 'pageBreak' }, p('c')]
  const of = (sides: 1 | 2) =>
    typesetter.typeset(
      letter(body, { marks: { kind: 'datamatrix', x: 5, y: 5, text: '$sheet/$sheets', sides } }),
    ).pdf
  assert.ok(of(1).length > of(2).length, 'three sheets of one page, two of two')
})

test('rows that can be taken only once are missed aloud when they are set again', () => {
  const table = (rows: Iterable<{ cells: string[] }>): Block => ({
    type: 'table',
    columns: [{ kind: 'fraction', share: 1 }],
    rows,
  })
  const count: Block = { type: 'paragraph', content: ['of ', { type: 'pageCount' }] }
  function* once() {
    yield { cells: ['row'] }
  }
  const { warnings } = typesetter.typeset(letter([count, table(once())]))
  assert.deepEqual(
    warnings.map(({ code, path }) => [code, path]),
    [['rows-spent', 'body[1]']],
  )
  const again = { [Symbol.iterator]: once }
  assert.deepEqual(typesetter.typeset(letter([count, table(again)])).warnings, [])
})

test('running content that does not fit its frame is told with its place and height', () => {
  const tall = { type: 'list' as const, marker: { kind: 'box' as const }, items: [] }
  const frame = {
    ...{ x: 20, y: 280, width: 200, height: 15, source: 'blocks/foot.md:1' },
    content: [p('a\nb\nc'), tall],
  }
  const masters = { rest: { ...PAGE, frames: [frame] } }
  const [warning] = typesetter.typeset(letter([p('x')], { masters })).warnings
  assert.equal(warning?.code, 'frame-overflow')
  assert.equal(warning?.source, 'blocks/foot.md:1')
  assert.match(warning?.message ?? '', /content 36 pt tall .* 15 pt/)
})
