/** What the laws measure with: where lines and cut pictures end. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Block, createTypesetter, type Typesetter } from '../index.ts'
import { type Drawing, readGlyphs } from './glyphs.ts'
import { world } from './node.ts'
import { IMAGES, letter } from './trees.ts'

let typesetter: Typesetter
before(async () => {
  typesetter = await createTypesetter({ ...world(), images: IMAGES })
})

/** Of a page 460 points high with margins of 30 and 40. */
async function drawn(block: Block): Promise<readonly Drawing[]> {
  const [page] = await readGlyphs(typesetter.typeset(letter([block])).pdf)
  return page?.drawings ?? []
}

test('a line ends where its path ends, however wide it is', async () => {
  const style = { border: { left: { width: 2 } }, minHeight: 27 }
  const [line] = await drawn({ type: 'box', content: [], style })
  assert.deepEqual(line?.box, { x0: 30, y0: 393, x1: 30, y1: 420 })
  const rules = await drawn({ type: 'rule', border: { width: 0.7 } })
  assert.equal(rules.length, 1)
})

test('a picture that is cut off ends with its box', async () => {
  const [image] = IMAGES
  const [picture] = await drawn({
    type: 'image',
    image: image?.name as string,
    alternative: { alt: 'CUT' },
    width: 10,
    height: 10,
    fit: 'none',
  })
  assert.deepEqual(picture?.box, { x0: 30, y0: 410, x1: 40, y1: 420 })
})

test('a chart too narrow for its axis is drawn smaller, not beside its box', async () => {
  for (const kind of ['bar', 'stackedBar', 'horizontalBar'] as const) {
    const drawings = await drawn({
      type: 'chart',
      kind,
      labels: ['B'],
      series: [{ name: 'N', values: [86000] }],
      alt: 'CHART',
      width: 17,
      height: 54,
    })
    assert.ok(drawings.length > 1)
    for (const { box } of drawings) {
      const within = box.x0 > 29.9 && box.x1 < 47.1 && box.y0 > 365.9 && box.y1 < 420.1
      assert.ok(within, `${kind} at ${JSON.stringify(box)}`)
    }
  }
})
