/** Charts that stand on a line: bars side by side or stacked, and lines. */
import type { Chart, Color } from '../../document.ts'
import type { Canvas, Point, Rect } from './canvas.ts'
import { DASHES, roomForNames, spread, withLegend } from './legend.ts'
import { known, type Scale, scaleOf } from './scale.ts'

const AXIS = '#666666'
export const GRID = '#dddddd'

/** Where everything goes. */
interface Frame {
  readonly area: Rect
  readonly slot: number
  at(value: number): number
}

export function drawUpright(
  canvas: Canvas,
  chart: Chart,
  box: Rect,
  pick: (i: number) => Color,
): void {
  const names = roomForNames(canvas, chart, box)
  const legend = names === 0 && (chart.legend ?? chart.series.length > 1)
  const below = legend ? withLegend(canvas, chart, box, pick) : box
  const { size } = canvas
  const scale = scaleOf(chart, Math.max(2, Math.min(6, Math.floor(below.height / (size * 3)))))
  const margin = canvas.widest(scale.ticks.map((v) => canvas.format(v))) + 6
  const room = Math.max(10, below.width - margin - names)
  const slot = room / Math.max(1, chart.labels.length)
  const labels = footLabels(canvas, chart, slot)
  const foot = size * (0.9 + labels.rows * 1.15)
  // Numbers over the bars stand in the room above the highest line.
  const head = chart.showValues && chart.kind !== 'line' ? size * 1.3 : size * 0.6
  // So do those under bars that hang.
  const hangs = chart.showValues && chart.kind === 'bar' && scale.min < 0
  const height = Math.max(5, below.height - head - foot - (hangs ? size * 1.2 : 0))
  const area = { x: below.x + margin, y: below.y + head, width: room, height }
  const at = (v: number): number =>
    area.y + area.height * (1 - (inside(v, scale) - scale.min) / (scale.max - scale.min))
  const frame = { area, slot, at }
  drawGrid(canvas, chart, scale, frame)
  labels.lines.forEach((lines, i) => {
    lines.forEach((line, row) => {
      const y = below.y + below.height - foot + size * (1.2 + row * 1.15)
      canvas.label(line, area.x + slot * (i + 0.5), y, 'middle')
    })
  })
  if (chart.kind === 'line') drawLines(canvas, chart, frame, pick, names > 0)
  else if (chart.kind === 'stackedBar') drawStacks(canvas, chart, frame, pick)
  else drawBars(canvas, chart, frame, pick)
  const zero = at(Math.min(scale.max, Math.max(0, scale.min)))
  canvas.line(
    [
      [area.x, zero],
      [area.x + area.width, zero],
    ],
    AXIS,
    0.7,
  )
}

function inside(value: number, { min, max }: Scale): number {
  return Math.min(max, Math.max(min, value))
}

function drawGrid(canvas: Canvas, chart: Chart, scale: Scale, { area, at }: Frame): void {
  for (const v of scale.ticks) {
    canvas.line(
      [
        [area.x, at(v)],
        [area.x + area.width, at(v)],
      ],
      chart.gridColor ?? GRID,
      0.4,
    )
    canvas.label(canvas.format(v), area.x - 5, at(v) + canvas.size * 0.35, 'right')
  }
}

/** Labels of the slots: on two lines where one is too short; of many, every second, third … */
function footLabels(
  canvas: Canvas,
  chart: Chart,
  slot: number,
): { lines: readonly (readonly string[])[]; rows: number } {
  const { labels } = chart
  const gap = canvas.size * 0.5
  const every = chart.kind === 'line' ? skipOf(canvas, labels, gap, slot) : 1
  const lines = labels.map((label, i) => {
    if (i % every !== 0) return []
    return canvas.lines(label, Math.max(slot * every - gap, canvas.size))
  })
  return { lines, rows: lines.reduce((most, list) => Math.max(most, list.length), 0) }
}

