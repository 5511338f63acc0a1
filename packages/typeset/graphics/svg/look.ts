/** How an element looks: what is declared of it, and what it inherits. */
import type { Element } from '../xml.ts'
import { colorOf, type Rgba } from './color.ts'
import type { Declarations, Sheet } from './css.ts'

/** None, one colour, or a gradient or pattern with what stands in for it. */
export type Paint =
  | { readonly kind: 'none' }
  | { readonly kind: 'color'; readonly color: Rgba }
  | { readonly kind: 'server'; readonly id: string; readonly otherwise: Rgba | null }

export interface Look {
  readonly color: Rgba
  readonly fill: Paint
  readonly stroke: Paint
  readonly fillOpacity: number
  readonly strokeOpacity: number
  readonly fillRule: string
  readonly clipRule: string
  readonly width: number
  readonly cap: number
  readonly join: number
  readonly miter: number
  readonly dash: readonly number[]
  readonly dashOffset: number
  readonly visible: boolean
  readonly strokeFirst: boolean
  /** Of what is written: size in user units, family as written, 100–900. */
  readonly size: number
  readonly family: string
  readonly weight: number
  readonly italic: boolean
  readonly anchor: string
  readonly spacing: number
  readonly preserve: boolean
  /** Custom properties. */
  readonly own: Declarations
  readonly viewport: Viewport
}

export interface Viewport {
  readonly width: number
  readonly height: number
}

const BLACK: Rgba = { rgb: [0, 0, 0], alpha: 1 }
export const WHITE: Rgba = { rgb: [1, 1, 1], alpha: 1 }
const NONE: Paint = { kind: 'none' }

export const FIRST_LOOK: Look = {
  color: BLACK,
  fill: { kind: 'color', color: BLACK },
  stroke: NONE,
  fillOpacity: 1,
  strokeOpacity: 1,
  fillRule: 'nonzero',
  clipRule: 'nonzero',
  width: 1,
  cap: 0,
  join: 0,
  miter: 4,
  dash: [],
  dashOffset: 0,
  visible: true,
  strokeFirst: false,
  size: 16,
  family: '',
  weight: 400,
  italic: false,
  anchor: 'start',
  spacing: 0,
  preserve: false,
  own: new Map(),
  viewport: { width: 100, height: 100 },
}

/** User units to one of CSS (CSS Values 4 §6.2): 96 to the inch. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
}

/** A length in user units; `whole` is what a percentage is of. */
export function lengthOf(text: string | undefined, whole: number, size = 16): number | undefined {
  if (text === undefined) return undefined
  const m = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(%|[a-z]*)/i.exec(text.slice(0, 100))
  if (m === null) return undefined
  const value = Number(m[1])
  const unit = (m[2] as string).toLowerCase()
  if (!Number.isFinite(value)) return undefined
  if (unit === '%') return (value / 100) * whole
  if (unit === 'em' || unit === 'rem') return value * size
  if (unit === 'ex' || unit === 'ch') return (value * size) / 2
  return value * (UNITS[unit] ?? 1)
}

/** What a percentage is of that is neither of the width nor of the height (SVG 2 §8.9). */
export function diagonal({ width, height }: Viewport): number {
  return Math.sqrt((width * width + height * height) / 2)
}

/** A number or percentage from 0 to 1. */
export function shareOf(text: string | undefined, otherwise: number): number {
  const value = parseFloat(text ?? '') / (text?.trim().endsWith('%') ? 100 : 1)
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : otherwise
}

const CAPS = ['butt', 'round', 'square']
const JOINS = ['miter', 'round', 'bevel']

function choice(list: readonly string[], value: string | undefined, otherwise: number): number {
  const at = list.indexOf(value ?? '')
  return at < 0 ? otherwise : at
}

/** Values with their variables filled in. */
export class Declared {
  private readonly map: Declarations
  readonly own: Declarations

  constructor(map: Declarations, outer: Declarations) {
    this.map = map
    let own = outer
    for (const [name, value] of map) {
      if (!name.startsWith('--')) continue
      if (own === outer) own = new Map(outer)
      ;(own as Map<string, string>).set(name, value)
    }
    this.own = own
  }

  get(name: string): string | undefined {
    let value = this.map.get(name)
    for (let i = 0; value?.includes('var(') && i < 10; i++) {
      value = value.replace(
        /var\(\s{0,9}(--[\w-]{1,100})\s{0,9}(?:,([^()]{0,200}|[^()]{0,100}\([^()]{0,100}\)[^()]{0,100}))?\)/,
        (_, key: string, fallback: string | undefined) => this.own.get(key) ?? fallback ?? '',
      )
    }
    const text = value?.trim()
    return text === 'inherit' || text === '' ? undefined : text
  }
}

