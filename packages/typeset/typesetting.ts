/** What a typesetter is made of and gives: sources, warnings, pages and their profile. */
import type { Document } from './document.ts'

/** One font file. TrueType or OpenType/CFF, alone, in a collection or as WOFF 1; static or variable
 * (`axes` picks the instance). */
export interface FontSource {
  readonly family: string
  /** 100–900. Default 400. */
  readonly weight?: number
  readonly italic?: boolean
  readonly bytes: Uint8Array
  /** Which font of a collection, from 0. Default 0. */
  readonly index?: number
  /** Characters put into the subset that every document shares. Default: printable Latin-1, the
   * usual punctuation and currency signs. Any other character still works: it goes into a small
   * subset of its own, made for the document that needs it. */
  readonly prepare?: string
  /** Design axes of a variable font, e.g. `{ wght: 600 }`. Default: its `weight`, and the font's own
   * default of every other. */
  readonly axes?: Readonly<Record<string, number>>
}

/** The kind (JPEG, PNG, SVG) is told by the bytes. */
export interface ImageSource {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface TypesetterOptions {
  readonly fonts: readonly FontSource[]
  readonly images?: readonly ImageSource[]
  /** The module `harfbuzzjs/dist/harfbuzz-subset.wasm`, as bytes. */
  readonly subsetterWasm: Uint8Array
  /** zlib format (RFC 1950), e.g. Node's `zlib.deflateSync(bytes, { level })`. */
  readonly deflate: (bytes: Uint8Array, level: number) => Uint8Array
  /** zlib format; needed for PNG images with transparency or interlacing, and checks the others.
   * More than `most` bytes are not wanted: better throw than fill the memory. */
  readonly inflate?: (bytes: Uint8Array, most: number) => Uint8Array
  /** SHA-256, for the file identifier. */
  readonly digest: (bytes: Uint8Array) => Uint8Array
  /** By language: gives the text back with soft hyphens (U+00AD) where it may be broken, e.g.
   * `hyphenateSync` of `hyphen/de`. */
  readonly hyphenation?: Readonly<Record<string, (text: string) => string>>
  /** Level of what differs by document. Default 1: coded as it is written, without `deflate`, the
   * same bytes on any machine. 2–9: by `deflate`, smaller and slower. */
  readonly level?: number
  /** A monotonic clock in milliseconds; given, every result carries its `profile`. */
  readonly clock?: () => number
}

export type WarningCode =
  | 'missing-font'
  | 'restricted-font'
  | 'missing-glyph'
  | 'missing-image'
  | 'corrupt-image'
  | 'unsafe-svg'
  | 'unsupported-svg'
  | 'simplified-image'
  | 'bad-barcode'
  | 'bad-value'
  | 'missing-target'
  | 'duplicate-id'
  | 'table-too-wide'
  | 'block-too-tall'
  | 'frame-overflow'
  | 'word-too-long'
  | 'unstable-pages'
  | 'rows-spent'
  | 'conformance-dropped'
  | 'missing-alternative'

/** A value, not an exception: the document was still made, in the way `message` tells. */
export interface Warning {
  readonly code: WarningCode
  readonly message: string
  /** Into the document: `body[3].rows[17].cells[2]`; '' for the document itself. */
  readonly path: string
  /** The nearest block's `source`, where it has one; of an image that is added, its name. */
  readonly source?: string
}

/** What a page is to those who print it: enough for a job ticket. */
export interface PageInfo {
  /** Points, before it is turned by `rotate`. */
  readonly width: number
  readonly height: number
  /** Degrees clockwise. */
  readonly rotate?: 90 | 180 | 270
  /** Paper of the sheet, as its front's master names it. */
  readonly tray?: string
  /** A back, or a page for the sake of parity, without text. */
  readonly blank: boolean
  /** All counted from 1: pages in the document, sections, pages in their section, sheets. */
  readonly number: number
  readonly section: number
  readonly sectionPage: number
  readonly sheet: number
  /** `back` only where the document is printed on both sides. */
  readonly side: 'front' | 'back'
}

/** Milliseconds by stage. */
export interface Profile {
  /** Styles, shaping, line breaking, measuring of blocks and table rows. */
  readonly break: number
  /** Filling pages with what was measured, and drawing them with their running content. */
  readonly paginate: number
  /** Structure, resources, fonts, metadata; joining the file. */
  readonly write: number
  /** Time within `deflate`, which is in none of the others. */
  readonly compress: number
}

export interface Typeset {
  readonly pdf: Uint8Array
  readonly pages: number
  /** Of paper, as many as there are pages or, on both sides, half of them. */
  readonly sheets: number
  /** Edge over which a sheet printed on both sides is turned. */
  readonly duplex?: 'longEdge' | 'shortEdge'
  readonly pageInfo: readonly PageInfo[]
  readonly warnings: readonly Warning[]
  readonly profile?: Profile
}

export interface Typesetter {
  /** Pure and synchronous. Never throws for content. */
  typeset(document: Document): Typeset
  /**
   * The same file, handed to `out` piece by piece as its pages are done: a table of any length in
   * memory that grows by some 150 bytes a row. A document whose text shows page numbers is set
   * twice, so its rows must be iterable twice. The pieces are the receiver's to keep.
   */
  stream(document: Document, out: (bytes: Uint8Array) => void): Omit<Typeset, 'pdf'>
  /** Adds or replaces an image, e.g. one that a single document brings. A warning where it cannot
   * be used. */
  addImage(image: ImageSource): Warning | undefined
  /** What was wrong with the fonts and images given at creation. */
  readonly warnings: readonly Warning[]
}
