/**
 * The document a caller hands to the typesetter: a tree of plain, immutable values.
 *
 * Units and conventions
 * - Lengths are PDF points (1/72 inch). `y` grows downwards from the top edge of the page.
 * - Colours are `#rrggbb`, sRGB.
 * - Every node is read-only and may be frozen. **Identity matters for speed**: a node or a style
 *   that is the same object in many documents is measured, shaped and written once. Reuse style
 *   objects always, and constant subtrees where you can.
 * - Where inline content is asked for, a bare string is the shortest form and the fastest.
 * - `source` on any block is an opaque place in the caller's own terms (`print.md:14`); it comes
 *   back in the warnings about that block.
 */

import type { Align, Border, Color, Lang, ParagraphStyle, Sides, TextStyle } from './appearance.ts'

export type {
  Align,
  Border,
  Color,
  Edges,
  Lang,
  ParagraphStyle,
  Sides,
  TabStop,
  TextStyle,
} from './appearance.ts'

// ---------------------------------------------------------------- inline content

export interface Text {
  readonly type: 'text'
  readonly text: string
  readonly style?: Partial<TextStyle> | undefined
}
/** A forced new line within a paragraph. */
export interface LineBreak {
  readonly type: 'lineBreak'
}
/** Goes to the next tab stop. */
export interface Tab {
  readonly type: 'tab'
}
/** Number of the page it stands on; with `of`, of the page where the block with that `id` begins. */
export interface PageNumber {
  readonly type: 'pageNumber'
  readonly of?: string | undefined
  readonly scope?: 'document' | 'section' | undefined
  readonly style?: Partial<TextStyle> | undefined
}
/** How many pages there are. */
export interface PageCount {
  readonly type: 'pageCount'
  readonly scope?: 'document' | 'section' | undefined
  readonly style?: Partial<TextStyle> | undefined
}
/** To the outside (`to: 'https://…'`, `mailto:`) or to a block of this document (`to: '#id'`). */
export interface Link {
  readonly type: 'link'
  readonly to: string
  readonly content: InlineContent
  /** What the link is, for those who do not see it. Default: its text. */
  readonly description?: string | undefined
  readonly style?: Partial<TextStyle> | undefined
}
/** An image that stands in a line like a letter. */
export interface InlineImage {
  readonly type: 'inlineImage'
  readonly image: string
  readonly height: number
  readonly alt: string
  /** Points by which it hangs below the baseline. */
  readonly drop?: number | undefined
}
/** A mark here, and the note at the foot of the page (or column). */
export interface Footnote {
  readonly type: 'footnote'
  readonly content: readonly Block[]
  /** Default: 1, 2, 3 … through the document. */
  readonly mark?: string | undefined
}
/** Running value of a heading, for headers: the text of the last heading of that level so far. */
export interface RunningHeading {
  readonly type: 'runningHeading'
  readonly level: number
  readonly style?: Partial<TextStyle> | undefined
}

export type Inline =
  | string
  | Text
  | LineBreak
  | Tab
  | PageNumber
  | PageCount
  | Link
  | InlineImage
  | Footnote
  | RunningHeading

export type InlineContent = string | readonly Inline[]

// ---------------------------------------------------------------- blocks

interface Placed {
  /** Target of links, page references, outlines. Unique in the document. */
  readonly id?: string | undefined
  /** The caller's own place for this block; returned in warnings. */
  readonly source?: string | undefined
}

export interface Paragraph extends Placed {
  readonly type: 'paragraph'
  readonly content: InlineContent
  readonly style?: ParagraphStyle | undefined
  /** Structure type. Default `P`. */
  readonly role?: 'P' | 'BlockQuote' | 'Caption' | 'Title' | undefined
}

