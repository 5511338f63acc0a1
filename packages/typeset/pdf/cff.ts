/** The one thing a PDF needs to know of a CFF program: which CIDs its glyphs have (Adobe TN 5176). */

function index(bytes: Uint8Array, at: number): { end: number; first: number; firstEnd: number } {
  const count = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  if (count === 0) return { end: at + 2, first: at + 2, firstEnd: at + 2 }
  const size = bytes[at + 2] as number
  const offset = (i: number): number => {
    let value = 0
    for (let k = 0; k < size; k++) value = value * 256 + (bytes[at + 3 + i * size + k] as number)
    return value
  }
  const data = at + 3 + (count + 1) * size - 1
  return { end: data + offset(count), first: data + offset(0), firstEnd: data + offset(1) }
}

/** Operators of a DICT with their last operand. */
function operators(bytes: Uint8Array, from: number, to: number): Map<number, number> {
  const found = new Map<number, number>()
  let operand = 0
  for (let at = from; at < to;) {
    const b = bytes[at] as number
    if (b <= 21) {
      const key = b === 12 ? 1200 + (bytes[at + 1] as number) : b
      found.set(key, operand)
      at += b === 12 ? 2 : 1
    } else if (b === 28) {
      operand = ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number)
      at += 3
    } else if (b === 29) {
      operand =
        ((bytes[at + 1] as number) << 24) |
        ((bytes[at + 2] as number) << 16) |
        ((bytes[at + 3] as number) << 8) |
        (bytes[at + 4] as number)
      at += 5
    } else if (b === 30) {
      at++
      while (at < to && ((bytes[at] as number) & 15) !== 15 && (bytes[at] as number) >> 4 !== 15)
        at++
      at++
    } else if (b <= 246) {
      operand = b - 139
      at++
    } else {
      const next = bytes[at + 1] as number
      operand = b <= 250 ? (b - 247) * 256 + next + 108 : -(b - 251) * 256 - next - 108
      at += 2
    }
  }
  return found
}

/** CID by glyph of a CID-keyed program; undefined where glyph numbers serve as CIDs. */
export function cidsOfCff(bytes: Uint8Array, glyphs: number): number[] | undefined {
  const names = index(bytes, bytes[2] as number)
  const top = index(bytes, names.end)
  const dict = operators(bytes, top.first, top.firstEnd)
  if (!dict.has(1230)) return undefined
  let at = dict.get(15) ?? 0
  if (at <= 2) return undefined
  const cids = [0]
  const u16 = (): number => {
    const value = ((bytes[at] as number) << 8) | (bytes[at + 1] as number)
    at += 2
    return value
  }
  const format = bytes[at++] as number
  while (cids.length < glyphs && at < bytes.length) {
    const first = u16()
    const left = format === 0 ? 0 : format === 1 ? (bytes[at++] as number) : u16()
    for (let k = 0; k <= left && cids.length < glyphs; k++) cids.push(first + k)
  }
  return cids
}
