/** What is coded once, and places of a stream that are said again. */

/** ASCII text coded once, to be put anywhere. */
export class Piece {
  /** '' where it was coded from other pieces. */
  readonly text: string
  readonly length: number
  /** Its bits when there are 32 at most; else `words` has them. */
  readonly head: number
  readonly words: Int32Array | null
  readonly count: number
  /** Sum of its bytes, and of the sums before each of them: its share of Adler-32 (RFC 1950 §8.2). */
  readonly sum: number
  readonly weight: number
  /** The stream in which it was put last as something to be repeated, and where. */
  stream = 0
  at = 0

  constructor(
    text: string,
    length: number,
    words: Int32Array,
    count: number,
    sum: number,
    weight: number,
  ) {
    this.text = text
    this.length = length
    this.head = count > 32 ? 0 : (words[0] as number)
    this.words = count > 32 ? words : null
    this.count = count
    this.sum = sum
    this.weight = weight
  }
}

/** Bits, length and sums of a piece in one number, for tables; -1 where it is too long for that. */
export function shortOf({ count, length, sum, weight }: Piece): number {
  if (count > 31 || length > 15 || sum > 511 || weight > 8191) return -1
  return count | (length << 5) | (sum << 9) | (weight << 18)
}

/** A place in a stream, to remember what was put since. */
export interface Span {
  stream: number
  at: number
  length: number
  sum: number
  weight: number
}
