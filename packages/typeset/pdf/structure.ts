/** Elements of the structure tree, and the pieces they are written of. */
import { STRUCTURE } from './codes.ts'
import type { Coder } from './coder.ts'
import type { Piece, Span } from './piece.ts'
import { ref } from './number.ts'

/** An element of the structure tree whose children are still coming. */
export class StructNode {
  readonly object: number
  readonly ref: string
  readonly tag: string
  readonly parent: StructNode | null
  attributes: string
  /** Objects; marked-content numbers as `-1 - number`; and what else there is, as it is written. */
  kids: (number | string)[] = []
  /** Page on which bare marked-content numbers lie; -1 before the first. */
  page = -1
  closed = false
  /** Beginning of its leaves, and what it holds for. */
  leaves: Span | null = null
  leafKey = ''
  leafPage = -1

  constructor(object: number, tag: string, parent: StructNode | null, attributes: string) {
    this.object = object
    this.ref = ref(object)
    this.tag = tag
    this.parent = parent
    this.attributes = attributes
  }
}

/** What structure elements and marked content begin with, by tag. */
export const elements = new Map<string, Piece>()

export function pieceOf(known: Map<string, Piece>, tag: string, make: () => Piece): Piece {
  let piece = known.get(tag)
  // Tags are the typesetter's own and few.
  if (piece === undefined) known.set(tag, (piece = make()))
  return piece
}

export const PAGE = STRUCTURE.piece('/Pg')
export const KID = STRUCTURE.piece('/K ')
export const KIDS = STRUCTURE.piece('/K[')
const SPACE = STRUCTURE.piece(' ')
export const END_LEAF = STRUCTURE.piece('>>\n')
export const END_ELEMENT = STRUCTURE.piece(']>>\n')

export function newSpan(): Span {
  return { stream: 0, at: 0, length: 0, sum: 0, weight: 0 }
}

export function writeKid(out: Coder, kid: number | string): void {
  if (typeof kid === 'string') out.text(kid)
  else if (kid >= 0) STRUCTURE.ref(out, kid)
  else {
    out.put(SPACE)
    STRUCTURE.int(out, -1 - kid)
  }
}
