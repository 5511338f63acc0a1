/** The two codes of a document's streams, and the pieces that all documents share. */
import { Coder, type Piece } from './coder.ts'
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

/** One code, with the numbers and pieces that are coded by it once. */
export class Coding {
  private readonly code: PrefixCode
  private readonly scratch: Coder
  private readonly spare: Coder[] = []
  private readonly whole: Piece[] = []
  private readonly spaced: Piece[] = []
  private readonly refs: Piece[] = []
  private readonly tails: Piece[] = []
  private readonly hundredths: Piece[] = []
  private readonly minus: Piece

  constructor(literals: string, distances: string) {
    this.code = new PrefixCode(literals, distances)
    this.scratch = new Coder(this.code, false)
    this.minus = this.piece('-')
  }

  /** Text of this code, to be put into its streams; ASCII. */
  piece(text: string): Piece {
    this.scratch.reset()
    this.scratch.text(text)
    return this.scratch.piece(text)
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

  /** A whole number from 0. */
  int(coder: Coder, value: number): void {
    if (value < SMALL) coder.put((this.whole[value] ??= this.piece(String(value))))
    else coder.text(String(value))
  }

  /** The same and a space. */
  intAndSpace(coder: Coder, value: number): void {
    if (value < SMALL) return coder.put((this.spaced[value] ??= this.piece(`${value} `)))
    this.int(coder, Math.floor(value / 1000))
    const rest = value % 1000
    coder.put((this.tails[rest] ??= this.piece(`${String(rest).padStart(3, '0')} `)))
  }

  /** A space and an indirect reference. */
  ref(coder: Coder, object: number): void {
    if (object < SMALL) coder.put((this.refs[object] ??= this.piece(` ${object} 0 R`)))
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
    if (rest > 0) coder.put((this.hundredths[rest] ??= this.piece(fraction(rest))))
  }
}

const SMALL = 8192

function fraction(hundredths: number): string {
  if (hundredths % 10 === 0) return `.${hundredths / 10}`
  return hundredths < 10 ? `.0${hundredths}` : `.${hundredths}`
}

/** What pages show. */
export const CONTENT = new Coding(CONTENT_LITERALS, CONTENT_DISTANCES)
/** Dictionaries: the structure tree for the most part. */
export const STRUCTURE = new Coding(STRUCTURE_LITERALS, STRUCTURE_DISTANCES)
