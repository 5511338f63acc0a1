/** JPEG (ITU-T T.81) as a PDF image: its coded data goes in as it is, what tells of its maker does not. */
import type { Deflate } from './file.ts'
import { MOST_PIXELS, type RasterImage, spaceOf } from './image.ts'
import { IDENTITY, type Matrix } from './matrix.ts'

interface Found {
  /** Segments that go into the file. */
  readonly kept: Uint8Array[]
  frame: Frame | null
  /** Adobe's word on how the colours are coded: 0 as they are, 1 YCbCr, 2 YCCK; -1 none. */
  transform: number
  jfif: boolean
  orientation: number
  profile: Map<number, Uint8Array>
  quantised: boolean
  huffman: boolean
}

interface Frame {
  readonly marker: number
  readonly bits: number
  readonly width: number
  readonly height: number
  readonly ids: readonly number[]
}

/** @returns the image, or what is wrong with it. */
export function readJpeg(bytes: Uint8Array, deflate: Deflate): RasterImage | string {
  const found: Found = {
    kept: [bytes.subarray(0, 2)],
    frame: null,
    transform: -1,
    jfif: false,
    orientation: 1,
    profile: new Map(),
    quantised: false,
    huffman: false,
  }
  const wrong = walk(bytes, found) ?? judge(found)
  if (wrong !== undefined) return wrong
  const { width, height, ids } = found.frame as Frame
  const { space, note } = spaceOf(ids.length, profileOf(found), deflate)
  // Adobe's programs write the four inks the wrong way round, and say so by their mark.
  const inverted = ids.length === 4 && found.transform >= 0 ? '/Decode[1 0 1 0 1 0 1 0]' : ''
  const plain =
    ids.length === 3 && found.transform < 0 && !found.jfif && 'RGB' === String.fromCharCode(...ids)
  const parms = plain ? '/DecodeParms<</ColorTransform 0>>' : ''
  const turned = found.orientation > 4
  return {
    width: turned ? height : width,
    height: turned ? width : height,
    turn: TURNS[found.orientation] ?? IDENTITY,
    stream: {
      dictionary: [
        `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/ColorSpace`,
        ...space,
        `${inverted}/Filter/DCTDecode${parms}`,
      ],
      bytes: joined(found.kept),
    },
    ...(note === undefined ? {} : { note }),
  }
}

/** By Exif's orientation, 1–8: from what is kept to what is seen, y upwards. */
const TURNS: readonly (Matrix | undefined)[] = [
  undefined,
  IDENTITY,
  [-1, 0, 0, 1, 1, 0],
  [-1, 0, 0, -1, 1, 1],
  [1, 0, 0, -1, 0, 1],
  [0, -1, -1, 0, 1, 1],
  [0, -1, 1, 0, 0, 1],
  [0, 1, 1, 0, 0, 0],
  [0, 1, -1, 0, 1, 0],
]

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** Takes the file apart; says what keeps it from being read to its end. */
function walk(bytes: Uint8Array, found: Found): string | undefined {
  let at = 2
  let scans = 0
  for (;;) {
    if (at + 2 > bytes.length) return 'JPEG is cut off'
    if (bytes[at] !== 0xff) return 'JPEG segment marker expected'
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xd9) {
      found.kept.push(bytes.subarray(at, at + 2))
      return scans > 0 ? undefined : 'JPEG without a picture'
    }
    if (at + 4 > bytes.length) return 'JPEG is cut off'
    const length = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
    if (length < 2) return 'JPEG segment without a length'
    if (at + 2 + length > bytes.length) return 'JPEG is cut off'
    segment(marker, bytes.subarray(at, at + 2 + length), found)
    const from = at
    at += 2 + length
    if (marker !== 0xda) continue
    if (found.frame === null) return 'JPEG without a frame header'
    scans++
    const end = endOfScan(bytes, at)
    if (end < 0) return 'JPEG is cut off'
    found.kept.push(bytes.subarray(from, end))
    at = end
  }
}

/** Where the coded data that begins here ends: at a marker that is none of its own. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return -1
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return -1
}

function segment(marker: number, part: Uint8Array, found: Found): void {
  const body = part.subarray(4)
  const says = (text: string): boolean => [...text].every((c, i) => body[i] === c.charCodeAt(0))
  const isFrame =
    marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
  if (marker === 0xe1 && says('Exif\0')) found.orientation = orientationOf(body.subarray(6))
  if (marker === 0xe2 && says('ICC_PROFILE\0')) found.profile.set(body[12] ?? 0, body.subarray(14))
  if (marker === 0xe0 && says('JFIF')) found.jfif = true
  if (marker === 0xee && says('Adobe')) found.transform = body[11] ?? 0
  if (marker === 0xdb) found.quantised = true
  if (marker === 0xc4) found.huffman = true
  if (isFrame) found.frame ??= frameOf(marker, body)
  // Where a photograph was taken, its small copy and the like are nobody's business.
  const telling = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe
  if (!telling && marker !== 0xda) found.kept.push(part)
}

function frameOf(marker: number, body: Uint8Array): Frame {
  const u16 = (at: number): number => ((body[at] ?? 0) << 8) | (body[at + 1] ?? 0)
  const count = body[5] ?? 0
  const ids = Array.from({ length: Math.min(count, 16) }, (_, i) => body[6 + i * 3] ?? 0)
  return { marker, bits: body[0] ?? 0, height: u16(1), width: u16(3), ids }
}

function judge(found: Found): string | undefined {
  const { marker, bits, width, height, ids } = found.frame as Frame
  if (width * height > MOST_PIXELS) return 'JPEG is larger than 100 megapixels'
  if (width === 0 || height === 0) return 'JPEG of no size'
  if (marker > 0xc2)
    return 'JPEG of a kind PDF does not know (arithmetic, lossless or hierarchical)'
  if (bits !== 8) return `JPEG of ${bits} bits a sample`
  if (ids.length !== 1 && ids.length !== 3 && ids.length !== 4)
    return `JPEG of ${ids.length} components`
  if (!found.quantised || !found.huffman) return 'JPEG without its tables'
  return undefined
}

/** Pieces of a profile in their order; null for none, or for one with a piece missing. */
function profileOf({ profile }: Found): Uint8Array | null {
  if (profile.size === 0) return null
  const pieces = [...profile].sort(([a], [b]) => a - b)
  return pieces.every(([n], i) => n === i + 1)
    ? joined(pieces.map(([, bytes]) => bytes))
    : new Uint8Array(0)
}

/** Exif 2.3 §4.6.4: tag 0x0112 of the first directory. `tiff` begins at the byte order. */
function orientationOf(tiff: Uint8Array): number {
  if (tiff.length < 14) return 1
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = view.getUint16(0) === 0x4949
  const first = view.getUint32(4, little)
  if (first + 2 > tiff.length) return 1
  const count = view.getUint16(first, little)
  for (let i = 0; i < count; i++) {
    const at = first + 2 + i * 12
    if (at + 12 > tiff.length) return 1
    if (view.getUint16(at, little) !== 0x0112) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}
