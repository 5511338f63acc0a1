/** JPEG and PNG as PDF image objects (ISO 32000-1 §8.9). */
import type { Deflate } from './file.ts'

export interface RasterImage {
  readonly width: number
  readonly height: number
  readonly dictionary: string
  readonly bytes: Uint8Array
  /** Alpha channel, 8 bits a pixel, compressed. */
  readonly mask: Uint8Array | null
}

export type Inflate = (bytes: Uint8Array, most: number) => Uint8Array

/** @returns the image, or what is wrong with it. */
export function readJpeg(bytes: Uint8Array): RasterImage | string {
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return 'JPEG segment marker expected'
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at++
      continue
    }
    const length = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
    const frame =
      marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (frame) return jpegFrame(bytes, at)
    if (marker === 0xda || length < 2) return 'JPEG without a frame header'
    at += 2 + length
  }
  return 'JPEG ends before its frame header'
}

function jpegFrame(bytes: Uint8Array, at: number): RasterImage | string {
  const bits = bytes[at + 4] as number
  const height = ((bytes[at + 5] as number) << 8) | (bytes[at + 6] as number)
  const width = ((bytes[at + 7] as number) << 8) | (bytes[at + 8] as number)
  if (width * height > MOST_PIXELS) return 'JPEG is larger than 100 megapixels'
  const parts = bytes[at + 9] as number
  if (width === 0 || height === 0) return 'JPEG of no size'
  if (bits !== 8) return `JPEG of ${bits} bits a sample`
  // PDF/A with an RGB output intent takes no DeviceCMYK.
  if (parts === 4) return 'CMYK JPEG: convert it to RGB'
  if (parts !== 1 && parts !== 3) return `JPEG of ${parts} components`
  if (bytes[bytes.length - 2] !== 0xff || bytes[bytes.length - 1] !== 0xd9) {
    if (!hasEnd(bytes)) return 'JPEG is cut off'
  }
  const space = parts === 1 ? 'DeviceGray' : 'DeviceRGB'
  return {
    width,
    height,
    dictionary: `/Width ${width}/Height ${height}/ColorSpace/${space}/BitsPerComponent 8/Filter/DCTDecode`,
    bytes,
    mask: null,
  }
}

function hasEnd(bytes: Uint8Array): boolean {
  for (let i = bytes.length - 2; i > Math.max(2, bytes.length - 4096); i--) {
    if (bytes[i] === 0xff && bytes[i + 1] === 0xd9) return true
  }
  return false
}

interface PngParts {
  width: number
  height: number
  depth: number
  kind: number
  interlaced: boolean
  palette: Uint8Array | null
  transparency: Uint8Array | null
  data: Uint8Array
}

/** Largest picture decoded, in pixels: beyond it a file is taken for a bomb. */
const MOST_PIXELS = 100_000_000

function pngChunks(bytes: Uint8Array): PngParts | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: PngParts = {
    width: 0,
    height: 0,
    depth: 0,
    kind: 0,
    interlaced: false,
    palette: null,
    transparency: null,
    data: new Uint8Array(0),
  }
  const data: Uint8Array[] = []
  let ended = false
  for (let at = 8; at + 12 <= bytes.length && !ended;) {
    const length = view.getUint32(at)
    if (at + 12 + length > bytes.length) return 'PNG is cut off'
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (name === 'IHDR' && length >= 13) {
      parts.width = view.getUint32(at + 8)
      parts.height = view.getUint32(at + 12)
      parts.depth = body[8] as number
      parts.kind = body[9] as number
      parts.interlaced = body[12] === 1
    } else if (name === 'PLTE') parts.palette = body
    else if (name === 'tRNS') parts.transparency = body
    else if (name === 'IDAT') data.push(body)
    else if (name === 'IEND') ended = true
    at += 12 + length
  }
  if (!ended) return 'PNG is cut off'
  let total = 0
  for (const d of data) total += d.length
  parts.data = new Uint8Array(total)
  let to = 0
  for (const d of data) {
    parts.data.set(d, to)
    to += d.length
  }
  return parts
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** @returns the image, or what is wrong with it. */
export function readPng(
  bytes: Uint8Array,
  inflate: Inflate | undefined,
  deflate: Deflate,
): RasterImage | string {
  const png = pngChunks(bytes)
  if (typeof png === 'string') return png
  const channels = CHANNELS[png.kind]
  if (channels === undefined || png.width === 0 || png.height === 0) return 'PNG header is wrong'
  if (png.width * png.height > MOST_PIXELS) return 'PNG is larger than 100 megapixels'
  if (png.kind === 3 && png.palette === null) return 'PNG has no palette'
  const simple = !png.interlaced && png.kind <= 3 && png.transparency === null && png.depth <= 8
  if (inflate === undefined)
    return simple ? passThrough(png, channels) : 'PNG with transparency needs `inflate`'
  // Rows with a byte each for their filter, and as many again for the passes of an interlaced one.
  const row = Math.ceil((png.width * channels * png.depth) / 8) + 1
  const most = row * png.height * (png.interlaced ? 2 : 1) + 4096
  let raw: Uint8Array
  try {
    raw = inflate(png.data, most)
  } catch {
    return 'PNG data cannot be inflated, or holds more than the picture'
  }
  if (raw.length > most) return 'PNG data holds more than the picture'
  if (simple) {
    if (raw.length < row * png.height) return 'PNG data ends too early'
    return passThrough(png, channels)
  }
  const samples = unfilter(raw, png, channels)
  return typeof samples === 'string' ? samples : separate(samples, png, channels, deflate)
}

