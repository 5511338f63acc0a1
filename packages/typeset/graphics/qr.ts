/** QR codes (ISO/IEC 18004) of ASCII, encoded by uqr: where a document's own address is drawn. */
import { encode } from 'uqr'
import type { Coder } from '../pdf/coder.ts'
import type { Piece } from '../pdf/piece.ts'
import { CONTENT } from '../pdf/codes.ts'
import type { BarcodePicture, BarcodeSource } from './code.ts'

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

/** Finds the runs of dark modules: in each row from the top, by left, bottom and length. */
function draw(rows: readonly (readonly boolean[])[], fill: string): BarcodePicture {
  const size = rows.length
  const runs: number[] = []
  for (let y = 0; y < size; y++) {
    const row = rows[y] as readonly boolean[]
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue
      const from = x
      while (x < size && row[x]) x++
      runs.push(from, size - y - 1, x - from)
    }
  }
  // Each address is another code: 20 kB as text in parts, 1.3 kB as numbers of modules (177 at most).
  const side = size * MODULE
  return { width: side, height: side, content: `${fill}\n`, runs: Uint8Array.from(runs) }
}

const FILL = CONTENT.piece('f\n')
const ends: Piece[] = []

/** Writes runs as rectangles, y upwards: half the time of finding what repeats in them as text. */
export function writeRuns(out: Coder, runs: Uint8Array): void {
  for (let i = 0; i < runs.length; i += 3) {
    CONTENT.intAndSpace(out, (runs[i] as number) * MODULE)
    CONTENT.intAndSpace(out, (runs[i + 1] as number) * MODULE)
    const length = runs[i + 2] as number
    out.again((ends[length] ??= CONTENT.piece(`${length * MODULE} ${MODULE} re\n`)))
  }
  out.put(FILL)
}
