/** PNG (ISO/IEC 15948) as a PDF image: what PDF can read as it stands goes in so, the rest unpacked. */
import { crc } from './crc.ts'
import type { Deflate } from './file.ts'
import { type Inflate, MOST_PIXELS, type RasterImage, spaceOf } from './image.ts'
import { IDENTITY } from './matrix.ts'
import type { Stream } from './stream.ts'

interface Png {
  width: number
  height: number
  depth: number
  kind: number
  interlaced: boolean
  palette: Uint8Array | null
  transparency: Uint8Array | null
  /** Compressed profile, and what the file says of its colours otherwise. */
  profile: Uint8Array | null
  srgb: boolean
  gamma: number
  frames: number
  data: Uint8Array
}

/** Unpacked bytes that are still a picture: a page at 600 dpi with transparency has 140 million. */
const MOST_BYTES = 256_000_000

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

/** @returns the image, or what is wrong with it. */
export function readPng(
  bytes: Uint8Array,
  inflate: Inflate | undefined,
  deflate: Deflate,
): RasterImage | string {
  const png = chunksOf(bytes)
  if (typeof png === 'string') return png
  const channels = CHANNELS[png.kind] ?? 0
  if (png.width === 0 || png.height === 0 || !DEPTHS[png.kind]?.includes(png.depth))
    return 'PNG header is wrong'
  if (png.width * png.height > MOST_PIXELS) return 'PNG is larger than 100 megapixels'
  if (
    png.kind === 3 &&
    (png.palette === null || png.palette.length < 3 || png.palette.length > 768)
  )
    return 'PNG has no palette'
  const curve = curveOf(png)
  const plain = png.kind <= 3 && png.transparency === null && curve === null
  const simple = plain && !png.interlaced && png.depth <= 8
  const colors = png.kind === 0 || png.kind === 4 ? 1 : 3
  const { space, note } = colorsOf(png, colors, inflate, deflate)
  const done = (stream: Stream): RasterImage => {
    const { width, height } = png
    return { width, height, turn: IDENTITY, stream, ...(note === undefined ? {} : { note }) }
  }
  if (inflate === undefined)
    return simple
      ? done(passThrough(png, channels, space))
      : 'PNG with transparency needs `inflate`'
  const raw = unpacked(png, channels, inflate)
  if (typeof raw === 'string') return raw
  if (simple) return done(passThrough(png, channels, space))
  const image = new Unfolding(png, channels, colors, curve)
  const wrong = image.run(raw)
  return wrong ?? done(separate(image, png, space, deflate))
}

function unpacked(png: Png, channels: number, inflate: Inflate): Uint8Array | string {
  // Rows with a byte each for their filter; those of an interlaced one are shorter and more.
  const row = Math.ceil((png.width * channels * png.depth) / 8) + 1
  const least = row * png.height
  const most = least + (png.interlaced ? least + 4096 : 4096)
  if (least > MOST_BYTES) return 'PNG holds more than 256 MB when it is unpacked'
  try {
    const raw = inflate(png.data, most)
    if (raw.length > most) return 'PNG data holds more than the picture'
    return raw.length < least && !png.interlaced ? 'PNG data ends too early' : raw
  } catch {
    return 'PNG data cannot be inflated, or holds more than the picture'
  }
}

function chunksOf(bytes: Uint8Array): Png | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const png: Png = {
    width: 0,
    height: 0,
    depth: 0,
    kind: 0,
    interlaced: false,
    palette: null,
    transparency: null,
    profile: null,
    srgb: false,
    gamma: 0,
    frames: 1,
    data: new Uint8Array(0),
  }
  const data: Uint8Array[] = []
  let ended = false
  for (let at = 8; at + 12 <= bytes.length && !ended;) {
    const length = view.getUint32(at)
    if (at + 12 + length > bytes.length) return 'PNG is cut off'
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const body = bytes.subarray(at + 8, at + 8 + length)
    // A capital letter first: without the chunk there is no picture.
    const critical = /^[A-Z]/.test(name)
    const whole = crc(bytes.subarray(at + 4, at + 8 + length)) === view.getUint32(at + 8 + length)
    if (critical && !whole) return `PNG is damaged: the checksum of its ${name} is wrong`
    if (name === 'IDAT') data.push(body)
    else if (name === 'IEND') ended = true
    else if (whole) chunk(png, name, body)
    at += 12 + length
  }
  if (!ended) return 'PNG is cut off'
  png.data = new Uint8Array(data.reduce((sum, part) => sum + part.length, 0))
  let to = 0
  for (const part of data) {
    png.data.set(part, to)
    to += part.length
  }
  return png
}

