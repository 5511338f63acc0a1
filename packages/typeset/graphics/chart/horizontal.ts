/** Bars that lie, one under the other, with their names before them. */
import type { Chart, Color } from '../../document.ts'
import type { Canvas, Rect } from './canvas.ts'
import { withLegend } from './legend.ts'
import { known, scaleOf } from './scale.ts'
import { GRID } from './upright.ts'

export function drawHorizontal(
  canvas: Canvas,
  chart: Chart,
  whole: Rect,
  pick: (i: number) => Color,
): void {
  const legend = chart.legend ?? chart.series.length > 1
  const box = legend ? withLegend(canvas, chart, whole, pick) : whole
  const { size } = canvas
  const scale = scaleOf(chart, Math.max(2, Math.min(6, Math.floor(box.width / (size * 9)))))
  const names = Math.min(box.width * 0.4, canvas.widest(chart.labels) + 6)
  const values = chart.series.flatMap((s) => s.values.map((v) => known(v) ?? 0))
  const room = (sign: number): number =>
    chart.showValues && values.some((v) => v * sign > 0)
      ? canvas.widest(values.filter((v) => v * sign > 0).map((v) => canvas.format(v))) + 6
      : 0
  const foot = chart.showValues ? 0 : size * 1.5
  const area = {
    x: box.x + names + room(-1),
    y: box.y,
    width: Math.max(10, box.width - names - room(-1) - Math.max(room(1), 4)),
    height: Math.max(5, box.height - foot),
  }
  const at = (v: number): number =>
    area.x +
    (area.width * (Math.min(scale.max, Math.max(scale.min, v)) - scale.min)) /
      (scale.max - scale.min)
  if (!chart.showValues)
    for (const v of scale.ticks) {
      canvas.line(
        [
          [at(v), area.y],
          [at(v), area.y + area.height],
        ],
        chart.gridColor ?? GRID,
        0.4,
      )
      canvas.label(canvas.format(v), at(v), box.y + box.height - size * 0.3, 'middle')
    }
  const slot = area.height / Math.max(1, chart.labels.length)
  chart.labels.forEach((label, i) => {
    const middle = area.y + slot * (i + 0.5)
    const lines =
      slot > size * 2.4 ? canvas.lines(label, names - 6) : [canvas.fit(label, names - 6)]
    lines.forEach((line, row) => {
      const y = middle + size * (0.35 + (row - (lines.length - 1) / 2) * 1.15)
      canvas.label(line, box.x + names - 5, y, 'right')
    })
    drawSlot(canvas, chart, i, middle, slot, at, pick)
  })
  canvas.line(
    [
      [at(0), area.y],
      [at(0), area.y + area.height],
    ],
    '#666666',
    0.7,
  )
}

function drawSlot(
  canvas: Canvas,
  chart: Chart,
  i: number,
  middle: number,
  slot: number,
  at: (v: number) => number,
  pick: (i: number) => Color,
): void {
  const { size } = canvas
  const height = Math.min(22, (slot * 0.72) / Math.max(1, chart.series.length))
  chart.series.forEach(({ values }, s) => {
    const value = known(values[i])
    if (value === null) return
    const top = middle - (height * chart.series.length) / 2 + s * height
    canvas.rect(Math.min(at(0), at(value)), top, Math.abs(at(value) - at(0)), height * 0.9, pick(s))
    if (!chart.showValues || height < size * 0.7) return
    const y = top + height * 0.45 + size * 0.35
    if (value < 0) canvas.label(canvas.format(value), at(value) - 4, y, 'right')
    else canvas.label(canvas.format(value), at(value) + 4, y, 'left')
  })
}
