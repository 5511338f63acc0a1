/** Lines of text as content operators, with their marks, decorations, images and links. */
import { CONTENT } from '../pdf/codes.ts'
import { num, textString } from '../pdf/number.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import type { Span } from '../text/items.ts'
import type { Line, Segment } from '../text/segments.ts'
import { drawShown } from './picture.ts'

export interface Shown {
  readonly lines: readonly Line[]
  readonly from: number
  readonly to: number
}

/**
 * Writes the lines with their top left corner at `x`, `y`. With a `node` they are marked as its
 * content, spans as elements within it; without, the caller has marked them (or they are
 * decoration).
 */
export function writeLines(
  page: Page,
  shown: Shown,
  x: number,
  y: number,
  node: StructNode | null,
): void {
  const tagged = node !== null && hasSpans(shown)
  if (!tagged) {
    if (node !== null) page.content += page.mark(node)
    writePlain(page, shown, x, y)
    if (node !== null) endMarked(page)
    return
  }
  let top = y
  const spans = new Map<Span, StructNode>()
  for (let i = shown.from; i < shown.to; i++) {
    const line = shown.lines[i] as Line
    writeTaggedLine(page, line, x, top, node, spans)
    top += line.height
  }
  for (const span of spans.values()) page.sink.close(span)
}

function hasSpans(shown: Shown): boolean {
  for (let i = shown.from; i < shown.to; i++) {
    for (const s of (shown.lines[i] as Line).segments) {
      if (s.span !== null || s.artifact || s.image !== null) return true
    }
  }
  return false
}

function writePlain(page: Page, shown: Shown, x: number, y: number): void {
  let top = y
  const pen = new Pen(page)
  for (let i = shown.from; i < shown.to; i++) {
    const line = shown.lines[i] as Line
    const baseline = page.height - top - line.baseline
    for (const segment of line.segments) pen.segment(segment, x + segment.x, baseline)
    top += line.height
  }
  pen.end()
}

/** Segments of one line, grouped by what they belong to. */
function writeTaggedLine(
  page: Page,
  line: Line,
  x: number,
  top: number,
  node: StructNode,
  spans: Map<Span, StructNode>,
): void {
  const baseline = page.height - top - line.baseline
  const { segments } = line
  for (let i = 0; i < segments.length;) {
    const first = segments[i] as Segment
    let j = i + 1
    while (j < segments.length && belongs(first, segments[j] as Segment)) j++
    const group = segments.slice(i, j)
    if (first.artifact) page.content += '/Artifact BMC '
    else if (first.image) imageElement(page, first, node, x, baseline)
    else page.content += page.mark(spanNode(page, first.span, node, spans))
    const pen = new Pen(page)
    for (const segment of group) pen.segment(segment, x + segment.x, baseline)
    pen.end()
    page.content += 'EMC\n'
    const last = group.at(-1) as Segment
    const link = first.span?.link
    const element = first.span ? spans.get(first.span) : undefined
    if (link && element) {
      const y0 = baseline - first.record.descent
      const box = [x + first.x, y0, x + last.x + last.width, baseline + first.record.ascent]
      const text = segments
        .filter((s) => s.span === first.span)
        .map((s) => s.text)
        .join('')
      page.sink.link(page, element, box, link.to, link.description ?? text, link)
    }
    i = j
  }
}

function belongs(first: Segment, other: Segment): boolean {
  return (
    !first.image && !other.image && first.span === other.span && first.artifact === other.artifact
  )
}

function spanNode(
  page: Page,
  span: Span | null,
  node: StructNode,
  spans: Map<Span, StructNode>,
): StructNode {
  if (span === null) return node
  let element = spans.get(span)
  if (element === undefined) {
    const lang = span.lang === '' ? '' : `/Lang${textString(span.lang)}`
    element = page.sink.node(span.kind, node, lang)
    spans.set(span, element)
  }
  return element
}

function imageElement(
  page: Page,
  segment: Segment,
  node: StructNode,
  x: number,
  baseline: number,
): void {
  const image = segment.image as NonNullable<Segment['image']>
  const y = baseline - (image.drop ?? 0)
  const box = [x + segment.x, y, x + segment.x + segment.width, y + image.height].map(num).join(' ')
  const attributes = `/Alt${textString(image.alt)}/A<</O/Layout/Placement/Inline/BBox[${box}]>>`
  page.leaf(node, 'Figure', attributes)
}

const GAP = CONTENT.piece(' ')
const SHOW = CONTENT.piece(' Td [(')
const SHOWN = CONTENT.piece(')]TJ\n')
const BEGIN = CONTENT.piece('BT ')
const END = CONTENT.piece('ET\n')
const END_MARKED = CONTENT.piece('EMC\n')

