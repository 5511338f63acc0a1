/** The two codes of a document's streams, and the pieces that all documents share. */
import { Coder } from './coder.ts'
import { type Piece, shortOf } from './piece.ts'
import { PrefixCode } from './prefix.ts'

/**
 * Lengths of the codes, from how often what occurs in the gallery, in the samples of the example
 * organisations and in invoices, each weighing the same; every ASCII character has a code. Against
 * zlib's fastest level pages and structure are 1.4 times as large, 1.8 kB of an invoice's 40 kB,
 * and an invoice takes 0.23 ms instead of 0.30.
 */
const CONTENT_LITERALS =
  'cccccccccc8ccccccccccccccccccccc4ccccccc55cc98595455555556cc9cacc98898aa99ab99aa9a997ccaccc98bccc697768887ca78779a7778a9b8cccccc00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000cc3456668679aacccccccccccccccc'
const CONTENT_DISTANCES = '999987546544444545454545555678'
const STRUCTURE_LITERALS =
  'cccccccccc8ccccccccccccccccccccc2ccccccc99ccca854445555555bc7c7cca999b9baac6aaba8c489cccccb7c9ccc7a987a9a8ca89879c8878abb9cccccc00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000c668888778abccb88bcbcccccccccc'
const STRUCTURE_DISTANCES = '999988777524343355566668798999'

/** Streams of a finished document lend their memory to the next. */
const LENT = 48

const SMALL = 8192
/** Texts kept that come again. */
const COMMONS = 2000

/** Small numbers, each coded when it is first asked for: two words a number, side by side. */
class Numbers {
  private readonly coding: Coding
  private readonly text: (value: number) => string
  private readonly heads: Int32Array
  private readonly abouts: Int32Array
  private readonly long: Piece[] = []

  constructor(coding: Coding, most: number, text: (value: number) => string) {
    this.coding = coding
    this.text = text
    this.heads = new Int32Array(most)
    this.abouts = new Int32Array(most)
  }

  put(coder: Coder, value: number): void {
    let about = this.abouts[value] as number
    if (about === 0) about = this.learn(value)
    if (about < 0 || coder.plain) coder.put(this.long[value] ?? this.piece(value))
    else coder.short(this.heads[value] as number, about)
  }

  private piece(value: number): Piece {
    return (this.long[value] = this.coding.piece(this.text(value)))
  }

  private learn(value: number): number {
    const piece = this.coding.piece(this.text(value))
    this.heads[value] = piece.head
    return (this.abouts[value] = shortOf(piece))
  }
}

/** Streams of one code. */
class Coders {
  protected readonly code: PrefixCode
  private readonly spare: Coder[] = []

  constructor(code: PrefixCode) {
    this.code = code
  }

  /** A stream to write; `plain`: left uncoded. */
  coder(plain: boolean): Coder {
    const coder = plain ? undefined : this.spare.pop()
    coder?.reset()
    return coder ?? new Coder(this.code, plain)
  }

  /** The writing is done. */
  release(coder: Coder): void {
    if (!coder.plain && this.spare.length < LENT) this.spare.push(coder)
  }
}

/** One code, with the numbers and pieces that are coded by it once. */
export class Coding extends Coders {
  private readonly scratch: Coder
  private readonly commons = new Map<string, Piece>()
  private readonly whole: Numbers
  private readonly spaced: Numbers
  private readonly refs: Numbers
  private readonly tails: Numbers
  private readonly hundredths: Numbers
  private readonly minus: Piece

  constructor(code: PrefixCode) {
    super(code)
    this.scratch = new Coder(this.code, false)
    this.minus = this.piece('-')
    this.whole = new Numbers(this, SMALL, String)
    this.spaced = new Numbers(this, SMALL, (value) => `${value} `)
    this.refs = new Numbers(this, SMALL, (object) => ` ${object} 0 R`)
    this.tails = new Numbers(this, 1000, (rest) => `${String(rest).padStart(3, '0')} `)
    this.hundredths = new Numbers(this, 100, fraction)
  }

  /** Text of this code, to be put into its streams; ASCII. */
  piece(text: string): Piece {
    this.scratch.reset()
    this.scratch.text(text)
    return this.scratch.piece(text)
  }

  /**
   * Text that comes again in other documents: coded once, as long as there is not too much of it. To
   * be put, never said again: bytes must not depend on what is still kept.
   */
  common(text: string): Piece {
    let piece = this.commons.get(text)
    if (piece === undefined) {
      if (this.commons.size >= COMMONS) this.commons.clear()
      this.commons.set(text, (piece = this.piece(text)))
    }
    return piece
  }

  /** A whole number from 0. */
  int(coder: Coder, value: number): void {
    if (value < SMALL) this.whole.put(coder, value)
    else coder.text(String(value))
  }

  /** The same and a space. */
  intAndSpace(coder: Coder, value: number): void {
    if (value < SMALL) return this.spaced.put(coder, value)
    this.int(coder, Math.floor(value / 1000))
    this.tails.put(coder, value % 1000)
  }

  /** A space and an indirect reference. */
  ref(coder: Coder, object: number): void {
    if (object < SMALL) this.refs.put(coder, object)
    else coder.text(` ${object} 0 R`)
  }

  /** At most two decimals, as `num` has them. */
  number(coder: Coder, value: number): void {
    let i = Math.round(value * 100)
    if (!Number.isFinite(i)) i = 0
    if (i < 0) {
      coder.put(this.minus)
      i = -i
    }
    const whole = Math.floor(i / 100)
    const rest = i - whole * 100
    if (whole > 0 || rest === 0) this.int(coder, whole)
    if (rest > 0) this.hundredths.put(coder, rest)
  }
}

function fraction(hundredths: number): string {
  if (hundredths % 10 === 0) return `.${hundredths / 10}`
  return hundredths < 10 ? `.0${hundredths}` : `.${hundredths}`
}

/** What pages show. */
export const CONTENT = new Coding(new PrefixCode(CONTENT_LITERALS, CONTENT_DISTANCES))
/** Dictionaries: the structure tree for the most part. */
export const STRUCTURE = new Coding(new PrefixCode(STRUCTURE_LITERALS, STRUCTURE_DISTANCES))
/** Tables of numbers, in which any byte may stand. */
export const TABLE = new Coders(PrefixCode.fixed())