/** PDF reads PNG's own predictors, so the data goes in as it is. */
function passThrough(png: PngParts, channels: number): RasterImage {
  const { width, height, depth } = png
  let space = png.kind === 2 ? '/DeviceRGB' : '/DeviceGray'
  if (png.kind === 3) {
    const palette = png.palette as Uint8Array
    const hex = [...palette].map((b) => b.toString(16).padStart(2, '0')).join('')
    space = `[/Indexed/DeviceRGB ${palette.length / 3 - 1}<${hex}>]`
  }
  return {
    width,
    height,
    dictionary: `/Width ${width}/Height ${height}/ColorSpace${space}/BitsPerComponent ${depth}/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors ${channels}/BitsPerComponent ${depth}/Columns ${width}>>`,
    bytes: png.data,
    mask: null,
  }
}

/** Offsets and steps of Adam7 (PNG §8.2); one whole pass where not interlaced. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** One byte a sample (16-bit samples keep their high byte), in reading order. */
function unfilter(raw: Uint8Array, png: PngParts, channels: number): Uint8Array | string {
  const { width, height, depth } = png
  const out = new Uint8Array(width * height * channels)
  const bits = depth * channels
  const step = Math.max(1, bits >> 3)
  let at = 0
  for (const [x0, y0, dx, dy] of png.interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const)) {
    const columns = Math.ceil((width - x0) / dx)
    const rows = Math.ceil((height - y0) / dy)
    if (columns <= 0 || rows <= 0) continue
    const length = Math.ceil((columns * bits) / 8)
    let previous = new Uint8Array(length)
    for (let row = 0; row < rows; row++) {
      if (at + 1 + length > raw.length) return 'PNG data ends too early'
      const line = raw.slice(at + 1, at + 1 + length)
      unfilterLine(raw[at] as number, line, previous, step)
      at += 1 + length
      previous = line
      for (let column = 0; column < columns; column++) {
        const to = ((y0 + row * dy) * width + x0 + column * dx) * channels
        for (let c = 0; c < channels; c++) out[to + c] = sample(line, column * channels + c, depth)
      }
    }
  }
  return out
}

function sample(line: Uint8Array, index: number, depth: number): number {
  if (depth === 8) return line[index] as number
  if (depth === 16) return line[index * 2] as number
  const at = index * depth
  return ((line[at >> 3] as number) >> (8 - depth - (at & 7))) & ((1 << depth) - 1)
}

function unfilterLine(kind: number, line: Uint8Array, up: Uint8Array, step: number): void {
  for (let i = 0; i < line.length; i++) {
    const a = i >= step ? (line[i - step] as number) : 0
    const b = up[i] as number
    const c = i >= step ? (up[i - step] as number) : 0
    let add = 0
    if (kind === 1) add = a
    else if (kind === 2) add = b
    else if (kind === 3) add = (a + b) >> 1
    else if (kind === 4) {
      const p = a + b - c
      const pa = Math.abs(p - a)
      const pb = Math.abs(p - b)
      const pc = Math.abs(p - c)
      add = pa <= pb && pa <= pc ? a : pb <= pc ? b : c
    }
    line[i] = ((line[i] as number) + add) & 255
  }
}

/** Colours and transparency apart, as PDF keeps them. */
function separate(
  samples: Uint8Array,
  png: PngParts,
  channels: number,
  deflate: Deflate,
): RasterImage {
  const { width, height, kind, palette, transparency: key } = png
  const count = width * height
  const gray = kind === 0 || kind === 4
  const colors = gray ? 1 : 3
  const body = new Uint8Array(count * colors)
  const mask = new Uint8Array(count).fill(255)
  const scale = gray && png.depth < 8 ? 255 / ((1 << png.depth) - 1) : 1
  for (let i = 0; i < count; i++) {
    const from = i * channels
    if (kind === 3) {
      const entry = samples[from] as number
      for (let c = 0; c < 3; c++) body[i * 3 + c] = palette?.[entry * 3 + c] ?? 0
      mask[i] = key?.[entry] ?? 255
      continue
    }
    for (let c = 0; c < colors; c++) body[i * colors + c] = (samples[from + c] as number) * scale
    if (kind === 4 || kind === 6) mask[i] = samples[from + colors] as number
    else if (key && key.length >= colors * 2) {
      const shift = png.depth === 16 ? 0 : 1
      let same = true
      for (let c = 0; c < colors; c++) same &&= samples[from + c] === key[c * 2 + shift]
      if (same) mask[i] = 0
    }
  }
  const opaque = mask.every((m) => m === 255)
  return {
    width,
    height,
    dictionary: `/Width ${width}/Height ${height}/ColorSpace/${gray ? 'DeviceGray' : 'DeviceRGB'}/BitsPerComponent 8/Filter/FlateDecode`,
    bytes: deflate(body, 9),
    mask: opaque ? null : deflate(mask, 9),
  }
}
