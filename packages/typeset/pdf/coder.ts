/**
 * Streams coded as they are written.
 *
 * Text put together, turned into bytes and given to zlib costs 100 µs for an invoice's 16 kB, nearly
 * all of it the search for what repeats. The writer knows what repeats: it puts pieces coded once
 * (a word, a number, an operator), and says again what it has said. What it does not know is
 * searched as zlib's fastest level does. All in whole numbers, so the bytes are the same on any
 * machine; zlib's depend on its version and on the processor.
 */
import {
  distanceBase,
  distanceExtra,
  distanceSymbol,
  FARTHEST,
  LONGEST,
  type PrefixCode,
} from './prefix.ts'
import { Piece, type Span } from './piece.ts'

const HASH_BITS = 12
const MODULUS = 65521
/** Sums of this many bytes fit 31 bits. */
const SUMMED = 4096
/** Well below what a number holds exactly. */
const MOST = 1e14

const NONE = new Int32Array(1)
let streams = 0

export class Coder {
  readonly code: PrefixCode
  /** Not coded but kept as text, for another way of compressing. */
  readonly plain: boolean
  /** Bytes before coding. */
  length = 0
  private words = new Int32Array(1024)
  private at = 0
  private open = 0
  private bits = 0
  private sum = 0
  private weight = 0
  private stream = ++streams
  /** Text by its place in the stream; a piece leaves a gap that begins with 0, which no text has. */
  private raw = new Uint8Array(4096)
  private readonly table: Int32Array
  /** Added to places in `table`, so that what earlier streams left there counts as nothing. */
  private base = 1

  constructor(code: PrefixCode, plain: boolean) {
    this.code = code
    this.plain = plain
    this.table = new Int32Array(plain ? 0 : 1 << HASH_BITS)
  }

  /** Forgets all, for another stream. */
  reset(): void {
    this.base += this.length
    if (this.base > 0x3fffffff) {
      this.table.fill(0)
      this.base = 1
    }
    this.stream = ++streams
    this.length = this.at = this.open = this.bits = this.sum = this.weight = 0
  }

  private emit(value: number, count: number): void {
    const { bits } = this
    const open = this.open | (value << bits)
    const total = bits + count
    if (total < 32) {
      this.open = open
      this.bits = total
      return
    }
    this.words[this.at++] = open
    this.bits = total - 32
    this.open = total === 32 ? 0 : value >>> (32 - bits)
  }

  /** Room for so many more bits. */
  private reserve(bits: number): void {
    const needed = this.at + (bits >>> 5) + 4
    if (needed <= this.words.length) return
    const grown = new Int32Array(Math.max(this.words.length * 2, needed))
    grown.set(this.words)
    this.words = grown
  }

  private putBits(words: Int32Array, count: number): void {
    this.reserve(count)
    const { bits } = this
    const whole = count >>> 5
    const out = this.words
    let { open, at } = this
    for (let i = 0; i < whole; i++) {
      const word = words[i] as number
      out[at++] = open | (word << bits)
      open = (word >>> 1) >>> (31 - bits)
    }
    this.open = open
    this.at = at
    const rest = count & 31
    if (rest > 0) this.emit(words[whole] as number, rest)
  }

  put(piece: Piece): void {
    if (this.plain) return this.keep(piece.text)
    this.copy(piece)
    this.count(piece.length, piece.sum, piece.weight)
  }

  private copy(piece: Piece): void {
    if (piece.words !== null) return this.putBits(piece.words, piece.count)
    this.reserve(32)
    this.emit(piece.head, piece.count)
  }

  /** A few characters of 31 bits at most; `about`: what `shortOf` says of them. */
  short(head: number, about: number): void {
    if (this.at + 2 > this.words.length) this.reserve(32)
    this.emit(head, about & 31)
    this.count((about >>> 5) & 15, (about >>> 9) & 511, about >>> 18)
  }

  private count(length: number, sum: number, weight: number): void {
    const { length: at, raw } = this
    if (at < raw.length) raw[at] = 0
    this.weight += length * this.sum + weight
    this.sum += sum
    this.length = at + length
    if (this.weight > MOST) this.fold()
  }

