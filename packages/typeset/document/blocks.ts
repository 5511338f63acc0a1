/** Blocks of text and the containers around them. */
import type { Border, Color, ParagraphStyle, Sides, TextStyle } from '../appearance.ts'
import type { InlineContent } from './inline.ts'
import type { AbsoluteFrame, PageBreak } from './pages.ts'
import type { Barcode, Chart, Image } from './pictures.ts'
import type { Column, Table } from './tables.ts'

/** What every block may say of itself. */
export interface Placed {
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

/** How items are marked: bullets by text, boxes to be ticked, or a counter with text around it. */
export type Marker =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'box' }
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

export interface BoxStyle {
  readonly padding?: Sides<number> | undefined
  readonly border?: Sides<Border> | undefined
  /** Of every corner, or of the top left, top right, bottom right and bottom left one. Only a border
   * that is the same on all sides follows it. */
  readonly radius?: number | readonly [number, number, number, number] | undefined
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

/** Blocks that stay on one page. */
export interface KeepTogether extends Placed {
  readonly type: 'keepTogether'
  readonly content: readonly Block[]
}

export interface TableOfContents extends Placed {
  readonly type: 'tableOfContents'
  /** Deepest heading level listed. Default 3. */
  readonly depth?: number | undefined
  /** By level, first for level 1; the last serves for deeper ones. */
  readonly styles?: readonly ParagraphStyle[] | undefined
  readonly leader?: string | undefined
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
