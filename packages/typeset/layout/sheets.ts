/** Sheets of paper: what each page is to those who print it. */
import type { Document } from '../document.ts'
import { turned } from '../pdf/finish.ts'
import type { PageInfo, Typeset } from '../typesetting.ts'
import type { PlacedPage } from './placed.ts'

/** Two pages share a sheet where the document is printed on both sides; the front has its paper. */
export function sheetsOf(
  placed: readonly PlacedPage[],
  { duplex }: Document,
): Pick<Typeset, 'pageInfo' | 'sheets' | 'duplex'> {
  const sides = duplex ? 2 : 1
  const pageInfo = placed.map(({ page, number, section, sectionNumber }, i): PageInfo => {
    const { width, height } = page.master
    const back = i % sides === 1
    const tray = (placed[back ? i - 1 : i] as PlacedPage).page.master.tray
    const rotate = turned(page.master.rotate)
    return {
      width,
      height,
      ...(rotate !== 0 && { rotate }),
      ...(tray !== undefined && { tray }),
      blank: page.blank,
      number,
      section: section + 1,
      sectionPage: sectionNumber,
      sheet: Math.floor(i / sides) + 1,
      side: back ? 'back' : 'front',
    }
  })
  const sheets = Math.ceil(placed.length / sides)
  return { pageInfo, sheets, ...(duplex && { duplex: duplex.flip ?? 'longEdge' }) }
}
