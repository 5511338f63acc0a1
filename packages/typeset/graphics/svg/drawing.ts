/** A picture being drawn: its elements in order, what they refer to, what could not be drawn. */
import type { Deflate } from '../../pdf/file.ts'
import type { Inflate } from '../../pdf/image.ts'
import type { Element } from '../xml.ts'
import { Sheet } from './css.ts'
import { drawImage } from './embedded.ts'
import { effectsOf, withEffects } from './effects.ts'
import { type Declared, FIRST_LOOK, type Look, lookOf, type Viewport } from './look.ts'
import { type Matrix, times } from '../../pdf/matrix.ts'
import { transformOf } from './transform.ts'
import { paint } from './paint.ts'
import { type Bounds, Path, union } from './path.ts'
import type { Scope } from './scope.ts'
import { shapeOf } from './shape.ts'
import { type Letters, letteringOf } from './text.ts'
import { type Sizes, viewportOf } from './viewport.ts'

export interface Tools {
  readonly deflate: Deflate
  readonly inflate: Inflate | undefined
}

/** Where an element is drawn: on what, through which map, as part of what. */
export interface Place {
  readonly scope: Scope
  readonly matrix: Matrix
  readonly look: Look
  /** References followed to come here. */
  readonly depth: number
}

/** Drawn by reference in one picture; elements drawn or measured; references within references. */
const MOST_USES = 10_000
const MOST_ELEMENTS = 500_000
/** What a mask or pattern counts, which is a stream of its own each time. */
export const HEAVY = 5
export const DEEPEST_USE = 12

const SILENT = new Set([
  'title',
  'desc',
  'defs',
  'metadata',
  'linearGradient',
  'radialGradient',
  'pattern',
  'clipPath',
  'mask',
  'marker',
  'filter',
  'symbol',
  'style',
  'view',
  'cursor',
  'color-profile',
])

const CONTAINERS = new Set(['g', 'a', 'svg', 'switch'])
const ANIMATIONS = /^(?:animate|animateTransform|animateMotion|animateColor|set|discard)$/

export class Drawing {
  readonly sheet = new Sheet()
  readonly ids = new Map<string, Element>()
  readonly tools: Tools
  readonly letters: Letters
  /** The box of the whole picture, in its own units. */
  readonly frame: string
  /** What was not drawn, with the place of the first. */
  readonly left = new Map<string, number>()
  private uses = 0
  private elements = 0
  /** What is being drawn by reference: nothing is part of itself. */
  private readonly open = new Set<Element>()

  constructor(root: Element, tools: Tools, letters: Letters, frame: string) {
    this.tools = tools
    this.letters = letters
    this.frame = frame
    this.index(root)
  }

  private index(element: Element): void {
    const { id } = element.attributes
    if (id !== undefined && !this.ids.has(id)) this.ids.set(id, element)
    if (element.name === 'style') this.sheet.add(element.children.map((c) => c.text).join(''))
    for (const child of element.children) this.index(child)
  }

  leave(what: string, element: Element): void {
    if (!this.left.has(what)) this.left.set(what, element.at)
  }

  /** Draws what is referred to, unless it is being drawn already or there is no end of it. */
  within(target: Element, draw: () => void, weight = 1): void {
    if (this.open.has(target)) return
    // Thirty uses of what is used twice are a thousand million drawings.
    this.uses += weight
    if (this.uses > MOST_USES) return this.leave(`more than ${MOST_USES} references`, target)
    this.open.add(target)
    draw()
    this.open.delete(target)
  }

  /** How what is referred to looks where it stands in the file, which is what it inherits from. */
  lookAt(element: Element, viewport: Viewport): { look: Look; by: Declared } {
    const path: Element[] = []
    for (let at = element.parent; at !== null; at = at.parent) path.push(at)
    let look: Look = { ...FIRST_LOOK, viewport }
    for (const above of path.reverse()) look = lookOf(above, look, this.sheet).look
    return lookOf(element, look, this.sheet)
  }

  private tooMany(element: Element): boolean {
    if (++this.elements <= MOST_ELEMENTS) return false
    this.leave(`more than ${MOST_ELEMENTS} elements`, element)
    return true
  }