  /** A piece that this stream has often: after the first time it is said again. */
  again(piece: Piece): void {
    if (this.plain) return this.keep(piece.text)
    const { stream, at } = piece
    piece.stream = this.stream
    piece.at = this.length
    if (stream === this.stream) {
      const { length } = piece
      const distance = this.length - at
      if (this.repeats(length, distance, piece.count)) {
        return this.count(length, piece.sum, piece.weight)
      }
    }
    this.put(piece)
  }

  /** Writes a match where that is possible and costs less than `otherwise` bits. */
  private repeats(length: number, distance: number, otherwise: number): boolean {
    if (length < 3 || length > LONGEST || distance > FARTHEST) return false
    const { code } = this
    const symbol = distanceSymbol(distance)
    const lengthBits = code.lengthBits[length] as number
    const distanceBits = code.distanceBits[symbol] as number
    const extra = distanceExtra[symbol] as number
    if (lengthBits + distanceBits + extra >= otherwise) return false
    this.reserve(64)
    this.emit(code.lengths[length] as number, lengthBits)
    this.emit(
      (code.distances[symbol] as number) |
        ((distance - (distanceBase[symbol] as number)) << distanceBits),
      distanceBits + extra,
    )
    return true
  }

  /** Begins something that may come again. */
  begin(span: Span): void {
    span.stream = this.stream
    span.at = this.length
    span.sum = this.sum
    span.weight = this.weight
  }

  /** Ends it. */
  end(span: Span): void {
    span.length = this.length - span.at
    span.weight = this.weight - span.weight - span.length * span.sum
    span.sum = this.sum - span.sum
  }

  /** Says all of it again; false where it is too far back or of another stream. */
  repeat(span: Span): boolean {
    if (this.plain || span.stream !== this.stream) return false
    if (!this.repeats(span.length, this.length - span.at, Infinity)) return false
    span.at = this.length
    this.count(span.length, span.sum, span.weight)
    return true
  }

  private keep(text: string): void {
    const from = this.length
    this.hold(from + text.length)
    const { raw } = this
    for (let i = 0; i < text.length; i++) raw[from + i] = text.charCodeAt(i)
    this.length += text.length
  }

  private hold(length: number): void {
    if (length <= this.raw.length) return
    const grown = new Uint8Array(Math.max(this.raw.length * 2, length))
    grown.set(this.raw)
    this.raw = grown
  }

  /** Bytes of any kind, in a stream of nothing else. */
  bytes(bytes: Uint8Array): void {
    const from = this.length
    this.hold(from + bytes.length)
    this.raw.set(bytes, from)
    this.length += bytes.length
    this.add(from)
    this.reserve(bytes.length * 15)
    this.search(from, from + bytes.length)
  }

  /** ASCII text; what repeats in it, or other text of the stream, is found. */
  text(text: string): void {
    if (text === '') return
    const from = this.length
    this.keep(text)
    if (this.plain) return
    this.add(from)
    this.reserve(text.length * 15)
    this.search(from, from + text.length)
  }

  /** Adds the text from `from` to the sums. */
  private add(from: number): void {
    const { raw, length } = this
    for (let i = from; i < length;) {
      const stop = Math.min(i + SUMMED, length)
      let sum = 0
      let weight = 0
      for (let k = i; k < stop; k++) {
        sum += raw[k] as number
        weight += sum
      }
      this.weight += (stop - i) * this.sum + weight
      this.sum += sum
      i = stop
      if (this.weight > MOST) this.fold()
    }
  }

  private fold(): void {
    this.sum %= MODULUS
    this.weight %= MODULUS
  }

  /** Greedy matching, one candidate a place, as zlib's fastest level but for its chains of four. */
  private search(from: number, end: number): void {
    const { raw, table, base, code } = this
    const { literals, literalBits } = code
    const last = end - 4
    let i = from
    while (i <= last) {
      const hash = hashAt(raw, i)
      const found = (table[hash] as number) - base
      table[hash] = i + base
      if (found >= 0 && i - found <= FARTHEST && same(raw, found, i)) {
        const most = Math.min(LONGEST, end - i)
        let length = 4
        while (length < most && raw[found + length] === raw[i + length]) length++
        if (this.repeats(length, i - found, Infinity)) {
          i += length
          // The end of a match is as likely to be the beginning of another as any place.
          if (i - 1 <= last) table[hashAt(raw, i - 1)] = i - 1 + base
          if (i - 2 <= last) table[hashAt(raw, i - 2)] = i - 2 + base
          continue
        }
      }
      const c = raw[i++] as number
      this.emit(literals[c] as number, literalBits[c] as number)
    }
    for (; i < end; i++) {
      const c = raw[i] as number
      this.emit(literals[c] as number, literalBits[c] as number)
    }
  }

