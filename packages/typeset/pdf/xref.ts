/** The cross-reference table of a file (ISO 32000-1 §7.5.8), as a stream. */
import { TABLE } from './codes.ts'

/** Objects for which there is memory at the beginning; most that is kept for the next file. */
const USUAL = 1024
const KEPT = 1 << 16

const spare: Places[] = []

/** Where each object stands. One file lends its memory to the next. */
export class Places {
  /** Per object: 0 free, 1 at offset `a`, 2 in object stream `a` at index `b`. */
  private types = new Uint8Array(USUAL)
  private a = new Float64Array(USUAL)
  private b = new Uint16Array(USUAL)
  private used = 0
  private rows = new Uint8Array(0)

  static lent(): Places {
    return spare.pop() ?? new Places()
  }

  release(): void {
    if (this.types.length > KEPT || spare.length > 0) return
    this.types.fill(0, 0, this.used)
    this.b.fill(0, 0, this.used)
    this.used = 0
    spare.push(this)
  }

  at(object: number, offset: number): void {
    this.put(object, 1, offset, 0)
  }

  inStream(object: number, stream: number, index: number): void {
    this.put(object, 2, stream, index)
  }

  private put(object: number, type: number, a: number, b: number): void {
    if (object >= this.types.length) this.grow(object + 1)
    this.types[object] = type
    this.a[object] = a
    this.b[object] = b
    if (object >= this.used) this.used = object + 1
  }

  private grow(needed: number): void {
    const size = Math.max(this.types.length * 2, needed)
    const { types, a, b } = this
    this.types = new Uint8Array(size)
    this.a = new Float64Array(size)
    this.b = new Uint16Array(size)
    this.types.set(types)
    this.a.set(a)
    this.b.set(b)
  }

  /**
   * The entries of objects below `count`, `wide` bytes of each for an offset, and how they are to be
   * read. Each entry is written as what it differs from the one before (Up, RFC 2083 §6.4): rows of
   * tables and cells then say the same again and again, so that an object takes less than a byte.
   */
  stream(
    count: number,
    wide: number,
    deflate: ((bytes: Uint8Array) => Uint8Array) | null,
  ): { dictionary: string; bytes: Uint8Array } {
    const columns = wide + 3
    const size = this.differences(count, wide)
    const rows = this.rows.subarray(0, size)
    const dictionary = `/W[1 ${wide} 2]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns ${columns}>>`
    if (deflate !== null) return { dictionary, bytes: deflate(rows) }
    const coder = TABLE.coder(false)
    coder.start()
    coder.bytes(rows)
    const bytes = coder.finish((plain) => plain)
    TABLE.release(coder)
    return { dictionary, bytes }
  }

  private differences(count: number, wide: number): number {
    const { types, a, b } = this
    const needed = count * (wide + 4)
    if (this.rows.length < needed) this.rows = new Uint8Array(needed * 2)
    const { rows } = this
    // Object 0 is the head of the free ones.
    let type = 0
    let place = 0
    let index = 0
    let at = 0
    for (let i = 0; i < count; i++) {
      const known = i < this.used
      const ownType = known ? (types[i] as number) : 0
      const ownPlace = ownType === 0 ? 0 : (a[i] as number)
      const ownIndex = i === 0 ? 0xffff : known ? (b[i] as number) : 0
      rows[at++] = 2
      rows[at++] = ownType - type
      let left = ownPlace
      let before = place
      for (let k = at + wide - 1; k >= at; k--) {
        const rest = Math.floor(left / 256)
        const restBefore = Math.floor(before / 256)
        rows[k] = left - rest * 256 - (before - restBefore * 256)
        left = rest
        before = restBefore
      }
      at += wide
      rows[at++] = (ownIndex >>> 8) - (index >>> 8)
      rows[at++] = (ownIndex & 255) - (index & 255)
      type = ownType
      place = ownPlace
      index = ownIndex
    }
    return at
  }
}
