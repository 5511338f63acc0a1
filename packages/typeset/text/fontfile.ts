/** Font files as they come (OpenType 1.9 `otff`, WOFF 1.0), as the one sfnt font that is asked for. */

const TRUETYPE = 0x00010000
const APPLE = 0x74727565
const OPENTYPE = 0x4f54544f
const COLLECTION = 0x74746366
const WOFF = 0x774f4646
const WOFF2 = 0x774f4632

/** A font has some thirty tables; a file with more is none. */
const MOST_TABLES = 200
/** Unpacked bytes of one table that are still a font's. */
const MOST_BYTES = 64_000_000

interface Table {
  readonly tag: number
  readonly bytes: Uint8Array
}

/**
 * @param index of a font within a collection, from 0.
 * @throws Error in words when the file is no font that can be used.
 */
export function sfntOf(
  bytes: Uint8Array,
  index: number,
  inflate: ((bytes: Uint8Array, most: number) => Uint8Array) | undefined,
): Uint8Array {
  if (bytes.length < 12) throw new Error('not a font: too short')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kind = view.getUint32(0)
  if (kind === COLLECTION) return ofCollection(bytes, view, index)
  if (kind === WOFF) return unpacked(bytes, view, inflate)
  if (kind === WOFF2) throw new Error('WOFF2 is for the web: give the TrueType or OpenType file')
  if (kind !== TRUETYPE && kind !== APPLE && kind !== OPENTYPE) {
    const text = String.fromCharCode(...bytes.subarray(0, 4))
    const type1 = text.startsWith('%!') || bytes[0] === 0x80
    throw new Error(
      type1 ? 'Type 1 is not taken: give an OpenType font' : 'not a TrueType or OpenType font',
    )
  }
  return bytes
}

/** One font of a collection by itself: what its tables share with the others is copied. */
function ofCollection(bytes: Uint8Array, view: DataView, index: number): Uint8Array {
  const count = view.getUint32(8)
  if (!(index >= 0 && index < count) || 12 + 4 * (index + 1) > bytes.length)
    throw new Error(`the collection has ${count} fonts, counted from 0, and no font ${index}`)
  const at = view.getUint32(12 + 4 * index)
  if (at + 12 > bytes.length) throw new Error('the collection is cut off')
  const tables: Table[] = []
  const found = Math.min(MOST_TABLES, view.getUint16(at + 4))
  for (let i = 0; i < found; i++) {
    const entry = at + 12 + i * 16
    if (entry + 16 > bytes.length) throw new Error('the collection is cut off')
    const [from, length] = [view.getUint32(entry + 8), view.getUint32(entry + 12)]
    if (from + length > bytes.length) throw new Error('a table of the collection runs past its end')
    tables.push({ tag: view.getUint32(entry), bytes: bytes.subarray(from, from + length) })
  }
  return assembled(view.getUint32(at), tables)
}

function unpacked(
  bytes: Uint8Array,
  view: DataView,
  inflate: ((bytes: Uint8Array, most: number) => Uint8Array) | undefined,
): Uint8Array {
  if (inflate === undefined) throw new Error('WOFF needs `inflate`')
  const count = Math.min(MOST_TABLES, view.getUint16(12))
  const tables: Table[] = []
  for (let i = 0; i < count; i++) {
    const entry = 44 + i * 20
    if (entry + 20 > bytes.length) throw new Error('WOFF is cut off')
    const [from, packed, whole] = [4, 8, 12].map((k) => view.getUint32(entry + k)) as [
      number,
      number,
      number,
    ]
    if (from + packed > bytes.length) throw new Error('WOFF is cut off')
    if (whole > MOST_BYTES) throw new Error('WOFF holds more than a font does')
    const body = bytes.subarray(from, from + packed)
    tables.push({ tag: view.getUint32(entry), bytes: packed < whole ? inflate(body, whole) : body })
  }
  return assembled(view.getUint32(4), tables)
}

function assembled(kind: number, tables: readonly Table[]): Uint8Array {
  const aligned = (n: number): number => (n + 3) & ~3
  let at = 12 + 16 * tables.length
  const size = tables.reduce((sum, table) => sum + aligned(table.bytes.length), at)
  const out = new Uint8Array(size)
  const view = new DataView(out.buffer)
  view.setUint32(0, kind)
  view.setUint16(4, tables.length)
  tables.forEach(({ tag, bytes }, i) => {
    view.setUint32(12 + i * 16, tag)
    view.setUint32(12 + i * 16 + 8, at)
    view.setUint32(12 + i * 16 + 12, bytes.length)
    out.set(bytes, at)
    at += aligned(bytes.length)
  })
  return out
}
