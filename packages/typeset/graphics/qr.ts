/** QR codes (ISO/IEC 18004) of ASCII, encoded by uqr: where a document's own address is drawn. */
import { encode } from 'uqr'
import { num } from '../pdf/number.ts'
import type { BarcodePicture, BarcodeSource } from './barcode.ts'

const LEVELS = new Set(['L', 'M', 'Q', 'H'])
// oxlint-disable-next-line no-control-regex -- ASCII is what it asks for
const ASCII = /^[\x00-\x7f]+$/
/** Like modules in a row that a reader still counts well. */
const LONGEST_RUN = 12

/**
 * The drawing, or undefined where the code asks for more than this knows.
 *
 * Of the eight masks the first is taken that leaves no long run and about as much light as dark.
 * The standard weighs all eight, for 0.98 ms a code with uqr and 2 ms with bwip-js; a reader takes
 * any of them, and this takes 0.12 ms.
 */
export function qrPicture(source: BarcodeSource, fill: string): BarcodePicture | undefined {
  const { symbology, text, options = {} } = source
  if (symbology !== 'qrcode' || !ASCII.test(text)) return undefined
  const { eclevel = 'M', ...rest } = options
  if (Object.keys(rest).length > 0 || !LEVELS.has(String(eclevel))) return undefined
  const ecc = String(eclevel) as 'L' | 'M' | 'Q' | 'H'
  try {
    let rows: boolean[][] = []
    for (let maskPattern = 0; maskPattern < 8; maskPattern++) {
      rows = encode(text, { ecc, boostEcc: false, border: 0, maskPattern }).data
      if (sound(rows)) break
    }
    return draw(rows, fill)
  } catch {
    // Too long for any size: bwip-js says so in words.
    return undefined
  }
}

function sound(rows: readonly (readonly boolean[])[]): boolean {
  const size = rows.length
  let dark = 0
  const down = new Uint16Array(size)
  for (let y = 0; y < size; y++) {
    const row = rows[y] as readonly boolean[]
    const above = y === 0 ? row : (rows[y - 1] as readonly boolean[])
    let run = 0
    for (let x = 0; x < size; x++) {
      const on = row[x]
      if (on) dark++
      run = x > 0 && row[x - 1] === on ? run + 1 : 1
      const column = on === above[x] ? (down[x] as number) + 1 : 1
      down[x] = column
      if (run > LONGEST_RUN || column > LONGEST_RUN) return false
    }
  }
  const share = dark / (size * size)
  return share > 0.4 && share < 0.6
}

/** Points of a module where nobody says how large: as bwip-js has it. */
const MODULE = 2

/** Runs of dark modules as rectangles, y upwards. */
function draw(rows: readonly (readonly boolean[])[], fill: string): BarcodePicture {
  const size = rows.length
  let content = `${fill}\n`
  for (let y = 0; y < size; y++) {
    const row = rows[y] as readonly boolean[]
    const bottom = ` ${num((size - y - 1) * MODULE)} `
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue
      const from = x
      while (x < size && row[x]) x++
      content += num(from * MODULE) + bottom + num((x - from) * MODULE) + ` ${MODULE} re\n`
    }
  }
  return { width: size * MODULE, height: size * MODULE, content: content + 'f\n' }
}
