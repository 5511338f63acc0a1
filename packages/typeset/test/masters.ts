/** Pages of many widths, and by what they are told apart. */
import * as fc from 'fast-check'
import type { Document, PageInfo, PageMaster, Paragraph } from '../index.ts'

const PAGE = { width: 380, height: 460, margins: { top: 40, right: 30, bottom: 40, left: 30 } }

/** Says nothing in small letters, so that no word of the body is taken for longer than it is. */
const foot: Paragraph = {
  type: 'paragraph',
  content: ['P ', { type: 'pageNumber' }, ' / ', { type: 'pageCount' }],
}
export const rest: PageMaster = {
  ...PAGE,
  frames: [{ x: 30, y: 430, width: 320, height: 16, content: [foot] }],
}
/** No two masters have pages of one width, by which it is told which of them a page has. */
const narrow: PageMaster = {
  ...rest,
  width: 381,
  margins: { top: 110, right: 60, bottom: 60, left: 60 },
}
const wide: PageMaster = {
  ...rest,
  width: 382,
  margins: { top: 24, right: 20, bottom: 50, left: 20 },
}
const slim: PageMaster = { ...rest, width: 280 }
const broad: PageMaster = { ...rest, width: 520, height: 330, frames: [] }

export const masters: fc.Arbitrary<Document['masters']> = fc.constantFrom<Document['masters']>(
  { rest },
  { rest, first: narrow },
  { rest, last: wide },
  { rest, left: narrow, right: rest, first: wide },
  { rest: wide, only: narrow, last: rest },
  { rest: slim, first: broad },
  { rest: broad, first: slim },
  { rest, left: slim, right: broad },
  { rest: broad, last: slim, only: narrow },
  { main: { rest: slim, first: wide }, other: { rest: broad, last: narrow } },
)

/** Where the body of a page may stand that is as wide as it says. */
export function bodyOf({ width, height }: PageInfo) {
  const master = [rest, narrow, wide, slim, broad].find((own) => own.width === width)
  const { margins } = master as PageMaster
  return {
    x0: margins.left,
    x1: width - margins.right,
    y0: margins.bottom,
    y1: height - margins.top,
  }
}
