/** Paragraphs and headings: measured, split with regard to widows and orphans, written. */
import type { Footnote, Heading, InlineContent, Paragraph } from '../document.ts'
import { num, textString } from '../pdf/number.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { MOST_LINKS } from '../text/items.ts'
import type { Line } from '../text/segments.ts'
import type { ParagraphRecord } from '../text/style.ts'
import type { Context } from './context.ts'
import { type Holder, type Laid, NOTHING, type Part, type Taken, EPSILON } from './part.ts'
import { brokenAnew, leftOf, roomOf, setText, type SetText } from './lines.ts'
import { endMarked, writeLines } from './show.ts'

function heightOf(lines: readonly Line[], from: number, to: number): number {
  let height = 0
  for (let i = from; i < to; i++) height += (lines[i] as Line).height
  return height
}

/** Structure of a paragraph: its tag and what it is called elsewhere. */
interface Identity {
  readonly content: InlineContent
  readonly tag: string
  /** Level of a heading as the author gave it, else 0. */
  readonly heading: number
  readonly attributes: string
  readonly id: string | undefined
  /** Level in the outline, 0 where it is not entered. */
  readonly level: number
  readonly title: string
}

export function layParagraph(
  block: Paragraph | Heading,
  width: number,
  context: Context,
  paragraph: ParagraphRecord,
): Laid {
  if (paragraph.doubts !== '')
    context.warn('bad-value', `taken otherwise: ${paragraph.doubts}`, block)
  const text = setText(block.content, paragraph, width, context)
  if (text.lines.length === 0) return NOTHING
  const heading = block.type === 'heading'
  const lang = paragraph.text.lang
  const identity: Identity = {
    content: block.content,
    tag: heading ? 'H' : block.role === 'Title' ? 'P' : (block.role ?? 'P'),
    heading: heading ? block.level : 0,
    attributes: lang !== '' && lang !== context.document.lang ? `/Lang${textString(lang)}` : '',
    id: block.id,
    level: heading && block.outline !== false ? block.level : 0,
    title: heading ? plainText(block.content) : '',
  }
  return new ParagraphLaid(text, identity, width, heading || paragraph.keepNext, 0, null)
}

/** Text of inline content, as an outline or an accessible name wants it. */
export function plainText(content: InlineContent, depth = 0): string {
  if (typeof content === 'string') return content.replace(/\s+/g, ' ').trim()
  let out = ''
  for (const inline of content) {
    if (typeof inline === 'string') out += inline
    else if (inline.type === 'text') out += inline.text
    else if (inline.type === 'link' && depth < MOST_LINKS)
      out += plainText(inline.content, depth + 1)
    else if (inline.type === 'lineBreak' || inline.type === 'tab') out += ' '
    else if (inline.type === 'inlineImage') out += inline.alt
  }
  return out.replace(/\s+/g, ' ').trim()
}

class ParagraphLaid implements Laid {
  readonly before: number
  readonly after: number
  readonly keepNext: boolean
  private readonly text: SetText
  private readonly identity: Identity
  private readonly width: number
  private readonly from: number
  private readonly holder: Holder | null

  constructor(
    text: SetText,
    identity: Identity,
    width: number,
    keepNext: boolean,
    from: number,
    holder: Holder | null,
  ) {
    this.text = text
    this.identity = identity
    this.width = width
    this.keepNext = keepNext
    this.from = from
    this.holder = holder
    this.before = from === 0 ? text.paragraph.before : 0
    this.after = text.paragraph.after
  }

