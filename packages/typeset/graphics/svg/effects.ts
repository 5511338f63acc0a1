/** What is done to an element as a whole: clipping, masking, opacity, blending (SVG 2 §14, CSS Masking 1). */
import type { Element } from '../xml.ts'
import { DEEPEST_USE, type Drawing, HEAVY, type Place } from './drawing.ts'
import { type Declared, lengthOf, type Look, lookOf, shareOf, WHITE } from './look.ts'
import { type Matrix, times } from '../../pdf/matrix.ts'
import { transformOf } from './transform.ts'
import { formOf, setMask } from './paint.ts'
import { type Bounds, Path } from './path.ts'
import type { Scope } from './scope.ts'
import { rect, shapeOf } from './shape.ts'
import { letteringOf } from './text.ts'

export interface Effects {
  readonly opacity: number
  readonly clip: Element | null
  readonly mask: Element | null
  readonly blend: string
}

/** Names of ISO 32000-1 §11.3.5. */
const BLENDS: Readonly<Record<string, string>> = {
  multiply: 'Multiply',
  screen: 'Screen',
  overlay: 'Overlay',
  darken: 'Darken',
  lighten: 'Lighten',
  'color-dodge': 'ColorDodge',
  'color-burn': 'ColorBurn',
  'hard-light': 'HardLight',
  'soft-light': 'SoftLight',
  difference: 'Difference',
  exclusion: 'Exclusion',
  hue: 'Hue',
  saturation: 'Saturation',
  color: 'Color',
  luminosity: 'Luminosity',
}

/** Null where the element is drawn as it is. */
export function effectsOf(
  drawing: Drawing,
  element: Element,
  by: Declared,
  place: Place,
): Effects | null {
  const filter = by.get('filter')
  if (filter !== undefined && filter !== 'none' && !whitens(drawing, filter))
    drawing.leave('filter', element)
  const opacity = shareOf(by.get('opacity'), 1)
  const blend = BLENDS[by.get('mix-blend-mode') ?? ''] ?? ''
  const clipping = by.get('clip-path')
  const masking = by.get('mask')
  if (opacity === 1 && blend === '' && clipping === undefined && masking === undefined) return null
  const clip = drawing.target(clipping) ?? null
  const mask = drawing.target(masking) ?? null
  if (clipping !== undefined && clipping !== 'none' && clip?.name !== 'clipPath')
    if (!clipping.startsWith('url(')) drawing.leave('clip-path', element)
  const deep = place.depth >= DEEPEST_USE
  return {
    opacity,
    blend,
    clip: clip?.name === 'clipPath' && !deep ? clip : null,
    mask: mask?.name === 'mask' && !deep ? mask : null,
  }
}

export function withEffects(
  drawing: Drawing,
  effects: Effects,
  element: Element,
  place: Place,
  draw: (place: Place) => void,
): void {
  if (effects.opacity === 0) return
  const { scope } = place
  if (effects.clip !== null) scope.save()
  const cut = effects.clip === null ? 'path' : clipped(drawing, effects.clip, element, place)
  if (cut !== 'nothing') grouped(drawing, effects, element, place, cut === 'mask', draw)
  if (effects.clip !== null) scope.restore()
}

function grouped(
  drawing: Drawing,
  { opacity, blend, mask }: Effects,
  element: Element,
  place: Place,
  through: boolean,
  draw: (place: Place) => void,
): void {
  const { scope, look } = place
  const lone = alone(element, look)
  if (blend === '' && mask === null && !through && (opacity === 1 || lone)) {
    const faint = {
      ...look,
      fillOpacity: look.fillOpacity * opacity,
      strokeOpacity: look.strokeOpacity * opacity,
    }
    return draw({ ...place, look: opacity === 1 ? look : faint })
  }
  const inner = scope.inner()
  draw({ ...place, scope: inner })
  if (inner.empty) return
  let form = inner.finish(formOf(drawing), drawing.tools.deflate)
  if (mask !== null) {
    // In a stream of its own: one mask in force would be forgotten for the other.
    const under = scope.inner()
    masked(drawing, mask, element, { ...place, scope: under })
    under.write(`${under.name('XObject', [form])} Do\n`)
    form = under.finish(formOf(drawing), drawing.tools.deflate)
  }
  scope.save()
  scope.alpha(opacity, opacity)
  if (blend !== '') scope.write(`${scope.name('ExtGState', [`<</BM/${blend}>>`])} gs\n`)
  scope.write(`${scope.name('XObject', [form])} Do\n`)
  scope.restore()
}

/** Draws once and nothing over it, so that its opacity is that of its paint. */
function alone(element: Element, look: Look): boolean {
  const one = look.fill.kind === 'none' || look.stroke.kind === 'none' || look.width <= 0
  return one && /^(?:path|rect|circle|ellipse|line|polyline|polygon)$/.test(element.name)
}

/** Box of the element for what is measured by it, as a map from the unit square. */
function boxMatrix(bounds: Bounds | null): Matrix {
  if (bounds === null) return [0, 0, 0, 0, 0, 0]
  return [bounds.width, 0, 0, bounds.height, bounds.x, bounds.y]
}

interface Cut {
  readonly path: Path
  readonly rule: string
}

