/** Laws that hold for every document. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { after, before, test } from 'node:test'
import * as fc from 'fast-check'
import {
  type Block,
  createTypesetter,
  type Document,
  type Inline,
  type Row,
  type Typesetter,
} from '../index.ts'
import { SANS, SERIF, world } from './node.ts'
import { readText } from './read.ts'

let typesetter: Typesetter
let folder: string

before(async () => {
  typesetter = await createTypesetter(world([...SANS, ...SERIF]))
  folder = mkdtempSync(join(tmpdir(), 'typeset-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

const PAGE = { width: 320, height: 420, margins: { top: 40, right: 36, bottom: 40, left: 36 } }
const page = {
  masters: {
    rest: {
      ...PAGE,
      frames: [
        {
          x: 36,
          y: 390,
          width: 248,
          height: 16,
          content: [
            {
              type: 'paragraph' as const,
              content: [
                'p ',
                { type: 'pageNumber' as const },
                ' of ',
                { type: 'pageCount' as const },
              ],
            },
          ],
        },
      ],
    },
  },
}

function letter(body: readonly Block[]): Document {
  return {
    lang: 'en',
    title: 'Law',
    created: '2026-01-01T00:00:00Z',
    text: { family: 'Source Sans 3', size: 9 },
    ...page,
    body,
  }
}

/** Words that stay words through extraction: each is unique by its number. */
const word = fc.string({
  minLength: 1,
  maxLength: 9,
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzäöüßéèçñ'),
})
const words = fc.array(word, { minLength: 1, maxLength: 60 }).map((w) => w.join(' '))
const style = fc.record({
  align: fc.constantFrom('start', 'end', 'center', 'justify' as const),
  lineHeight: fc.double({ min: 0.9, max: 2, noNaN: true }),
  spaceAfter: fc.integer({ min: 0, max: 20 }),
  keepWithNext: fc.boolean(),
  indentFirst: fc.integer({ min: -10, max: 20 }),
  text: fc.record({
    size: fc.integer({ min: 5, max: 18 }),
    weight: fc.constantFrom(400, 700),
    underline: fc.boolean(),
  }),
})
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  words.map((text) => ({
    type: 'text' as const,
    text,
    style: { family: 'Source Serif 4', italic: true },
  })),
  words.map((content) => ({ type: 'link' as const, to: 'https://example.com', content })),
  fc.constant({ type: 'lineBreak' as const }),
  fc.constant({ type: 'tab' as const }),
)
const paragraph = fc.record({
  type: fc.constant('paragraph' as const),
  content: fc.oneof(words, fc.array(inline, { maxLength: 5 })),
  style,
})
const heading = fc.record({
  type: fc.constant('heading' as const),
  level: fc.constant(1 as const),
  content: words,
  style,
})
const tree: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    paragraph,
    heading,
    fc.record({ type: fc.constant('space' as const), height: fc.integer({ min: 0, max: 200 }) }),
    fc.array(tie('block'), { maxLength: 4 }).map((content): Block => ({
      type: 'box',
      content,
      style: { padding: 5, border: { width: 1 }, background: '#eeeeee' },
    })),
    fc
      .array(tie('block'), { maxLength: 4 })
      .map((content): Block => ({ type: 'keepTogether', content })),
    fc
      .array(tie('block'), { maxLength: 4 })
      .map((content): Block => ({ type: 'columns', count: 2, content })),
    fc
      .array(fc.array(tie('block'), { maxLength: 2 }), { minLength: 1, maxLength: 3 })
      .map((items): Block => ({
        type: 'list',
        marker: { kind: 'counter', form: 'decimal' },
        items: items.map((content) => ({ content })),
      })),
    fc
      .array(
        fc.array(
          fc.oneof(
            words,
            fc.array(tie('block'), { maxLength: 2 }).map((blocks) => ({ content: { blocks } })),
          ),
          { minLength: 1, maxLength: 3 },
        ),
        { maxLength: 6 },
      )
      .map((rows): Block => ({
        type: 'table',
        columns: [
          { kind: 'fraction', share: 1 },
          { kind: 'fixed', width: 60 },
          { kind: 'content', max: 70 },
        ],
        header: [{ cells: ['H1', 'H2', 'H3'] }],
        rows: rows.map((cells): Row => ({ cells })),
      })),
  ),
})).block