  take(available: number, force: boolean): Taken {
    const { lines, paragraph } = this.text
    const count = lines.length
    let height = 0
    let to = this.from
    while (to < count && height + (lines[to] as Line).height <= available + EPSILON) {
      height += (lines[to++] as Line).height
    }
    if (to === count) return { part: this.part(count, height, this.holder), rest: null }
    if (paragraph.keepTogether && !force && this.from === 0) return { part: null, rest: this }
    if (count - to < paragraph.widows) to = Math.max(this.from, count - paragraph.widows)
    const orphans = this.from === 0 ? Math.max(paragraph.orphans, this.text.held ?? 1) : 1
    if (to - this.from < orphans || to === this.from) {
      if (!force) return { part: null, rest: this }
      // Alone on the page: as many lines as there is room for, and one at least.
      to = Math.max(this.from + 1, this.fitting(available))
      if (to >= count)
        return {
          part: this.part(count, heightOf(lines, this.from, count), this.holder),
          rest: null,
        }
    }
    const holder = this.holder ?? { node: null }
    const part = this.part(to, heightOf(lines, this.from, to), holder)
    const rest = new ParagraphLaid(this.text, this.identity, this.width, this.keepNext, to, holder)
    return { part, rest }
  }

  resized(width: number, context: Context): Laid {
    if (width === this.width) return this
    const { text, identity, from } = this
    const { paragraph } = text
    const was = roomOf(this.width, paragraph)
    const own = brokenAnew(text, identity.content, from, was, roomOf(width, paragraph), context)
    if (own.lines.length === from) return NOTHING
    return new ParagraphLaid(own, identity, width, this.keepNext, from, this.holder)
  }

  private fitting(available: number): number {
    const { lines } = this.text
    let height = 0
    let to = this.from
    while (to < lines.length && height + (lines[to] as Line).height <= available + EPSILON) {
      height += (lines[to++] as Line).height
    }
    return to
  }

  private part(to: number, height: number, holder: Holder | null): Part {
    return new ParagraphPart(this.text, this.identity, this.width, this.from, to, height, holder)
  }
}

class ParagraphPart implements Part {
  readonly height: number
  readonly notes: readonly Footnote[]
  private readonly text: SetText
  private readonly identity: Identity
  private readonly width: number
  private readonly from: number
  private readonly to: number
  private readonly holder: Holder | null

  constructor(
    text: SetText,
    identity: Identity,
    width: number,
    from: number,
    to: number,
    height: number,
    holder: Holder | null,
  ) {
    this.text = text
    this.identity = identity
    this.width = width
    this.from = from
    this.to = to
    this.height = height
    this.holder = holder
    this.notes = text.notes.length === 0 ? text.notes : notesIn(text, from, to)
  }

  write(page: Page, x: number, y: number, parent: StructNode | null): void {
    const { text, identity, holder } = this
    const { paragraph, lines } = text
    if (paragraph.background !== '') {
      const box = `${num(x)} ${num(page.height - y - this.height)} ${num(this.width)} ${num(this.height)} re f\n`
      page.artifact(page.setFill(paragraph.background) + box)
    }
    const { sink } = page
    if (this.from === 0 && identity.id !== undefined) sink.target(identity.id, page, y)
    const shown = { lines, from: this.from, to: this.to }
    const start = x + leftOf(text)
    let node: StructNode | null = null
    if (parent !== null && sink.accessible) {
      node = holder?.node ?? null
      const simple =
        holder === null &&
        !lines.some((l) => l.segments.some((s) => s.span || s.artifact || s.image))
      const fresh = node === null && identity.heading > 0
      const tag = fresh ? sink.heading(identity.heading) : identity.tag
      if (simple && identity.level === 0) {
        page.leaf(parent, tag, identity.attributes)
        writeLines(page, shown, start, y, null)
        endMarked(page)
        return
      }
      if (node === null) {
        node = sink.node(tag, parent, identity.attributes)
        if (holder !== null) holder.node = sink.defer(node)
      }
    }
    if (this.from === 0 && identity.level > 0 && parent !== null) {
      sink.headings.push({
        level: identity.level,
        text: identity.title,
        page,
        y,
        ref: node?.ref ?? '',
      })
    }
    writeLines(page, shown, start, y, node)
    if (node !== null && holder === null) sink.close(node)
  }
}

function notesIn(text: SetText, from: number, to: number): Footnote[] {
  const found: Footnote[] = []
  for (let i = from; i < to; i++) {
    for (const segment of (text.lines[i] as Line).segments) {
      const note = segment.span?.note
      if (note && !found.includes(note)) found.push(note)
    }
  }
  return found
}