/** Clips, by an outline or by a mask. */
function clipped(
  drawing: Drawing,
  clip: Element,
  element: Element,
  place: Place,
  depth = 0,
): 'path' | 'mask' | 'nothing' {
  const { look, by } = drawing.lookAt(clip, place.look.viewport)
  let matrix = times(place.matrix, transformOf(by.get('transform')))
  if (by.get('clipPathUnits') === 'objectBoundingBox') {
    const inOwn = { ...place, matrix: [1, 0, 0, 1, 0, 0] as Matrix }
    matrix = times(matrix, boxMatrix(drawing.bounds(element, inOwn)))
  }
  const further = drawing.target(by.get('clip-path'))
  if (further?.name === 'clipPath' && depth < 8) {
    const cut = clipped(drawing, further, element, place, depth + 1)
    if (cut !== 'path') return cut
  }
  const cuts: Cut[] = []
  cutsOf(drawing, clip, { ...place, look, matrix }, cuts, 0)
  if (cuts.length === 0) return 'nothing'
  if (apart(cuts)) {
    const all = new Path()
    for (const { path } of cuts) all.add(path)
    place.scope.clip(all, (cuts[0] as Cut).rule)
    return 'path'
  }
  // Outlines that overlap would cancel each other out: what they cover together is masked instead.
  const inner = place.scope.inner()
  inner.fillColor(WHITE)
  for (const { path, rule } of cuts)
    inner.write(`${path.operators()}f${rule === 'evenodd' ? '*' : ''}\n`)
  setMask(place.scope, inner.finish(formOf(drawing), drawing.tools.deflate), 'Alpha')
  return 'mask'
}

/** Outlines in the picture's space of what a clip lets through. */
function cutsOf(drawing: Drawing, parent: Element, place: Place, cuts: Cut[], level: number): void {
  for (const child of parent.children) {
    if (child.name === '#text' || cuts.length > 10_000) continue
    const { look, by } = lookOf(child, place.look, drawing.sheet)
    if (by.get('display') === 'none' || !look.visible) continue
    const matrix = times(place.matrix, transformOf(by.get('transform')))
    if (by.get('clip-path') !== undefined && by.get('clip-path') !== 'none')
      drawing.leave('clip-path within a clip-path', child)
    if (child.name === 'use') {
      const target = drawing.target(by.get('href') ?? by.get('xlink:href'))
      if (!target || level > 3) continue
      const x = lengthOf(by.get('x'), look.viewport.width) ?? 0
      const y = lengthOf(by.get('y'), look.viewport.height) ?? 0
      const shift = times(matrix, [1, 0, 0, 1, x, y])
      cutsOf(
        drawing,
        { ...child, children: [target] },
        { ...place, look, matrix: shift },
        cuts,
        level + 1,
      )
    } else if (child.name === 'text') {
      const leave = (what: string, at: Element): void => drawing.leave(what, at)
      for (const { path } of letteringOf(child, by, look, drawing.sheet, drawing.letters, leave))
        cuts.push({ path: path.through(matrix), rule: 'nonzero' })
    } else {
      const path = shapeOf(child.name, by, look)
      if (path !== null && !path.empty)
        cuts.push({ path: path.through(matrix), rule: look.clipRule })
    }
  }
}

/** One outline, or several that nowhere touch and are filled by the same rule. */
function apart(cuts: readonly Cut[]): boolean {
  if (cuts.length === 1) return true
  if (cuts.length > 100 || cuts.some((cut) => cut.rule !== cuts[0]?.rule)) return false
  const boxes = cuts.map((cut) => cut.path.bounds())
  return boxes.every((a, i) =>
    boxes.slice(i + 1).every((b) => {
      if (a === null || b === null) return true
      const beside = a.x + a.width < b.x || b.x + b.width < a.x
      return beside || a.y + a.height < b.y || b.y + b.height < a.y
    }),
  )
}

/** Makes everything white: what programs put into a mask that goes by opacity. */
function whitens(drawing: Drawing, filter: string | undefined): boolean {
  const steps = drawing.target(filter)?.children.filter((child) => child.name !== '#text') ?? []
  const values = steps[0]?.attributes['values'] ?? ''
  const white =
    /^\s*0\s+0\s+0\s+0\s+1\s+0\s+0\s+0\s+0\s+1\s+0\s+0\s+0\s+0\s+1\s+0\s+0\s+0\s+1\s+0\s*$/
  return steps.length === 1 && steps[0]?.name === 'feColorMatrix' && white.test(values)
}

/** Sets what the mask lets through. */
function masked(drawing: Drawing, mask: Element, element: Element, place: Place): void {
  const { viewport } = place.look
  const { look, by } = drawing.lookAt(mask, viewport)
  const own = { ...place, matrix: [1, 0, 0, 1, 0, 0] as Matrix }
  const bounds = drawing.bounds(element, own)
  const box = boxMatrix(bounds)
  const ofUser = by.get('maskUnits') === 'userSpaceOnUse'
  const side = (name: string, otherwise: string, whole: number): number =>
    lengthOf(by.get(name) ?? otherwise, ofUser ? whole : 1, look.size) ?? 0
  const area = rect(
    side('x', '-10%', viewport.width),
    side('y', '-10%', viewport.height),
    side('width', '120%', viewport.width),
    side('height', '120%', viewport.height),
  )
  const inner: Scope = place.scope.inner()
  const region = area.through(times(place.matrix, ofUser ? [1, 0, 0, 1, 0, 0] : box))
  const matrix =
    by.get('maskContentUnits') === 'objectBoundingBox' ? times(place.matrix, box) : place.matrix
  if (!region.empty) {
    inner.clip(region, 'nonzero')
    const within = { scope: inner, look, matrix, depth: place.depth + 1 }
    drawing.within(mask, () => drawing.children(mask, within), HEAVY)
  }
  const parts = mask.children.filter((child) => child.name !== '#text')
  const white =
    parts.length > 0 && parts.every((part) => whitens(drawing, part.attributes['filter']))
  const byAlpha = white || (by.get('mask-type') ?? by.get('mask-mode')) === 'alpha'
  const kind = byAlpha ? 'Alpha' : 'Luminosity'
  setMask(place.scope, inner.finish(formOf(drawing), drawing.tools.deflate), kind)
}