export function lookOf(element: Element, outer: Look, sheet: Sheet): { look: Look; by: Declared } {
  const by = new Declared(sheet.declared(element), outer.own)
  const color = solid(by.get('color'), outer.color) ?? outer.color
  const size = fontSize(by.get('font-size'), outer.size)
  const length = (name: string, otherwise: number): number =>
    lengthOf(by.get(name), diagonal(outer.viewport), size) ?? otherwise
  const fill = by.get('fill')
  const stroke = by.get('stroke')
  const order = by.get('paint-order')
  const visibility = by.get('visibility')
  const look: Look = {
    ...outer,
    own: by.own,
    color,
    size,
    fill: fill === undefined ? outer.fill : paintOf(fill, color, outer.fill),
    stroke: stroke === undefined ? outer.stroke : paintOf(stroke, color, outer.stroke),
    fillOpacity: shareOf(by.get('fill-opacity'), outer.fillOpacity),
    strokeOpacity: shareOf(by.get('stroke-opacity'), outer.strokeOpacity),
    fillRule: by.get('fill-rule') ?? outer.fillRule,
    clipRule: by.get('clip-rule') ?? outer.clipRule,
    width: length('stroke-width', outer.width),
    cap: choice(CAPS, by.get('stroke-linecap'), outer.cap),
    join: choice(JOINS, by.get('stroke-linejoin'), outer.join),
    miter: Math.max(1, length('stroke-miterlimit', outer.miter)),
    dash: dashOf(by.get('stroke-dasharray'), outer, size),
    dashOffset: length('stroke-dashoffset', outer.dashOffset),
    visible: visibility === undefined ? outer.visible : visibility === 'visible',
    strokeFirst: order === undefined ? outer.strokeFirst : /^\s*stroke/.test(order),
    ...letters(by, outer, size),
  }
  return { look, by }
}

function letters(by: Declared, outer: Look, size: number): Partial<Look> {
  const weight = by.get('font-weight')
  const style = by.get('font-style')
  const short = by.get('font')?.slice(0, 200)
  const family = by.get('font-family') ?? (short && /[\d.]\S*\s+(.+)$/.exec(short)?.[1])
  const bold = { normal: 400, bold: 700, bolder: outer.weight < 600 ? 700 : 900, lighter: 300 }
  const numeric = bold[weight as keyof typeof bold] ?? parseFloat(weight ?? '')
  const space = by.get('xml:space')
  const white = by.get('white-space')
  return {
    family: family ?? outer.family,
    weight: Number.isFinite(numeric) ? numeric : outer.weight,
    italic: style === undefined ? outer.italic : style !== 'normal',
    anchor: by.get('text-anchor') ?? outer.anchor,
    spacing: lengthOf(by.get('letter-spacing'), size, size) ?? outer.spacing,
    preserve:
      white === undefined
        ? space === undefined
          ? outer.preserve
          : space === 'preserve'
        : white.startsWith('pre'),
  }
}

const SIZES: Readonly<Record<string, number>> = { small: 13, medium: 16, large: 18 }

function fontSize(text: string | undefined, outer: number): number {
  if (text === undefined) return outer
  const size = SIZES[text] ?? lengthOf(text, outer, outer)
  return size !== undefined && size >= 0 && size < 1e6 ? size : outer
}

function dashOf(text: string | undefined, outer: Look, size: number): readonly number[] {
  if (text === undefined) return outer.dash
  const whole = diagonal(outer.viewport)
  const list = text.split(/[\s,]+/, 100).map((part) => lengthOf(part, whole, size) ?? NaN)
  const sound = list.every((n) => n >= 0) && list.some((n) => n > 0)
  return sound ? list : []
}

function solid(text: string | undefined, current: Rgba): Rgba | null {
  if (text === undefined) return null
  return text.toLowerCase() === 'currentcolor' ? current : colorOf(text)
}

/** What is no paint leaves what was there. */
function paintOf(value: string, current: Rgba, outer: Paint): Paint {
  const text = value.slice(0, 500)
  if (text === 'none') return NONE
  const server = /^url\(\s*['"]?#([^'")]+?)['"]?\s*\)\s*(.*)$/.exec(text)
  if (server) {
    const otherwise = server[2] === 'none' ? null : solid(server[2], current)
    return { kind: 'server', id: server[1] as string, otherwise }
  }
  const color = solid(text, current)
  return color === null ? outer : { kind: 'color', color }
}

/** The colour of a gradient's stop. */
export function stopColor(element: Element, outer: Look, sheet: Sheet): Rgba {
  const { look, by } = lookOf(element, outer, sheet)
  const { rgb, alpha } = solid(by.get('stop-color'), look.color) ?? BLACK
  return { rgb, alpha: alpha * shareOf(by.get('stop-opacity'), 1) }
}
