/** Laws that hold for every document. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { before, test } from 'node:test'
import * as fc from 'fast-check'
import { type Block, createTypesetter, type Document, type Row, type Typesetter } from '../index.ts'
import { SANS, SERIF, world } from './node.ts'
import { readText } from './read.ts'
import './seed.ts'
import { documents, IMAGES, letter, number, tree } from './trees.ts'

let typesetter: Typesetter

before(async () => {
  typesetter = await createTypesetter({ ...world([...SANS, ...SERIF]), images: IMAGES })
})

test('the same input gives the same bytes, whatever was set before', async () => {
  const other = await createTypesetter({ ...world([...SANS, ...SERIF]), images: IMAGES })
  fc.assert(
    fc.property(documents, (given) => {
      const { document } = number(given)
      const once = typesetter.typeset(document).pdf
      assert.deepEqual(once, typesetter.typeset(structuredClone(document)).pdf)
      assert.deepEqual(once, other.typeset(document).pdf)
    }),
    { numRuns: 40 },
  )
})

test('the same bytes in every time zone, language and year', () => {
  const digest = fileURLToPath(new URL('./digest.ts', import.meta.url))
  const worlds = [
    { TZ: 'UTC', LC_ALL: 'C', CLOCK: '2026-01-01T00:00:00Z' },
    { TZ: 'Pacific/Kiritimati', LC_ALL: 'ar_EG.UTF-8', CLOCK: '2031-12-31T23:59:59Z' },
    { TZ: 'America/St_Johns', LC_ALL: 'de_CH.UTF-8', CLOCK: '1999-03-28T01:30:00Z' },
  ]
  const made = worlds.map((env) =>
    execFileSync(process.execPath, [digest], { encoding: 'utf8', env: { ...process.env, ...env } }),
  )
  const [first] = made.map((out) => JSON.parse(out) as { now: string; sha256: string[] })
  assert.equal(first?.sha256.length, 40)
  assert.equal(new Set(made.map((out) => (JSON.parse(out) as { now: string }).now)).size, 3)
  assert.equal(new Set(made.map((out) => out.slice(out.indexOf('"sha256"')))).size, 1)
})

test('every row appears once, and sums carried forward equal the rows above', async () => {
  await fc.assert(
    fc.asyncProperty(
      // Without `size` no array would be longer than ten, and no table than a page.
      fc.array(fc.integer({ min: -99_999, max: 99_999 }), {
        minLength: 1,
        maxLength: 150,
        size: 'max',
      }),
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
          assert.ok(text.includes(`P ${p + 1} / ${pages.length}`))
        })
        assert.equal(next, amounts.length)
      },
    ),
    { numRuns: 15 },
  )
})

test('random trees never throw and always end', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 30, size: 'max' }), (body) => {
      const { pdf, pages } = typesetter.typeset(number(letter(body)).document)
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