export interface Heading extends Placed {
  readonly type: 'heading'
  readonly level: 1 | 2 | 3 | 4 | 5 | 6
  readonly content: InlineContent
  readonly style?: ParagraphStyle | undefined
  /** Is entered in the outline (bookmarks) and in tables of contents. Default true. */
  readonly outline?: boolean | undefined
}

/** How items are marked: bullets by text, or a counter with text around it. */
export type Marker =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'counter'
      readonly form: 'decimal' | 'lowerAlpha' | 'upperAlpha' | 'lowerRoman' | 'upperRoman'
      readonly prefix?: string | undefined
      readonly suffix?: string | undefined
      readonly start?: number | undefined
    }

export interface ListItem {
  readonly content: readonly Block[]
  /** Takes the place of the list's marker for this item. */
  readonly marker?: string | undefined
}

export interface List extends Placed {
  readonly type: 'list'
  readonly marker: Marker
  readonly items: readonly ListItem[]
  /** Room for the marker, in points. Default 18. */
  readonly indent?: number | undefined
  readonly markerAlign?: 'start' | 'end' | undefined
  readonly markerStyle?: Partial<TextStyle> | undefined
  readonly spaceBefore?: number | undefined
  readonly spaceAfter?: number | undefined
  /** Between items. Default 0: the blocks' own spacing decides. */
  readonly spaceBetween?: number | undefined
}

/** `fixed`: points. `fraction`: share of what the others leave. `content`: as wide as its widest
 * cell wants (of the first 200 rows), within `min`/`max`. */
export type Column =
  | { readonly kind: 'fixed'; readonly width: number }
  | { readonly kind: 'fraction'; readonly share: number }
  | {
      readonly kind: 'content'
      readonly min?: number | undefined
      readonly max?: number | undefined
    }

/** Refines from table to column to row to cell, the later before the earlier. */
export interface CellStyle {
  readonly paragraph?: ParagraphStyle | undefined
  readonly align?: Align | undefined
  readonly verticalAlign?: 'top' | 'middle' | 'bottom' | undefined
  readonly padding?: Sides<number> | undefined
  readonly background?: Color | undefined
  readonly border?: Sides<Border> | undefined
}

/** A bare string or inline content is one paragraph; a list of blocks is anything. */
export interface Cell {
  readonly content: InlineContent | { readonly blocks: readonly Block[] }
  readonly style?: CellStyle | undefined
  readonly columnSpan?: number | undefined
  readonly rowSpan?: number | undefined
  /** A header cell outside the header rows. Default: cells of header rows head their column. */
  readonly header?: 'row' | 'column' | 'both' | undefined
  /** Amounts that this cell adds to running sums, in units of 10^-`scale` of the table's `sums`. */
  readonly adds?: Readonly<Record<string, bigint>> | undefined
}

/** A cell may be just its text. */
export type CellOrText = string | Cell

export interface Row {
  readonly cells: readonly CellOrText[]
  readonly style?: CellStyle | undefined
  /** Amounts this row adds to the running sums, as integers in the smallest unit shown. */
  readonly adds?: Readonly<Record<string, bigint>> | undefined
  /** `group`: a heading kept with the row after it. `total`: kept with the row before it, so that
   * totals never stand alone. Default `row`. */
  readonly kind?: 'row' | 'group' | 'total' | undefined
  /** May be split over pages even where it would fit one. Default false. */
  readonly splittable?: boolean | undefined
  readonly source?: string | undefined
}

/** Carried and brought forward: rows drawn at the foot and the head of a table that goes on over
 * a page. `$name` in the text of a cell is replaced by the formatted running sum. */
export interface CarriedSums {
  readonly carried?: Row | undefined
  readonly brought?: Row | undefined
  /** Text of a running sum. It must answer the same for the same arguments. */
  readonly format: (sum: string, value: bigint) => string
}

