/** Bytes put one after the other in memory that grows, and that one file lends to the next. */

/** Memory at the beginning, enough for most letters; the most that is kept for the next file. */
const USUAL = 1 << 16
const KEPT = 1 << 20
const SPARES = 4
/** Shorter text is put faster letter by letter than by the encoder. */
const SHORT = 96

const encoder = new TextEncoder()
const spare: Uint8Array[] = []

export class Bytes {
  length = 0
  /** Only up to `length`; another object after the next call that puts something. */
  data: Uint8Array

  constructor() {
    this.data = spare.pop() ?? new Uint8Array(USUAL)
  }

  /** ASCII. */
  text(text: string): void {
    const { length } = text
    const data = this.room(length)
    const at = this.length
    if (length > SHORT) encoder.encodeInto(text, data.subarray(at))
    else for (let i = 0; i < length; i++) data[at + i] = text.charCodeAt(i)
    this.length = at + length
  }

  bytes(bytes: Uint8Array): void {
    this.room(bytes.length).set(bytes, this.length)
    this.length += bytes.length
  }

  /** Memory in which so many more bytes can be written from `length` on. */
  room(more: number): Uint8Array {
    const needed = this.length + more
    if (needed > this.data.length) {
      const grown = new Uint8Array(Math.max(this.data.length * 2, needed))
      grown.set(this.data.subarray(0, this.length))
      this.data = grown
    }
    return this.data
  }

  /** What there is, not copied: good until something is put. */
  view(): Uint8Array {
    return this.data.subarray(0, this.length)
  }

  /** What there is, and begins anew. */
  take(): Uint8Array {
    const out = this.data.slice(0, this.length)
    this.length = 0
    return out
  }

  /** It is done with. */
  release(): void {
    if (this.data.length <= KEPT && spare.length < SPARES) spare.push(this.data)
    this.data = NONE
    this.length = 0
  }
}

const NONE = new Uint8Array(0)