function chunk(png: Png, name: string, body: Uint8Array): void {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  if (name === 'IHDR' && body.length >= 13) {
    png.width = view.getUint32(0)
    png.height = view.getUint32(4)
    png.depth = body[8] as number
    png.kind = body[9] as number
    png.interlaced = body[12] === 1
  } else if (name === 'PLTE') png.palette = body.subarray(0, body.length - (body.length % 3))
  else if (name === 'tRNS') png.transparency = body
  else if (name === 'iCCP') png.profile = body.subarray(body.indexOf(0) + 2)
  else if (name === 'sRGB') png.srgb = true
  else if (name === 'gAMA' && body.length >= 4) png.gamma = view.getUint32(0) / 100_000
  else if (name === 'acTL' && body.length >= 4) png.frames = view.getUint32(0)
}

/** As files of sRGB say it. */
const SRGB_GAMMA = 1 / 2.2

function colorsOf(
  png: Png,
  colors: number,
  inflate: Inflate | undefined,
  deflate: Deflate,
): { space: readonly (string | Stream)[]; note?: string } {
  let profile: Uint8Array | null = null
  if (png.profile !== null && !png.srgb) {
    try {
      profile = inflate?.(png.profile, 10_000_000) ?? null
    } catch {
      profile = new Uint8Array(0)
    }
  }
  const { space, note } = spaceOf(colors, profile, deflate)
  const notes = note === undefined ? [] : [note]
  if (png.frames > 1) notes.push('of an animation the first picture is shown')
  const said = notes.length === 0 ? {} : { note: notes.join('; ') }
  return { space, ...said }
}

/**
 * Samples as sRGB, for a file of another gamma that says nothing more; null where none are to be
 * changed. (PDF's calibrated colours would say it too, but not every reader asks for their gamma.)
 */
function curveOf(png: Png): Uint8Array | null {
  const near = Math.abs(png.gamma - SRGB_GAMMA) <= 0.05
  if (png.srgb || png.profile !== null || png.gamma < 0.05 || near) return null
  return Uint8Array.from({ length: 256 }, (_, i) => {
    const light = (i / 255) ** (1 / png.gamma)
    return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055) + 0.5
  })
}

function headOf(png: Png, bits: number): string {
  return `/Type/XObject/Subtype/Image/Width ${png.width}/Height ${png.height}/BitsPerComponent ${bits}`
}

/** PDF reads PNG's own predictors, so the data goes in as it is. */
function passThrough(png: Png, channels: number, space: readonly (string | Stream)[]): Stream {
  const { width, depth } = png
  const parms = `/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors ${channels}/BitsPerComponent ${depth}/Columns ${width}>>`
  const head = [`${headOf(png, depth)}/ColorSpace`]
  if (png.kind !== 3) return { dictionary: [...head, ...space, parms], bytes: png.data }
  const palette = png.palette as Uint8Array
  const hex = [...palette].map((b) => b.toString(16).padStart(2, '0')).join('')
  const indexed = ['[/Indexed', ...space, ` ${palette.length / 3 - 1}<${hex}>]`]
  return { dictionary: [...head, ...indexed, parms], bytes: png.data }
}

/** Offsets and steps of Adam7 (ISO/IEC 15948 §8.2); one whole pass where not interlaced. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** Colours and opacity apart, as PDF keeps them, one byte each, filled row by row. */
class Unfolding {
  readonly body: Uint8Array
  readonly mask: Uint8Array
  private readonly png: Png
  private readonly channels: number
  private readonly colors: number
  /** Samples of the pixel at hand. */
  private readonly pixel = new Uint16Array(4)

