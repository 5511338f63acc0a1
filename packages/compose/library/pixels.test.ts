import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { differByPixels } from './pixels.ts'
import type { Box, Pixels } from './pixels.ts'

const width = 120

/** White paper with bars of ink: each bar the bits of a word, eight rows high, at a row. */
function paper(bars: readonly { readonly row: number; readonly word: number }[]): Pixels {
  const height = 400
  const data = new Uint8Array(width * height * 4).fill(255)
  for (const { row, word } of bars)
    for (let y = row; y < row + 8; y++)
      for (let x = 10; x < 110; x++)
        if ((word >> ((x - 10) >> 3)) & 1) data.set([20, 30, 40], (y * width + x) * 4)
  return { width, height, data }
}

const overlaps = (box: Box, row: number) => box.y < row + 8 && box.y + box.height > row

test('equal pictures have no boxes, whatever is on them', () => {
  const bars = fc.array(fc.record({ row: fc.nat(390), word: fc.integer({ min: 1, max: 4095 }) }), {
    maxLength: 12,
  })
  fc.assert(
    fc.property(bars, (list) => {
      assert.deepEqual(differByPixels(paper(list), paper(list)), { before: [], after: [] })
    }),
    { numRuns: 30 },
  )
})

test('a line put in marks that line, and not those that moved down', () => {
  const before = [20, 40, 60, 80].map((row, i) => ({ row, word: i * 37 + 11 }))
  const after = [
    ...before.slice(0, 2),
    { row: 60, word: 99 },
    ...before.slice(2).map(({ row, word }) => ({ row: row + 20, word })),
  ]
  const found = differByPixels(paper(before), paper(after))
  assert.deepEqual(found.before, [])
  assert.equal(found.after.length, 1)
  assert.ok(overlaps(found.after[0]!, 60))
  for (const row of [20, 40, 80, 100]) assert.ok(!overlaps(found.after[0]!, row), `row ${row}`)
  const back = differByPixels(paper(after), paper(before))
  assert.deepEqual(back, { before: found.after, after: [] })
})

test('what changed within a line is boxed by its columns', () => {
  const before = paper([{ row: 50, word: 7 }])
  const after = paper([{ row: 50, word: 7 }])
  for (let y = 50; y < 58; y++)
    for (let x = 60; x < 66; x++) after.data.set([200, 0, 0], (y * width + x) * 4)
  const found = differByPixels(before, after)
  assert.equal(found.before.length, 1)
  assert.deepEqual(found.before, found.after)
  const [box] = found.after
  assert.ok(box!.x >= 50 && box!.x + box!.width <= 76, JSON.stringify(box))
})

test('every pixel that differs, of pictures without shifts, lies in a box', () => {
  const bar = fc.record({
    row: fc.nat(11).map((n) => n * 30 + 10),
    word: fc.integer({ min: 1, max: 4095 }),
  })
  // One bar to a row: two would be drawn over each other and be a third.
  const bars = fc.uniqueArray(bar, { maxLength: 8, selector: ({ row }) => row })
  fc.assert(
    fc.property(bars, bars, (a, b) => {
      const before = paper(a)
      const after = paper(b)
      const found = differByPixels(before, after)
      const rows = (list: typeof a) => new Map(list.map(({ row, word }) => [row, word]))
      const words = (list: typeof a) => [...rows(list)].toSorted(([x], [y]) => x - y)
      const same = JSON.stringify(words(a)) === JSON.stringify(words(b))
      // Bars may move as lines do; what is on one picture only must be marked there.
      const only = words(b).filter(([, word]) => !words(a).some(([, other]) => other === word))
      for (const [row] of only)
        assert.ok(
          found.after.some((box) => overlaps(box, row)),
          `row ${row}`,
        )
      if (same) assert.deepEqual(found, { before: [], after: [] })
    }),
    { numRuns: 60 },
  )
})
