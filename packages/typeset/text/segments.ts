/** A broken line as positioned segments: what is written in one go, with its place on the line. */
import type { InlineImage, TabStop } from '../document.ts'
import type { BrokenLine } from './break.ts'
import { hyphenWidth, tabWidth } from './break.ts'
import type { Piece as Coded } from '../pdf/piece.ts'
import type { Font } from './font.ts'
import { type Item, OBJECT, SPACE, type Span, TAB } from './items.ts'
import type { GlyphRun } from './runs.ts'
import type { Word } from './shaper.ts'
import type { ParagraphRecord, TextRecord } from './style.ts'

export interface Segment {
  /** From the start of the line box, in points. */
  x: number
  width: number
  readonly record: TextRecord
  readonly font: Font
  readonly factor: number
  readonly lift: number
  /** Inside of a TJ string; null: `glyphs` go into a subset made for the document. */
  code: string | null
  /** `code` as it is written, once it was. */
  shown?: Coded
  readonly glyphs: GlyphRun['glyphs']
  readonly span: Span | null
  readonly image: InlineImage | null
  readonly artifact: boolean
  /** Begins, and ends, a cluster whose text its glyphs do not spell. */
  readonly actual: string | null
  readonly closes: boolean
  text: string
}

export interface Line {
  readonly segments: readonly Segment[]
  readonly height: number
  /** From the top of the line box to the baseline. */
  readonly baseline: number
}

/** Line box of one style: half-leading above and below, as CSS has it. */
export function baselineOf(record: TextRecord, leading: number): number {
  const height = record.size * leading
  return (height - (record.ascent + record.descent)) / 2 + record.ascent
}

export function setLine(
  line: BrokenLine,
  paragraph: ParagraphRecord,
  room: number,
  rtl: boolean,
  mixed: boolean,
): Line {
  const { align } = paragraph
  const hasTab = line.items.some((i) => i.kind === TAB)
  let spaces = 0
  for (let i = 0; i < line.items.length; i++) if (gapBefore(line.items, i)) spaces++
  const slack = room - line.width
  const stretch =
    align === 'justify' && (!line.last || slack < 0) && spaces > 0 && !hasTab ? slack / spaces : 0
  const used = line.width + stretch * spaces
  let x = 0
  if (align === 'center') x = (room - used) / 2
  else if (align === 'end' ? !rtl : rtl && (align === 'start' || align === 'justify'))
    x = room - used
  const order = mixed ? visualOrder(line.items, rtl ? 1 : 0) : line.items
  const builder = new SegmentBuilder(x, stretch, room, paragraph.tabs, line, rtl)
  order.forEach((item, i) => {
    if (item.kind !== SPACE && stretch !== 0 && gapBefore(order, i)) builder.gap()
    builder.add(item)
  })
  if (line.hyphen) builder.hyphen(line.items.at(-1) as Item, rtl)
  else if (line.space && !mixed && line.items.length > 0) builder.trail()
  return box(line, builder.segments, paragraph)
}

