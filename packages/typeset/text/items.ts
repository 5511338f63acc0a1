/** Inline content as a row of items: words, spaces, tabs, forced breaks and objects. */
import * as bidiModule from 'bidi-js'
import type { Footnote, Inline, InlineContent, InlineImage, Link } from '../document.ts'
import type { WarningCode } from '../typesetting.ts'
import type { Styles, TextRecord } from './style.ts'
import { RTL, type Word } from './shaper.ts'

export const WORD = 0
export const SPACE = 1
export const BREAK = 2
export const TAB = 3
export const OBJECT = 4

/** What a run of items belongs to in the structure tree besides its paragraph. */
export interface Span {
  readonly kind: 'Link' | 'Span' | 'Reference'
  readonly lang: string
  readonly link: Link | null
  readonly note: Footnote | null
}

export interface Item {
  readonly kind: number
  readonly record: TextRecord
  readonly word: Word | null
  width: number
  readonly span: Span | null
  /** A line may begin here. */
  mayBreak: boolean
  readonly level: number
  readonly image: InlineImage | null
  /** A hyphen is shown when the line ends before this item (it is a later part of a word). */
  hyphen: boolean
}

/** What inline content asks of the document around it. */
export interface InlineWorld {
  readonly styles: Styles
  warn(code: WarningCode, message: string, node: unknown): void
  /** Text of a page number or other running value. */
  field(inline: Inline): string
  /** Says that an image cannot be used. */
  unusable(image: string): string
  /** Width divided by height, or 0 where there is no such image. */
  aspect(image: string): number
  /** The mark of a footnote, which is from now on known to the page. */
  mark(note: Footnote): string
}

interface Piece {
  readonly text: string
  readonly record: TextRecord
  readonly span: Span | null
  readonly image: InlineImage | null
  readonly kind: number
}

/** The package's types describe its module form, Node gives the function itself as `default`. */
const bidi = (bidiModule as unknown as { default: () => bidiModule.Bidi }).default()

export interface Items {
  readonly items: Item[]
  readonly rtl: boolean
  readonly mixed: boolean
  readonly notes: readonly Footnote[]
}

export function makeItems(
  content: InlineContent,
  record: TextRecord,
  world: InlineWorld,
  direction: 'ltr' | 'rtl' | undefined,
): Items {
  const pieces: Piece[] = []
  const notes: Footnote[] = []
  if (typeof content === 'string') addText(content, record, null, pieces)
  else for (const inline of content) flatten(inline, record, null, world, pieces, notes)
  const mixed = direction === 'rtl' || pieces.some((p) => RTL.test(p.text))
  const maker = new ItemMaker(world)
  if (!mixed) {
    for (const piece of pieces) maker.add(piece, 0)
    return { items: maker.items, rtl: false, mixed: false, notes }
  }
  const text = pieces.map((p) => (p.kind === WORD ? p.text : STANDS_FOR[p.kind])).join('')
  const levels = bidi.getEmbeddingLevels(text, direction)
  let at = 0
  for (const piece of pieces) {
    if (piece.kind !== WORD) {
      maker.add(piece, levels.levels[at++] ?? 0)
      continue
    }
    let from = 0
    while (from < piece.text.length) {
      const level = levels.levels[at + from] as number
      let to = from + 1
      while (to < piece.text.length && levels.levels[at + to] === level) to++
      maker.add({ ...piece, text: piece.text.slice(from, to) }, level)
      from = to
    }
    at += piece.text.length
  }
  const base = levels.paragraphs[0]?.level ?? (direction === 'rtl' ? 1 : 0)
  return { items: maker.items, rtl: (base & 1) === 1, mixed: true, notes }
}

/** To the rules of direction: a tab parts what is before it from what is after it (UAX #9, L1). */
const STANDS_FOR: Readonly<Record<number, string>> = {
  [BREAK]: '\u2028',
  [TAB]: '\t',
  [OBJECT]: '\ufffc',
}

/** Links within links; deeper, content is taken to be broken. */
export const MOST_LINKS = 20