export interface Table extends Placed {
  readonly type: 'table'
  readonly columns: readonly Column[]
  /** Repeated at the top of each page. */
  readonly header?: readonly Row[] | undefined
  /** Taken one at a time; may be generated while the table is set. */
  readonly rows: Iterable<Row>
  /** After the last row; kept with it. */
  readonly footer?: readonly Row[] | undefined
  readonly style?: CellStyle | undefined
  readonly columnStyles?: readonly (CellStyle | undefined)[] | undefined
  readonly headerStyle?: CellStyle | undefined
  readonly footerStyle?: CellStyle | undefined
  /** Styles of body rows, taken in turn: two make zebra rows. */
  readonly rowStyles?: readonly CellStyle[] | undefined
  readonly sums?: CarriedSums | undefined
  /** Around the whole table (on each page). */
  readonly border?: Sides<Border> | undefined
  /** Default: the width of the frame. */
  readonly width?: number | undefined
  readonly caption?: InlineContent | undefined
  /** Summary for those who do not see it. */
  readonly summary?: string | undefined
  readonly spaceBefore?: number | undefined
  readonly spaceAfter?: number | undefined
}

export interface BoxStyle {
  readonly padding?: Sides<number> | undefined
  readonly border?: Sides<Border> | undefined
  /** Corner radius; asks for the same border on all sides. */
  readonly radius?: number | undefined
  readonly background?: Color | undefined
  readonly spaceBefore?: number | undefined
  readonly spaceAfter?: number | undefined
  readonly keepTogether?: boolean | undefined
  readonly keepWithNext?: boolean | undefined
  readonly width?: number | undefined
  readonly align?: 'start' | 'center' | 'end' | undefined
  readonly minHeight?: number | undefined
}

export interface Box extends Placed {
  readonly type: 'box'
  readonly content: readonly Block[]
  readonly style?: BoxStyle | undefined
  readonly role?: 'Div' | 'Sect' | 'Art' | 'BlockQuote' | 'Note' | undefined
}

/** Text that runs through columns (balanced on the last page unless told). */
export interface Columns extends Placed {
  readonly type: 'columns'
  readonly count: number
  readonly gap?: number | undefined
  readonly rule?: Border | undefined
  readonly balance?: boolean | undefined
  readonly content: readonly Block[]
  readonly spaceBefore?: number | undefined
  readonly spaceAfter?: number | undefined
}

/** Blocks side by side, each with its own content, as wide as `columns` say. Not split. */
export interface SideBySide extends Placed {
  readonly type: 'sideBySide'
  readonly columns: readonly Column[]
  readonly content: readonly (readonly Block[])[]
  readonly gap?: number | undefined
  readonly verticalAlign?: 'top' | 'middle' | 'bottom' | undefined
  readonly spaceBefore?: number | undefined
  readonly spaceAfter?: number | undefined
}

/** Alternative text, or `decorative: true` for what a reader loses nothing by not seeing. */
export type Alternative = { readonly alt: string } | { readonly decorative: true }

interface Sized {
  /** Default: natural size (72 pixels to the inch), shrunk to the frame. One of the two keeps the
   * proportions. */
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly align?: 'start' | 'center' | 'end' | undefined
  readonly spaceBefore?: number | undefined
  readonly spaceAfter?: number | undefined
  readonly keepWithNext?: boolean | undefined
}

