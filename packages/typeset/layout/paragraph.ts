/** Paragraphs and headings: measured, split with regard to widows and orphans, written. */
import type { Footnote, Heading, InlineContent, Paragraph } from '../document.ts'
import { num, textString } from '../pdf/number.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { breakFirstFit, SLACK } from '../text/break.ts'
import { makeItems, MOST_LINKS } from '../text/items.ts'
import { breakOptimum } from '../text/optimum.ts'
import { baselineOf, type Line, setLine } from '../text/segments.ts'
import type { Word } from '../text/shaper.ts'
import type { ParagraphRecord } from '../text/style.ts'
import type { Context } from './context.ts'
import { type Holder, type Laid, NOTHING, type Part, type Taken, EPSILON } from './part.ts'
import { setInitial } from './initial.ts'
import { writeLines } from './show.ts'

/** Broken text without a place yet. */
export interface SetText {
  readonly lines: readonly Line[]
  readonly paragraph: ParagraphRecord
  readonly notes: readonly Footnote[]
  readonly rtl: boolean
  /** First lines that an initial holds together. */
  readonly held?: number
}

/** One line of one style: what most cells hold. */
export function singleLine(word: Word, paragraph: ParagraphRecord, room: number): Line {
  const record = paragraph.text
  const width = word.advance * record.em
  const { align } = paragraph
  const x = align === 'end' ? room - width : align === 'center' ? (room - width) / 2 : 0
  return {
    segments: [
      {
        x,
        width,
        record,
        font: word.font ?? (record.shaper.fonts[0] as NonNullable<Word['font']>),
        factor: 1,
        lift: 0,
        code: word.code,
        glyphs: [],
        span: null,
        image: null,
        artifact: false,
        actual: null,
        closes: false,
        text: word.text,
      },
    ],
    height: record.size * paragraph.leading,
    baseline: baselineOf(record, paragraph.leading),
  }
}

export function setText(
  content: InlineContent,
  paragraph: ParagraphRecord,
  width: number,
  context: Context,
): SetText {
  const room = Math.max(1, width - paragraph.start - paragraph.end)
  if (paragraph.initial !== undefined) {
    let notes: readonly Footnote[] = []
    const found = setInitial(content, paragraph, room, context, (rest, lines, indent) => {
      const broken = breakText(rest, paragraph, room, context, { lines, indent })
      notes = broken.notes
      return broken.lines
    })
    if (found !== null) return { ...found, paragraph, notes, rtl: false }
  }
  if (typeof content === 'string' && paragraph.text.plain && paragraph.direction !== 'rtl') {
    const word = paragraph.text.shaper.line(content)
    if (word !== null && word.advance * paragraph.text.em + paragraph.first <= room + SLACK) {
      const line = singleLine(word, paragraph, room - paragraph.first)
      if (paragraph.first !== 0) shift(line, paragraph.first)
      return { lines: [line], paragraph, notes: [], rtl: false }
    }
  }
  const plain = typeof content === 'string' ? null : plainLines(content, paragraph, room)
  if (plain !== null) return { lines: plain, paragraph, notes: [], rtl: false }
  return breakText(content, paragraph, room, context)
}

/** The long way: items, lines, segments. `beside` leaves room at the start of the first lines. */
function breakText(
  content: InlineContent,
  paragraph: ParagraphRecord,
  room: number,
  context: Context,
  beside?: { readonly lines: number; readonly indent: number },
): SetText {
  const { items, rtl, mixed, notes } = makeItems(
    content,
    paragraph.text,
    context,
    paragraph.direction,
  )
  const { first } = paragraph
  const indentOf = (line: number): number =>
    beside !== undefined && line < beside.lines ? beside.indent : line === 0 && !beside ? first : 0
  const measure = {
    room: (line: number): number => Math.max(1, room - indentOf(line)),
    paragraph,
    onLongWord: (): void =>
      context.warn('word-too-long', 'a word longer than the line was broken between letters', null),
  }
  const optimum = paragraph.align === 'justify'
  const broken = (optimum ? breakOptimum(items, measure) : null) ?? breakFirstFit(items, measure)
  const lines = broken.map((line, i) => {
    const set = setLine(line, paragraph, measure.room(i), rtl, mixed)
    const indent = indentOf(i)
    if (indent !== 0 && !rtl) shift(set, indent)
    return set
  })
  return { lines, paragraph, notes, rtl }
}

/** Lines as they are given, an address for one: where each is plain and short there is nothing to break. */
function plainLines(
  content: Exclude<InlineContent, string>,
  paragraph: ParagraphRecord,
  room: number,
): Line[] | null {
  const { text } = paragraph
  if (!text.plain || paragraph.direction === 'rtl' || paragraph.first !== 0) return null
  const lines: Line[] = []
  for (let i = 0; i < content.length; i += 2) {
    const inline = content[i]
    const next = content[i + 1]
    if (typeof inline !== 'string') return null
    if (next !== undefined && (typeof next === 'string' || next.type !== 'lineBreak')) return null
    // A break at the end opens a line that the long way knows about.
    if (next !== undefined && i + 2 === content.length) return null
    const word = text.shaper.line(inline)
    if (word === null || word.advance * text.em > room + SLACK) return null
    lines.push(singleLine(word, paragraph, room))
  }
  return lines.length === 0 ? null : lines
}

function shift(line: Line, by: number): void {
  for (const segment of line.segments) segment.x += by
}

export function heightOf(lines: readonly Line[], from: number, to: number): number {
  let height = 0
  for (let i = from; i < to; i++) height += (lines[i] as Line).height
  return height
}

/** Structure of a paragraph: its tag and what it is called elsewhere. */
interface Identity {
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
    const start = x + (text.rtl ? paragraph.end : paragraph.start)
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
        page.content += 'EMC\n'
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