/** Of so many slots one is labelled: whole labels where that leaves enough, else their words. */
function skipOf(canvas: Canvas, labels: readonly string[], gap: number, slot: number): number {
  const skip = (width: number): number => Math.max(1, Math.ceil((width + gap) / Math.max(1, slot)))
  const whole = skip(canvas.widest(labels))
  if (whole * 4 <= labels.length || whole === 1) return whole
  return skip(canvas.widest(labels.flatMap((label) => label.split(' '))))
}

function drawLines(
  canvas: Canvas,
  chart: Chart,
  { area, slot, at }: Frame,
  pick: (i: number) => Color,
  named: boolean,
): void {
  const ends: { x: number; y: number; name: string }[] = []
  chart.series.forEach(({ name, values }, s) => {
    let run: Point[] = []
    const flush = (): void => {
      canvas.line(run, pick(s), 1.5, DASHES[s % DASHES.length])
      run = []
    }
    const points: Point[] = []
    chart.labels.forEach((_, i) => {
      const value = known(values[i])
      // What is not known is a gap, not nothing.
      if (value === null) return flush()
      const point: Point = [area.x + slot * (i + 0.5), at(value)]
      run.push(point)
      points.push(point)
    })
    flush()
    for (const [x, y] of slot > 6 ? points : []) canvas.mark(x, y, 2, s, pick(s))
    if (chart.showValues && chart.series.length === 1)
      points.forEach(([x, y], i) => {
        const text = canvas.format(values.filter((v) => known(v) !== null)[i] as number)
        if (canvas.width(text) < slot) canvas.label(text, x, y - canvas.size * 0.6, 'middle')
      })
    const end = points.at(-1)
    if (end) ends.push({ x: end[0], y: end[1], name })
  })
  if (!named) return
  const { size } = canvas
  const heights = spread(
    ends.map((end) => end.y),
    size * 1.15,
    area.y,
    area.y + area.height,
  )
  ends.forEach(({ name, x }, i) => {
    canvas.label(name, x + size * 0.7, (heights[i] as number) + size * 0.35, 'left')
  })
}

function drawBars(
  canvas: Canvas,
  chart: Chart,
  { area, slot, at }: Frame,
  pick: (i: number) => Color,
): void {
  const groups = Math.max(1, chart.series.length)
  const width = Math.min(48, (slot * 0.72) / groups)
  const bar = width * (groups > 1 ? 0.92 : 1)
  const numbers = chart.series.flatMap(({ values }) =>
    values.map((v) => canvas.format(known(v) ?? 0)),
  )
  const numbered = chart.showValues && canvas.widest(numbers) <= (groups > 1 ? width : slot) + 1
  chart.labels.forEach((_, i) => {
    const left = area.x + slot * (i + 0.5) - (width * groups) / 2
    chart.series.forEach(({ values }, s) => {
      const value = known(values[i])
      if (value === null) return
      const x = left + s * width
      const top = Math.min(at(0), at(value))
      canvas.rect(x, top, bar, Math.abs(at(value) - at(0)), pick(s))
      if (!numbered) return
      const y = value < 0 ? at(value) + canvas.size : top - 2.5
      canvas.label(canvas.format(value), x + bar / 2, y, 'middle')
    })
  })
}

function drawStacks(
  canvas: Canvas,
  chart: Chart,
  { area, slot, at }: Frame,
  pick: (i: number) => Color,
): void {
  const width = Math.min(48, slot * 0.72)
  chart.labels.forEach((_, i) => {
    const left = area.x + slot * (i + 0.5) - width / 2
    let [up, down] = [0, 0]
    chart.series.forEach(({ values }, s) => {
      const value = known(values[i])
      if (value === null || value === 0) return
      const base = value > 0 ? up : down
      const [from, to] = [at(base), at(base + value)]
      canvas.rect(left, Math.min(from, to), width, Math.abs(to - from), pick(s))
      // Paper between the parts, so that they stay apart in grey.
      if (base !== 0)
        canvas.line(
          [
            [left, from],
            [left + width, from],
          ],
          '#ffffff',
          0.8,
        )
      if (value > 0) up += value
      else down += value
    })
    const text = canvas.format(Number((up + down).toPrecision(12)))
    if (chart.showValues && canvas.width(text) <= slot)
      canvas.label(text, left + width / 2, at(up) - 2.5, 'middle')
  })
}
