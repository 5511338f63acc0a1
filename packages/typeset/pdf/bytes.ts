/**
 * ASCII gathered as bytes. Thousands of structure elements put together as strings would be ropes
 * that are built, walked and thrown away: 50 kB of garbage for a page.
 */
export class Bytes {
  private bytes: Uint8Array
  length = 0

  constructor(room: number) {
    this.bytes = new Uint8Array(room)
  }

  private grow(by: number): void {
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + by))
    grown.set(this.bytes.subarray(0, this.length))
    this.bytes = grown
  }

  text(text: string): void {
    const { length } = text
    if (this.length + length > this.bytes.length) this.grow(length)
    const { bytes } = this
    let at = this.length
    for (let i = 0; i < length; i++) bytes[at++] = text.charCodeAt(i)
    this.length = at
  }

  /** A whole number from 0. */
  int(value: number): void {
    if (this.length + 16 > this.bytes.length) this.grow(16)
    let digits = 1
    for (let n = value; n >= 10; n = Math.floor(n / 10)) digits++
    const { bytes } = this
    let n = value
    for (let at = this.length + digits - 1; at >= this.length; at--) {
      const rest = Math.floor(n / 10)
      bytes[at] = 48 + n - rest * 10
      n = rest
    }
    this.length += digits
  }

  append(other: Bytes): void {
    if (this.length + other.length > this.bytes.length) this.grow(other.length)
    this.bytes.set(other.bytes.subarray(0, other.length), this.length)
    this.length += other.length
  }

  /** What there is, in memory that the next writing overwrites; starts anew. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length)
    this.length = 0
    return taken
  }
}