  private readonly curve: Uint8Array | null

  constructor(png: Png, channels: number, colors: number, curve: Uint8Array | null) {
    this.curve = curve
    this.png = png
    this.channels = channels
    this.colors = colors
    this.body = new Uint8Array(png.width * png.height * colors)
    this.mask = new Uint8Array(png.width * png.height).fill(255)
  }

  /** @returns what is wrong with the data. */
  run(raw: Uint8Array): string | undefined {
    const { width, height, depth, interlaced } = this.png
    const bits = depth * this.channels
    let at = 0
    for (const [x0, y0, dx, dy] of interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const)) {
      const columns = Math.ceil((width - x0) / dx)
      const rows = Math.ceil((height - y0) / dy)
      if (columns <= 0 || rows <= 0) continue
      const length = Math.ceil((columns * bits) / 8)
      let previous: Uint8Array = new Uint8Array(length)
      for (let row = 0; row < rows; row++) {
        if (at + 1 + length > raw.length) return 'PNG data ends too early'
        const line = raw.subarray(at + 1, at + 1 + length)
        unfilter(raw[at] as number, line, previous, Math.max(1, bits >> 3))
        at += 1 + length
        previous = line
        const to = (y0 + row * dy) * width + x0
        for (let column = 0; column < columns; column++) this.put(line, column, to + column * dx)
      }
    }
    return undefined
  }

  private put(line: Uint8Array, column: number, to: number): void {
    const { pixel, channels, colors, body, mask, curve } = this
    const { depth, kind, palette, transparency: key } = this.png
    for (let c = 0; c < channels; c++) pixel[c] = sample(line, column * channels + c, depth)
    if (kind === 3) {
      const entry = pixel[0] as number
      for (let c = 0; c < 3; c++) {
        const value = palette?.[entry * 3 + c] ?? 0
        body[to * 3 + c] = curve?.[value] ?? value
      }
      mask[to] = key?.[entry] ?? 255
      return
    }
    for (let c = 0; c < colors; c++) {
      const value = eight(pixel[c] as number, depth)
      body[to * colors + c] = curve?.[value] ?? value
    }
    if (kind === 4 || kind === 6) mask[to] = eight(pixel[colors] as number, depth)
    else if (key !== null && key.length >= colors * 2) {
      let same = true
      for (let c = 0; c < colors; c++)
        same &&= pixel[c] === (((key[c * 2] as number) << 8) | (key[c * 2 + 1] as number))
      if (same) mask[to] = 0
    }
  }
}

function eight(value: number, depth: number): number {
  if (depth === 8) return value
  return depth === 16 ? Math.round(value / 257) : Math.round((value * 255) / ((1 << depth) - 1))
}

function sample(line: Uint8Array, index: number, depth: number): number {
  if (depth === 8) return line[index] as number
  if (depth === 16) return ((line[index * 2] as number) << 8) | (line[index * 2 + 1] as number)
  const at = index * depth
  return ((line[at >> 3] as number) >> (8 - depth - (at & 7))) & ((1 << depth) - 1)
}

function unfilter(kind: number, line: Uint8Array, up: Uint8Array, step: number): void {
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

function separate(
  image: Unfolding,
  png: Png,
  space: readonly (string | Stream)[],
  deflate: Deflate,
): Stream {
  const head = [`${headOf(png, 8)}/ColorSpace`, ...space]
  const bytes = deflate(image.body, 9)
  const filter = '/Filter/FlateDecode'
  if (image.mask.every((m) => m === 255)) return { dictionary: [...head, filter], bytes }
  const mask: Stream = {
    dictionary: [`${headOf(png, 8)}/ColorSpace/DeviceGray/Filter/FlateDecode`],
    bytes: deflate(image.mask, 9),
  }
  return { dictionary: [...head, '/SMask ', mask, filter], bytes }
}
