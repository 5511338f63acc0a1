/** Paper of composed pages: what stands in a job ticket. */
import type { Printing, SheetRange } from '@misiva/model'
import type { PageInfo, Typeset } from '@misiva/typeset'

export function printingOf({ pageInfo, sheets, duplex }: Typeset): Printing {
  const media: SheetRange[] = []
  for (const page of pageInfo) {
    const last = media.at(-1)
    const size = sizeOf(page)
    if (last && last.tray === page.tray && last.width === size.width && last.height === size.height)
      media[media.length - 1] = {
        ...last,
        sheets: [last.sheets[0], page.sheet],
        pages: [last.pages[0], page.number],
      }
    else
      media.push({
        sheets: [page.sheet, page.sheet],
        pages: [page.number, page.number],
        ...(page.tray !== undefined && { tray: page.tray }),
        ...size,
      })
  }
  return { sheets, ...(duplex && { duplex }), media }
}

/** As it comes out of the printer. */
function sizeOf({ width, height, rotate }: PageInfo): { width: number; height: number } {
  return rotate === 90 || rotate === 270 ? { width: height, height: width } : { width, height }
}