/** JPEG, PNG or SVG, by the name under which the bytes were given to `createTypesetter`. */
export interface Image extends Placed, Sized {
  readonly type: 'image'
  readonly image: string
  readonly alternative: Alternative
  /** How the picture takes a box of both width and height. Default `contain`. */
  readonly fit?: 'contain' | 'cover' | 'stretch' | undefined
  /** Part of the picture that is shown, as fractions of its size. */
  readonly crop?:
    | { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
    | undefined
  readonly to?: string | undefined
}

/** Any symbology of bwip-js (`qrcode`, `datamatrix`, `code128`, `ean13`, `pdf417`, `onecode`,
 * `gs1-128`, `swissqrcode` …), drawn as vectors. */
export interface Barcode extends Placed, Sized {
  readonly type: 'barcode'
  readonly symbology: string
  readonly text: string
  /** Passed to the encoder, e.g. `{ eclevel: 'M' }`, `{ includetext: true }`. */
  readonly options?: Readonly<Record<string, string | number | boolean>> | undefined
  readonly color?: Color | undefined
  readonly alt: string
}

export interface ChartSeries {
  readonly name: string
  readonly values: readonly number[]
  readonly color?: Color | undefined
}

export interface Chart extends Placed, Sized {
  readonly type: 'chart'
  readonly kind: 'bar' | 'stackedBar' | 'horizontalBar' | 'line' | 'pie' | 'donut' | 'sparkline'
  readonly labels: readonly string[]
  readonly series: readonly ChartSeries[]
  readonly colors?: readonly Color[] | undefined
  readonly text?: Partial<TextStyle> | undefined
  readonly legend?: boolean | undefined
  readonly gridColor?: Color | undefined
  readonly max?: number | undefined
  readonly min?: number | undefined
  /** Text of axis values and labels. Default: the shortest decimal form. */
  readonly format?: ((value: number) => string) | undefined
  readonly showValues?: boolean | undefined
  readonly alt: string
}

export interface Rule extends Placed {
  readonly type: 'rule'
  readonly border?: Border | undefined
  readonly width?: number | undefined
  readonly spaceBefore?: number | undefined
  readonly spaceAfter?: number | undefined
}

export interface Space {
  readonly type: 'space'
  readonly height: number
}

/** `page`: the next; `odd`/`even`: the next of that parity, with a blank page where needed;
 * `section`: the next page, and page numbers of scope `section` start again. */
export interface PageBreak {
  readonly type: 'pageBreak'
  readonly to?: 'page' | 'odd' | 'even' | 'section' | 'column' | undefined
  /** Set of masters from here on (a key of `Document.masters`). */
  readonly masters?: string | undefined
}

/** Blocks that stay on one page. */
export interface KeepTogether extends Placed {
  readonly type: 'keepTogether'
  readonly content: readonly Block[]
}

/** A frame at a place of the page it falls on, outside the flow of the text. */
export interface AbsoluteFrame extends Placed {
  readonly type: 'frame'
  /** From the top left corner of the page. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly content: readonly Block[]
  readonly style?: BoxStyle | undefined
  readonly verticalAlign?: 'top' | 'middle' | 'bottom' | undefined
  /** Degrees counter-clockwise around the centre. */
  readonly rotate?: number | undefined
  /** Is decoration, not content: not read out. Default false. */
  readonly artifact?: boolean | undefined
}

export interface TableOfContents extends Placed {
  readonly type: 'tableOfContents'
  /** Deepest heading level listed. Default 3. */
  readonly depth?: number | undefined
  /** By level, first for level 1; the last serves for deeper ones. */
  readonly styles?: readonly ParagraphStyle[] | undefined
  readonly leader?: string | undefined
}

/** Blocks that may fill white space left on the last page (transpromo): tried by `priority`,
 * highest first, each set only where it fits whole; never makes a new page. */
export interface Filler {
  readonly content: readonly Block[]
  readonly priority: number
  readonly source?: string | undefined
}

export type Block =
  | Paragraph
  | Heading
  | List
  | Table
  | Box
  | Columns
  | SideBySide
  | Image
  | Barcode
  | Chart
  | Rule
  | Space
  | PageBreak
  | KeepTogether
  | AbsoluteFrame
  | TableOfContents

// ---------------------------------------------------------------- pages

/** A frame of a master. `artifact` (default true) marks running decoration; the address window is
 * content and says `artifact: false`. */
export interface MasterFrame extends Omit<AbsoluteFrame, 'type'> {}

export interface PageMaster {
  readonly width: number
  readonly height: number
  /** Where the body stands. */
  readonly margins: {
    readonly top: number
    readonly right: number
    readonly bottom: number
    readonly left: number
  }
  readonly background?: Color | undefined
  /** Letterhead, running header and footer, address window, marks. Page numbers in them are those
   * of their page. */
  readonly frames?: readonly MasterFrame[] | undefined
  /** Degrees for showing: 0, 90, 180, 270. */
  readonly rotate?: number | undefined
  /** Name of paper or tray; comes back in the result for the printer. */
  readonly tray?: string | undefined
}

/** Masters of a section. The more particular wins: blank, then first, then last, then left/right,
 * then rest. `rest` is asked for; `first` falls back to left/right, those to `rest`. `last` takes
 * effect where the last page's text fits it too. */
export interface PageMasters {
  readonly rest: PageMaster
  readonly first?: PageMaster | undefined
  readonly last?: PageMaster | undefined
  readonly left?: PageMaster | undefined
  readonly right?: PageMaster | undefined
  readonly blank?: PageMaster | undefined
  readonly only?: PageMaster | undefined
}

/** Sheet-wise marks for inserters, drawn on every sheet's front. */
export interface SheetMarks {
  readonly kind: 'omr' | 'datamatrix'
  readonly x: number
  readonly y: number
  /** Text of the code; `$sheet`, `$sheets` and `$document` are replaced. For `datamatrix`. */
  readonly text?: string | undefined
}

export interface Duplex {
  /** Adds a blank back where the number of pages is odd. */
  readonly fillBacks?: boolean | undefined
}

/** A file carried in the document; the relationship is that of ISO 32000-2 §7.11.3. */
export interface Attachment {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
  readonly description?: string | undefined
  readonly relationship: 'Source' | 'Data' | 'Alternative' | 'Supplement' | 'Unspecified'
  /** ISO 8601 instant. Default: the document's `created`. */
  readonly modified?: string | undefined
}

/** Opening needs `user` (may be empty: anyone), changing needs `owner`. AES-256 (ISO 32000-2
 * §7.6, revision 6). PDF/A forbids encryption: the claim is dropped, with a warning. */
export interface Protection {
  readonly user: string
  readonly owner: string
  readonly print?: boolean | undefined
  readonly copy?: boolean | undefined
  readonly change?: boolean | undefined
}

export type Conformance = 'PDF/A-2b' | 'PDF/A-2u' | 'PDF/A-2a' | 'PDF/A-3b' | 'PDF/A-3a' | 'none'

export interface Document {
  readonly lang: Lang
  readonly title: string
  readonly author?: string | undefined
  readonly subject?: string | undefined
  readonly keywords?: readonly string[] | undefined
  /** ISO 8601 instant with zone or `Z`, given by the caller: never "now". */
  readonly created: string
  /** Program named as creator. */
  readonly creator?: string | undefined
  /** What everything is set in unless it says otherwise. */
  readonly text: TextStyle
  readonly paragraph?: ParagraphStyle | undefined
  /** One set of masters, or named sets (`main` is the first). */
  readonly masters:
    PageMasters | { readonly main: PageMasters; readonly [name: string]: PageMasters }
  readonly body: readonly Block[]
  readonly fillers?: readonly Filler[] | undefined
  /** Bookmarks from headings. Default true where there are at least two headings. */
  readonly outline?: boolean | undefined
  readonly attachments?: readonly Attachment[] | undefined
  /** Default `PDF/A-2b`. */
  readonly conformance?: Conformance | undefined
  /** PDF/UA-1 mark and structure tree. Default true. False leaves the tree out. */
  readonly accessible?: boolean | undefined
  readonly duplex?: Duplex | undefined
  readonly marks?: SheetMarks | undefined
  readonly protection?: Protection | undefined
  /** Raw XMP `rdf:Description` elements to add (e.g. Factur-X), with their extension schema. */
  readonly xmp?: readonly string[] | undefined
}
