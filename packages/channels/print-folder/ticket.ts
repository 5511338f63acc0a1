/**
 * What a job is made of, for whoever loads trays and inserts: `ticket.json`, told anew with each batch.
 * JSON as the index beside it: a job is added to for as long as pieces come, where a job ticket of
 * CIP4 (XJDF) describes one that is closed.
 */
import type { Piece } from './piece.ts'
import { paperName, rangeText, sizeOf, type Sides } from './paper.ts'

/** Sheets of one paper. */
interface Medium {
  readonly paper: string
  /** Millimetres. */
  readonly width: number
  readonly height: number
  sheets: number
}

/** Pieces printed alike. */
interface Kind {
  readonly sides: Sides
  readonly sheets: number
  readonly papers: readonly { readonly sheets: string; readonly paper: string }[]
  /** Ranges of piece numbers, ascending. */
  readonly pieces: [first: number, last: number][]
}

/** Sums over the pieces of one job, each added once. */
export class Ticket {
  readonly #media = new Map<string, Medium>()
  readonly #kinds = new Map<string, Kind>()
  readonly #job: string
  #pieces = 0
  #pages = 0
  #sheets = 0
  #grams: number | undefined = 0

  constructor(job: string) {
    this.#job = job
  }

  add({ piece, pages, sheets, sides = 'oneSide', media = [], grams }: Piece): void {
    this.#pieces++
    this.#pages += pages
    this.#sheets += sheets
    // Tenths of a gram, so that sums stay exact.
    if (grams === undefined) this.#grams = undefined
    else if (this.#grams !== undefined) this.#grams += Math.round(grams * 10)
    for (const range of media) {
      const { width, height } = sizeOf(range)
      const paper = paperName(range)
      const key = `${paper} ${width} ${height}`
      const known = this.#media.get(key) ?? { paper, width, height, sheets: 0 }
      known.sheets += range.sheets[1] - range.sheets[0] + 1
      this.#media.set(key, known)
    }
    const papers = media.map((range) => ({
      sheets: rangeText(range.sheets),
      paper: paperName(range),
    }))
    const key = JSON.stringify([sides, sheets, papers])
    const kind = this.#kinds.get(key) ?? { sides, sheets, papers, pieces: [] }
    this.#kinds.set(key, kind)
    const last = kind.pieces.at(-1)
    if (last?.[1] === piece - 1) last[1] = piece
    else kind.pieces.push([piece, piece])
  }

  text(): string {
    const kinds = [...this.#kinds.values()].map(({ pieces, ...kind }) => ({
      ...kind,
      count: pieces.reduce((sum, [first, last]) => sum + last - first + 1, 0),
      pieces: pieces.map(rangeText).join(','),
    }))
    const ticket = {
      version: 1,
      job: this.#job,
      pieces: this.#pieces,
      pages: this.#pages,
      sheets: this.#sheets,
      ...(this.#grams !== undefined && { grams: this.#grams / 10 }),
      media: [...this.#media.values()],
      kinds,
    }
    return `${JSON.stringify(ticket, undefined, 2)}\n`
  }
}
