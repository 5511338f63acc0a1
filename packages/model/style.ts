/**
 * The style sheet: the brand as data. Every length is a string with its unit (`11pt`, `20mm`, `1.5em`),
 * every colour a token name or `#rrggbb`; a channel refines any part under its own name in `channels`.
 */
export interface StyleSheet {
  readonly tokens: Readonly<Record<string, string>>
  readonly fonts: readonly FontSource[]
  readonly text: Readonly<Record<string, TextStyleSource>>
  readonly paragraphs: Readonly<Record<string, ParagraphStyleSource>>
  readonly tables: Readonly<Record<string, TableStyleSource>>
  readonly boxes: Readonly<Record<string, BoxStyleSource>>
  readonly masters: Readonly<Record<string, PageMasterSource>>
  readonly channels: Readonly<Record<string, Partial<Omit<StyleSheet, 'channels'>>>>
}

export interface FontSource {
  readonly family: string
  readonly weight: number
  readonly italic: boolean
  /** Path in the content folder. */
  readonly file: string
}

export interface TextStyleSource {
  readonly font?: string
  readonly fallback?: readonly string[]
  readonly size?: string
  readonly weight?: number
  readonly italic?: boolean
  readonly color?: string
  readonly features?: readonly string[]
  readonly letterSpacing?: string
}

export interface ParagraphStyleSource extends TextStyleSource {
  readonly extends?: string
  readonly lineHeight?: string
  readonly align?: 'start' | 'center' | 'end' | 'justify'
  readonly spaceBefore?: string
  readonly spaceAfter?: string
  readonly indent?: string
  readonly hyphenate?: boolean
  readonly keepWithNext?: boolean
}

export interface TableStyleSource {
  /** Paragraph style of head, body and total cells. */
  readonly head?: string
  readonly body?: string
  readonly total?: string
  readonly headBackground?: string
  readonly zebra?: string
  readonly totalBackground?: string
  /** Rules: `0.5pt accent`. */
  readonly headRule?: string
  readonly rowRule?: string
  readonly totalRule?: string
  readonly padding?: string
}

export interface BoxStyleSource {
  readonly padding?: string
  readonly background?: string
  readonly border?: string
  readonly radius?: string
  readonly spaceBefore?: string
  readonly spaceAfter?: string
}

/** A set of page masters for one kind of document. */
export interface PageMasterSource {
  /** `A4`, `Letter` or `210mm 297mm`. */
  readonly size: string
  /** top right bottom left */
  readonly margin: string
  readonly firstMargin?: string
  /** Running content by block name; `first…` replaces it on page one. */
  readonly header?: string
  readonly footer?: string
  readonly firstHeader?: string
  readonly firstFooter?: string
  /** Absolute frames on the first page: the address window, a stamp. */
  readonly frames?: readonly FrameSource[]
}

export interface FrameSource {
  readonly name: string
  readonly x: string
  readonly y: string
  readonly width: string
  readonly height: string
  /** Block whose content fills it. */
  readonly block: string
  readonly pages?: 'first' | 'all'
}
