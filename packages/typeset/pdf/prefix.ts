/**
 * Prefix codes of deflate (RFC 1951 §3.2), made once and used for every stream.
 *
 * A code made for each stream would need two passes over it and 70 bytes at its head all the same;
 * the syntax of pages and of structure is much the same in every document.
 */

import type { Piece } from './piece.ts'

/** First length of each length symbol, from 257, and how many bits follow it (RFC 1951 §3.2.5). */
const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
]
const LENGTH_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]
const DISTANCES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
]
const DISTANCE_BITS = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]
/** Order in which the lengths of the code of code lengths are told (RFC 1951 §3.2.7). */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

export const LONGEST = 258
export const FARTHEST = 32768

/** Symbol of a distance: of `d` at `d - 1` up to 256, beyond at `256 + (d - 1 >> 7)`. */
const distanceSymbols = new Uint8Array(512)
DISTANCES.forEach((from, symbol) => {
  const to = DISTANCES[symbol + 1] ?? FARTHEST + 1
  for (let d = from; d < to; d++) distanceSymbols[d <= 256 ? d - 1 : 256 + ((d - 1) >> 7)] = symbol
})

export function distanceSymbol(distance: number): number {
  return distanceSymbols[distance <= 256 ? distance - 1 : 256 + ((distance - 1) >> 7)] as number
}

export const distanceBase = Int32Array.from(DISTANCES)
export const distanceExtra = Uint8Array.from(DISTANCE_BITS)

/** Bits to be written, least significant first: `[value, count]`. */
type Bits = readonly [value: number, count: number]

/** Codes of the given lengths (RFC 1951 §3.2.2), their bits in the order of writing. */
function codesOf(lengths: readonly number[]): number[] {
  const counts = Array<number>(17).fill(0)
  for (const length of lengths) if (length > 0) counts[length]!++
  const next: number[] = []
  let code = 0
  for (let length = 1; length <= 16; length++) {
    code = (code + (counts[length - 1] ?? 0)) << 1
    next[length] = code
  }
  return lengths.map((length) => (length === 0 ? 0 : reversed(next[length]!++, length)))
}

function reversed(code: number, length: number): number {
  let out = 0
  for (let i = 0, rest = code; i < length; i++, rest >>= 1) out = (out << 1) | (rest & 1)
  return out
}

/** All lengths are about as common at the head of a block: 13 of four bits, 6 of five. */
const LENGTHS_OF_LENGTHS = [4, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 4, 4, 4]
const CODES_OF_LENGTHS = codesOf(LENGTHS_OF_LENGTHS)

/** Both codes at the head of a block: their lengths, repeated ones shortened. */
function headOf(literals: readonly number[], distances: readonly number[]): Bits[] {
  const symbols: [symbol: number, extra: number, bits: number][] = []
  const all = [...literals, ...distances]
  for (let i = 0; i < all.length;) {
    const length = all[i] as number
    let run = 1
    while (all[i + run] === length) run++
    i += run
    if (length > 0) symbols.push([length, 0, 0])
    let left = length > 0 ? run - 1 : run
    while (left >= 3) {
      const most = length > 0 ? 6 : left > 10 ? 138 : 10
      const taken = Math.min(most, left)
      if (length > 0) symbols.push([16, taken - 3, 2])
      else symbols.push(taken > 10 ? [18, taken - 11, 7] : [17, taken - 3, 3])
      left -= taken
    }
    for (; left > 0; left--) symbols.push([length, 0, 0])
  }
  const head: Bits[] = [
    // The only block (RFC 1951 §3.2.3), with a code of its own.
    [1, 1],
    [2, 2],
    [literals.length - 257, 5],
    [distances.length - 1, 5],
    [ORDER.length - 4, 4],
  ]
  for (const symbol of ORDER) head.push([LENGTHS_OF_LENGTHS[symbol] as number, 3])
  for (const [symbol, extra, bits] of symbols) {
    head.push([CODES_OF_LENGTHS[symbol] as number, LENGTHS_OF_LENGTHS[symbol] as number])
    if (bits > 0) head.push([extra, bits])
  }
  return head
}

/** `0`–`f`, a length each. */
function lengthsIn(text: string): number[] {
  return Array.from(text, (digit) => parseInt(digit, 16))
}

export class PrefixCode {
  /** By byte. */
  readonly literals: Int32Array
  readonly literalBits: Uint8Array
  /** By length of a match, with the bits that follow the symbol. */
  readonly lengths = new Int32Array(LONGEST + 1)
  readonly lengthBits = new Uint8Array(LONGEST + 1)
  /** By symbol, without the bits that follow it. */
  readonly distances: Int32Array
  readonly distanceBits: Uint8Array
  /** What a block of this code begins with. */
  readonly head: readonly Bits[]
  /** The same in words, once it was written. */
  packed: Piece | null = null

  /** The code that is agreed upon and need not be told (RFC 1951 §3.2.6). */
  static fixed(): PrefixCode {
    const literals = '8'.repeat(144) + '9'.repeat(112) + '7'.repeat(24) + '8'.repeat(8)
    const head: Bits[] = [
      [1, 1],
      [1, 2],
    ]
    return new PrefixCode(literals, '5'.repeat(30), head)
  }

  /** Lengths of the 286 literals and lengths, and of the 30 distances, a hexadecimal digit each. */
  constructor(literals: string, distances: string, head?: readonly Bits[]) {
    const literalLengths = lengthsIn(literals)
    const codes = codesOf(literalLengths)
    this.literals = Int32Array.from(codes.slice(0, 257))
    this.literalBits = Uint8Array.from(literalLengths.slice(0, 257))
    LENGTHS.forEach((from, i) => {
      const bits = literalLengths[257 + i] as number
      // The last symbol stands for 258 alone, which the one before it would reach too.
      const to =
        i === LENGTHS.length - 1 ? LONGEST + 1 : Math.min(LONGEST, LENGTHS[i + 1] as number)
      for (let length = from; length < to; length++) {
        this.lengths[length] = (codes[257 + i] as number) | ((length - from) << bits)
        this.lengthBits[length] = bits + (LENGTH_BITS[i] as number)
      }
    })
    const distanceLengths = lengthsIn(distances)
    this.distances = Int32Array.from(codesOf(distanceLengths))
    this.distanceBits = Uint8Array.from(distanceLengths)
    this.head = head ?? headOf(literalLengths, distanceLengths)
  }
}
