/**
 * The content tree: what a block or an alternative says, before any channel gives it a form.
 * ProseMirror-compatible (a node has `type`, `attrs`-like plain fields and `children`), so the
 * studio edits the same tree that a content folder writes as Markdown with directives.
 */

/** Where a node stands in its file; 1-based line and column, as an editor shows them. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A CEL expression as written, with where it stands. */
export interface Expression {
  readonly source: string
  readonly place?: Place
}

/** Text with fields in it: `Pay {{ money(total) }} now`. */
export type TextTemplate = readonly (string | Expression)[]

export type Mark = 'strong' | 'emphasis' | 'underline' | 'strike' | 'code' | 'sub' | 'sup'

export type Inline =
  | {
      readonly type: 'text'
      readonly text: string
      readonly marks?: readonly Mark[]
      readonly style?: string
    }
  | {
      readonly type: 'field'
      readonly value: Expression
      readonly marks?: readonly Mark[]
      readonly style?: string
    }
  | { readonly type: 'break' }
  | { readonly type: 'tab' }
  | { readonly type: 'link'; readonly href: TextTemplate; readonly children: readonly Inline[] }
  | { readonly type: 'if'; readonly test: Expression; readonly children: readonly Inline[] }
  | ({
      readonly type: 'inlineImage'
      readonly src: string
      readonly alt: TextTemplate
      readonly height?: string
    } & ShownPart)
  /** `page` and `pages` mean something only where there are pages; elsewhere publishing refuses them. */
  | { readonly type: 'page'; readonly of?: 'section' }
  | { readonly type: 'pages'; readonly of?: 'section' }
  /** On pages the heading of this level, 1 unless given, that the page stands under. */
  | { readonly type: 'running'; readonly level?: HeadingLevel }
  /**
   * The heading of the same document that has this id: its words (unless `show` says otherwise), and
   * a way there. `page` means something only where there are pages.
   */
  | {
      readonly type: 'ref'
      readonly to: string
      readonly show?: RefShow
      readonly place?: Place
    }
  /** A footnote: at the foot of its page or column, on screens and in text at the end. */
  | { readonly type: 'note'; readonly children: readonly Inline[] }

/** What a reference shows of its heading instead of its words. */
export type RefShow = 'number' | 'page'

export type Fit = 'contain' | 'cover' | 'fill' | 'none'

/** What of a picture is shown. */
export interface ShownPart {
  /** How it takes a box of both width and height; `contain` unless given. */
  readonly fit?: Fit
  /** What is cut off its sides, in per cent of it: one to four, top right bottom left. */
  readonly crop?: string
  /** What stays in sight, from the left and the top of what is left of it; `50% 50%` unless given. */
  readonly focus?: string
}

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6

export type Align = 'start' | 'center' | 'end' | 'justify'

interface Placed {
  readonly place?: Place
  /** Name of a paragraph, table or box style in the style sheet. */
  readonly style?: string
}

export interface TableCell extends Placed {
  readonly children: readonly Block[]
  /** A cell style by its name, chosen for each record; none where it is empty. */
  readonly styleBy?: Expression
  readonly align?: Align
  readonly colspan?: number
  readonly rowspan?: number
}

export interface TableRow extends Placed {
  /**
   * `carried` and `brought` stand only on paper, at the foot and the head of the page where the
   * table goes on over it; the name of the repeated row is there its last item before the break.
   * `group` heads the items of a group, `subtotal` closes them; `continued` stands only on paper, at
   * the head of a page that begins within the group.
   */
  readonly kind:
    'head' | 'body' | 'total' | 'group' | 'subtotal' | 'continued' | 'carried' | 'brought'
  /** Of `group`, `subtotal` and `continued`: the group they speak of. */
  readonly group?: RowGroup
  /** A repeated row: once for each item, under the name `as` (its position under `as + 'Index'`). */
  readonly each?: { readonly of: Expression; readonly as: string }
  readonly test?: Expression
  /** As of a cell. */
  readonly styleBy?: Expression
  readonly cells: readonly TableCell[]
}

/**
 * Items of the table's repeated row that have one value in common, in the order in which each value
 * is first met. Under `as` stand `key`, the value; `rows`, the items; and for each field of an item
 * the list of its values. The first row of a group says `by` what.
 */
export interface RowGroup {
  readonly as: string
  readonly by?: Expression
}

export interface TableColumn {
  /** `22mm`, `1fr` or `auto`. */
  readonly width: string
  readonly align?: Align
}

