/** Charts of all kinds of data: axes end at round numbers, nothing is lost, nothing meets. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { type Chart, createTypesetter } from '../../index.ts'
import { world } from '../../test/node.ts'
import { readText } from '../../test/read.ts'
import '../../test/seed.ts'
import { chartAlternative } from './draw.ts'
import { spread } from './legend.ts'
import { scaleOf } from './scale.ts'

const chart = (kind: Chart['kind'], ...series: (readonly number[])[]): Chart => ({
  type: 'chart',
  kind,
  labels: (series[0] ?? []).map((_, i) => `L${i}`),
  series: series.map((values, i) => ({ name: `S${i}`, values })),
  alt: 'a chart',
})

test('axes: round steps, nothing beyond them, bars from nothing, lines from where they are', () => {
  const cases: readonly (readonly [Chart, readonly number[]])[] = [
    [chart('bar', [3, 12, 19]), [0, 5, 10, 15, 20]],
    [chart('bar', [-3, -8]), [-8, -6, -4, -2, 0]],
    [chart('bar', [0, 0]), [0, 1]],
    [chart('bar', []), [0, 1]],
    [chart('bar', [Number.NaN, 5]), [0, 1, 2, 3, 4, 5]],
    [chart('stackedBar', [5, 5], [-2, -6], [4, 1]), [-10, -5, 0, 5, 10]],
    [chart('line', [1010, 1035]), [1010, 1015, 1020, 1025, 1030, 1035]],
    [{ ...chart('line', [162, 81]), min: 60 }, [60, 80, 100, 120, 140, 160, 180]],
    [chart('bar', [0.1, 0.3]), [0, 0.1, 0.2, 0.3]],
  ]
  for (const [one, ticks] of cases) assert.deepEqual(scaleOf(one, 5).ticks, ticks)
})

test('any values have an axis that holds them', () => {
  const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })
  const kinds = fc.constantFrom('bar', 'line', 'stackedBar', 'horizontalBar')
  fc.assert(
    fc.property(kinds, fc.array(value, { minLength: 1, maxLength: 9 }), (kind, values) => {
      const { min, max, ticks } = scaleOf(chart(kind as Chart['kind'], values), 5)
      assert.ok(max > min)
      const slack = Math.max(max - min, 1e-9) * 1e-6
      for (const v of values) assert.ok(v >= min - slack && v <= max + slack)
      assert.ok(ticks.length >= 1 && ticks.length <= 12)
    }),
  )
})

test('names at the ends of lines do not meet', () => {
  assert.deepEqual(spread([50, 51, 49], 10, 0, 100), [59, 69, 49])
  assert.deepEqual(spread([99, 98], 10, 0, 100), [100, 90])
})

test('who does not see a chart is told its data', () => {
  const two = chart('bar', [1234.5, -2], [3, Number.NaN])
  assert.equal(chartAlternative(two, 'de'), 'a chart\nL0: S0 1.234,5, S1 3; L1: S0 \u22122, S1 –')
  assert.equal(
    chartAlternative({ ...chart('pie', [1]), format: (v) => `${v} €` }, 'en'),
    'a chart\nL0: 1 €',
  )
})

test('every kind is drawn from every kind of data, in the numbers of the language', async () => {
  const typesetter = await createTypesetter(world())
  const kinds = ['bar', 'stackedBar', 'horizontalBar', 'line', 'pie', 'donut', 'sparkline'] as const
  const data = [
    [[1500, 2500]],
    [
      [-1, 2],
      [3, Number.NaN],
    ],
    [[7]],
    [[0, 0]],
    [[1e9, 1e-9]],
  ]
  const body = kinds.flatMap((kind) => data.map((series) => chart(kind, ...series)))
  const long = { ...chart('bar', [1, 2]), labels: ['word '.repeat(40), 'x'.repeat(300)] }
  const { pdf, warnings } = typesetter.typeset({
    lang: 'de',
    title: 'Charts',
    created: '2026-01-01T00:00:00Z',
    text: { family: 'Source Sans 3', size: 9 },
    masters: {
      rest: { width: 400, height: 500, margins: { top: 20, right: 20, bottom: 20, left: 20 } },
    },
    body: [...body, long],
  })
  assert.deepEqual(warnings, [])
  const text = (await readText(pdf)).join('\n')
  for (const shown of ['1.500', '62,5\u00a0%', '\u22121', 'L1']) {
    const plain = text.replaceAll('\u00a0', ' ')
    assert.ok(plain.includes(shown.replaceAll('\u00a0', ' ')), shown)
  }
})
