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
  /** What OS/2 fsType says that its maker does not allow; '' for nothing. */
  readonly forbids: string
}

/** Tables without which there is no font, and the bytes that are read of them. */
const NEEDED = [
  ['head', 54],
  ['hhea', 36],
  ['maxp', 6],
  ['hmtx', 4],
  ['cmap', 4],
] as const

export class Sfnt {
  readonly bytes: Uint8Array
  readonly view: DataView
  private readonly tables = new Map<string, { offset: number; length: number }>()

  /** @throws Error when the bytes are no sfnt font. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (bytes.length < 12) throw new Error('not a font: too short')
    const count = this.view.getUint16(4)
    for (let i = 0; i < count; i++) {
      const at = 12 + i * 16
      if (at + 16 > bytes.length) throw new Error('the list of its tables is cut off')
      const name = String.fromCharCode(...bytes.subarray(at, at + 4))
      const offset = this.view.getUint32(at + 8)
      const length = this.view.getUint32(at + 12)
      if (offset + length > bytes.length) throw new Error(`font table ${name} runs past the end`)
      this.tables.set(name, { offset, length })
    }
  }

  /** @throws Error when it lacks what a page needs of a font. */
  check(): void {
    for (const [name, least] of NEEDED)
      if ((this.tables.get(name)?.length ?? -1) < least)
        throw new Error(`font has no ${name} table`)
    if (this.has('CFF ') || (this.has('glyf') && this.has('loca'))) return
    if (this.has('CFF2'))
      throw new Error(
        'its outlines are CFF2, which PDF does not know: give a TrueType variable font',
      )
    const pictures = ['CBDT', 'sbix', 'SVG '].some((name) => this.has(name))
    throw new Error(pictures ? 'it has pictures in place of outlines' : 'font has no outlines')
  }

  has(table: string): boolean {
    return this.tables.has(table)
  }

  table(name: string): Uint8Array | undefined {
    const entry = this.tables.get(name)
    return entry && this.bytes.subarray(entry.offset, entry.offset + entry.length)
  }

  private long(table: string, least: number): boolean {
    return (this.tables.get(table)?.length ?? 0) >= least
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
      const at = base + Math.max(0, Math.min(gid, metrics - 1)) * 4
      widths[gid] = at + 2 <= this.bytes.length ? this.view.getUint16(at) : 0
    }
    return widths
  }

  metrics(): FontMetrics {
    const v = this.view
    const head = this.at('head')
    const hhea = this.at('hhea')
    const os2 = this.long('OS/2', 78) ? this.at('OS/2') : -1
    const post = this.long('post', 16) ? this.at('post') : -1
    const upm = v.getUint16(head + 18)
    const useTypo = os2 >= 0 && (v.getUint16(os2 + 62) & 0x80) !== 0
    const ascent = useTypo ? v.getInt16(os2 + 68) : v.getInt16(hhea + 4)
    const descent = useTypo ? v.getInt16(os2 + 70) : v.getInt16(hhea + 6)
    const version = os2 >= 0 && this.long('OS/2', 96) ? v.getUint16(os2) : 0
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
      forbids: forbidden(fsType),
    }
  }

  /** The glyphs and all that they are composed of, in ascending order: what a subset retains. */
  withComponents(gids: Iterable<number>): number[] {
    const all = new Set<number>()
    const open = [0, ...gids]
    while (open.length > 0) {
      const gid = open.pop() as number
      if (all.has(gid) || gid >= this.glyphCount) continue
      all.add(gid)
      if (this.has('glyf')) this.components(gid, open)
    }
    return [...all].sort((a, b) => a - b)
  }

  private components(gid: number, into: number[]): void {
    const v = this.view
    const loca = this.at('loca')
    const long = v.getInt16(this.at('head') + 50) === 1
    if (loca + (gid + 2) * (long ? 4 : 2) > this.bytes.length) return
    const from = long ? v.getUint32(loca + gid * 4) : v.getUint16(loca + gid * 2) * 2
    const to = long ? v.getUint32(loca + gid * 4 + 4) : v.getUint16(loca + gid * 2 + 2) * 2
    if (to <= from) return
    let at = this.at('glyf') + from
    const end = Math.min(this.bytes.length, this.at('glyf') + to)
    if (at + 10 > end || v.getInt16(at) >= 0) return
    at += 10
    while (at + 4 <= end) {
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

/** OpenType 1.9, `OS/2` §fsType. */
function forbidden(fsType: number): string {
  const list: string[] = []
  if ((fsType & 0x000f) === 0x0002) list.push('embedding')
  if (fsType & 0x0100) list.push('subsets')
  if (fsType & 0x0200) list.push('embedding of outlines')
  return list.join(' and ')
}
