/** Colour profiles as bytes (ICC.1:2010): what of them a PDF needs, written and checked. */

export type Triple = readonly [number, number, number]

export const D50: Triple = [0.9642, 1, 0.8249]

export function ascii(text: string): number[] {
  return [...text].map((c) => c.charCodeAt(0))
}

export function u32(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
}

export function fixed(value: number): number[] {
  return u32(Math.round(value * 65536))
}

/** A text of one language. */
export function unicode(text: string): number[] {
  const body = [...text].flatMap((c) => [0, c.charCodeAt(0)])
  return [
    ...ascii('mluc'),
    ...u32(0),
    ...u32(1),
    ...u32(12),
    ...ascii('enUS'),
    ...u32(body.length),
    ...u32(28),
    ...body,
  ]
}

export function point(v: Triple): number[] {
  return [...ascii('XYZ '), ...u32(0), ...v.flatMap(fixed)]
}

/**
 * A version 4.2 profile. `kind` is its class, its colours and the space they are given in, e.g.
 * `mntrRGB XYZ `. `tags` may share their bytes.
 */
export function profileOf(
  kind: string,
  tags: readonly (readonly [names: readonly string[], bytes: readonly number[]])[],
): Uint8Array {
  const count = tags.reduce((sum, [names]) => sum + names.length, 0)
  const directory = u32(count)
  const data: number[] = []
  const start = 128 + 4 + 12 * count
  for (const [names, bytes] of tags) {
    while (data.length % 4) data.push(0)
    const entry = [...u32(start + data.length), ...u32(bytes.length)]
    for (const name of names) directory.push(...ascii(name), ...entry)
    for (const byte of bytes) data.push(byte)
  }
  while (data.length % 4) data.push(0)
  const size = start + data.length
  const header = [
    ...u32(size),
    ...u32(0),
    ...u32(0x04200000),
    ...ascii(kind),
    // A profile's date is required; this one's is that of the standard.
    ...u32(0x07cf000a),
    ...u32(0x00120000),
    ...u32(0),
    ...ascii('acsp'),
    ...Array<number>(28).fill(0),
    ...D50.flatMap(fixed),
    ...Array<number>(48).fill(0),
  ]
  const out = new Uint8Array(size)
  out.set(header)
  out.set(directory, 128)
  out.set(data, start)
  return out
}

const SPACES: Readonly<Record<number, string>> = { 1: 'GRAY', 3: 'RGB ', 4: 'CMYK' }

/** Whether PDF/A takes the profile for so many components (ISO 19005-2 §6.2.4.2). */
export function soundProfile(bytes: Uint8Array, components: number): boolean {
  if (bytes.length < 132) return false
  const text = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const version = bytes[8] as number
  return (
    size <= bytes.length &&
    size >= 132 &&
    version >= 2 &&
    version <= 4 &&
    text(36) === 'acsp' &&
    ['scnr', 'mntr', 'prtr', 'spac'].includes(text(12)) &&
    text(16) === SPACES[components]
  )
}

/** Says that it is sRGB, which every page has already. */
export function isSrgb(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = Math.min(100, view.getUint32(128))
  for (let i = 0; i < count && 144 + i * 12 <= bytes.length; i++) {
    const at = 132 + i * 12
    if (String.fromCharCode(...bytes.subarray(at, at + 4)) !== 'desc') continue
    const from = view.getUint32(at + 4)
    const text = bytes.subarray(from, from + Math.min(200, view.getUint32(at + 8)))
    return /sRGB/.test(String.fromCharCode(...text.filter((byte) => byte !== 0)))
  }
  return false
}
