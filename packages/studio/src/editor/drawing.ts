/** Charts and codes as they look, drawn where they stand. */
import { barcodeSvg, itemsIn, modulesOf, repeatedIn, textIn, valueIn } from '@misiva/compose'
import type { Setting } from '@misiva/compose'

/** An SVG element in words, or why there is none. */
export function barcodeIn(symbology: string, text: string): { svg?: string; trouble?: string } {
  const modules = modulesOf(symbology, text)
  return typeof modules === 'string' ? { trouble: modules } : { svg: barcodeSvg(modules, '') }
}

export interface Figures {
  readonly labels: readonly string[]
  /** By series, then by item. */
  readonly values: readonly (readonly number[])[]
}

/** A chart of more items than this is not told apart at this size. */
const mostItems = 40

export function figuresOf(
  attrs: Readonly<Record<string, unknown>>,
  setting: Setting | undefined,
): Figures {
  const data = String(attrs['data'])
  const items = (setting && itemsIn(setting, data)?.slice(0, mostItems)) ?? []
  const inner = items.map((_, i) => repeatedIn(setting!, data, 'item', i).setting)
  return {
    labels: inner.map((at) => textIn(at, String(attrs['label'])).text ?? ''),
    values: (attrs['values'] as readonly string[]).map((source) =>
      inner.map((at) => Number(String(valueIn(at, source, 'number').value ?? 0)) || 0),
    ),
  }
}

const [width, height] = [320, 120]
const xml = 'http://www.w3.org/2000/svg'

function shape(name: string, attrs: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(xml, name)
  for (const [key, value] of Object.entries(attrs)) element.setAttribute(key, String(value))
  return element
}

/** 320 × 120, scaled by its container. */
export function chartSvg(kind: string, figures: Figures, colors: readonly string[]): SVGElement {
  const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' })
  const color = (i: number) => colors[i % colors.length]!
  if (kind === 'donut') svg.append(...donut(figures, color))
  else if (kind === 'line' || kind === 'sparkline') svg.append(...lines(figures, color))
  else svg.append(...bars(figures, color, kind === 'stacked'))
  if (kind === 'bar' || kind === 'stacked' || kind === 'line') svg.append(...captions(figures))
  return svg
}

const floor = height - 16

function bars({ labels, values }: Figures, color: (i: number) => string, stacked: boolean) {
  const sums = labels.map((_, i) => values.reduce((sum, s) => sum + Math.abs(s[i]!), 0))
  const most = Math.max(...(stacked ? sums : values.flat().map(Math.abs)), 1e-9)
  const step = width / Math.max(labels.length, 1)
  const each = stacked ? step * 0.66 : (step * 0.66) / Math.max(values.length, 1)
  const tops = labels.map(() => floor)
  return values.flatMap((series, s) =>
    series.map((value, i) => {
      const h = (Math.abs(value) / most) * (floor - 6)
      const y = stacked ? (tops[i]! -= h) : floor - h
      const x = i * step + step * 0.17 + (stacked ? 0 : s * each)
      return shape('rect', { x, y, width: each * 0.94, height: h, rx: 1.5, fill: color(s) })
    }),
  )
}

function lines({ values }: Figures, color: (i: number) => string) {
  const all = values.flat()
  const [low, high] = [Math.min(0, ...all), Math.max(...all, 1e-9)]
  return values.map((series, s) => {
    const points = series.map((value, i) => {
      const x = 6 + (i / Math.max(series.length - 1, 1)) * (width - 12)
      return `${x},${floor - ((value - low) / (high - low)) * (floor - 8)}`
    })
    return shape('polyline', {
      points: points.join(' '),
      fill: 'none',
      stroke: color(s),
      'stroke-width': 2.5,
      'stroke-linejoin': 'round',
    })
  })
}

function donut({ labels, values }: Figures, color: (i: number) => string) {
  const series = (values[0] ?? []).map(Math.abs)
  const sum = series.reduce((a, b) => a + b, 0) || 1
  const around = 2 * Math.PI * 42
  let from = 0
  return series.flatMap((value, i) => {
    const share = (value / sum) * around
    const arc = shape('circle', {
      cx: 60,
      cy: 60,
      r: 42,
      fill: 'none',
      stroke: color(i),
      'stroke-width': 20,
      'stroke-dasharray': `${Math.max(share - 1, 0.1)} ${around}`,
      'stroke-dashoffset': -from,
    })
    from += share
    if (i > 6) return [arc]
    const y = 18 + i * 15
    const dot = shape('rect', { x: 135, y: y - 8, width: 9, height: 9, rx: 2, fill: color(i) })
    const name = shape('text', { x: 150, y, 'font-size': 10.5, fill: 'currentColor' })
    name.textContent = labels[i] ?? ''
    return [arc, dot, name]
  })
}

function captions({ labels }: Figures) {
  const step = width / Math.max(labels.length, 1)
  const every = Math.ceil(labels.length / 8)
  return labels.flatMap((label, i) => {
    if (i % every !== 0) return []
    const text = shape('text', {
      x: (i + 0.5) * step,
      y: height - 3,
      'text-anchor': 'middle',
      'font-size': 9.5,
      fill: 'currentColor',
    })
    const room = Math.max(3, Math.floor((step * every) / 5.2))
    text.textContent = label.length > room ? `${label.slice(0, room - 1)}…` : label
    return [text]
  })
}
