/** Which series is which: colours that stay apart in grey, a legend, names at the ends of lines. */
import type { Chart, Color } from '../../document.ts'
import type { Canvas, Rect } from './canvas.ts'

/** Dark and light in turn, so that neighbours stay apart in grey; each at least 3:1 on white. */
const PALETTE: readonly Color[] = [
  '#1b4e86',
  '#cc7a00',
  '#1f6f54',
  '#5b93c7',
  '#8a2c62',
  '#9a8200',
  '#4a4a4a',
  '#d9603b',
]

/** Dashes by series, for lines that are printed grey. */
export const DASHES = ['', '5 2', '1.5 1.5', '7 2 1.5 2'] as const

export function colorsOf(chart: Chart): (index: number) => Color {
  const colors = chart.colors?.length ? chart.colors : PALETTE
  return (i) => chart.series[i]?.color ?? (colors[i % colors.length] as Color)
}

/** Parts of a pie are coloured one by one. */
export function partColors(chart: Chart): (index: number) => Color {
  const colors = chart.colors?.length ? chart.colors : PALETTE
  return (i) => colors[i % colors.length] as Color
}

/** Draws the legend along the top; gives what is left below. */
export function withLegend(
  canvas: Canvas,
  chart: Chart,
  box: Rect,
  pick: (i: number) => Color,
): Rect {
  const { size } = canvas
  const line = size * 1.6
  const key = chart.kind === 'line' ? size * 2.2 : size
  let x = box.x
  let y = box.y
  chart.series.forEach((series, i) => {
    const name = canvas.fit(series.name, box.width - key - 6)
    const width = key + 4 + canvas.width(name)
    if (x > box.x && x + width > box.x + box.width) {
      x = box.x
      y += line
    }
    if (chart.kind === 'line') {
      const middle = y + size * 0.65
      canvas.line(
        [
          [x, middle],
          [x + key, middle],
        ],
        pick(i),
        1.4,
        DASHES[i % DASHES.length],
      )
      canvas.mark(x + key / 2, middle, 2, i, pick(i))
    } else canvas.rect(x, y + size * 0.2, size * 0.8, size * 0.8, pick(i))
    canvas.label(name, x + key + 4, y + size, 'left')
    x += width + 14
  })
  const used = y + line + 4 - box.y
  return { x: box.x, y: box.y + used, width: box.width, height: Math.max(10, box.height - used) }
}

/** Room that names at the ends of lines ask for; 0 where a legend serves better. */
export function roomForNames(canvas: Canvas, chart: Chart, box: Rect): number {
  if (chart.kind !== 'line' || chart.series.length > 5 || chart.legend === false) return 0
  if (chart.series.length < 2 && chart.legend !== true) return 0
  const widest = canvas.widest(chart.series.map((s) => s.name))
  // The last points stand half a slot from the end of the axis already.
  const spare = (box.width / Math.max(1, chart.labels.length)) * 0.35
  const room = Math.max(canvas.size, widest + canvas.size - spare)
  return room <= box.width * 0.28 && box.height > chart.series.length * canvas.size * 2 ? room : 0
}

/** Names at their heights, pushed apart where they would meet, from the top down. */
export function spread(
  heights: readonly number[],
  gap: number,
  top: number,
  foot: number,
): number[] {
  const order = heights.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y)
  let last = top - gap
  for (const one of order) last = one.y = Math.max(one.y, last + gap)
  let next = foot + gap
  for (const one of order.toReversed()) next = one.y = Math.min(one.y, next - gap)
  const out = heights.slice()
  for (const { y, i } of order) out[i] = y
  return out
}
