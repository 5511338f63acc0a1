/** Charts as vectors, drawn from their data. */
import type { Chart, Color } from '../document.ts'
import { num } from '../pdf/number.ts'
import type { Page } from '../pdf/sink.ts'
import { fillOf, strokeOf, type TextRecord } from '../text/style.ts'
import { drawLabel, labelWidth } from './label.ts'

interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Distinct also in grey and for the colour-blind (Okabe and Ito's order, darkened for paper). */
const PALETTE: readonly Color[] = [
  '#1f5a94',
  '#d98200',
  '#2a8f6c',
  '#b0447f',
  '#5aa6d6',
  '#8a6d00',
  '#555555',
  '#c2410c',
]

export function drawChart(page: Page, chart: Chart, text: TextRecord, box: Rect): void {
  const canvas = new Canvas(page, text)
  const colors = chart.colors?.length ? chart.colors : PALETTE
  const pick = (i: number): Color => chart.series[i]?.color ?? (colors[i % colors.length] as Color)
  if (chart.kind === 'sparkline') return drawSparkline(canvas, chart, box, pick(0))
  if (chart.kind === 'pie' || chart.kind === 'donut') return drawPie(canvas, chart, box, colors)
  const legend = chart.legend ?? chart.series.length > 1
  const area = legend ? withLegend(canvas, chart, box, pick) : box
  if (chart.kind === 'horizontalBar') drawHorizontal(canvas, chart, area, pick)
  else drawUpright(canvas, chart, area, pick)
}

class Canvas {
  readonly page: Page
  readonly text: TextRecord

  constructor(page: Page, text: TextRecord) {
    this.page = page
    this.text = text
  }

  y(y: number): string {
    return num(this.page.height - y)
  }

  rect(x: number, y: number, width: number, height: number, color: Color): void {
    const { page } = this
    page.content += `${page.setFill(fillOf(color))}${num(x)} ${num(page.height - y - height)} ${num(width)} ${num(height)} re f\n`
  }

  line(points: readonly (readonly [number, number])[], color: Color, width: number): void {
    const { page } = this
    let path = ''
    points.forEach(([x, y], i) => (path += `${num(x)} ${this.y(y)} ${i === 0 ? 'm' : 'l'} `))
    page.content += `${page.setStroke(strokeOf(color))}${num(width)} w 1 j ${path}S 0 j\n`
  }

  width(label: string): number {
    return labelWidth(label, this.text)
  }

  /** A label with its baseline at `y`; `at` is its left, middle or right. */
  label(
    label: string,
    at: number,
    y: number,
    align: 'left' | 'middle' | 'right',
    color?: string,
  ): void {
    const { text, page } = this
    const width = labelWidth(label, text)
    const x = align === 'left' ? at : align === 'right' ? at - width : at - width / 2
    drawLabel(page, label, text, x, y, color ?? text.fill)
  }

  /** The label, shortened until it fits. */
  fit(label: string, room: number): string {
    if (this.width(label) <= room) return label
    for (let n = label.length - 1; n > 1; n--) {
      const short = label.slice(0, n).trimEnd() + '…'
      if (this.width(short) <= room) return short
    }
    return ''
  }
}

function plain(value: number): string {
  return String(Math.round(value * 1e6) / 1e6)
}

interface Scale {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** Round steps that cover the values: 1, 2, 2.5 or 5 times a power of ten. */
function scaleOf(chart: Chart, stacked: boolean): Scale {
  let low = 0
  let high = 0
  const count = Math.max(...chart.series.map((s) => s.values.length), 0)
  for (let i = 0; i < count; i++) {
    let up = 0
    let down = 0
    for (const s of chart.series) {
      const value = finite(s.values[i])
      if (!stacked) {
        up = Math.max(up, value)
        down = Math.min(down, value)
      } else if (value > 0) up += value
      else down += value
    }
    high = Math.max(high, up)
    low = Math.min(low, down)
  }
  high = chart.max ?? high
  low = chart.min ?? low
  if (!(high > low)) high = low + 1
  const rough = (high - low) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((f) => f * power >= rough * 0.999) ?? 10) * power
  return { min: Math.floor(low / step) * step, max: Math.ceil(high / step - 1e-9) * step, step }
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0
}

function withLegend(canvas: Canvas, chart: Chart, box: Rect, pick: (i: number) => Color): Rect {
  const { size } = canvas.text
  const line = size * 1.6
  let x = box.x
  let y = box.y
  chart.series.forEach((series, i) => {
    const width = size + 4 + canvas.width(series.name) + 14
    if (x > box.x && x + width > box.x + box.width) {
      x = box.x
      y += line
    }
    canvas.rect(x, y + size * 0.2, size * 0.8, size * 0.8, pick(i))
    canvas.label(series.name, x + size + 4, y + size, 'left')
    x += width
  })
  const used = y + line + 4 - box.y
  return { x: box.x, y: box.y + used, width: box.width, height: Math.max(10, box.height - used) }
}

function drawUpright(canvas: Canvas, chart: Chart, box: Rect, pick: (i: number) => Color): void {
  const stacked = chart.kind === 'stackedBar'
  const scale = scaleOf(chart, stacked)
  const format = chart.format ?? plain
  const { size } = canvas.text
  const ticks: number[] = []
  for (let v = scale.min; v <= scale.max + scale.step / 2; v += scale.step) ticks.push(v)
  const margin = Math.max(...ticks.map((v) => canvas.width(format(v)))) + 6
  const area = {
    x: box.x + margin,
    y: box.y + size * 0.6,
    width: box.width - margin,
    height: box.height - size * 2.2,
  }
  const at = (v: number): number =>
    area.y + area.height * (1 - (v - scale.min) / (scale.max - scale.min))
  for (const v of ticks) {
    canvas.line(
      [
        [area.x, at(v)],
        [area.x + area.width, at(v)],
      ],
      chart.gridColor ?? '#dddddd',
      0.4,
    )
    canvas.label(format(v), area.x - 5, at(v) + size * 0.35, 'right')
  }
  const slot = area.width / Math.max(1, chart.labels.length)
  chart.labels.forEach((label, i) => {
    canvas.label(
      canvas.fit(label, slot - 2),
      area.x + slot * (i + 0.5),
      box.y + box.height - size * 0.3,
      'middle',
    )
  })
  if (chart.kind === 'line') drawLines(canvas, chart, area, slot, at, pick)
  else drawBars(canvas, chart, area, slot, at, stacked, pick)
  canvas.line(
    [
      [area.x, at(Math.max(0, scale.min))],
      [area.x + area.width, at(Math.max(0, scale.min))],
    ],
    '#666666',
    0.7,
  )
}

function drawLines(
  canvas: Canvas,
  chart: Chart,
  area: Rect,
  slot: number,
  at: (v: number) => number,
  pick: (i: number) => Color,
): void {
  chart.series.forEach((series, s) => {
    const points = series.values.map((v, i) => [area.x + slot * (i + 0.5), at(finite(v))] as const)
    canvas.line(points, pick(s), 1.5)
    for (const [x, y] of points) canvas.rect(x - 1.6, y - 1.6, 3.2, 3.2, pick(s))
  })
}

function drawBars(
  canvas: Canvas,
  chart: Chart,
  area: Rect,
  slot: number,
  at: (v: number) => number,
  stacked: boolean,
  pick: (i: number) => Color,
): void {
  const format = chart.format ?? plain
  const groups = stacked ? 1 : Math.max(1, chart.series.length)
  const width = Math.min(48, (slot * 0.72) / groups)
  chart.labels.forEach((_, i) => {
    let up = 0
    let down = 0
    const left = area.x + slot * (i + 0.5) - (width * groups) / 2
    chart.series.forEach((series, s) => {
      const value = finite(series.values[i])
      const base = stacked ? (value >= 0 ? up : down) : 0
      const top = Math.min(at(base), at(base + value))
      const x = stacked ? left : left + s * width
      canvas.rect(
        x,
        top,
        stacked ? width : width * 0.92,
        Math.abs(at(base + value) - at(base)),
        pick(s),
      )
      if (chart.showValues && !stacked)
        canvas.label(format(value), x + width * 0.46, top - 2, 'middle')
      if (value >= 0) up += value
      else down += value
    })
    if (chart.showValues && stacked)
      canvas.label(format(up + down), left + width / 2, at(up) - 2, 'middle')
  })
}

function drawHorizontal(canvas: Canvas, chart: Chart, box: Rect, pick: (i: number) => Color): void {
  const scale = scaleOf(chart, false)
  const format = chart.format ?? plain
  const { size } = canvas.text
  const margin = Math.min(
    box.width * 0.4,
    Math.max(...chart.labels.map((l) => canvas.width(l)), 0) + 6,
  )
  const values = chart.showValues
    ? Math.max(
        ...chart.series.flatMap((s) => s.values.map((v) => canvas.width(format(finite(v))))),
      ) + 6
    : 4
  const area = {
    x: box.x + margin,
    y: box.y,
    width: box.width - margin - values,
    height: box.height,
  }
  const at = (v: number): number =>
    area.x + (area.width * (v - scale.min)) / (scale.max - scale.min)
  const slot = area.height / Math.max(1, chart.labels.length)
  const height = Math.min(22, (slot * 0.7) / Math.max(1, chart.series.length))
  chart.labels.forEach((label, i) => {
    const middle = area.y + slot * (i + 0.5)
    canvas.label(canvas.fit(label, margin - 6), area.x - 5, middle + size * 0.35, 'right')
    chart.series.forEach((series, s) => {
      const value = finite(series.values[i])
      const top = middle - (height * chart.series.length) / 2 + s * height
      const left = Math.min(at(0), at(value))
      canvas.rect(left, top, Math.abs(at(value) - at(0)), height * 0.9, pick(s))
      if (chart.showValues)
        canvas.label(
          format(value),
          Math.max(at(value), at(0)) + 4,
          top + height * 0.45 + size * 0.35,
          'left',
        )
    })
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

/** Beside a pie of this width no legend of a few letters has room. */
export function tooNarrowForLegend(chart: Chart, width: number, size: number): boolean {
  const round = chart.kind === 'pie' || chart.kind === 'donut'
  return round && (chart.legend ?? true) && width * 0.5 < 21 + size * 4
}

function drawPie(canvas: Canvas, chart: Chart, box: Rect, colors: readonly Color[]): void {
  const values = (chart.series[0]?.values ?? []).map((v) => Math.max(0, finite(v)))
  const total = values.reduce((a, b) => a + b, 0)
  if (total <= 0) return
  const { page, text } = canvas
  const legend = (chart.legend ?? true) && !tooNarrowForLegend(chart, box.width, text.size)
  const size = Math.min(box.height, legend ? box.width * 0.5 : box.width)
  const radius = size / 2 - 1
  const cx = box.x + size / 2
  const cy = page.height - box.y - box.height / 2
  const format = chart.format ?? plain
  let angle = Math.PI / 2
  values.forEach((value, i) => {
    const sweep = (value / total) * Math.PI * 2
    const color = colors[i % colors.length] as Color
    page.content += `${page.setFill(fillOf(color))}${sector(cx, cy, radius, chart.kind === 'donut' ? radius * 0.58 : 0, angle, sweep)} f\n`
    angle -= sweep
    if (!legend) return
    const line = Math.min(text.size * 1.7, box.height / values.length)
    const top = box.y + (box.height - line * values.length) / 2 + i * line
    const x = box.x + size + 16
    canvas.rect(x, top + text.size * 0.25, text.size * 0.8, text.size * 0.8, color)
    const share = `${Math.round((value / total) * 1000) / 10} %`
    canvas.label(
      canvas.fit(
        `${chart.labels[i] ?? ''}  ${chart.showValues === false ? share : `${format(value)} (${share})`}`,
        box.x + box.width - x - text.size - 5,
      ),
      x + text.size + 5,
      top + text.size,
      'left',
    )
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
  const at = (r: number, a: number): string =>
    `${num(cx + r * Math.cos(a))} ${num(cy + r * Math.sin(a))}`
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

function drawSparkline(canvas: Canvas, chart: Chart, box: Rect, color: Color): void {
  const values = (chart.series[0]?.values ?? []).map(finite)
  if (values.length === 0) return
  const low = chart.min ?? Math.min(...values)
  const high = chart.max ?? Math.max(...values)
  const span = high - low || 1
  const step = box.width / Math.max(1, values.length - 1)
  const points = values.map(
    (v, i) => [box.x + i * step, box.y + 2 + (box.height - 4) * (1 - (v - low) / span)] as const,
  )
  canvas.line(points, color, 1.2)
  const [x, y] = points.at(-1) as readonly [number, number]
  canvas.rect(x - 1.8, y - 1.8, 3.6, 3.6, color)
}
