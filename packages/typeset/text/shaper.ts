/**
 * Words shaped once. A shaper stands for one chain of fonts with its features and language; it is
 * free of size and colour, so everything set in that face shares its words.
 */
import * as hb from 'harfbuzzjs'
import type { Piece as Coded } from '../pdf/piece.ts'
import type { Font } from './font.ts'
import { breaksOf, seam } from './linebreaks.ts'
import { collect, type GlyphRun } from './runs.ts'

export interface Word {
  readonly text: string
  /** 1/1000 em, by the widths in the PDF. */
  readonly advance: number
  /** The font, when one prepared run on the baseline is all there is. */
  readonly font: Font | null
  readonly code: string
  /** `code` as it is written, once it was. */
  shown: Coded | null
  readonly runs: readonly GlyphRun[]
  /** Characters, for letter spacing. */
  readonly count: number
  /** What it may be broken into without a hyphen; null when nothing. */
  readonly pieces: readonly Word[] | null
  /** No break between it and a space before it, after it. */
  readonly glueBefore: boolean
  readonly glueAfter: boolean
  readonly endsInDigit: boolean
  readonly isUnit: boolean
  /** Ends in a soft hyphen: a break after it shows one. */
  readonly soft: boolean
  /** Characters no font has. */
  readonly missing: string
}

export const RTL =
  /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a][\udc00-\udfff]/
