/** How characters, paragraphs and edges look: the leaf of the document's types. */

/** `#rrggbb`, sRGB. */
export type Color = string
/** BCP 47, e.g. `de-CH`. */
export type Lang = string

/** How characters look. Partial styles refine what surrounds them; the document gives the base. */
export interface TextStyle {
  /** Name under which the font was given to `createTypesetter`. */
  readonly family: string
  /** Families tried in this order, character by character, where `family` has no glyph. */
  readonly fallback?: readonly string[] | undefined
  readonly size: number
  /** 100–900; the nearest weight the family has is taken. Default 400. */
  readonly weight?: number | undefined
  readonly italic?: boolean | undefined
  /** Default `#000000`. */
  readonly color?: Color | undefined
  /** OpenType features by tag: `{ tnum: 1, liga: 0 }`. Kerning and ligatures are on unless told. */
  readonly features?: Readonly<Record<string, number>> | undefined
  /** Extra points after every character; ligatures are off where it is not 0. */
  readonly letterSpacing?: number | undefined
  /** Extra points in every word space. */
  readonly wordSpacing?: number | undefined
  /** Points above (or, negative, below) the baseline. */
  readonly rise?: number | undefined
  /** A scaled, raised or lowered run (sets size and rise relative to the surroundings). */
  readonly script?: 'super' | 'sub' | undefined
  readonly underline?: boolean | undefined
  readonly strike?: boolean | undefined
  /** The font's `smcp` where it has it, else scaled capitals. */
  readonly smallCaps?: boolean | undefined
  /** Colour behind the text. */
  readonly background?: Color | undefined
  /** Language of the run: hyphenation, shaping, and the structure tree's `/Lang`. */
  readonly lang?: Lang | undefined
}

/** A tab stop, measured from the start edge of the paragraph. */
export interface TabStop {
  readonly at: number
  /** `decimal` aligns at the first `.` or `,` followed by digits at the end of the number. */
  readonly align?: 'start' | 'end' | 'center' | 'decimal' | undefined
  /** Text repeated to fill the gap, e.g. `.`. */
  readonly leader?: string | undefined
}

export type Align = 'start' | 'end' | 'center' | 'justify'

/** How a paragraph is set. Everything has a default. */
export interface ParagraphStyle {
  readonly text?: Partial<TextStyle> | undefined
  /** Factor of the font size. Default 1.3. */
  readonly lineHeight?: number | undefined
  /** Default `start` (left in left-to-right text, right in right-to-left text). */
  readonly align?: Align | undefined
  /** Base direction. Default: by the first strong character. */
  readonly direction?: 'ltr' | 'rtl' | undefined
  /** The larger of one block's `spaceAfter` and the next one's `spaceBefore` separates them. */
  readonly spaceBefore?: number | undefined
  readonly spaceAfter?: number | undefined
  readonly indentStart?: number | undefined
  readonly indentEnd?: number | undefined
  /** Added to `indentStart` on the first line; negative hangs. */
  readonly indentFirst?: number | undefined
  /** Hyphenate by the language of the text. Default false. */
  readonly hyphenate?: boolean | undefined
  /** Stays on the page of the next block's beginning. Headings do by default. */
  readonly keepWithNext?: boolean | undefined
  /** Is not split over pages unless it is taller than one. */
  readonly keepTogether?: boolean | undefined
  /** Fewest lines left at the top of a page after a split. Default 2. */
  readonly widows?: number | undefined
  /** Fewest lines left at the foot of a page before a split. Default 2. */
  readonly orphans?: number | undefined
  readonly tabs?: readonly TabStop[] | undefined
  readonly background?: Color | undefined
  /** The first letter, or a number, dropped into the first lines. Left-to-right text only. */
  readonly initial?: Initial | undefined
}

export interface Initial {
  /** As tall as so many lines, 2–12; fewer where the paragraph has fewer. */
  readonly lines: number
  /** How it looks beside its size, which the lines give. */
  readonly text?: Partial<Omit<TextStyle, 'size'>> | undefined
  /** Points between it and the text. Default 0.3 of the font size. */
  readonly gap?: number | undefined
}

/** A line along an edge. `width` 0 or an absent edge draws nothing. */
export interface Border {
  readonly width: number
  readonly color?: Color | undefined
  readonly dash?: readonly number[] | undefined
  /** Dashes or round dots by the width; `double`: two lines that take a third of it each. */
  readonly line?: 'dashed' | 'dotted' | 'double' | undefined
}

export interface Edges<T> {
  readonly top?: T | undefined
  readonly right?: T | undefined
  readonly bottom?: T | undefined
  readonly left?: T | undefined
}

/** One value for all four edges, or each edge its own. */
export type Sides<T> = T | Edges<T>
