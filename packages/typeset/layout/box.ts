/** Boxes: content with padding, border, radius and background; and content kept on one page. */
import type {
  Block,
  Border,
  Box,
  BoxStyle,
  Edges,
  Footnote,
  KeepTogether,
  Sides,
} from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { num } from '../pdf/number.ts'
import { fillOf, strokeOf, type TextRecord } from '../text/style.ts'
import { dashed, strokeLine } from './block.ts'
import type { Context } from './context.ts'
import { Flow } from './flow.ts'
import { LONGEST } from './sound.ts'
import { EPSILON, type Holder, type Laid, type Part, type Taken } from './part.ts'

export interface Insets {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

function inset(value: number | undefined): number {
  return value !== undefined && value >= 0 && value <= LONGEST ? value : 0
}

export function insetsOf(sides: Sides<number> | undefined): Insets {
  if (sides === undefined) return { top: 0, right: 0, bottom: 0, left: 0 }
  if (typeof sides === 'number') {
    const all = inset(sides)
    return { top: all, right: all, bottom: all, left: all }
  }
  return {
    top: inset(sides.top),
    right: inset(sides.right),
    bottom: inset(sides.bottom),
    left: inset(sides.left),
  }
}

export function bordersOf(sides: Sides<Border> | undefined): Edges<Border> | null {
  if (sides === undefined) return null
  if ('width' in sides) {
    const border = sides as Border
    return border.width > 0 ? { top: border, right: border, bottom: border, left: border } : null
  }
  return sides as Edges<Border>
}

/** Fill and border of a box; `open` edges belong to a box that goes on over the page. */
export function drawBox(
  page: Page,
  style: BoxStyle,
  x: number,
  y: number,
  width: number,
  height: number,
  open: { top: boolean; bottom: boolean } = { top: false, bottom: false },
): string {
  let out = ''
  const borders = bordersOf(style.border)
  const fill = fillOf(style.background)
  const whole = !open.top && !open.bottom
  const radii = style.radius && whole ? radiiOf(style.radius, width, height) : null
  if (radii !== null) {
    const path = roundedPath(page, x, y, width, height, radii)
    if (fill !== '') out += `${page.setFill(fill)}${path}f\n`
    const around = style.border && 'width' in style.border ? borders?.top : undefined
    if (around) {
      const stroke = page.setStroke(strokeOf(around.color)) + `${num(around.width)} w `
      return out + stroke + dashed(around, `${path}s\n`)
    }
  } else if (fill !== '') {
    out += `${page.setFill(fill)}${num(x)} ${num(page.height - y - height)} ${num(width)} ${num(height)} re f\n`
  }
  if (borders === null) return out
  if (borders.top && !open.top) out += strokeLine(page, borders.top, x, y, x + width, y)
  if (borders.right) out += strokeLine(page, borders.right, x + width, y, x + width, y + height)
  if (borders.bottom && !open.bottom)
    out += strokeLine(page, borders.bottom, x, y + height, x + width, y + height)
  if (borders.left) out += strokeLine(page, borders.left, x, y, x, y + height)
  return out
}

/** Distance of the control points that makes a cubic curve a quarter circle. */
const KAPPA = 0.5523

function p(...values: readonly number[]): string {
  return values.map(num).join(' ')
}

type Corners = readonly [number, number, number, number]

/** No corner reaches beyond the middle of an edge; null where none is round. */
function radiiOf(radius: number | Corners, width: number, height: number): Corners | null {
  const most = Math.min(width / 2, height / 2)
  const [tl, tr, br, bl] = typeof radius === 'number' ? [radius, radius, radius, radius] : radius
  const within = (r: number): number => (r > 0 ? Math.min(r, most) : 0)
  const radii = [within(tl), within(tr), within(br), within(bl)] as const
  return radii.some((r) => r > 0) ? radii : null
}

/** From the top left corner, clockwise. */
function roundedPath(
  page: Page,
  x: number,
  y: number,
  w: number,
  h: number,
  [tl, tr, br, bl]: Corners,
): string {
  const top = page.height - y
  const bottom = top - h
  const k = (r: number): number => r * (1 - KAPPA)
  return (
    `${p(x + tl, top)} m ${p(x + w - tr, top)} l ${p(x + w - k(tr), top, x + w, top - k(tr), x + w, top - tr)} c ` +
    `${p(x + w, bottom + br)} l ${p(x + w, bottom + k(br), x + w - k(br), bottom, x + w - br, bottom)} c ` +
    `${p(x + bl, bottom)} l ${p(x + k(bl), bottom, x, bottom + k(bl), x, bottom + bl)} c ` +
    `${p(x, top - tl)} l ${p(x, top - k(tl), x + k(tl), top, x + tl, top)} c h `
  )
}

function innerWidth(style: BoxStyle, { left, right }: Insets, outer: number): number {
  return Math.max(1, Math.min(outer, style.width ?? outer) - left - right)
}

export class BoxLaid implements Laid {
  readonly before: number
  readonly after: number
  readonly keepNext: boolean
  private readonly box: Box
  private readonly style: BoxStyle
  private readonly insets: Insets
  private readonly width: number
  private readonly outer: number
  private readonly content: Laid
  private readonly first: boolean
  private readonly holder: Holder
  private readonly base: TextRecord
  private readonly warn: () => void

