/** Elements of the structure tree, and the pieces they are written of. */
import { CONTENT, STRUCTURE } from './codes.ts'
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

/** What elements of one tag, and marked content of its leaves, begin with. */
export interface Tag {
  readonly name: string
  readonly element: Piece
  readonly leaf: Piece
}

const tags = new Map<string, Tag>()
let last: Tag | undefined

/** Tags are the typesetter's own and few; the one asked for last is mostly asked for again. */
export function tagOf(name: string): Tag {
  if (last !== undefined && last.name === name) return last
  last = tags.get(name)
  if (last === undefined) {
    last = {
      name,
      element: STRUCTURE.piece(`<</S/${name}/P`),
      leaf: CONTENT.piece(`/${name}<</MCID `),
    }
    tags.set(name, last)
  }
  return last
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
