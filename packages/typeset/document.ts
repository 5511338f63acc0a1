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

import type { Lang, ParagraphStyle, TextStyle } from './appearance.ts'
import type { Block } from './document/blocks.ts'
import type { Duplex, Filler, PageMasters, SheetMarks } from './document/pages.ts'

export type {
  Align,
  Border,
  Color,
  Edges,
  Initial,
  Lang,
  ParagraphStyle,
  Sides,
  TabStop,
  TextStyle,
} from './appearance.ts'
export type {
  Footnote,
  Inline,
  InlineContent,
  InlineImage,
  LineBreak,
  Link,
  PageCount,
  PageNumber,
  RunningHeading,
  Tab,
  Text,
} from './document/inline.ts'
export type {
  Block,
  Box,
  BoxStyle,
  Columns,
  Heading,
  KeepTogether,
  List,
  ListItem,
  Marker,
  Paragraph,
  Placed,
  Rule,
  SideBySide,
  Space,
  TableOfContents,
} from './document/blocks.ts'
export type {
  CarriedSums,
  Cell,
  CellOrText,
  CellStyle,
  Column,
  Row,
  Table,
} from './document/tables.ts'
export type {
  Alternative,
  Barcode,
  Chart,
  ChartSeries,
  Image,
  Showing,
} from './document/pictures.ts'
export type {
  AbsoluteFrame,
  Duplex,
  Filler,
  MasterFrame,
  PageBreak,
  PageMaster,
  PageMasters,
  SheetMarks,
} from './document/pages.ts'

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

/** Opening needs `user` (may be empty: anyone), changing needs `owner`; without one nobody knows
 * it. AES-256 (ISO 32000-2 §7.6, revision 6). PDF/A forbids encryption: the claim is dropped, with
 * a warning. */
export interface Protection {
  readonly user: string
  readonly owner?: string | undefined
  readonly print?: boolean | undefined
  readonly copy?: boolean | undefined
  readonly change?: boolean | undefined
  /** What tells this document from others of its title and date: a key. Not secret; different salts
   * keep equal passwords from showing as equal. */
  readonly salt?: string | undefined
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
  /** Raw XMP `rdf:Description` elements to add (e.g. Factur-X). */
  readonly xmp?: readonly string[] | undefined
  /** What describes them to PDF/A: raw `rdf:li` elements of `pdfaExtension:schemas`, whose prefixes
   * `pdfaSchema` and `pdfaProperty` are declared. */
  readonly xmpSchemas?: readonly string[] | undefined
}
