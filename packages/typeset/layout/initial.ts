/** Drop-in initials: the first letter or number of a paragraph, as tall as several of its lines. */
import type { Inline, InlineContent } from '../document.ts'
import type { Word } from '../text/shaper.ts'
import type { ParagraphRecord, TextRecord } from '../text/style.ts'
import type { Line, Segment } from '../text/segments.ts'
import type { Context } from './context.ts'

/** A number as a whole, else one letter with its accents; the quotes and brackets before it. */
const OPENING = /^\s*([„“”"'«‹‚‘¿¡([]*(?:\p{Nd}[\p{Nd}.,:]*(?<=\p{Nd})|\p{L}\p{M}*))/u

/** The initial, and the text without it; null where the content does not begin with one. */
function parted(content: InlineContent): { letters: string; rest: InlineContent } | null {
  const first = typeof content === 'string' ? content : content[0]
  const text = typeof first === 'string' ? first : first?.type === 'text' ? first.text : undefined
  const found = text === undefined ? null : OPENING.exec(text)
  if (first === undefined || text === undefined || found === null) return null
  const left = text.slice(found[0].length)
  const letters = found[1] as string
  if (typeof content === 'string') return { letters, rest: left }
  const head: Inline[] =
    typeof first === 'object' && first.type === 'text'
      ? [{ ...first, text: left }]
      : left === ''
        ? []
        : [left]
  return { letters, rest: [...head, ...content.slice(1)] }
}

/** Sets text whose first lines leave `indent` points free, or says that there is too little of it. */
type Setting = (content: InlineContent, lines: number, indent: number) => readonly Line[]

/**
 * The lines with their initial on the baseline of line `lines`. Where there are fewer lines the
 * initial is as tall as those; text of one line has none, nor has text from right to left, whose
 * scripts join letters. Null: set the paragraph as any other.
 */
export function setInitial(
  content: InlineContent,
  paragraph: ParagraphRecord,
  room: number,
  context: Context,
  set: Setting,
): { readonly lines: readonly Line[]; readonly held: number } | null {
  const wanted = paragraph.initial
  const split = parted(content)
  if (wanted === undefined || split === null || context.rtl) return null
  for (let count = Math.min(12, Math.floor(wanted.lines)); count >= 2; count--) {
    const record = recordFor(paragraph, count, context)
    const word = record.shaper.line(split.letters)
    if (word === null) return null
    const width = word.advance * record.em
    const indent = width + (wanted.gap ?? paragraph.text.size * 0.3)
    if (indent > room / 2) continue
    const lines = set(split.rest, count, indent)
    if (lines.length < count) continue
    return {
      lines: [withInitial(lines, count, word, record, width), ...lines.slice(1)],
      held: count,
    }
  }
  return null
}

const records = new WeakMap<ParagraphRecord, Map<number, TextRecord>>()

/** Capitals reach from the top of the first line's to the baseline of the last. */
function recordFor(paragraph: ParagraphRecord, count: number, context: Context): TextRecord {
  let byCount = records.get(paragraph)
  if (byCount === undefined) records.set(paragraph, (byCount = new Map()))
  let record = byCount.get(count)
  if (record === undefined) {
    const { text, leading, initial } = paragraph
    const plain = context.styles.text(text, { ...initial?.text, size: text.size })
    const capitals = (of: TextRecord): number => {
      const font = of.shaper.fonts[0] as NonNullable<Word['font']>
      return (font.metrics.capHeight * font.scale) / 1000
    }
    const height = (count - 1) * text.size * leading + capitals(text) * text.size
    const size = height / Math.max(0.2, capitals(plain))
    record = context.styles.text(text, { ...initial?.text, size })
    byCount.set(count, record)
  }
  return record
}

function withInitial(
  lines: readonly Line[],
  count: number,
  word: Word,
  record: TextRecord,
  width: number,
): Line {
  const first = lines[0] as Line
  const last = lines[count - 1] as Line
  let drop = last.baseline - first.baseline
  for (let i = 0; i < count - 1; i++) drop += (lines[i] as Line).height
  const segment: Segment = {
    x: 0,
    width,
    record,
    font: word.font ?? (record.shaper.fonts[0] as Segment['font']),
    factor: 1,
    lift: -drop / record.em,
    code: word.code,
    glyphs: [],
    span: null,
    image: null,
    artifact: false,
    actual: null,
    closes: false,
    text: word.text,
  }
  return { ...first, segments: [segment, ...first.segments] }
}
