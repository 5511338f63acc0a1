/** What laying out one document knows beside the block at hand. */
import type { Block, Document, Footnote, Inline } from '../document.ts'
import type { InlineWorld } from '../text/items.ts'
import type { ParagraphRecord, Styles, TextRecord } from '../text/style.ts'
import type { WarningCode } from '../typesetting.ts'
import type { Laid } from './part.ts'
import type { RowSource } from './rowsource.ts'
import type { Picture } from '../graphics/picture.ts'
import { isRtl } from './direction.ts'

/** Values known only once pages are made; the first pass guesses, a second one knows. */
export interface PageValues {
  readonly pages: number
  readonly targets: ReadonlyMap<string, number>
}

export interface FieldValues {
  page: number
  pages: number
  sectionPage: number
  sectionPages: number
  headings: readonly string[]
}

/** Constant blocks as they were laid out, by what that depends on. */
export type Fragments = WeakMap<
  object,
  {
    readonly width: number
    readonly base: TextRecord
    readonly lang: string
    readonly laid: Laid
  }[]
>

/** Of one block. */
const MOST_FRAGMENTS = 64

export interface RawWarning {
  readonly code: WarningCode
  readonly message: string
  readonly node: unknown
}

/**
 * By the styles of a typesetter, the context of the document it is at. What is kept of one document
 * serves the next ones, and what it has to say then is about them.
 */
const live = new WeakMap<Styles, Context>()

export class Context implements InlineWorld {
  readonly styles: Styles
  readonly document: Document
  readonly base: TextRecord
  /** The document reads from right to left: columns of all kinds are in that order. */
  readonly rtl: boolean
  readonly warnings: RawWarning[] = []
  readonly picture: (name: string) => Picture | undefined
  readonly values: PageValues | null
  /** Counts what depends on this one document's pages: a block that asks is not kept. */
  asked = 0
  /** Of these, what depends on its headings. */
  askedHeadings = 0
  /** The block being laid out, for warnings of its text. */
  current: unknown = null
  /** Blocks, and columns among them, that hold the block at hand. */
  depth = 0
  columns = 0
  /** Set while running content is laid out. */
  fields: FieldValues | null = null
  /** Rows that can be taken only once, by their iterator. */
  taken: WeakMap<object, RowSource> | null = null
  notes = 0
  notesWritten = 0
  readonly noteMarks = new Map<Footnote, string>()
  /** By name: what is wrong with images that cannot be used. */
  refused: ReadonlyMap<string, string> = new Map()
  private readonly fragments: Fragments
  /** Milliseconds spent in `breaking`, where there is a clock. */
  broke = 0
  private readonly clock: (() => number) | undefined
  private within = false

  /** Runs what measures and breaks content; only the outermost is timed. */
  breaking<T>(work: () => T): T {
    const { clock } = this
    if (clock === undefined || this.within) return work()
    this.within = true
    const from = clock()
    const made = work()
    this.broke += clock() - from
    this.within = false
    return made
  }

  constructor(
    styles: Styles,
    document: Document,
    picture: (name: string) => Picture | undefined,
    values: PageValues | null,
    fragments: Fragments,
    clock?: () => number,
  ) {
    this.styles = styles
    live.set(styles, this)
    this.document = document
    this.base = styles.base(document.text)
    this.rtl = isRtl(document.lang)
    this.picture = picture
    this.values = values
    this.fragments = fragments
    this.clock = clock
  }

  warn(code: WarningCode, message: string, node: unknown): void {
    const { warnings } = live.get(this.styles) ?? this
    // A broken template must not make the list longer than the document.
    if (warnings.length < 1000) warnings.push({ code, message, node: node ?? this.current })
  }

  paragraph(style: Parameters<Styles['paragraph']>[1]): ParagraphRecord {
    return this.styles.paragraph(this.base, style ?? this.document.paragraph)
  }

  /** Says that there is no such image to use, and why where that is known. */
  unusable(image: string): string {
    const why = this.refused.get(image)
    return `no usable image ${image}${why === undefined ? '' : ` (${why})`}`
  }

  aspect(image: string): number {
    const picture = this.picture(image)
    return picture ? picture.width / picture.height : 0
  }

  mark(note: Footnote): string {
    this.asked++
    let mark = this.noteMarks.get(note)
    if (mark === undefined) {
      mark = note.mark ?? String(++this.notes)
      this.noteMarks.set(note, mark)
    }
    return mark
  }

  field(inline: Inline): string {
    this.asked++
    if (typeof inline === 'string') return inline
    const { fields, values } = this
    if (inline.type === 'pageNumber') {
      if (inline.of !== undefined) return this.target(inline.of)
      if (fields) return String(inline.scope === 'section' ? fields.sectionPage : fields.page)
      return '0'
    }
    if (inline.type === 'pageCount') {
      if (fields) return String(inline.scope === 'section' ? fields.sectionPages : fields.pages)
      this.pending = true
      return String(values?.pages ?? 0)
    }
    if (inline.type === 'runningHeading') {
      this.askedHeadings++
      return fields?.headings[inline.level] ?? ''
    }
    return ''
  }

  /** The body itself shows page numbers, so it must be set again when they are known. */
  pending = false

  private target(id: string): string {
    this.pending = true
    if (this.values === null) return '00'
    const page = this.values.targets.get(id)
    if (page === undefined) this.warn('missing-target', `no block has the id ${id}`, null)
    return page === undefined ? '?' : String(page)
  }

  /** Lays out `block`, or finds it laid out by an earlier document where it is constant. */
  fragment(block: Block, width: number, base: TextRecord, make: () => Laid): Laid {
    if (!Object.isFrozen(block)) return make()
    let kept = this.fragments.get(block)
    if (kept === undefined) this.fragments.set(block, (kept = []))
    const { asked, document } = this
    const { lang } = document
    for (const one of kept)
      if (one.width === width && one.base === base && one.lang === lang) return one.laid
    const warned = this.warnings.length
    const laid = make()
    if (this.asked === asked && this.warnings.length === warned && kept.length < MOST_FRAGMENTS)
      kept.push({ width, base, lang, laid })
    return laid
  }
}