  constructor(
    box: Box,
    outer: number,
    context: Context,
    base: TextRecord,
    rest?: { content: Laid; holder: Holder },
  ) {
    this.box = box
    this.style = box.style ?? {}
    this.insets = insetsOf(this.style.padding)
    this.outer = outer
    this.base = base
    this.width = Math.min(outer, this.style.width ?? outer)
    const inner = innerWidth(this.style, this.insets, outer)
    this.content = rest?.content ?? new Flow(box.content, inner, context, base).settle()
    this.first = rest === undefined
    this.holder = rest?.holder ?? { node: null }
    this.before = this.first ? (this.style.spaceBefore ?? 0) : 0
    this.after = this.style.spaceAfter ?? 0
    this.keepNext = this.style.keepWithNext ?? false
    this.again = (content, holder) => new BoxLaid(box, outer, context, base, { content, holder })
    this.warn = () =>
      context.warn('block-too-tall', 'a box to be kept together is taller than the page', box)
  }

  private readonly again: (content: Laid, holder: Holder) => BoxLaid

  take(available: number, force: boolean): Taken {
    const { top, bottom } = this.insets
    const room = available - top - bottom
    let taken =
      room < 0 && !force ? { part: null, rest: this.content } : this.content.take(room, false)
    const split = taken.rest !== null
    if (taken.part === null && taken.rest === null) {
      const height = this.least(top + bottom, available, force)
      if (height > available + EPSILON && !force) return { part: null, rest: this }
      return { part: this.part(null, height, false, { node: null }), rest: null }
    }
    if (split && !force && (this.style.keepTogether || taken.part === null))
      return { part: null, rest: this }
    if (split && force) {
      if (this.style.keepTogether) this.warn()
      taken = this.content.take(Math.max(1, room), true)
    }
    if (taken.part === null) return { part: null, rest: this }
    const own = taken.part.height + top + bottom
    const height = taken.rest === null && this.first ? this.least(own, available, force) : own
    // What it holds may fit where its least height does not.
    if (height > Math.max(own, available + EPSILON) && !force) return { part: null, rest: this }
    if (taken.rest === null) {
      // A constant box serves many documents: its node must be none of theirs.
      const holder = this.first ? { node: null } : this.holder
      return { part: this.part(taken.part, height, false, holder), rest: null }
    }
    const holder = this.first ? { node: null } : this.holder
    return {
      part: this.part(taken.part, height, true, holder),
      rest: this.again(taken.rest, holder),
    }
  }

  /** Its height with what it holds, `own`: no least height is more than the page it begins. */
  private least(own: number, available: number, force: boolean): number {
    const least = this.style.minHeight ?? 0
    return Math.max(own, force ? Math.min(least, available) : least)
  }

  resized(outer: number, context: Context): Laid {
    if (outer === this.outer) return this
    const { box, style, insets, base, holder } = this
    const inner = innerWidth(style, insets, outer)
    const content = this.content.resized?.(inner, context) ?? this.content
    return new BoxLaid(box, outer, context, base, { content, holder })
  }

  private part(content: Part | null, height: number, goesOn: boolean, holder: Holder): Part {
    const { box, style, insets, width, outer, first } = this
    const align = style.align ?? 'start'
    const shift = align === 'end' ? outer - width : align === 'center' ? (outer - width) / 2 : 0
    const notes: readonly Footnote[] = content?.notes ?? []
    return {
      height,
      notes,
      write(page: Page, x: number, y: number, parent: StructNode | null): void {
        const open = { top: !first, bottom: goesOn }
        page.artifact(drawBox(page, style, x + shift, y, width, height, open))
        if (first && box.id !== undefined) page.sink.target(box.id, page, y)
        let node = parent
        if (parent !== null && page.sink.accessible && content !== null) {
          holder.node ??= page.sink.defer(page.sink.node(box.role ?? 'Div', parent))
          node = holder.node
        }
        content?.write(page, x + shift + insets.left, y + insets.top, node)
        // A holder that no other page shares is for one writing only.
        if (first && !goesOn) {
          if (holder.node) page.sink.close(holder.node)
          holder.node = null
        }
      },
    }
  }
}

export function layKeepTogether(
  block: KeepTogether,
  width: number,
  context: Context,
  base: TextRecord,
): Laid {
  const content: readonly Block[] = block.content
  const flow = new Flow(content, width, context, base).settle()
  return new Kept(flow, () =>
    context.warn('block-too-tall', 'blocks to be kept together are taller than the page', block),
  )
}

/** Stays whole where it fits a page at all. */
class Kept implements Laid {
  readonly before: number
  readonly after: number
  readonly keepNext: boolean
  private readonly content: Laid
  private readonly warn: () => void

  constructor(content: Flow, warn: () => void) {
    // Around what is kept there is the space there would be around it were it not.
    const { first, last } = content.ends()
    this.before = first.before
    this.after = last.after
    this.keepNext = last.keepNext
    this.content = content
    this.warn = warn
  }

  take(available: number, force: boolean): Taken {
    const taken = this.content.take(available, force)
    if (taken.rest === null) return taken
    if (!force) return { part: null, rest: this }
    this.warn()
    return taken
  }
}