function flatten(
  inline: Inline,
  record: TextRecord,
  span: Span | null,
  world: InlineWorld,
  pieces: Piece[],
  notes: Footnote[],
  depth = 0,
): void {
  if (typeof inline === 'string') return addText(inline, record, span, pieces)
  switch (inline.type) {
    case 'text': {
      const own = world.styles.text(record, inline.style)
      const lang = inline.style?.lang
      const marked =
        lang !== undefined && lang !== record.lang && span === null
          ? { kind: 'Span' as const, lang, link: null, note: null }
          : span
      return addText(inline.text, own, marked, pieces)
    }
    case 'lineBreak':
      pieces.push({ text: '', record, span, image: null, kind: BREAK })
      return
    case 'tab':
      pieces.push({ text: '', record, span, image: null, kind: TAB })
      return
    case 'pageNumber':
    case 'pageCount':
    case 'runningHeading':
      return addText(world.field(inline), world.styles.text(record, inline.style), span, pieces)
    case 'link': {
      const own = world.styles.text(record, inline.style)
      const link: Span = { kind: 'Link', lang: '', link: inline, note: null }
      if (typeof inline.content === 'string') return addText(inline.content, own, link, pieces)
      if (depth >= MOST_LINKS) {
        world.warn('bad-value', `left out: links more than ${MOST_LINKS} deep in others`, inline)
        return
      }
      for (const part of inline.content) flatten(part, own, link, world, pieces, notes, depth + 1)
      return
    }
    case 'inlineImage':
      pieces.push({ text: '', record, span, image: inline, kind: OBJECT })
      return
    case 'footnote': {
      const mark = world.mark(inline)
      notes.push(inline)
      const raised = world.styles.text(record, SUPERSCRIPT)
      const note: Span = { kind: 'Reference', lang: '', link: null, note: inline }
      return addText(mark, raised, note, pieces)
    }
  }
}

const SUPERSCRIPT = { script: 'super' } as const

function addText(text: string, record: TextRecord, span: Span | null, pieces: Piece[]): void {
  if (!text.includes('\n') && !text.includes('\u2028')) {
    if (text !== '') pieces.push({ text, record, span, image: null, kind: WORD })
    return
  }
  text.split(/\r\n|[\n\u2028\u2029]/).forEach((line, i) => {
    if (i > 0) pieces.push({ text: '', record, span, image: null, kind: BREAK })
    if (line !== '') pieces.push({ text: line, record, span, image: null, kind: WORD })
  })
}

class ItemMaker {
  readonly items: Item[] = []
  private readonly world: InlineWorld

  constructor(world: InlineWorld) {
    this.world = world
  }

  add(piece: Piece, level: number): void {
    if (piece.kind === WORD) return this.addWords(piece, level)
    const { record, span, image, kind } = piece
    let width = 0
    if (image !== null) {
      const aspect = this.world.aspect(image.image)
      if (aspect === 0) this.world.warn('missing-image', this.world.unusable(image.image), image)
      const { crop } = image
      const shown = crop ? (aspect * crop.width) / crop.height : aspect
      width = image.width ?? image.height * (shown || 1)
    }
    const mayBreak = kind === OBJECT && this.items.at(-1)?.kind === SPACE
    this.items.push({
      kind,
      record,
      word: null,
      width,
      span,
      mayBreak,
      level,
      image,
      hyphen: false,
    })
  }

  private addWords(piece: Piece, level: number): void {
    const { text, record, span } = piece
    let from = 0
    while (from < text.length) {
      const c = text.charCodeAt(from)
      if (c === 32 || c === 9 || c === 13) {
        this.addSpace(record, span, level)
        from++
        continue
      }
      let to = from + 1
      for (; to < text.length; to++) {
        const d = text.charCodeAt(to)
        if (d === 32 || d === 9 || d === 13) break
      }
      const word = record.shaper.word(text.slice(from, to), (level & 1) === 1)
      if (word.missing !== '') this.reportMissing(word.missing, record)
      this.addWord(word, record, span, level)
      from = to
    }
  }

  private reportMissing(missing: string, record: TextRecord): void {
    const chars = [...new Set(missing)].slice(0, 8)
    const named = chars
      .map((c) => `U+${(c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`)
      .join(', ')
    const families = record.shaper.fonts.map((f) => f.family).join(', ')
    this.world.warn('missing-glyph', `${named}: in none of ${families}`, null)
  }

  private addSpace(record: TextRecord, span: Span | null, level: number): void {
    const last = this.items.at(-1)
    if (last === undefined || last.kind === SPACE || last.kind === BREAK) return
    this.items.push({
      kind: SPACE,
      record,
      word: null,
      width: record.spaceWidth,
      span,
      mayBreak: false,
      level,
      image: null,
      hyphen: false,
    })
  }

  private addWord(word: Word, record: TextRecord, span: Span | null, level: number): void {
    const parts = word.pieces ?? [word]
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i] as Word
      const before = this.items.at(-1)
      this.items.push({
        kind: WORD,
        record,
        word: part,
        width: part.advance * record.em + part.count * record.letterSpacing,
        span,
        mayBreak: i > 0 || this.breakable(before, part),
        level,
        image: null,
        hyphen: i > 0 && (parts[i - 1] as Word).soft,
      })
    }
  }

  private breakable(before: Item | undefined, word: Word): boolean {
    if (before === undefined) return false
    if (before.kind === OBJECT || before.kind === TAB) return true
    if (before.kind !== SPACE) return false
    const previous = this.items.at(-2)?.word
    if (word.glueBefore) return false
    if (!previous) return true
    return !previous.glueAfter && !(previous.endsInDigit && word.isUnit)
  }
}
