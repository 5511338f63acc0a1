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
  readonly cells?: Readonly<Record<string, CellStyleSource>>
  readonly lists?: Readonly<Record<string, ListStyleSource>>
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
  /** Added to each space between words. */
  readonly wordSpacing?: string
  readonly smallCaps?: boolean
  readonly underline?: boolean
}

export type Numbering =
  'decimal' | 'lower-alpha' | 'upper-alpha' | 'lower-roman' | 'upper-roman' | 'none'

export interface ParagraphStyleSource extends TextStyleSource {
  readonly extends?: string
  readonly lineHeight?: string
  readonly align?: 'start' | 'center' | 'end' | 'justify'
  readonly spaceBefore?: string
  readonly spaceAfter?: string
  readonly indent?: string
  readonly indentEnd?: string
  /** Of the first line, added to `indent`; negative hangs. On paper. */
  readonly indentFirst?: string
  readonly hyphenate?: boolean
  readonly keepWithNext?: boolean
  /** Of headings: they are counted within those above, and begin with their number: 2.1. */
  readonly numbering?: Numbering
  /** Not split over pages. */
  readonly keepTogether?: boolean
  /** Fewest lines at the head, and at the foot, of a page where it is split; 2 unless given. */
  readonly widows?: number
  readonly orphans?: number
  /** Stops of `:tab` on paper: `60mm`, `120mm end`, `150mm end .` with what fills the way. */
  readonly tabs?: readonly string[]
  readonly background?: string
  /** The first letter or number, dropped into so many lines, on paper. */
  readonly initial?: InitialSource
}

export interface InitialSource {
  readonly lines: number
  readonly font?: string
  readonly weight?: number
  readonly color?: string
  readonly gap?: string
}

/** How a list is marked: `bullet`, `box` to be ticked, a way of counting, or any text. */
export interface ListStyleSource {
  readonly marker?: string
  readonly prefix?: string
  readonly suffix?: string
  readonly indent?: string
  readonly color?: string
  readonly spaceBetween?: string
}

/** Lines around something: `0.5pt accent`, `1pt dashed line`; a side's own goes before `border`. */
export interface BorderSource {
  readonly border?: string
  readonly borderTop?: string
  readonly borderRight?: string
  readonly borderBottom?: string
  readonly borderLeft?: string
}

export type VerticalAlign = 'top' | 'middle' | 'bottom'

/** How a cell or a row named so differs from the others of its table. */
export interface CellStyleSource extends BorderSource {
  /** Paragraph style of what stands in it. */
  readonly paragraph?: string
  readonly background?: string
  readonly padding?: string
  readonly verticalAlign?: VerticalAlign
}

export interface TableStyleSource extends BorderSource {
  /** Paragraph style of the cells of head, body and total rows, and of groups' first and last. */
  readonly head?: string
  readonly body?: string
  readonly total?: string
  readonly group?: string
  readonly subtotal?: string
  /** Paragraph style of the first and the last cell of rows that are none of these. */
  readonly firstColumn?: string
  readonly lastColumn?: string
  readonly headBackground?: string
  readonly zebra?: string
  readonly totalBackground?: string
  readonly groupBackground?: string
  readonly subtotalBackground?: string
  /** Rules: `0.5pt accent`. */
  readonly headRule?: string
  readonly rowRule?: string
  readonly totalRule?: string
  /** Below a group's heading, above its first subtotal. */
  readonly groupRule?: string
  readonly subtotalRule?: string
  /** Between columns. */
  readonly columnRule?: string
  /** Of the rows beside the head; `top` unless given. */
  readonly verticalAlign?: VerticalAlign
  readonly padding?: string
}

export interface BoxStyleSource extends BorderSource {
  readonly padding?: string
  readonly background?: string
  /** One length, or one for each corner: top left, top right, bottom right, bottom left. */
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
  /** What differs on these pages. `only` is of a document of one page; `blank` backs are empty. */
  readonly first?: PageVariantSource
  readonly last?: PageVariantSource
  readonly only?: PageVariantSource
  readonly left?: PageVariantSource
  readonly right?: PageVariantSource
  readonly blank?: PageVariantSource
  /** Name of paper or tray, for the printer. */
  readonly tray?: string
  /** Printed on both sides: a blank back is added where the number of pages is odd. */
  readonly duplex?: boolean
  readonly marks?: MarksSource
  /** Absolute frames on the first page: the address window, a stamp. */
  readonly frames?: readonly FrameSource[]
}

/** `none` for a header or footer leaves it out. */
export interface PageVariantSource {
  readonly margin?: string
  readonly header?: string
  readonly footer?: string
  readonly tray?: string
}

/** Marks that inserting machines read, on every sheet. */
export interface MarksSource {
  readonly kind: 'omr' | 'datamatrix'
  /** From the upper left corner of the page. */
  readonly x: string
  readonly y: string
  /** Of a datamatrix; `$sheet`, `$sheets` and `$document` are replaced. */
  readonly text?: string
}

export interface FrameSource {
  readonly name: string
  readonly x: string
  readonly y: string
  readonly width: string
  readonly height: string
  /** Block whose content fills it. */
  readonly block: string
  readonly pages?: 'first' | 'all' | 'last' | 'rest'
  /** Style of a box around it. */
  readonly box?: string
  readonly align?: 'top' | 'middle' | 'bottom'
  /** Degrees counter-clockwise around its middle. */
  readonly rotate?: number
}