/** Nothing here lets a line break inside (UAX #14), so the breaker need not be asked. */
const SOLID = /^[A-Za-z0-9.,'"()£$:;!#*+_&]*$/
/** Not parted from the number before them. */
const UNITS = new Set(
  '% ‰ € £ $ ¥ EUR USD GBP CHF kg g mg t km m cm mm l ml cl dl h min s ms kWh MWh W kW °C °F K m² m³ GB MB kB St. pcs Uhr'.split(
    ' ',
  ),
)
const CLOSING = /^[!?:;)\]}»”’…%,.›]/
const OPENING = /[([{«„“‹¿¡]$/
const CONTROL =
  // oxlint-disable-next-line no-control-regex -- control characters are what it takes out
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const LONGEST = 100
/** Words of a generation of the cache. */
const GENERATION = 30_000

/** A bounded cache of two generations: what is used survives, what is not is let go. */
export class Cache<V> {
  private readonly generation: number
  private young = new Map<string, V>()
  private old = new Map<string, V>()

  constructor(generation = GENERATION) {
    this.generation = generation
  }

  get(key: string): V | undefined {
    const hit = this.young.get(key)
    if (hit !== undefined) return hit
    const older = this.old.get(key)
    if (older !== undefined) this.set(key, older)
    return older
  }

  set(key: string, value: V): void {
    if (this.young.size >= this.generation) {
      this.old = this.young
      this.young = new Map()
    }
    this.young.set(key, value)
  }
}

export class Shaper {
  readonly fonts: readonly Font[]
  readonly lang: string
  private readonly features: hb.Feature[]
  private readonly synthetic: boolean
  private readonly hyphenator: ((text: string) => string) | undefined
  private readonly words = new Cache<Word>()
  private readonly wordsRtl = new Cache<Word>()
  private readonly lines = new Cache<Word | null>()
  private readonly hyphens = new Cache<readonly number[]>()

  constructor(
    fonts: readonly Font[],
    features: Readonly<Record<string, number>>,
    lang: string,
    synthetic: boolean,
    hyphenator: ((text: string) => string) | undefined,
  ) {
    this.fonts = fonts
    this.lang = lang
    this.synthetic = synthetic
    this.hyphenator = hyphenator
    this.features = Object.entries(features).map(([tag, value]) => new hb.Feature(tag, value))
  }

  /** A word: text without spaces or newlines. */
  word(text: string, rtl: boolean): Word {
    const cache = rtl ? this.wordsRtl : this.words
    let word = text.length <= 80 ? cache.get(text) : undefined
    if (word === undefined) {
      word = this.makeWord(text, rtl)
      if (text.length <= 80) cache.set(text, word)
    }
    return word
  }

  /** A whole line of simple text as if it were one word; null where it needs the long way. */
  line(text: string): Word | null {
    let line = this.lines.get(text)
    if (line === undefined) {
      line = text.length > 200 ? null : this.makeLine(text)
      if (text.length <= 200) this.lines.set(text, line)
    }
    return line
  }

  /**
   * A line of any text that is not broken: its words from left to right, each with its place, and
   * the whole advance, in 1/1000 em.
   */
  unbroken(text: string): {
    readonly words: readonly { readonly word: Word; readonly at: number }[]
    readonly advance: number
  } {
    const parts = text.split(/\s+/).filter((part) => part !== '')
    if (RTL.test(text)) parts.reverse()
    const first = this.fonts[0] as Font
    const space = first.width(first.glyph(32))
    let advance = 0
    const words = parts.map((part, i) => {
      const word = this.word(part, RTL.test(part))
      const at = advance + (i === 0 ? 0 : space)
      advance = at + word.advance
      return { word, at }
    })
    return { words, advance }
  }

  /** Runs of one font from left to right, for those who draw the letters themselves. */
  parts(text: string): { font: Font; shown: string; rtl: boolean; missing: string }[] {
    const words = RTL.test(text) ? (text.match(/\s+|\S+/g) ?? []).reverse() : [text]
    return words.flatMap((word) => {
      const rtl = RTL.test(word)
      const parts = this.itemise(word)
      if (rtl) parts.reverse()
      return parts.map(({ font, text, missing }) => {
        const shown = missing ? replacement(font, text) : text
        return { font, shown, rtl, missing: missing ? text : '' }
      })
    })
  }

  /** Offsets where a hyphen may be put, by the language's patterns. */
  hyphenate(text: string): readonly number[] {
    if (this.hyphenator === undefined || text.length > 60) return []
    let points = this.hyphens.get(text)
    if (points === undefined) {
      points = []
      const found: number[] = []
      let at = 0
      for (const part of this.hyphenator(text).split('\u00ad')) found.push((at += part.length))
      // Two letters before and three after is the least that reads well.
      if (at === text.length) points = found.filter((p) => p >= 2 && p <= text.length - 3)
      this.hyphens.set(text, points)
    }
    return points
  }

  private makeLine(text: string): Word | null {
    if (RTL.test(text) || text.includes('\n') || text.includes('\t')) return null
    const words = text.split(' ').filter((w) => w !== '')
    const first = this.fonts[0] as Font
    const space = first.encoding.get(first.glyph(32))
    if (words.length === 0 || space === undefined) return null
    let advance = 0
    let count = 0
    const codes: string[] = []
    let last: Word | undefined
    for (const part of words) {
      const word = this.word(part, false)
      if (word.font !== first || word.missing !== '' || word.soft) return null
      if (word.text !== part) return null
      advance += word.advance + (last === undefined ? 0 : first.width(first.glyph(32)))
      count += word.count + (last === undefined ? 0 : 1)
      codes.push(word.code)
      last = word
    }
    return plainWord(words.join(' '), advance, first, codes.join(space), count)
  }

  private makeWord(raw: string, rtl: boolean): Word {
    const text = raw.replace(CONTROL, '')
    const pieces = text.length <= LONGEST && SOLID.test(text) ? null : this.pieces(text, rtl)
    if (pieces !== null) return joined(text, pieces)
    return this.solid(text, rtl)
  }

  private pieces(text: string, rtl: boolean): Word[] | null {
    const cuts = breaksOf(text, this.lang)
    if (cuts.length === 0 && text.length <= 2 * LONGEST) return null
    const words: Word[] = []
    let from = 0
    for (const cut of [...cuts, text.length]) {
      // Nothing is shaped longer than this at once: shaping grows with the square of odd input.
      while (cut - from > 2 * LONGEST) {
        const to = seam(text, from, from + LONGEST)
        words.push(this.solid(text.slice(from, to), rtl))
        from = to
      }
      if (from < cut) words.push(this.solid(text.slice(from, cut), rtl))
      from = cut
    }
    return words
  }

  /** A piece that has no break within: shaped as it is, whatever the breaker would say of it. */
  private solid(text: string, rtl: boolean): Word {
    const key = '\u0000' + text
    const cache = rtl ? this.wordsRtl : this.words
    let word = cache.get(key)
    if (word === undefined) {
      const soft = text.endsWith('\u00ad')
      const shaped = this.shape(text.replaceAll('\u00ad', ''), rtl)
      const only = shaped.runs.length === 1 ? shaped.runs[0] : undefined
      const simple =
        only !== undefined &&
        only.code !== null &&
        only.lift === 0 &&
        only.factor === 1 &&
        only.actual === null
      word = {
        ...plainWord(
          text,
          shaped.advance,
          simple ? only.font : null,
          simple ? (only.code as string) : '',
          [...text].length,
        ),
        runs: shaped.runs,
        soft,
        missing: shaped.missing,
      }
      if (text.length <= 80) cache.set(key, word)
    }
    return word
  }

  private shape(
    text: string,
    rtl: boolean,
  ): { runs: GlyphRun[]; advance: number; missing: string } {
    const runs: GlyphRun[] = []
    let missing = ''
    const parts = this.itemise(text)
    if (rtl) parts.reverse()
    for (const part of parts) {
      if (part.missing) missing += part.text
      const shown = part.missing ? replacement(part.font, part.text) : part.text
      const glyphs = part.font.shape(shown, this.features, this.lang, '', rtl)
      collect(part.font, shown, glyphs, part.factor, rtl, runs)
    }
    let advance = 0
    for (const run of runs) advance += run.advance * run.factor
    return { runs, advance, missing }
  }

  /** Splits by the first font that has the characters, keeping marks with their base. */
  private itemise(text: string): { text: string; font: Font; missing: boolean; factor: number }[] {
    const parts: { text: string; font: Font; missing: boolean; factor: number }[] = []
    for (const char of text) {
      const code = char.codePointAt(0) as number
      let shown = char
      let factor = 1
      if (this.synthetic && char.toUpperCase() !== char && char.toUpperCase().length <= 2) {
        shown = char.toUpperCase()
        factor = 0.8
      }
      const last = parts.at(-1)
      const joins = isMark(code) && last !== undefined && last.font.covers(code)
      const font = joins
        ? last.font
        : this.fonts.find((f) => f.covers(shown.codePointAt(0) as number))
      const ignorable = isIgnorable(code)
      const missing = font === undefined && !ignorable
      if (ignorable && font === undefined && last === undefined) continue
      const chosen = font ?? (ignorable && last !== undefined ? last.font : (this.fonts[0] as Font))
      if (last && last.font === chosen && last.missing === missing && last.factor === factor) {
        last.text += shown
      } else parts.push({ text: shown, font: chosen, missing, factor })
    }
    return parts
  }
}

function isMark(code: number): boolean {
  return (
    (code >= 0x300 && code < 0x370) ||
    (code >= 0x591 && code < 0x5c8) ||
    (code >= 0x610 && code < 0x61b) ||
    (code >= 0x64b && code < 0x660) ||
    code === 0x670 ||
    code === 0x200d ||
    (code >= 0xfe00 && code <= 0xfe0f)
  )
}

function isIgnorable(code: number): boolean {
  return (
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff
  )
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** PDF/A forbids `.notdef`; what a reader takes for one character shows as U+FFFD or one question mark. */
function replacement(font: Font, text: string): string {
  const sign = font.covers(0xfffd) ? '\ufffd' : font.covers(0x3f) ? '?' : ''
  return sign.repeat([...graphemes.segment(text)].length)
}

function edges(text: string) {
  return {
    glueBefore: CLOSING.test(text),
    glueAfter: OPENING.test(text),
    endsInDigit: /\d$/.test(text),
    isUnit: UNITS.has(text),
  }
}

function plainWord(
  text: string,
  advance: number,
  font: Font | null,
  code: string,
  count: number,
): Word {
  return {
    text,
    advance,
    font,
    code,
    shown: null,
    runs:
      font === null
        ? []
        : [{ font, code, glyphs: [], advance, lift: 0, factor: 1, actual: null, closes: false }],
    count,
    pieces: null,
    ...edges(text),
    soft: false,
    missing: '',
  }
}

function joined(text: string, pieces: readonly Word[]): Word {
  const font = pieces[0]?.font ?? null
  const simple = font !== null && pieces.every((p) => p.font === font && !p.soft)
  let advance = 0
  let count = 0
  for (const p of pieces) {
    advance += p.advance
    count += p.count
  }
  return {
    text,
    advance,
    font: simple ? font : null,
    code: simple ? pieces.map((p) => p.code).join('') : '',
    shown: null,
    runs: pieces.flatMap((p) => p.runs),
    count,
    pieces,
    ...edges(text),
    soft: pieces.at(-1)?.soft ?? false,
    missing: pieces.map((p) => p.missing).join(''),
  }
}
