/** Gradients (SVG 2 §14.2) as shadings (ISO 32000-1 §8.7.4.5). */
import { precise } from '../../pdf/number.ts'
import type { Element } from '../xml.ts'
import type { Rgba } from './color.ts'
import type { Sheet } from './css.ts'
import { Declared, FIRST_LOOK, lengthOf, stopColor, type Look } from './look.ts'
import { diagonal } from './look.ts'
import { apply, inverse, type Matrix, times } from '../../pdf/matrix.ts'
import { transformOf } from './transform.ts'
import type { Bounds } from './path.ts'
import { rgb, shade } from './scope.ts'

interface Stop {
  readonly at: number
  readonly color: Rgba
}

/** One colour, or shadings of colour and, where it is not opaque throughout, of opacity. */
export type Gradient =
  | { readonly kind: 'none' }
  | { readonly kind: 'color'; readonly color: Rgba }
  | {
      readonly kind: 'shading'
      /** From the shading's space to that of the picture. */
      readonly matrix: Matrix
      readonly shading: string
      readonly opacity: string | null
    }

/** References from gradient to gradient that are followed. */
const DEEPEST = 10
/** Repetitions drawn of one that repeats; stops in all of them. */
const MOST_TURNS = 200
const MOST_STOPS = 2000

/** What the gradient and those it refers to say, the nearest first. */
class Sources {
  readonly name: string
  private readonly list: { readonly element: Element; readonly by: Declared }[] = []

  constructor(first: Element, ids: ReadonlyMap<string, Element>, sheet: Sheet) {
    this.name = first.name
    let element: Element | undefined = first
    while (element !== undefined && this.list.length < DEEPEST) {
      const by: Declared = new Declared(sheet.declared(element), FIRST_LOOK.own)
      this.list.push({ element, by })
      element = ids.get((by.get('href') ?? by.get('xlink:href') ?? '').trim().slice(1))
    }
  }

  get(name: string): string | undefined {
    for (const { by } of this.list) {
      const value = by.get(name)
      if (value !== undefined) return value
    }
    return undefined
  }

  stops(sheet: Sheet, look: Look): Stop[] {
    for (const { element } of this.list) {
      const stops: Stop[] = []
      let last = 0
      for (const child of element.children) {
        if (child.name !== 'stop') continue
        const text = child.attributes['offset'] ?? '0'
        const offset = parseFloat(text) / (text.trim().endsWith('%') ? 100 : 1)
        last = Math.min(1, Math.max(last, Number.isFinite(offset) ? offset : 0))
        stops.push({ at: last, color: stopColor(child, look, sheet) })
      }
      if (stops.length > 0) return stops.slice(0, 1000)
    }
    return []
  }
}

/** `bounds` are those of what is painted, in its own space, which `matrix` maps to the picture. */
export function gradientOf(
  element: Element,
  ids: ReadonlyMap<string, Element>,
  sheet: Sheet,
  look: Look,
  bounds: Bounds,
  matrix: Matrix,
): Gradient {
  const sources = new Sources(element, ids, sheet)
  const stops = sources.stops(sheet, look)
  const last = stops.at(-1)
  if (last === undefined) return { kind: 'none' }
  if (stops.length === 1) return { kind: 'color', color: last.color }
  const ofBox = sources.get('gradientUnits') !== 'userSpaceOnUse'
  if (ofBox && (bounds.width <= 0 || bounds.height <= 0)) return { kind: 'none' }
  const box: Matrix = [bounds.width, 0, 0, bounds.height, bounds.x, bounds.y]
  const own = times(ofBox ? box : [1, 0, 0, 1, 0, 0], transformOf(sources.get('gradientTransform')))
  const back = inverse(own)
  // As browsers have it: what is squeezed to a line paints nothing.
  if (back === null) return { kind: 'none' }
  const place = ofBox ? UNIT : look.viewport
  const length = (name: string, whole: number, otherwise: string): number =>
    lengthOf(sources.get(name) ?? otherwise, whole, look.size) ?? 0
  const x = (name: string, otherwise: string): number => length(name, place.width, otherwise)
  const y = (name: string, otherwise: string): number => length(name, place.height, otherwise)
  const spread = sources.get('spreadMethod') ?? 'pad'
  const corners = cornersOf(bounds, back)
  let line: Line | null
  if (element.name === 'linearGradient') {
    line = linear([x('x1', '0%'), y('y1', '0%')], [x('x2', '100%'), y('y2', '0%')], spread, corners)
  } else {
    const r = length('r', diagonal(place), '50%')
    const c: Point = [x('cx', '50%'), y('cy', '50%')]
    const f: Point = [
      sources.get('fx') === undefined ? c[0] : x('fx', '50%'),
      sources.get('fy') === undefined ? c[1] : y('fy', '50%'),
    ]
    line = radial(c, r, f, length('fr', diagonal(place), '0%'), spread, corners)
  }
  if (line === null) return { kind: 'color', color: last.color }
  const shading = (space: string, part: (color: Rgba) => string): string =>
    `<</ShadingType ${line.kind}/ColorSpace/${space}/Coords[${line.coords.map(precise).join(' ')}]/Extend[true true]/Function${stitched(stops, line, spread, part)}>>`
  const clear = stops.some((stop) => stop.color.alpha < 1)
  return {
    kind: 'shading',
    matrix: times(matrix, own),
    shading: shading('DeviceRGB', rgb),
    opacity: clear ? shading('DeviceGray', ({ alpha }) => shade(alpha)) : null,
  }
}