/** Ends what `mark` or `leaf` of a page began. */
export function endMarked(page: Page): void {
  page.settle().again(END_MARKED)
}

/** Writes segments, opening and closing text objects as needed. */
export class Pen {
  private readonly page: Page
  private open = false
  private x = 0
  private y = 0
  private after = ''
  private inCluster = false

  constructor(page: Page) {
    this.page = page
  }

  segment(segment: Segment, x: number, baseline: number): void {
    const { page } = this
    const { record } = segment
    if (segment.image !== null) {
      this.end()
      const y = page.height - baseline + (segment.image.drop ?? 0) - segment.image.height
      const { image, height } = segment.image
      const picture = page.sink.picture(image)
      if (picture) drawShown(page, segment.image, picture, x, y, { width: segment.width, height })
      return
    }
    if (record.background !== '') {
      this.end()
      const box = `${num(x)} ${num(baseline - record.descent + record.rise)} ${num(segment.width)} ${num(record.ascent + record.descent)} re f\n`
      page.content += page.setFill(record.background) + box
    }
    if (!this.open) page.settle().again(BEGIN)
    this.open = true
    if (segment.actual !== null && page.sink.accessible) {
      page.content += `/Span<</ActualText${textString(segment.actual)}>>BDC `
      this.inCluster = true
    }
    // Marked content opens and closes within one text object, or around it.
    const state = this.state(segment)
    if (state !== '') page.settle().put(CONTENT.common(state))
    const lift = segment.lift * record.em + record.rise
    this.place(x, baseline + lift, segment)
    if (segment.closes && this.inCluster) {
      page.content += 'EMC\n'
      this.inCluster = false
    }
    if (record.underline || record.strike) this.decorate(segment, x, baseline)
  }

  private state(segment: Segment): string {
    const { page } = this
    const { record, font, code } = segment
    const size = num(record.size * segment.factor)
    if (code !== null) page.sink.fontsUsed[font.index] = true
    const name = code !== null ? `/F${font.index}` : this.extraName(segment)
    let out = page.setText(`${name} ${size} Tf`, record.fill)
    if (page.spacing !== record.letterSpacing) {
      page.spacing = record.letterSpacing
      out += `${num(record.letterSpacing)} Tc `
    }
    return out
  }

  private extraName(segment: Segment): string {
    const glyph = segment.glyphs.find((g) => g.gid >= 0)
    if (!glyph) return `/F${segment.font.index}`
    return this.page.sink.extra(segment.font, glyph.gid, glyph.text).name
  }

  /** Shows the segment; rounding of `Td` is carried so that it does not add up. */
  private place(x: number, y: number, segment: Segment): void {
    const dx = Math.round((x - this.x) * 100) / 100
    const dy = Math.round((y - this.y) * 100) / 100
    this.x += dx
    this.y += dy
    const { page } = this
    if (segment.code === null) {
      page.content += `${num(dx)} ${num(dy)} Td ${this.glyphs(segment)}\n`
      return
    }
    const out = page.settle()
    CONTENT.number(out, dx)
    out.put(GAP)
    CONTENT.number(out, dy)
    out.again(SHOW)
    out.put((segment.shown ??= CONTENT.piece(segment.code)))
    out.again(SHOWN)
  }

  private glyphs(segment: Segment): string {
    let out = ''
    let code = ''
    let name = ''
    for (const glyph of segment.glyphs) {
      if (glyph.gid < 0) {
        code += `)${-glyph.kern}(`
        continue
      }
      const extra = this.page.sink.extra(segment.font, glyph.gid, glyph.text)
      if (name !== '' && extra.name !== name) {
        out += `[(${code})]TJ ${extra.name} ${num(segment.record.size * segment.factor)} Tf `
        this.page.font = ''
        code = ''
      }
      name = extra.name
      code += glyph.kern === 0 ? extra.code : `)${-glyph.kern}(${extra.code}`
    }
    return `${out}[(${code})]TJ`
  }

  private decorate(segment: Segment, x: number, baseline: number): void {
    const { record, font } = segment
    const { metrics, scale } = font
    const thick = Math.max(0.3, metrics.underlineThickness * scale * record.em)
    const rule = (at: number): string =>
      `${num(x)} ${num(baseline + record.rise + at - thick / 2)} ${num(segment.width)} ${num(thick)} re f\n`
    if (record.underline) this.after += rule(metrics.underlinePosition * scale * record.em)
    if (record.strike) this.after += rule(metrics.xHeight * scale * record.em * 0.5)
    // Drawn in the colour that is set: another colour's text ends the line's decorations first.
    this.end()
  }

  end(): void {
    if (this.open) this.page.settle().again(END)
    this.open = false
    this.x = 0
    this.y = 0
    if (this.after !== '') this.page.content += this.after
    this.after = ''
  }
}
