/** Styles resolved once to what the layout needs, and kept by the identity of the style objects. */
import type { Align, Color, Initial, ParagraphStyle, TabStop, TextStyle } from '../document.ts'
import type { Font } from './font.ts'
import { Shaper } from './shaper.ts'

export interface TextRecord {
  readonly id: number
  readonly style: TextStyle
  readonly shaper: Shaper
  readonly size: number
  /** `size` / 1000: what advances are multiplied by. */
  readonly em: number
  readonly rise: number
  readonly letterSpacing: number
  readonly wordSpacing: number
  /** Fill operator, e.g. `0.2 0.3 0.4 rg`. */
  readonly fill: string
  readonly lang: string
  readonly ascent: number
  readonly descent: number
  readonly spaceWidth: number
  readonly underline: boolean
  readonly strike: boolean
  readonly background: string
  /** True where a run needs no more than one `Tj`: no rise, spacing, decoration. */
  readonly plain: boolean
  /** By font: the operator that selects it at this size, once it was asked for. */
  readonly selects: string[]
}

export interface ParagraphRecord {
  readonly text: TextRecord
  readonly leading: number
  readonly align: Align
  readonly direction: 'ltr' | 'rtl' | undefined
  readonly before: number
  readonly after: number
  readonly start: number
  readonly end: number
  readonly first: number
  readonly hyphenate: boolean
  readonly keepNext: boolean
  readonly keepTogether: boolean
  readonly widows: number
  readonly orphans: number
  readonly tabs: readonly TabStop[]
  readonly background: string
  readonly initial: Initial | undefined
  /** What of the style was no sound length, and is taken otherwise. */
  readonly doubts: string
  readonly style: ParagraphStyle
}

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i

function part(hex: string): string {
  const value = Math.round((parseInt(hex, 16) / 255) * 1000) / 1000
  return value === 0 ? '0' : value === 1 ? '1' : String(value).slice(value < 1 ? 1 : 0)
}

const fills = new Map<string, string>()

/** Fill operator of a colour; '' for none or for what is no colour. */
export function fillOf(color: Color | undefined): string {
  if (color === undefined) return ''
  let op = fills.get(color)
  if (op === undefined) {
    const m = HEX.exec(color)
    if (!m) op = ''
    else {
      const [r, g, b] = [part(m[1] as string), part(m[2] as string), part(m[3] as string)]
      // One colour space per file keeps to the output intent: always RGB.
      op = `${r} ${g} ${b} rg`
    }
    if (fills.size > 4096) fills.clear()
    fills.set(color, op)
  }
  return op
}

/** Stroke operator of a colour. */
export function strokeOf(color: Color | undefined): string {
  const fill = fillOf(color ?? '#000000')
  let op = strokes.get(fill)
  if (op === undefined) {
    if (strokes.size > 4096) strokes.clear()
    strokes.set(fill, (op = fill.replace('rg', 'RG')))
  }
  return op
}

/** By the fill operator. */
const strokes = new Map<string, string>()

export interface FontBook {
  readonly fonts: readonly Font[]
  readonly hyphenation: Readonly<Record<string, (text: string) => string>>
}

export class Styles {
  private readonly book: FontBook
  private readonly shapers = new Map<string, Shaper>()
  private readonly records = new Map<string, TextRecord>()
  private readonly texts = new WeakMap<object, Map<number, TextRecord>>()
  private readonly bases = new WeakMap<object, TextRecord>()
  private readonly paragraphs = new WeakMap<object, Map<number, ParagraphRecord>>()
  private readonly missing: (family: string) => void
  private static readonly plain: ParagraphStyle = {}

  constructor(book: FontBook, missing: (family: string) => void) {
    this.book = book
    this.missing = missing
  }

  /** The document's own style. */
  base(style: TextStyle): TextRecord {
    let record = this.bases.get(style)
    if (record === undefined) {
      record = this.record(style)
      this.bases.set(style, record)
    }
    return record
  }

  /** `style` refining `base`. */
  text(base: TextRecord, style: Partial<TextStyle> | undefined): TextRecord {
    if (style === undefined) return base
    let byBase = this.texts.get(style)
    if (byBase === undefined) this.texts.set(style, (byBase = new Map()))
    let record = byBase.get(base.id)
    if (record === undefined) {
      byBase.set(base.id, (record = this.record(refine(base.style, style))))
    }
    return record
  }

  paragraph(base: TextRecord, style: ParagraphStyle | undefined): ParagraphRecord {
    const key = style ?? Styles.plain
    let byBase = this.paragraphs.get(key)
    if (byBase === undefined) this.paragraphs.set(key, (byBase = new Map()))
    let record = byBase.get(base.id)
    if (record === undefined) byBase.set(base.id, (record = this.paragraphRecord(base, key)))
    return record
  }

  private paragraphRecord(base: TextRecord, style: ParagraphStyle): ParagraphRecord {
    const text = this.text(base, style.text)
    return {
      text,
      leading: Math.max(0.1, finite(style.lineHeight, 1.3)),
      align: style.align ?? 'start',
      direction: style.direction,
      before: Math.max(0, finite(style.spaceBefore, 0)),
      after: Math.max(0, finite(style.spaceAfter, 0)),
      start: finite(style.indentStart, 0),
      end: finite(style.indentEnd, 0),
      first: finite(style.indentFirst, 0),
      hyphenate: style.hyphenate ?? false,
      keepNext: style.keepWithNext ?? false,
      keepTogether: style.keepTogether ?? false,
      widows: Math.max(1, style.widows ?? 2),
      orphans: Math.max(1, style.orphans ?? 2),
      tabs: (style.tabs ?? []).filter((tab) => Math.abs(tab.at) <= LONGEST),
      background: fillOf(style.background),
      initial: style.initial,
      doubts: doubtsOf(style),
      style,
    }
  }