test('the same input gives the same bytes, whatever was set before', async () => {
  const other = await createTypesetter(world([...SANS, ...SERIF]))
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 5 }), (body) => {
      const once = typesetter.typeset(letter(body)).pdf
      assert.deepEqual(once, typesetter.typeset(structuredClone(letter(body))).pdf)
      assert.deepEqual(once, other.typeset(letter(body)).pdf)
    }),
    { numRuns: 25 },
  )
})

test(
  'all text is there once, and none of it outside the page',
  { skip: !has('pdftotext') && 'pdftotext is not installed' },
  () => {
    let n = 0
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 6 }), (blocks) => {
        const body = numbered(blocks)
        const { pdf, warnings } = typesetter.typeset(letter(body.blocks))
        // Tables within columns within tables come to break words between letters, tokens too.
        fc.pre(!warnings.some((w) => w.code === 'word-too-long'))
        const file = join(folder, `law${n++ % 4}.pdf`)
        writeFileSync(file, pdf)
        const xml = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' })
        const seen = new Map<string, number>()
        for (const m of xml.matchAll(
          /xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g,
        )) {
          const [x0, y0, x1, y1] = m.slice(1, 5).map(Number) as [number, number, number, number]
          assert.ok(
            x0 > -2 && x1 < PAGE.width + 2 && y0 > -3 && y1 < PAGE.height + 3,
            `${m[5]} at ${x0} ${y0}`,
          )
          for (const token of (m[5] as string).match(/Q\d+Z/g) ?? [])
            seen.set(token, (seen.get(token) ?? 0) + 1)
        }
        for (const token of body.tokens) assert.equal(seen.get(token), 1, `${token} in ${file}`)
      }),
      { numRuns: 40 },
    )
  },
)

/** Puts a number that can be found again before every text. */
function numbered(blocks: readonly Block[]): { blocks: Block[]; tokens: string[] } {
  const tokens: string[] = []
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string' && (key === 'content' || key === 'text' || key === 'cells')) {
      const token = `Q${tokens.length}Z`
      tokens.push(token)
      return `${token} ${value}`
    }
    if (Array.isArray(value)) return value.map((v) => walk(v, key))
    if (typeof value !== 'object' || value === null) return value
    const own = value as Record<string, unknown>
    return Object.fromEntries(
      Object.entries(own).map(([k, v]) => [k, k === 'header' ? v : walk(v, k)]),
    )
  }
  return { blocks: walk(blocks, '') as Block[], tokens }
}

function has(tool: string): boolean {
  try {
    execFileSync('which', [tool], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('every row appears once, and sums carried forward equal the rows above', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -99_999, max: 99_999 }), { minLength: 1, maxLength: 150 }),
      async (amounts) => {
        const rows = amounts.map((a, i): Row => ({
          cells: [`row${i};`, String(a)],
          adds: { sum: BigInt(a) },
        }))
        const { pdf } = typesetter.typeset(
          letter([
            {
              type: 'table',
              columns: [
                { kind: 'fraction', share: 1 },
                { kind: 'fixed', width: 90 },
              ],
              header: [{ cells: ['Row', 'Amount'] }],
              rows,
              sums: {
                carried: { cells: ['carried', 'c=$sum;'] },
                brought: { cells: ['brought', 'b=$sum;'] },
                format: (_, v) => String(v),
              },
              footer: [{ cells: ['Total', `t=${amounts.reduce((a, b) => a + b, 0)};`] }],
            },
          ]),
        )
        const pages = await readText(pdf)
        let next = 0
        let sum = 0
        pages.forEach((text, p) => {
          if (p > 0) assert.ok(text.includes(`b=${sum};`), `page ${p + 1} begins with ${sum}`)
          const found = [...text.matchAll(/row(\d+);/g)].map((m) => Number(m[1]))
          for (const i of found) {
            assert.equal(i, next++)
            sum += amounts[i] as number
          }
          if (p < pages.length - 1)
            assert.ok(text.includes(`c=${sum};`), `page ${p + 1} ends with ${sum}`)
          // Totals never stand alone.
          if (text.includes('t=')) assert.ok(found.length > 0)
          assert.ok(text.includes('Amount'), 'the header is on every page')
          assert.ok(text.includes(`p ${p + 1} of ${pages.length}`))
        })
        assert.equal(next, amounts.length)
      },
    ),
    { numRuns: 15 },
  )
})

