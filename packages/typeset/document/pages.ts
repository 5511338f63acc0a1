/** Paper: masters, frames, breaks, and what is done for printing machines. */
import type { Color } from '../appearance.ts'
import type { Block, BoxStyle, Placed } from './blocks.ts'

/** `page`: the next; `odd`/`even`: the next of that parity, with a blank page where needed;
 * `section`: the next page, and page numbers of scope `section` start again. */
export interface PageBreak {
  readonly type: 'pageBreak'
  readonly to?: 'page' | 'odd' | 'even' | 'section' | 'column' | undefined
  /** Set of masters from here on (a key of `Document.masters`). */
  readonly masters?: string | undefined
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

/** Blocks that may fill white space left on the last page (transpromo): tried by `priority`,
 * highest first, each set only where it fits whole; never makes a new page. */
export interface Filler {
  readonly content: readonly Block[]
  readonly priority: number
  readonly source?: string | undefined
}

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
  /** Name of paper or tray; comes back in the result, page by page, for the printer. */
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
  /** Pages on a sheet. Default 2: the marks stand on odd pages. */
  readonly sides?: 1 | 2 | undefined
}

/** Printed on both sides: page 2n of the document is the back of page 2n - 1, on its paper. Where a
 * page of another size would come onto a back, a blank back comes before it. */
export interface Duplex {
  /** Adds a blank back where the number of pages is odd. */
  readonly fillBacks?: boolean | undefined
  /** Edge over which the sheet is turned. Default `longEdge`. */
  readonly flip?: 'longEdge' | 'shortEdge' | undefined
}