/** Where content goes on; without one on the next page. */
export type BreakTarget = 'odd' | 'even' | 'section' | 'column'

export type ChartKind = 'bar' | 'horizontal' | 'stacked' | 'line' | 'pie' | 'donut' | 'sparkline'

export type Block =
  | (Placed & {
      readonly type: 'paragraph'
      readonly align?: Align
      readonly children: readonly Inline[]
    })
  | (Placed & {
      readonly type: 'heading'
      readonly level: HeadingLevel
      /** By which references find it; once in a document. */
      readonly id?: string
      readonly children: readonly Inline[]
    })
  | (Placed & {
      readonly type: 'list'
      readonly ordered: boolean
      /** Number of the first item of an ordered list; 1 unless given. */
      readonly start?: number
      readonly items: readonly (readonly Block[])[]
    })
  | (Placed & {
      readonly type: 'table'
      readonly columns: readonly TableColumn[]
      readonly rows: readonly TableRow[]
      readonly caption?: TextTemplate
    })
  | (Placed & {
      readonly type: 'columns'
      readonly widths: readonly string[]
      readonly gap?: string
      readonly columns: readonly (readonly Block[])[]
    })
  | (Placed & { readonly type: 'box'; readonly children: readonly Block[] })
  | (Placed & {
      readonly type: 'image'
      readonly src: string
      readonly alt: TextTemplate
      readonly width?: string
      readonly height?: string
      readonly maxWidth?: string
      readonly align?: Align
    } & ShownPart)
  | (Placed & {
      readonly type: 'barcode'
      readonly symbology: string
      readonly value: TextTemplate
      /** Of the encoder, as written: `includetext eclevel=H`. */
      readonly options?: string
      /** Words under the code on paper, instead of its value. */
      readonly text?: TextTemplate
      readonly alt: TextTemplate
      readonly width?: string
      readonly height?: string
      readonly align?: Align
    })
  | (Placed & {
      readonly type: 'chart'
      readonly kind: ChartKind
      readonly data: Expression
      readonly label: Expression
      readonly values: readonly Expression[]
      /** What each of the values is, for the legend. */
      readonly series?: readonly TextTemplate[]
      readonly alt: TextTemplate
      readonly width?: string
      readonly height?: string
    })
  | (Placed & {
      readonly type: 'button'
      readonly href: TextTemplate
      readonly children: readonly Inline[]
    })
  | (Placed & { readonly type: 'rule' })
  | (Placed & { readonly type: 'space'; readonly height: string })
  | (Placed & {
      readonly type: 'pageBreak'
      /** `odd`, `even`: a blank page before where needed; `section`: page numbers begin again. */
      readonly to?: BreakTarget
      /** Page masters from here on. */
      readonly master?: string
    })
  | (Placed & {
      readonly type: 'signature'
      readonly name: TextTemplate
      readonly role?: TextTemplate
      readonly image?: string
    })
  /** A block of the library, by its name without language, tone or ending: `payment-terms`. */
  | (Placed & { readonly type: 'block'; readonly name: string })
  | (Placed & {
      readonly type: 'choose'
      readonly whens: readonly { readonly test: Expression; readonly children: readonly Block[] }[]
      readonly otherwise?: readonly Block[]
    })
  | (Placed & {
      readonly type: 'each'
      readonly of: Expression
      readonly as: string
      readonly children: readonly Block[]
    })
  /** One question, asked by each channel in its own way; the answer comes back as the same event. */
  | (Placed & {
      readonly type: 'choice'
      readonly id: string
      readonly question: readonly Inline[]
      readonly options: readonly { readonly value: string; readonly label: TextTemplate }[]
    })
  | (Placed & { readonly type: 'keep'; readonly children: readonly Block[] })
  /** Text that runs from column to column where there are pages or room, and as one elsewhere. */
  | (Placed & {
      readonly type: 'textColumns'
      readonly count: number
      readonly gap?: string
      /** Lines between the columns. */
      readonly rule?: boolean
      readonly children: readonly Block[]
    })
  /** The headings up to this depth, 3 unless given, with links to them, on paper with their pages. */
  | (Placed & { readonly type: 'contents'; readonly depth?: HeadingLevel })
  /**
   * What may fill white space: on paper at the end of the last page, only if it fits, those of the
   * highest priority first; elsewhere where it stands.
   */
  | (Placed & {
      readonly type: 'filler'
      /** 0–100, 50 unless given. */
      readonly priority?: number
      readonly children: readonly Block[]
    })

export type Content = readonly Block[]