test('random trees never throw and always end', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 12 }), (body) => {
      const { pdf, pages } = typesetter.typeset(letter(body))
      assert.ok(pages >= 1 && pdf.length > 1000)
    }),
    { numRuns: 60 },
  )
})

test('a hundred thousand rows are taken one at a time', () => {
  let made = 0
  let most = 0
  let held = 0
  const rows = {
    *[Symbol.iterator](): Generator<Row> {
      for (let i = 0; i < 100_000; i++) {
        made++
        held++
        most = Math.max(most, held)
        yield {
          get cells() {
            held = 0
            return [`${i}`, 'text', '1.00']
          },
        }
      }
    },
  }
  const { pages } = typesetter.typeset(
    letter([
      {
        type: 'table',
        columns: [
          { kind: 'fixed', width: 60 },
          { kind: 'fraction', share: 1 },
          { kind: 'fixed', width: 50 },
        ],
        rows,
      },
    ]),
  )
  assert.equal(made, 100_000)
  assert.ok(most <= 3, `${most} rows were taken ahead`)
  assert.ok(pages > 3000)
})

/** Collects what nobody holds, then tells what is held. */
function held(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // Buffers are swept beside the first collection, and counted as gone by the second.
  collect()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

test('a hundred thousand rows go out as they are set, in memory that hardly grows', () => {
  let peak = 0
  const document = (count: number, every: number): Document =>
    letter([
      {
        type: 'table',
        columns: [
          { kind: 'fixed', width: 60 },
          { kind: 'fraction', share: 1 },
          { kind: 'fixed', width: 50 },
        ],
        rows: {
          *[Symbol.iterator](): Generator<Row> {
            for (let i = 1; i <= count; i++) {
              if (i % every === 0) peak = Math.max(peak, held())
              yield { cells: [`${i % 1000}`, 'text', '1.00'] }
            }
          },
        },
      },
    ])
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  typesetter.stream(document(10_000, 2500), () => {})
  const ofTen = peak
  peak = 0
  const pieces = createHash('sha256')
  let most = 0
  const { pages } = typesetter.stream(document(100_000, 20_000), (bytes) => {
    pieces.update(bytes)
    most = Math.max(most, bytes.length)
  })
  const whole = sha256(typesetter.typeset(document(100_000, Infinity)).pdf)
  assert.equal(pieces.digest('hex'), whole, 'the same bytes as in one piece')
  assert.ok(pages > 3000)
  assert.ok(most < 8e6, `a piece of ${most} bytes`)
  // 90,000 rows more are 360,000 objects, by number and offset, and 4,000 pages; no text.
  const growth = Math.round((peak - ofTen) / 1e6)
  assert.ok(growth < 48, `${growth} MB more than ten thousand rows`)
})

test('page numbers in the text are settled before anything goes out', () => {
  const body: Block[] = [
    { type: 'paragraph', content: ['of ', { type: 'pageCount' }] },
    ...Array.from({ length: 40 }, (_, i): Block => ({
      type: 'heading',
      level: 1,
      content: `H${i}`,
    })),
  ]
  const { pdf } = typesetter.typeset(letter(body))
  const pieces: Uint8Array[] = []
  const { warnings } = typesetter.stream(letter(body), (bytes) => pieces.push(bytes))
  assert.deepEqual(warnings, [])
  assert.deepEqual(new Uint8Array(Buffer.concat(pieces)), pdf)
})