  /** All of another stream. */
  append(other: Coder): void {
    if (this.plain) {
      const from = this.length
      this.hold(from + other.length)
      this.raw.set(other.raw.subarray(0, other.length), from)
      this.length += other.length
      return
    }
    other.settle()
    this.putBits(other.words, other.at * 32 + other.bits)
    this.count(other.length, other.sum, other.weight)
  }

  /** What is still open goes where it will be. */
  private settle(): void {
    this.reserve(32)
    this.words[this.at] = this.open
  }

  /** What was put, as a piece; `text` where that is known. */
  piece(text: string): Piece {
    if (this.plain) {
      const kept = new TextDecoder().decode(this.raw.subarray(0, this.length))
      return new Piece(kept, 0, NONE, 0, 0, 0)
    }
    this.settle()
    const count = this.at * 32 + this.bits
    const words = this.words.slice(0, (count + 31) >>> 5)
    return new Piece(text, this.length, words, count, this.sum, this.weight)
  }

  /** A stream begins with its code. */
  start(): void {
    if (this.plain) return
    const { code } = this
    if (code.packed !== null) return this.copy(code.packed)
    this.reserve(32 * code.head.length)
    for (const [value, count] of code.head) this.emit(value, count)
    code.packed = this.piece('')
  }

  /** The whole as a zlib stream (RFC 1950); `deflate` is asked where nothing was coded. */
  finish(deflate: (bytes: Uint8Array) => Uint8Array): Uint8Array {
    if (this.plain) return deflate(this.raw.subarray(0, this.length))
    const bytes = new Uint8Array(this.close())
    this.write(bytes, 0)
    return bytes
  }

  /** Ends the stream; gives the length of what `write` writes of it. */
  close(): number {
    const { literals, literalBits } = this.code
    this.reserve(32)
    this.emit(literals[256] as number, literalBits[256] as number)
    this.settle()
    return this.at * 4 + ((this.bits + 7) >>> 3) + 6
  }

  /** The zlib stream that was ended, from `from` on. */
  write(bytes: Uint8Array, from: number): void {
    const { words } = this
    const size = this.at * 4 + ((this.bits + 7) >>> 3)
    // Window of 32 kB, fastest (RFC 1950 §2.2).
    bytes[from] = 0x78
    bytes[from + 1] = 0x01
    const at = from + 2
    if (LITTLE) bytes.set(new Uint8Array(words.buffer, 0, size), at)
    else
      for (let i = 0; i < size; i++) bytes[at + i] = (words[i >>> 2] as number) >>> ((i & 3) << 3)
    // Both sums of Adler-32 begin with 1 before the first byte.
    const a = remainder(1 + this.sum)
    const b = remainder(this.length + this.weight)
    const end = at + size
    bytes[end] = b >>> 8
    bytes[end + 1] = b
    bytes[end + 2] = a >>> 8
    bytes[end + 3] = a
  }
}

/** This machine keeps the low byte of a word first, as deflate does. */
const LITTLE = new Uint8Array(Int32Array.of(1).buffer)[0] === 1

/** Sums of spans may be negative after folding. */
function remainder(sum: number): number {
  return ((sum % MODULUS) + MODULUS) % MODULUS
}

function hashAt(raw: Uint8Array, i: number): number {
  const four =
    (raw[i] as number) |
    ((raw[i + 1] as number) << 8) |
    ((raw[i + 2] as number) << 16) |
    ((raw[i + 3] as number) << 24)
  return Math.imul(four, 0x9e3779b1) >>> (32 - HASH_BITS)
}

function same(raw: Uint8Array, a: number, b: number): boolean {
  return (
    raw[a] === raw[b] &&
    raw[a + 1] === raw[b + 1] &&
    raw[a + 2] === raw[b + 2] &&
    raw[a + 3] === raw[b + 3]
  )
}
