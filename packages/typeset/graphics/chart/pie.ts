/** Shares of a whole: a disc or a ring, with what each part is beside it. */
import type { Chart } from '../../document.ts'
import { num } from '../../pdf/number.ts'
import { fillOf, strokeOf } from '../../text/style.ts'
import type { Canvas, Rect } from './canvas.ts'
import { partColors } from './legend.ts'
import { known } from './scale.ts'

/** Beside a pie of this width no legend of a few letters has room. */
export function tooNarrowForLegend(chart: Chart, width: number, size: number): boolean {
  const round = chart.kind === 'pie' || chart.kind === 'donut'
  return round && (chart.legend ?? true) && width * 0.5 < 21 + size * 4
}

/** Negative parts of a whole are none. */
export function partsOf(chart: Chart): number[] {
  return (chart.series[0]?.values ?? []).map((v) => Math.max(0, known(v) ?? 0))
}

export function drawPie(canvas: Canvas, chart: Chart, box: Rect): void {
  const values = partsOf(chart)
  const total = values.reduce((a, b) => a + b, 0)
  if (total <= 0) return
  const { page } = canvas
  const pick = partColors(chart)
  const legend = (chart.legend ?? true) && !tooNarrowForLegend(chart, box.width, canvas.size)
  // The disc gives way to long names, to a third of the width.
  const beside = box.width - 16 - (legend ? widthOfParts(canvas, chart) : -16)
  const size = Math.min(
    box.height,
    legend ? Math.max(box.width / 3, Math.min(box.width / 2, beside)) : box.width,
  )
  const radius = size / 2 - 1
  const cx = box.x + size / 2
  const cy = page.height - box.y - box.height / 2
  const hole = chart.kind === 'donut' ? radius * 0.58 : 0
  const edges: number[] = []
  let angle = Math.PI / 2
  values.forEach((value, i) => {
    if (value <= 0) return
    const sweep = (value / total) * Math.PI * 2
    page.content += `${page.setFill(fillOf(pick(i)))}${sector(cx, cy, radius, hole, angle, sweep)} f\n`
    edges.push(angle)
    angle -= sweep
  })
  // Paper between the parts, so that they stay apart in grey.
  if (edges.length > 1) {
    page.content += `${page.setStroke(strokeOf('#ffffff'))}1 w `
    for (const a of edges)
      page.content += `${ray(cx, cy, hole, a)} m ${ray(cx, cy, radius + 0.5, a)} l `
    page.content += 'S\n'
  }
  if (legend)
    drawParts(canvas, chart, { ...box, x: box.x + size + 16, width: box.width - size - 16 })
}

function ray(cx: number, cy: number, r: number, a: number): string {
  return `${num(cx + r * Math.cos(a))} ${num(cy + r * Math.sin(a))}`
}

/** What the lines beside the disc ask for. */
function widthOfParts(canvas: Canvas, chart: Chart): number {
  const values = partsOf(chart)
  const total = values.reduce((a, b) => a + b, 0)
  const shares = canvas.widest(values.map((value) => canvas.percent(value / total)))
  const numbers =
    chart.showValues === false
      ? 0
      : canvas.widest(values.map((v) => canvas.format(v))) + canvas.size
  return canvas.widest(chart.labels) + shares + numbers + canvas.size * 2 + 6
}

/** A line for each part: its name, its value and its share, each in a column of its own. */
function drawParts(canvas: Canvas, chart: Chart, box: Rect): void {
  const values = partsOf(chart)
  const total = values.reduce((a, b) => a + b, 0)
  const pick = partColors(chart)
  const { size } = canvas
  const line = Math.min(size * 1.7, box.height / values.length)
  const shares = values.map((value) => canvas.percent(value / total))
  const numbers = chart.showValues === false ? [] : values.map((value) => canvas.format(value))
  const gap = size
  const shareWidth = canvas.widest(shares)
  const numberWidth = numbers.length === 0 ? 0 : canvas.widest(numbers) + gap
  const room = box.width - size - 5 - gap - shareWidth - numberWidth
  const names = Math.min(Math.max(room, size * 3), canvas.widest(chart.labels))
  const fits = room >= Math.min(names, size * 3)
  values.forEach((_, i) => {
    const top = box.y + (box.height - line * values.length) / 2 + i * line
    const x = box.x + size + 5
    canvas.rect(box.x, top + size * 0.25, size * 0.8, size * 0.8, pick(i))
    canvas.label(
      canvas.fit(chart.labels[i] ?? '', fits ? names : box.width - size - 5),
      x,
      top + size,
      'left',
    )
    if (!fits) return
    const end = x + names + gap + numberWidth + shareWidth
    if (numbers.length > 0)
      canvas.label(numbers[i] as string, end - shareWidth - gap, top + size, 'right')
    canvas.label(shares[i] as string, end, top + size, 'right')
  })
}

/** A sector of a disc or ring, clockwise from `start`, by curves of at most a quarter turn. */
function sector(
  cx: number,
  cy: number,
  outer: number,
  inner: number,
  start: number,
  sweep: number,
): string {
  const at = (r: number, a: number): string => ray(cx, cy, r, a)
  const arc = (r: number, from: number, by: number): string => {
    const steps = Math.max(1, Math.ceil(Math.abs(by) / (Math.PI / 2) - 1e-9))
    const each = by / steps
    const k = (4 / 3) * Math.tan(each / 4)
    let out = ''
    for (let i = 0; i < steps; i++) {
      const a = from + i * each
      const b = a + each
      const [x1, y1] = [
        cx + r * (Math.cos(a) - k * Math.sin(a)),
        cy + r * (Math.sin(a) + k * Math.cos(a)),
      ]
      const [x2, y2] = [
        cx + r * (Math.cos(b) + k * Math.sin(b)),
        cy + r * (Math.sin(b) - k * Math.cos(b)),
      ]
      out += `${num(x1)} ${num(y1)} ${num(x2)} ${num(y2)} ${at(r, b)} c `
    }
    return out
  }
  const begin =
    inner > 0 ? `${at(outer, start)} m ` : `${num(cx)} ${num(cy)} m ${at(outer, start)} l `
  const out = begin + arc(outer, start, -sweep)
  return inner > 0
    ? `${out}${at(inner, start - sweep)} l ${arc(inner, start - sweep, sweep)}h`
    : `${out}h`
}
