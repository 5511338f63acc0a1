/** Marks read by inserting machines: drawn on the front of every sheet. */
import type { Document } from '../document.ts'
import { barcodePicture } from '../graphics/barcode.ts'
import { num } from '../pdf/number.ts'
import type { PlacedPage } from './placed.ts'

/** Pitch and length of optical marks, in points: 1/6 inch apart, 3/8 inch long. */
const PITCH = 12
const LENGTH = 27

/**
 * Optical marks (OMR) from top to bottom: start, last sheet of the document, three bits of the
 * sheet's number for the sequence check, parity.
 */
export function drawMarks(placed: PlacedPage, pages: number, document: Document): string {
  const { marks } = document
  if (!marks) return ''
  const sides = marks.sides ?? 2
  if (sides === 2 && placed.number % 2 === 0) return ''
  const sheet = Math.ceil(placed.number / sides)
  const sheets = Math.ceil(pages / sides)
  const { page } = placed
  const body =
    marks.kind === 'omr'
      ? omr(sheet, sheets, marks.x, page.height - marks.y)
      : code(sheet, sheets, document, page.height)
  return page.sink.accessible ? `/Artifact BMC\n${body}EMC\n` : body
}

function omr(sheet: number, sheets: number, x: number, top: number): string {
  const bits = [true, sheet === sheets, ...[4, 2, 1].map((bit) => ((sheet % 8) & bit) !== 0)]
  bits.push(bits.filter(Boolean).length % 2 === 1)
  let out = '0 0 0 RG 1 w\n'
  bits.forEach((set, i) => {
    const y = top - i * PITCH
    if (set) out += `${num(x)} ${num(y)} m ${num(x + LENGTH)} ${num(y)} l S\n`
  })
  return out
}

function code(sheet: number, sheets: number, document: Document, height: number): string {
  const marks = document.marks as NonNullable<Document['marks']>
  const text = (marks.text ?? '$sheet/$sheets')
    .replaceAll('$sheets', String(sheets))
    .replaceAll('$sheet', String(sheet))
    .replaceAll('$document', document.title)
  const picture = barcodePicture({ symbology: 'datamatrix', text }, '0 0 0 rg')
  if (typeof picture === 'string') return ''
  const size = 28
  const scale = num((size / picture.width) * 1)
  return `q ${scale} 0 0 ${scale} ${num(marks.x)} ${num(height - marks.y - size)} cm\n${picture.content}Q\n`
}
