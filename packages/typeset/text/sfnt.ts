/** Reading of the sfnt tables that a PDF font needs (OpenType 1.9, chapters `head` … `glyf`). */

export interface FontMetrics {
  readonly unitsPerEm: number
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  readonly xHeight: number
  readonly italicAngle: number
  readonly bbox: readonly [number, number, number, number]
  readonly weight: number
  readonly fixedPitch: boolean
  readonly underlinePosition: number
  readonly underlineThickness: number
  /** OS/2 fsType: bit 1 alone forbids embedding. */
  readonly embeddable: boolean
}

export class Sfnt {
  readonly bytes: Uint8Array
  readonly view: DataView
  private readonly tables = new Map<string, { offset: number; length: number }>()

  /** @throws Error when the bytes are no sfnt font. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (bytes.length < 12) throw new Error('not a font: too short')
    const tag = this.view.getUint32(0)
    if (tag !== 0x00010000 && tag !== 0x4f54544f && tag !== 0x74727565) {
      throw new Error('not a TrueType or OpenType font (WOFF and collections are not taken)')
    }
    const count = this.view.getUint16(4)
    for (let i = 0; i < count; i++) {
      const at = 12 + i * 16
      const name = String.fromCharCode(...bytes.subarray(at, at + 4))
      const offset = this.view.getUint32(at + 8)
      const length = this.view.getUint32(at + 12)
      if (offset + length > bytes.length) throw new Error(`font table ${name} runs past the end`)
      this.tables.set(name, { offset, length })
    }
    for (const name of ['head', 'hhea', 'maxp', 'hmtx']) {
      if (!this.tables.has(name)) throw new Error(`font has no ${name} table`)
    }
  }

  has(table: string): boolean {
    return this.tables.has(table)
  }

  table(name: string): Uint8Array | undefined {
    const entry = this.tables.get(name)
    return entry && this.bytes.subarray(entry.offset, entry.offset + entry.length)
  }

  private at(table: string): number {
    return this.tables.get(table)?.offset ?? -1
  }

  get glyphCount(): number {
    return this.view.getUint16(this.at('maxp') + 4)
  }

  /** Advance widths of the first `count` glyphs in font units. */
  advances(count: number): Uint16Array {
    const metrics = this.view.getUint16(this.at('hhea') + 34)
    const base = this.at('hmtx')
    const widths = new Uint16Array(count)
    for (let gid = 0; gid < count; gid++) {
      widths[gid] = this.view.getUint16(base + Math.min(gid, metrics - 1) * 4)
    }
    return widths
  }

  metrics(): FontMetrics {
    const v = this.view
    const head = this.at('head')
    const hhea = this.at('hhea')
    const os2 = this.at('OS/2')
    const post = this.at('post')
    const upm = v.getUint16(head + 18)
    const useTypo = os2 >= 0 && (v.getUint16(os2 + 62) & 0x80) !== 0
    const ascent = useTypo ? v.getInt16(os2 + 68) : v.getInt16(hhea + 4)
    const descent = useTypo ? v.getInt16(os2 + 70) : v.getInt16(hhea + 6)
    const version = os2 >= 0 ? v.getUint16(os2) : 0
    const fsType = os2 >= 0 ? v.getUint16(os2 + 8) : 0
    return {
      unitsPerEm: upm,
      ascent,
      descent,
      capHeight: version >= 2 ? v.getInt16(os2 + 88) : Math.round(ascent * 0.7),
      xHeight: version >= 2 ? v.getInt16(os2 + 86) : Math.round(ascent * 0.5),
      italicAngle: post >= 0 ? v.getInt32(post + 4) / 65536 : 0,
      bbox: [
        v.getInt16(head + 36),
        v.getInt16(head + 38),
        v.getInt16(head + 40),
        v.getInt16(head + 42),
      ],
      weight: os2 >= 0 ? v.getUint16(os2 + 4) : 400,
      fixedPitch: post >= 0 && v.getUint32(post + 12) !== 0,
      underlinePosition: post >= 0 ? v.getInt16(post + 8) : -Math.round(upm / 10),
      underlineThickness: post >= 0 ? v.getInt16(post + 10) || upm / 20 : upm / 20,
      embeddable: (fsType & 0x000f) !== 0x0002,
    }
  }

  /** The glyphs and all that they are composed of, in ascending order: what a subset retains. */
  withComponents(gids: Iterable<number>): number[] {
    const all = new Set<number>([0])
    const open = [...gids]
    while (open.length > 0) {
      const gid = open.pop() as number
      if (gid !== 0 && all.has(gid)) continue
      all.add(gid)
      if (this.has('glyf')) this.components(gid, open)
    }
    return [...all].sort((a, b) => a - b)
  }

  private components(gid: number, into: number[]): void {
    const v = this.view
    const loca = this.at('loca')
    const long = v.getInt16(this.at('head') + 50) === 1
    const from = long ? v.getUint32(loca + gid * 4) : v.getUint16(loca + gid * 2) * 2
    const to = long ? v.getUint32(loca + gid * 4 + 4) : v.getUint16(loca + gid * 2 + 2) * 2
    if (to <= from) return
    let at = this.at('glyf') + from
    if (v.getInt16(at) >= 0) return
    at += 10
    for (;;) {
      const flags = v.getUint16(at)
      into.push(v.getUint16(at + 2))
      at += 4 + (flags & 1 ? 4 : 2)
      if (flags & 8) at += 2
      else if (flags & 0x40) at += 4
      else if (flags & 0x80) at += 8
      if (!(flags & 0x20)) return
    }
  }
}