const UNIT = { width: 1, height: 1 }
type Point = readonly [number, number]

interface Line {
  /** Axial or radial. */
  readonly kind: 2 | 3
  readonly coords: readonly number[]
  /** How often the stops follow each other, from which turn on. */
  readonly turns: number
  readonly first: number
}

function cornersOf({ x, y, width, height }: Bounds, back: Matrix): Point[] {
  // As far again on each side: a stroke reaches beyond what it follows.
  const [l, t, r, b] = [x - width / 2, y - height / 2, x + width * 1.5, y + height * 1.5]
  return [apply(back, l, t), apply(back, r, t), apply(back, l, b), apply(back, r, b)]
}

function linear(from: Point, to: Point, spread: string, corners: readonly Point[]): Line | null {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const square = dx * dx + dy * dy
  if (!(square > 1e-18)) return null
  let [first, last] = [0, 1]
  if (spread !== 'pad') {
    const along = corners.map(([x, y]) => ((x - from[0]) * dx + (y - from[1]) * dy) / square)
    first = Math.max(-MOST_TURNS / 2, Math.floor(Math.min(...along)))
    last = Math.min(MOST_TURNS / 2, Math.ceil(Math.max(...along)))
    if (!(last > first)) [first, last] = [0, 1]
  }
  const at = (k: number): Point => [from[0] + dx * k, from[1] + dy * k]
  return { kind: 2, coords: [...at(first), ...at(last)], turns: last - first, first }
}

function radial(
  c: Point,
  r: number,
  focus: Point,
  fr: number,
  spread: string,
  corners: readonly Point[],
): Line | null {
  if (!(r > 0)) return null
  // A focus on or outside the circle is moved into it, where a cone would not cover the plane.
  const distance = Math.hypot(focus[0] - c[0], focus[1] - c[1])
  const most = r * 0.999
  const k = distance > most ? most / distance : 1
  const f: Point = [c[0] + (focus[0] - c[0]) * k, c[1] + (focus[1] - c[1]) * k]
  const inner = Math.max(0, Math.min(fr, r * 0.999))
  let turns = 1
  if (spread !== 'pad') {
    const reach = Math.max(...corners.map(([x, y]) => Math.hypot(x - f[0], y - f[1])))
    const grows = r - inner - Math.hypot(c[0] - f[0], c[1] - f[1])
    turns = Math.min(MOST_TURNS, Math.max(1, Math.ceil(reach / Math.max(grows, r / MOST_TURNS))))
  }
  const end: Point = [f[0] + (c[0] - f[0]) * turns, f[1] + (c[1] - f[1]) * turns]
  const coords = [...f, inner, ...end, inner + (r - inner) * turns]
  return { kind: 3, coords, turns, first: 0 }
}

/** The stops as one function from 0 to 1, as often as they are repeated. */
function stitched(
  stops: readonly Stop[],
  { turns, first }: Line,
  spread: string,
  part: (color: Rgba) => string,
): string {
  const points: { at: number; color: string }[] = []
  for (let turn = 0; turn < turns && points.length < MOST_STOPS; turn++) {
    const mirrored = spread === 'reflect' && Math.abs(first + turn) % 2 === 1
    const list = mirrored ? stops.map((s) => ({ at: 1 - s.at, color: s.color })).reverse() : stops
    const full = [{ ...(list[0] as Stop), at: 0 }, ...list, { ...(list.at(-1) as Stop), at: 1 }]
    for (const stop of full) points.push({ at: (turn + stop.at) / turns, color: part(stop.color) })
  }
  const functions: string[] = []
  const bounds: string[] = []
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]] as [(typeof points)[0], (typeof points)[0]]
    // Two stops at one place are a step: nothing lies between them.
    if (b.at - a.at < 1e-6) continue
    if (functions.length > 0) bounds.push(precise(a.at))
    functions.push(`<</FunctionType 2/Domain[0 1]/C0[${a.color}]/C1[${b.color}]/N 1>>`)
  }
  if (functions.length === 1) return functions[0] as string
  const encode = functions.map(() => '0 1').join(' ')
  return `<</FunctionType 3/Domain[0 1]/Functions[${functions.join('')}]/Bounds[${bounds.join(' ')}]/Encode[${encode}]>>`
}
