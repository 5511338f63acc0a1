import { trayText } from './paper.ts'
import type { Piece } from './piece.ts'

/** Columns of address lines; more lines share the last. */
const addressColumns = 6

/** RFC 4180, with a byte order mark so that spreadsheets read UTF-8. */
export function csvHead(): string {
  const address = Array.from({ length: addressColumns }, (_, i) => `address${i + 1}`)
  const columns = ['piece', 'key', 'customer', 'name', ...address, 'country', 'pages', 'sheets']
  const paper = ['sides', 'trays', 'grams']
  return `\ufeff${[...columns, ...paper, 'file', 'sha256', 'message'].join(',')}\r\n`
}

export function csvRows(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      const address = Array.from({ length: addressColumns }, (_, i) =>
        i < addressColumns - 1 ? (piece.address[i] ?? '') : piece.address.slice(i).join(', '),
      )
      const who = [piece.piece, piece.key, piece.customer, piece.name, ...address, piece.country]
      const { sides = '', media = [], grams = '' } = piece
      const paper = [piece.pages, piece.sheets, sides, trayText(media), grams]
      const what = [...paper, piece.file, piece.sha256, piece.message]
      return `${[...who, ...what].map(cell).join(',')}\r\n`
    })
    .join('')
}

/** How the row of a piece ends: tells whether the file is complete up to it. */
export function csvEnd(piece: Piece): string {
  return `,${cell(piece.message)}\r\n`
}

/** A leading = + - @ would be a formula in a spreadsheet: an apostrophe makes it text. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
