/**
 * The keys met so far, to find one that comes twice. A Set<string> ends at 2^24 members and costs
 * ~90 bytes a key; this keeps a 64-bit hash of each in ~12–24 bytes. Two different keys of ten
 * million collide with probability 3·10⁻⁶; the second is then rejected by name, never mixed up.
 */
export class Keys {
  private slots = new Uint32Array(2 * 1024)
  private used = 0

  /** True when the key is new. */
  add(key: string): boolean {
    const [high, low] = hash64(key)
    if (!this.put(high, low)) return false
    if (++this.used * 2 > this.slots.length / 2) this.grow()
    return true
  }

  private put(high: number, low: number): boolean {
    const mask = this.slots.length / 2 - 1
    for (let i = low & mask; ; i = (i + 1) & mask) {
      const h = this.slots[2 * i]!
      const l = this.slots[2 * i + 1]!
      if (h === 0 && l === 0) {
        this.slots[2 * i] = high
        this.slots[2 * i + 1] = low
        return true
      }
      if (h === high && l === low) return false
    }
  }

  private grow(): void {
    const old = this.slots
    this.slots = new Uint32Array(old.length * 2)
    for (let i = 0; i < old.length; i += 2)
      if (old[i] !== 0 || old[i + 1] !== 0) this.put(old[i]!, old[i + 1]!)
  }
}

/** FNV-1a twice with different offsets and MurmurHash3's finaliser; never both zero. */
export function hash64(text: string): readonly [number, number] {
  let a = 0x811c9dc5
  let b = 0x050c5d1f
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(a ^ c, 0x01000193)
    b = Math.imul(b ^ c, 0x01000193) ^ (b >>> 13)
  }
  const high = mixed(a)
  return [high, mixed(b ^ 0x9e3779b9) | (high === 0 ? 1 : 0)].map((n) => n >>> 0) as [
    number,
    number,
  ]
}

function mixed(h: number): number {
  let x = h ^ (h >>> 16)
  x = Math.imul(x, 0x85ebca6b)
  x ^= x >>> 13
  x = Math.imul(x, 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}