  /** The element that `url(#id)` or `#id` names. */
  target(reference: string | undefined): Element | undefined {
    const id = /^\s*(?:url\(\s*['"]?)?#([^'")]+)/.exec((reference ?? '').slice(0, 500))?.[1]
    return id === undefined ? undefined : this.ids.get(id.trim())
  }

  /** The outermost element: its window is the picture. */
  root(root: Element, by: Declared, place: Place): void {
    const effects = effectsOf(this, root, by, place)
    if (effects === null) this.children(root, place)
    else withEffects(this, effects, root, place, (inner) => this.children(root, inner))
  }

  element(element: Element, place: Place): void {
    const { name } = element
    if (SILENT.has(name) || name === '#text' || name.includes(':') || place.scope.spent) return
    if (ANIMATIONS.test(name)) return this.leave('animation', element)
    if (this.tooMany(element)) return
    const { look, by } = lookOf(element, place.look, this.sheet)
    if (by.get('display') === 'none' || !allowed(by)) return
    const matrix = times(place.matrix, transformOf(by.get('transform')))
    const here = { ...place, look, matrix }
    const effects = effectsOf(this, element, by, here)
    if (effects === null) this.content(element, by, here)
    else withEffects(this, effects, element, here, (inner) => this.content(element, by, inner))
  }

  /** What the element draws, whatever is done to it as a whole. */
  content(element: Element, by: Declared, place: Place): void {
    const { name } = element
    if (name === 'use') this.use(element, by, place)
    else if (name === 'svg') this.nested(element, by, place)
    else if (name === 'switch') {
      const chosen = element.children.find(
        (child) => child.name !== '#text' && allowed(lookOf(child, place.look, this.sheet).by),
      )
      if (chosen) this.element(chosen, place)
    } else if (CONTAINERS.has(name)) this.children(element, place)
    else if (name === 'text') {
      const leave = (what: string, at: Element): void => this.leave(what, at)
      for (const { path, look } of letteringOf(
        element,
        by,
        place.look,
        this.sheet,
        this.letters,
        leave,
      ))
        paint(this, path, { ...place, look })
    } else if (name === 'image') drawImage(this, element, by, place)
    else {
      const path = shapeOf(name, by, place.look)
      if (path === null) this.leave(name, element)
      else {
        if (/marker/.test([...this.sheet.declared(element).keys()].join()))
          this.markers(element, by)
        paint(this, path, place)
      }
    }
  }

  private markers(element: Element, by: Declared): void {
    for (const name of ['marker', 'marker-start', 'marker-mid', 'marker-end'])
      if ((by.get(name) ?? 'none') !== 'none') this.leave('marker', element)
  }

  children(element: Element, place: Place): void {
    for (const child of element.children) this.element(child, place)
  }

  /** An `svg` within: a window of its own. */
  private nested(element: Element, by: Declared, place: Place, size?: Sizes): void {
    const window = viewportOf(by, place.look, size)
    if (window === null) return
    const { scope } = place
    const matrix = times(place.matrix, window.matrix)
    const look = { ...place.look, viewport: window.viewport }
    if (window.clip) {
      scope.save()
      scope.clip(window.clip.through(place.matrix), 'nonzero')
    }
    this.children(element, { ...place, matrix, look })
    if (window.clip) scope.restore()
  }

  private use(element: Element, by: Declared, place: Place): void {
    const target = this.target(by.get('href') ?? by.get('xlink:href'))
    if (!target || place.depth >= DEEPEST_USE || above(element, target)) return
    this.within(target, () => this.used(target, by, place))
  }

  private used(target: Element, by: Declared, place: Place): void {
    const { viewport } = place.look
    const shift = useShift(by, place.look)
    const inner = { ...place, matrix: times(place.matrix, shift), depth: place.depth + 1 }
    if (target.name !== 'symbol' && target.name !== 'svg') return this.element(target, inner)
    const { look, by: own } = lookOf(target, { ...inner.look, viewport }, this.sheet)
    if (own.get('display') === 'none') return
    const matrix = times(inner.matrix, transformOf(own.get('transform')))
    this.nested(target, own, { ...inner, look, matrix }, [by.get('width'), by.get('height')])
  }

  /** The box around what an element fills, in the space that `place` is of; strokes do not count. */
  bounds(element: Element, place: Place): Bounds | null {
    const box = new Path()
    this.outline(element, place, box, 0)
    return box.bounds()
  }

  private outline(element: Element, place: Place, into: Path, level: number): void {
    const { name } = element
    if (SILENT.has(name) || name === '#text' || name.includes(':') || level > 100) return
    if (this.tooMany(element)) return
    const { look, by } = lookOf(element, place.look, this.sheet)
    if (by.get('display') === 'none') return
    // The map of the element itself is not part of its own box.
    const own = level === 0 ? place.matrix : times(place.matrix, transformOf(by.get('transform')))
    const here = { ...place, look, matrix: own }
    let box: Bounds | null = null
    if (name === 'use') {
      const target = this.target(by.get('href') ?? by.get('xlink:href'))
      if (!target || place.depth >= DEEPEST_USE || ++this.uses > MOST_USES) return
      const matrix = times(own, useShift(by, look))
      const inner = { ...here, matrix, depth: place.depth + 1 }
      if (target.name === 'symbol')
        for (const child of target.children) this.outline(child, inner, into, level + 1)
      else this.outline(target, inner, into, level + 1)
      return
    }
    if (CONTAINERS.has(name)) {
      for (const child of element.children) this.outline(child, here, into, level + 1)
      return
    }
    if (name === 'text') {
      for (const { path } of letteringOf(element, by, look, this.sheet, this.letters, () => {}))
        box = union(box, path.through(own).bounds())
    } else {
      const path = shapeOf(name === 'image' ? 'rect' : name, by, look)
      box = path?.through(own).bounds() ?? null
    }
    if (box === null) return
    into.move(box.x, box.y)
    into.line(box.x + box.width, box.y + box.height)
  }
}

function useShift(by: Declared, look: Look): Matrix {
  const window = viewportOf(by, look, ['100%', '100%'])
  return [1, 0, 0, 1, window?.x ?? 0, window?.y ?? 0]
}

/** Nothing is asked that only one program can do. */
function allowed(by: Declared): boolean {
  const required = by.get('requiredExtensions')
  return required === undefined || required === ''
}

function above(element: Element, target: Element): boolean {
  for (let over = element.parent; over !== null; over = over.parent)
    if (over === target) return true
  return false
}
