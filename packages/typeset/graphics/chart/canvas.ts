/** What a chart is drawn with: lines, areas and labels on a page, y from its top. */
import type { Color } from '../../document.ts'
import { num } from '../../pdf/number.ts'
import type { Page } from '../../pdf/sink.ts'
import { fillOf, strokeOf, type TextRecord } from '../../text/style.ts'
import { drawLabel, labelWidth } from '../label.ts'

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Point = readonly [x: number, y: number]

/** Where a label stands to its place. */
export type Side = 'left' | 'middle' | 'right'

/** Marks that are told apart without colour. */
const MARKS = ['square', 'circle', 'triangle', 'diamond'] as const

export class Canvas {
  readonly page: Page
  readonly text: TextRecord
  /** Text of a value: as the chart has it, else as the language does. */
  readonly format: (value: number) => string
  readonly percent: (share: number) => string

  constructor(
    page: Page,
    text: TextRecord,
    lang: string,
    format: ((value: number) => string) | undefined,
  ) {
    this.page = page
    this.text = text
    this.format = format ?? formatOf(lang)
    const share = numbers(lang, { style: 'percent', maximumFractionDigits: 1 })
    this.percent = (value) => share.format(value)
  }

  get size(): number {
    return this.text.size
  }

  y(y: number): string {
    return num(this.page.height - y)
  }

  rect(x: number, y: number, width: number, height: number, color: Color): void {
    const { page } = this
    page.content += `${page.setFill(fillOf(color))}${num(x)} ${num(page.height - y - height)} ${num(width)} ${num(height)} re f\n`
  }

  line(points: readonly Point[], color: Color, width: number, dash = ''): void {
    const { page } = this
    if (points.length < 2) return
    const path = points
      .map(([x, y], i) => `${num(x)} ${this.y(y)} ${i === 0 ? 'm' : 'l'} `)
      .join('')
    const dashed = dash === '' ? '' : `[${dash}] 0 d `
    page.content += `${page.setStroke(strokeOf(color))}${num(width)} w 1 j ${dashed}${path}S 0 j${dash === '' ? '' : ' [] 0 d'}\n`
  }

  polygon(points: readonly Point[], color: Color): void {
    const { page } = this
    const path = points
      .map(([x, y], i) => `${num(x)} ${this.y(y)} ${i === 0 ? 'm' : 'l'} `)
      .join('')
    page.content += `${page.setFill(fillOf(color))}${path}h f\n`
  }

  /** The mark of series `index` around a point. */
  mark(x: number, y: number, r: number, index: number, color: Color): void {
    const kind = MARKS[index % MARKS.length]
    if (kind === 'square') this.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7, color)
    else if (kind === 'triangle')
      this.polygon(
        [
          [x, y - r * 1.2],
          [x + r * 1.15, y + r * 0.8],
          [x - r * 1.15, y + r * 0.8],
        ],
        color,
      )
    else if (kind === 'diamond')
      this.polygon(
        [
          [x, y - r * 1.3],
          [x + r * 1.3, y],
          [x, y + r * 1.3],
          [x - r * 1.3, y],
        ],
        color,
      )
    else {
      const { page } = this
      const k = 0.5523 * r
      const up = page.height - y
      const at = (dx: number, dy: number): string => `${num(x + dx)} ${num(up + dy)} `
      page.content += `${page.setFill(fillOf(color))}${at(r, 0)}m ${at(r, k)}${at(k, r)}${at(0, r)}c ${at(-k, r)}${at(-r, k)}${at(-r, 0)}c ${at(-r, -k)}${at(-k, -r)}${at(0, -r)}c ${at(k, -r)}${at(r, -k)}${at(r, 0)}c f\n`
    }
  }

  width(label: string): number {
    return labelWidth(label, this.text)
  }

  widest(labels: readonly string[]): number {
    return labels.reduce((most, label) => Math.max(most, this.width(label)), 0)
  }

  /** A label with its baseline at `y`; `at` is its left, middle or right. */
  label(label: string, at: number, y: number, side: Side): void {
    const { text, page } = this
    const width = labelWidth(label, text)
    const x = side === 'left' ? at : side === 'right' ? at - width : at - width / 2
    drawLabel(page, label, text, x, y, text.fill)
  }

  /** The label, shortened until it fits. */
  fit(label: string, room: number): string {
    if (this.width(label) <= room) return label
    const chars = [...label]
    for (let n = Math.min(chars.length - 1, 200); n > 1; n--) {
      const short = chars.slice(0, n).join('').trimEnd() + '…'
      if (this.width(short) <= room) return short
    }
    return ''
  }

  /** The label on at most two lines of the given room. */
  lines(label: string, room: number): readonly string[] {
    if (this.width(label) <= room) return [label]
    const words = label.split(' ')
    for (let n = words.length - 1; n > 0; n--) {
      const first = words.slice(0, n).join(' ')
      if (this.width(first) <= room) return [first, this.fit(words.slice(n).join(' '), room)]
    }
    return [this.fit(label, room)]
  }
}

function numbers(lang: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(lang, options)
  } catch {
    return new Intl.NumberFormat('en', options)
  }
}

/** Text of values in this language, with a minus as wide as the figures. */
export function formatOf(lang: string): (value: number) => string {
  const format = numbers(lang, { maximumFractionDigits: 6 })
  return (value) => format.format(value).replace(/^-/, '\u2212')
}