  private record(style: TextStyle): TextRecord {
    const key = JSON.stringify(style, Object.keys(style).sort().concat(featureKeys(style)))
    let record = this.records.get(key)
    if (record === undefined) {
      record = this.make(style)
      if (this.records.size > 20_000) this.records.clear()
      this.records.set(key, record)
    }
    return record
  }

  private nextId = 1

  private make(style: TextStyle): TextRecord {
    const fonts = this.chain(style)
    const size = Math.min(2000, Math.max(0.5, finite(style.size, 10)))
    const features: Record<string, number> = { ...style.features }
    if (style.letterSpacing) Object.assign(features, { liga: 0, clig: 0 })
    const synthetic = style.smallCaps === true && !fonts[0]?.hasFeature('smcp')
    if (style.smallCaps === true && !synthetic) features['smcp'] = 1
    const lang = style.lang ?? ''
    const shaper = this.shaper(fonts, features, lang, synthetic)
    const first = fonts[0] as Font
    const em = size / 1000
    const background = fillOf(style.background)
    const record: TextRecord = {
      id: this.nextId++,
      style,
      shaper,
      size,
      em,
      rise: finite(style.rise, 0),
      letterSpacing: finite(style.letterSpacing, 0),
      wordSpacing: finite(style.wordSpacing, 0),
      fill: fillOf(style.color ?? '#000000') || '0 0 0 rg',
      lang,
      ascent: first.metrics.ascent * first.scale * em,
      descent: -first.metrics.descent * first.scale * em,
      spaceWidth:
        first.width(first.glyph(32)) * em +
        finite(style.wordSpacing, 0) +
        finite(style.letterSpacing, 0),
      underline: style.underline ?? false,
      strike: style.strike ?? false,
      background,
      plain:
        !style.rise &&
        !style.letterSpacing &&
        !style.wordSpacing &&
        !style.underline &&
        !style.strike &&
        background === '',
      selects: [],
    }
    return record
  }

  private shaper(
    fonts: readonly Font[],
    features: Readonly<Record<string, number>>,
    lang: string,
    synthetic: boolean,
  ): Shaper {
    const tags = Object.keys(features).sort()
    const key = [
      fonts.map((f) => f.index).join(),
      tags.map((t) => `${t}=${features[t]}`).join(),
      lang,
      synthetic,
    ].join('|')
    let shaper = this.shapers.get(key)
    if (shaper === undefined) {
      const hyphenate =
        this.book.hyphenation[lang] ?? this.book.hyphenation[lang.split('-')[0] ?? '']
      shaper = new Shaper(fonts, features, lang, synthetic, hyphenate)
      this.shapers.set(key, shaper)
    }
    return shaper
  }

  private chain(style: TextStyle): Font[] {
    const families = [style.family, ...(style.fallback ?? [])]
    const chain: Font[] = []
    for (const family of families) {
      const font = this.match(family, style.weight ?? 400, style.italic ?? false)
      if (font === undefined) this.missing(family)
      else if (!chain.includes(font)) chain.push(font)
    }
    if (chain.length === 0) chain.push(this.book.fonts[0] as Font)
    return chain
  }

  private match(family: string, weight: number, italic: boolean): Font | undefined {
    let best: Font | undefined
    let least = Infinity
    for (const font of this.book.fonts) {
      if (font.family !== family) continue
      const distance = Math.abs(font.weight - weight) + (font.italic === italic ? 0 : 1000)
      if (distance < least) {
        least = distance
        best = font
      }
    }
    return best
  }
}

/** Longest length a PDF reader need know, in points (ISO 32000-1 Annex C). */
const LONGEST = 14_400

function finite(value: number | undefined, otherwise: number): number {
  return value !== undefined && Math.abs(value) <= LONGEST ? value : otherwise
}

/** Names of the values of a style that are no lengths, or out of all measure. */
function doubtsOf(style: ParagraphStyle): string {
  const doubts: string[] = []
  const look = (values: object, least: Readonly<Record<string, number>>): void => {
    for (const [key, value] of Object.entries(values) as [string, unknown][]) {
      if (typeof value !== 'number') continue
      const sound = value >= (least[key] ?? -LONGEST) && value <= LONGEST
      if (!sound) doubts.push(`${key} ${value}`)
    }
  }
  look(style, { lineHeight: 0.1, spaceBefore: 0, spaceAfter: 0, widows: 0, orphans: 0 })
  if (style.text) look(style.text, { size: 0.5, weight: 1 })
  return doubts.join(', ')
}

function featureKeys(style: TextStyle): string[] {
  return style.features ? Object.keys(style.features).sort() : []
}

/** Superscript and subscript are relative to what they stand in. */
function refine(base: TextStyle, style: Partial<TextStyle>): TextStyle {
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(style)) if (value !== undefined) merged[key] = value
  if (base.features && style.features) merged['features'] = { ...base.features, ...style.features }
  if (style.script !== undefined && style.size === undefined) {
    merged['size'] = base.size * 0.65
    merged['rise'] = (base.rise ?? 0) + base.size * (style.script === 'super' ? 0.33 : -0.14)
  }
  delete merged['script']
  return merged as unknown as TextStyle
}
