/** The two things layout is made of: what is measured, and what of it goes onto one page. */
import type { Footnote, PageBreak } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import type { Context } from './context.ts'

/** A piece that stands within one page, ready to be written anywhere on it. */
export interface Part {
  readonly height: number
  /** `parent` is null within running content, which has no structure. */
  write(page: Page, x: number, y: number, parent: StructNode | null): void
  /** Footnotes whose marks stand in this piece. */
  readonly notes?: readonly Footnote[]
  /** What follows goes to a new page (or column), as the break says. */
  readonly breaks?: PageBreak
}

/** What of a block fits, and what is left. `part` is null where nothing fits. */
export interface Taken {
  readonly part: Part | null
  readonly rest: Laid | null
}

/** A measured block. It holds no state of a document, so one that is constant serves all. */
export interface Laid {
  readonly before: number
  readonly after: number
  readonly keepNext: boolean
  /**
   * The most of it that fits `available`. With `force` (nothing else stands on the page) it must
   * give a part, be it by splitting what should stay whole or, at the last, by running over.
   */
  take(available: number, force: boolean): Taken
  /**
   * What is left, set anew to the width in which it goes on; itself where that is its width. Only of
   * what may go on: the rest of something taken.
   */
  resized?(width: number, context: Context): Laid
}

/** Structure elements of a block that goes on over pages; made when first written. */
export interface Holder {
  node: StructNode | null
}

/** Heights that were summed in different orders must still compare as equal. */
export const EPSILON = 0.01

export const NOTHING: Laid = {
  before: 0,
  after: 0,
  keepNext: false,
  take: () => ({ part: null, rest: null }),
}

/** A block that is never split. `forced` says what it gives to a page that it does not fit. */
export class Whole implements Laid {
  readonly before: number
  readonly after: number
  readonly keepNext: boolean
  private readonly part: Part
  private readonly forced: (available: number) => Taken

  constructor(
    part: Part,
    before: number,
    after: number,
    keepNext: boolean,
    forced: (available: number) => Taken = () => ({ part, rest: null }),
  ) {
    this.part = part
    this.before = before
    this.after = after
    this.keepNext = keepNext
    this.forced = forced
  }

  take(available: number, force: boolean): Taken {
    if (this.part.height <= available + EPSILON) return { part: this.part, rest: null }
    return force ? this.forced(available) : { part: null, rest: this }
  }
}
