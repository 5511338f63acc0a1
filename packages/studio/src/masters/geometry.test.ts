import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  footerArea,
  frameArea,
  headerArea,
  marginsOf,
  moved,
  paperOf,
  sayMm,
  sized,
  snapsFor,
} from './geometry.ts'
import type { Handle } from './geometry.ts'
import { reach, windowOf, windows } from './windows.ts'

const a4 = paperOf({ size: 'A4' })
const margins = { top: 20, right: 20, bottom: 25, left: 25 }
const near = (a: number, b: number) => Math.abs(a - b) < 0.01

test('paper, margins and frames are millimetres whatever their unit', () => {
  assert.ok(near(a4.width, 210) && near(a4.height, 297))
  assert.ok(near(paperOf({ size: 'Letter' }).width, 215.9))
  assert.ok(near(paperOf({ size: '100mm 4in' }).height, 101.6))
  const four = marginsOf('1in 20mm')!
  assert.ok(near(four.top, 25.4) && near(four.left, 20))
  const frame = { name: 'a', block: 'b', x: '1in', y: '10%', width: '72pt', height: '40mm' }
  const area = frameArea(frame, a4)!
  assert.ok(near(area.x, 25.4) && near(area.y, 29.7) && near(area.width, 25.4))
  assert.equal(frameArea({ ...frame, x: 'far' }, a4), undefined)
})

test('running content stands where the pages set it', () => {
  assert.deepEqual(headerArea(a4, margins), { x: 25, y: 8, width: a4.width - 45, height: 9 })
  const foot = footerArea(a4, margins)
  assert.ok(near(foot.y + foot.height, 297 - 10))
})

test('a millimetre is said in the unit it was written in', () => {
  assert.equal(sayMm(25.4, '1in'), '1in')
  assert.equal(sayMm(12.34, undefined), '12.3mm')
  assert.equal(sayMm(10, '3cm'), '1cm')
  assert.equal(sayMm(21, '10%'), '21mm')
})

const snaps = snapsFor(a4, margins, [{ x: 100, y: 100, width: 20, height: 20 }])
const areas = fc.record({
  x: fc.integer({ min: 0, max: 150 }),
  y: fc.integer({ min: 0, max: 200 }),
  width: fc.integer({ min: 5, max: 60 }),
  height: fc.integer({ min: 5, max: 60 }),
})
const by = fc.double({ min: -40, max: 40, noNaN: true })

test('moving keeps the size, and comes to rest near where it was let go', () => {
  fc.assert(
    fc.property(areas, by, by, (area, dx, dy) => {
      const to = moved(area, dx, dy, snaps)
      assert.deepEqual([to.width, to.height], [area.width, area.height])
      assert.ok(Math.abs(to.x - area.x - dx) <= snaps.near)
      assert.ok(Math.abs(to.y - area.y - dy) <= snaps.near)
    }),
  )
})

test('sizing by a handle leaves the edges opposite where they are', () => {
  const handles: Handle[] = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw']
  fc.assert(
    fc.property(areas, fc.constantFrom(...handles), by, by, (area, handle, dx, dy) => {
      const to = sized(area, handle, dx, dy, snaps)
      assert.ok(to.width >= 2 && to.height >= 2)
      if (!handle.includes('w')) assert.equal(to.x, area.x)
      else assert.ok(near(to.x + to.width, area.x + area.width))
      if (!handle.includes('n')) assert.equal(to.y, area.y)
      else assert.ok(near(to.y + to.height, area.y + area.height))
    }),
  )
})

test('an edge near another comes to lie on it', () => {
  const area = { x: 60, y: 60, width: 30, height: 10 }
  assert.equal(moved(area, -34.3, 0, snaps).x, margins.left)
  assert.equal(moved(area, 9.2, 0, snaps).x + 30, 100)
})

test('every address stands within its own window, on its paper', () => {
  for (const { name, window, address } of windows) {
    const paper = paperOf({ size: name === 'us10' ? 'Letter' : 'A4' })
    assert.equal(reach(address, window), 0, name)
    assert.equal(reach(window, { x: 0, y: 0, ...paper }), 0, name)
    assert.ok(windowOf(address), name)
  }
  assert.equal(windowOf({ x: 25, y: 50, width: 80, height: 38 })?.name, 'dinB')
  assert.equal(windowOf({ x: 0, y: 0, width: 10, height: 10 }), undefined)
})
