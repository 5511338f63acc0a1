/** Patterns (SVG 2 §14.3) as tiling patterns (ISO 32000-1 §8.7.3). */
import { precise } from '../../pdf/number.ts'
import type { Element } from '../xml.ts'
import { DEEPEST_USE, type Drawing, HEAVY, type Place } from './drawing.ts'
import { Declared, FIRST_LOOK, lengthOf } from './look.ts'
import { determinant, type Matrix, times } from '../../pdf/matrix.ts'
import { transformOf } from './transform.ts'
import type { Bounds } from './path.ts'
import type { Entry } from './scope.ts'
import { fit, viewBoxOf } from './viewport.ts'

const DEEPEST = 10

/** The pattern as an entry of the resources; null for one that shows nothing. */
export function tileOf(
  drawing: Drawing,
  element: Element,
  bounds: Bounds,
  place: Place,
): readonly Entry[] | null {
  if (place.depth >= DEEPEST_USE) return null
  const chain = chainOf(drawing, element)
  const get = (name: string): string | undefined => {
    for (const { by } of chain) if (by.get(name) !== undefined) return by.get(name)
    return undefined
  }
  const content = chain.find(({ element }) => element.children.some((c) => c.name !== '#text'))
  if (content === undefined) return null
  const ofBox = get('patternUnits') !== 'userSpaceOnUse'
  const { viewport, size } = place.look
  const side = (name: string, whole: number, box: number, from: number): number => {
    const value = lengthOf(get(name) ?? '0', ofBox ? 1 : whole, size) ?? 0
    return ofBox ? value * box + from : value
  }
  const x = side('x', viewport.width, bounds.width, bounds.x)
  const y = side('y', viewport.height, bounds.height, bounds.y)
  const width = side('width', viewport.width, bounds.width, 0)
  const height = side('height', viewport.height, bounds.height, 0)
  const matrix = times(place.matrix, transformOf(get('patternTransform')))
  if (!(width > 0) || !(height > 0) || Math.abs(determinant(matrix)) < 1e-12) return null
  // The tile is drawn in the picture's own measure, so that its numbers stay fine enough.
  const lift = Math.sqrt(Math.abs(determinant(matrix)))
  const grow: Matrix = [lift, 0, 0, lift, 0, 0]
  const box = viewBoxOf(get('viewBox'))
  let inner: Matrix = [1, 0, 0, 1, 0, 0]
  if (box !== null)
    inner = times([1, 0, 0, 1, x, y], fit(box, width, height, get('preserveAspectRatio')))
  else if (get('patternContentUnits') === 'objectBoundingBox')
    inner = [bounds.width, 0, 0, bounds.height, bounds.x, bounds.y]
  const scope = place.scope.inner()
  const { look } = drawing.lookAt(content.element, viewport)
  const within = { scope, look, matrix: times(grow, inner), depth: place.depth + 1 }
  drawing.within(element, () => drawing.children(content.element, within), HEAVY)
  const numbers = (list: readonly number[]): string => list.map(precise).join(' ')
  const head =
    `/Type/Pattern/PatternType 1/PaintType 1/TilingType 1` +
    `/BBox[${numbers([x * lift, y * lift, (x + width) * lift, (y + height) * lift])}]` +
    `/XStep ${precise(width * lift)}/YStep ${precise(height * lift)}` +
    `/Matrix[${numbers(times(matrix, [1 / lift, 0, 0, 1 / lift, 0, 0]))}]`
  return [scope.finish(head, drawing.tools.deflate)]
}

function chainOf(drawing: Drawing, first: Element): { element: Element; by: Declared }[] {
  const chain: { element: Element; by: Declared }[] = []
  let element: Element | undefined = first
  while (element?.name === 'pattern' && chain.length < DEEPEST) {
    const by: Declared = new Declared(drawing.sheet.declared(element), FIRST_LOOK.own)
    chain.push({ element, by })
    element = drawing.target(by.get('href') ?? by.get('xlink:href'))
  }
  return chain
}