/** Han, kana and their punctuation: justified by the gaps between them. */
const IDEOGRAPHIC = /^[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/

/** A place that takes its share of what is left over in a justified line. */
function gapBefore(items: readonly Item[], i: number): boolean {
  const item = items[i] as Item
  if (item.kind === SPACE) return true
  const before = items[i - 1]
  if (!before?.word || !item.word || !item.mayBreak || item.hyphen) return false
  return IDEOGRAPHIC.test(item.word.text) || IDEOGRAPHIC.test(before.word.text)
}

function box(line: BrokenLine, segments: Segment[], paragraph: ParagraphRecord): Line {
  const base = paragraph.text
  let above = baselineOf(base, paragraph.leading)
  let below = base.size * paragraph.leading - above
  for (const item of line.items) {
    if (item.image !== null) {
      const drop = item.image.drop ?? 0
      above = Math.max(above, item.image.height - drop)
      below = Math.max(below, drop)
    } else if (item.record !== base && item.record.rise === 0) {
      const up = baselineOf(item.record, paragraph.leading)
      above = Math.max(above, up)
      below = Math.max(below, item.record.size * paragraph.leading - up)
    }
  }
  return { segments, height: above + below, baseline: above }
}

/** Rule L2 of UAX #9, on items of one level each. */
function visualOrder(items: readonly Item[], base: number): Item[] {
  const order = items.slice()
  let highest = 0
  let lowestOdd = 255
  for (const item of order) {
    highest = Math.max(highest, item.level)
    if (item.level & 1) lowestOdd = Math.min(lowestOdd, item.level)
  }
  if (base & 1) lowestOdd = Math.min(lowestOdd, 1)
  for (let level = highest; level >= lowestOdd; level--) {
    for (let i = 0; i < order.length; i++) {
      if ((order[i] as Item).level < level) continue
      let j = i
      while (j + 1 < order.length && (order[j + 1] as Item).level >= level) j++
      for (let a = i, b = j; a < b; a++, b--) {
        const swap = order[a] as Item
        order[a] = order[b] as Item
        order[b] = swap
      }
      i = j
    }
  }
  return order
}

class SegmentBuilder {
  readonly segments: Segment[] = []
  private x: number
  private readonly start: number
  private readonly stretch: number
  private readonly room: number
  private readonly tabs: readonly TabStop[]
  private readonly line: BrokenLine
  private readonly rtl: boolean

  constructor(
    x: number,
    stretch: number,
    room: number,
    tabs: readonly TabStop[],
    line: BrokenLine,
    rtl: boolean,
  ) {
    this.x = x
    this.start = x
    this.stretch = stretch
    this.room = room
    this.tabs = tabs
    this.line = line
    this.rtl = rtl
  }

  add(item: Item): void {
    if (item.kind === SPACE) return this.space(item)
    if (item.kind === TAB) return this.tab(item)
    if (item.kind === OBJECT && item.image) {
      this.segments.push(segment(this.x, item.width, item, null))
      this.x += item.width
      return
    }
    if (item.word) this.word(item, item.word)
  }

  private word(item: Item, word: Word): void {
    const { record, span } = item
    if (word.font !== null) {
      const open = this.segments.at(-1)
      if (open && joins(open, record, word.font, span, this.x)) {
        open.code += word.code
        open.width += item.width
        open.text += word.text
      } else {
        this.segments.push(segment(this.x, item.width, item, word.font, word.code))
      }
      this.x += item.width
      return
    }
    for (const run of word.runs) {
      const width =
        run.advance * run.factor * record.em + record.letterSpacing * runCount(word, run)
      this.segments.push({
        x: this.x,
        width,
        record,
        font: run.font,
        factor: run.factor,
        lift: run.lift,
        code: run.code,
        glyphs: run.glyphs,
        span,
        image: null,
        artifact: false,
        actual: run.actual,
        closes: run.closes,
        text: run === word.runs[0] ? word.text : '',
      })
      this.x += width
    }
  }

  private space(item: Item): void {
    const { record } = item
    const width = item.width + this.stretch
    const open = this.segments.at(-1)
    const font = record.shaper.fonts[0] as Font
    const code = font.encoding.get(font.glyph(32))
    if (open && code !== undefined && joins(open, record, font, item.span, this.x)) {
      const extra = (this.stretch + record.wordSpacing) / record.em
      open.code += Math.abs(extra) < 0.5 ? code : `${code})${-Math.round(extra)}(`
      open.width += width
      open.text += ' '
    }
    this.x += width
  }

  gap(): void {
    this.x += this.stretch
  }

  /** The space at which the line was broken. */
  trail(): void {
    const open = this.segments.at(-1)
    const code = open?.font.encoding.get(open.font.glyph(32))
    if (open && open.code !== null && open.image === null && code !== undefined) open.code += code
  }

  private tab(item: Item): void {
    const at = this.line.items.indexOf(item)
    const { items } = this.line
    let from = this.x - this.start
    if (this.rtl) {
      from = 0
      for (let i = 0; i < at; i++) from += (items[i] as Item).width
    }
    const { width, stop } = tabWidth(items, at, from, this.room, this.tabs, this.rtl)
    const leader = this.rtl ? [...(stop?.leader ?? '')].reverse().join('') : stop?.leader
    if (leader) {
      const word = item.record.shaper.word(leader, false)
      const one = word.advance * item.record.em
      const count = Math.floor((width - one) / one)
      if (count > 0 && word.font) {
        // Leaders of all lines stand under each other when they are counted from the stop.
        const x = this.rtl ? this.x + one / 2 : this.x + width - one * (count + 0.5)
        this.segments.push({
          ...segment(x, one * count, item, word.font, word.code.repeat(count)),
          artifact: true,
        })
      }
    }
    this.x += width
  }

  hyphen(item: Item, rtl: boolean): void {
    const word = item.record.shaper.word('-', false)
    const width = hyphenWidth(item)
    if (rtl) return
    this.word({ ...item, word, width }, word)
  }
}

function runCount(word: Word, run: GlyphRun): number {
  return word.runs.length === 1 ? word.count : Math.max(1, run.glyphs.length)
}

function joins(
  open: Segment,
  record: TextRecord,
  font: Font,
  span: Span | null,
  x: number,
): boolean {
  return (
    open.record === record &&
    open.font === font &&
    open.span === span &&
    open.code !== null &&
    open.lift === 0 &&
    open.actual === null &&
    !open.closes &&
    open.factor === 1 &&
    !open.artifact &&
    open.image === null &&
    Math.abs(open.x + open.width - x) < 0.001
  )
}

function segment(x: number, width: number, item: Item, font: Font | null, code = ''): Segment {
  return {
    x,
    width,
    record: item.record,
    font: font ?? (item.record.shaper.fonts[0] as Font),
    factor: 1,
    lift: 0,
    code,
    glyphs: [],
    span: item.span,
    image: item.image,
    artifact: false,
    actual: null,
    closes: false,
    text: item.word?.text ?? '',
  }
}
