/** Inline content as lines: the short ways of what is plain, the long way, and broken anew where a
 * text goes on in another width. */
import type { Footnote, InlineContent } from '../document.ts'
import { breakFirstFit, type BrokenLine, SLACK } from '../text/break.ts'
import { type Items, makeItems } from '../text/items.ts'
import { breakOptimum } from '../text/optimum.ts'
import { itemsAfter } from '../text/rest.ts'
import { baselineOf, type Line, setLine } from '../text/segments.ts'
import type { Word } from '../text/shaper.ts'
import type { ParagraphRecord } from '../text/style.ts'
import type { Context } from './context.ts'
import { setInitial } from './initial.ts'

/** Broken text without a place yet. */
export interface SetText {
  readonly lines: readonly Line[]
  readonly paragraph: ParagraphRecord
  readonly notes: readonly Footnote[]
  readonly rtl: boolean
  /** First lines that an initial holds together. */
  readonly held?: number
  /** Of text that goes on in another width: the lines from `from` on are made of these items. */
  readonly source?: { readonly items: Items; readonly from: number }
}

/** One line of one style: what most cells hold. */
function singleLine(word: Word, paragraph: ParagraphRecord, room: number): Line {
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
  const room = roomOf(width, paragraph)
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

/** Room left at the start of the first lines, in place of the indent of the first. */
interface Beside {
  readonly lines: number
  readonly indent: number
}

/** The long way: items, lines, segments. */
function breakText(
  content: InlineContent,
  paragraph: ParagraphRecord,
  room: number,
  context: Context,
  beside?: Beside,
): SetText {
  const items = makeItems(content, paragraph.text, context, paragraph.direction)
  const lines = setItems(items, paragraph, room, context, beside)
  return { lines, paragraph, notes: items.notes, rtl: items.rtl }
}

/** Distance of the lines' left edge from that of their room. */
export function leftOf({ rtl, paragraph }: SetText): number {
  return rtl ? paragraph.end : paragraph.start
}

function indentOf(line: number, paragraph: ParagraphRecord, beside: Beside | undefined): number {
  if (beside === undefined) return line === 0 ? paragraph.first : 0
  return line < beside.lines ? beside.indent : 0
}

function setItems(
  own: Items,
  paragraph: ParagraphRecord,
  room: number,
  context: Context,
  beside: Beside | undefined,
): Line[] {
  const { rtl, mixed } = own
  return breakItems(own, paragraph, room, context, beside).map((line, i) => {
    const indent = indentOf(i, paragraph, beside)
    const set = setLine(line, paragraph, Math.max(1, room - indent), rtl, mixed)
    if (indent !== 0 && !rtl) shift(set, indent)
    return set
  })
}

function breakItems(
  { items, rtl }: Items,
  paragraph: ParagraphRecord,
  room: number,
  context: Context,
  beside: Beside | undefined,
): BrokenLine[] {
  const measure = {
    room: (line: number): number => Math.max(1, room - indentOf(line, paragraph, beside)),
    paragraph,
    rtl,
    onLongWord: (): void =>
      context.warn('word-too-long', 'a word longer than the line was broken between letters', null),
  }
  const optimum = paragraph.align === 'justify'
  return (optimum ? breakOptimum(items, measure) : null) ?? breakFirstFit(items, measure)
}

/** No line of what goes on is a first one. */
const UNINDENTED: Beside = { lines: 0, indent: 0 }

/**
 * The same text with its lines from `from` on broken anew: `content` was set in `was`, and goes on
 * in `room`. Breaking is repeated to find what the placed lines hold, so that nothing need be kept
 * of a text that stays in its width.
 */
export function brokenAnew(
  text: SetText,
  content: InlineContent,
  from: number,
  was: number,
  room: number,
  context: Context,
): SetText {
  const { paragraph, source } = text
  let beside: Beside | undefined
  let items: Items | null = source?.items ?? null
  let held: InlineContent = content
  if (items === null && text.held !== undefined) {
    setInitial(content, paragraph, was, context, (rest, lines, indent) => {
      held = rest
      beside = { lines, indent }
      return breakText(rest, paragraph, was, context, beside).lines
    })
  } else if (items === null && typeof content !== 'string') {
    // Lines given one by one were not broken: each is a string and the break after it.
    if (plainLines(content, paragraph, was) !== null) {
      const left = makeItems(content.slice(2 * from), paragraph.text, context, paragraph.direction)
      return anew(text, from, left, room, context, UNINDENTED)
    }
  }
  if (source) beside = UNINDENTED
  items ??= makeItems(held, paragraph.text, context, paragraph.direction)
  const broken = breakItems(items, paragraph, was, context, beside)
  const left = itemsAfter(items.items, broken.slice(0, from - (source?.from ?? 0)))
  const still = beside === undefined ? 0 : Math.max(0, beside.lines - from)
  const indent = { lines: still, indent: beside?.indent ?? 0 }
  return anew(text, from, { ...items, items: left }, room, context, indent)
}

function anew(
  text: SetText,
  from: number,
  items: Items,
  room: number,
  context: Context,
  beside: Beside,
): SetText {
  const lines = setItems(items, text.paragraph, room, context, beside)
  return { ...text, lines: [...text.lines.slice(0, from), ...lines], source: { items, from } }
}

export function roomOf(width: number, paragraph: ParagraphRecord): number {
  return Math.max(1, width - paragraph.start - paragraph.end)
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
