/** Barcodes as pictures for HTML: vectors where the reader shows them, else a one-bit PNG. */
// The module also exports a `raw`, which is not this function and fails: only the default works.
import bwip from 'bwip-js/generic'
import type { BarcodeOptions } from '../program/barcode-options.ts'

// oxlint-disable-next-line import/no-named-as-default-member -- for the reason above
const { raw: encode } = bwip

/** Rows of modules, true is dark; the quiet zone is not in it. */
export interface Modules {
  readonly width: number
  readonly height: number
  readonly dark: (x: number, y: number) => boolean
}

interface Raw {
  readonly pixs?: readonly number[]
  readonly pixx?: number
  readonly pixy?: number
  readonly sbs?: readonly number[]
  readonly bhs?: readonly number[]
  readonly bbs?: readonly number[]
}

/** What a scanner needs around the code, in modules (ISO/IEC 18004 §6.3.8 asks for four). */
const quiet = 4

/** The code's modules, or the encoder's words why there are none. */
export function modulesOf(
  symbology: string,
  text: string,
  options: BarcodeOptions = {},
): Modules | string {
  try {
    const [raw] = encode({ ...options, bcid: symbology, text }) as unknown as readonly Raw[]
    if (raw?.pixs) return matrixOf(raw)
    if (raw?.sbs) return barsOf(raw)
    return `“${symbology}” cannot be drawn here`
  } catch (error) {
    return (error as Error).message.replace(/^bwipp\.\w+:?\s*/, '')
  }
}

function matrixOf({ pixs = [], pixx = 0, pixy = 0 }: Raw): Modules {
  return { width: pixx, height: pixy, dark: (x, y) => pixs[y * pixx + x] === 1 }
}

/** Bars and spaces in turn, as runs; a bar's height and base as shares of the whole. */
function barsOf({ sbs = [], bhs = [], bbs = [] }: Raw): Modules {
  const width = sbs.reduce((sum, run) => sum + run, 0)
  const height = Math.max(24, Math.round(width / 4))
  const whole = Math.max(...bhs.map((bar, i) => bar + (bbs[i] ?? 0)))
  const columns: number[] = []
  sbs.forEach((run, i) => {
    for (let n = 0; n < run; n++) columns.push(i % 2 === 0 ? i >> 1 : -1)
  })
  return {
    width,
    height,
    dark: (x, y) => {
      const bar = columns[x]!
      if (bar < 0) return false
      const fromBase = (1 - (y + 0.5) / height) * whole
      return fromBase >= (bbs[bar] ?? 0) && fromBase <= (bbs[bar] ?? 0) + bhs[bar]!
    },
  }
}

/** An SVG element; `attributes` go into its tag. White around and below, also in the dark. */
export function barcodeSvg(code: Modules, attributes: string): string {
  const [width, height] = [code.width + 2 * quiet, code.height + 2 * quiet]
  let path = ''
  for (let y = 0; y < code.height; y++)
    for (let x = 0; x < code.width; x++) {
      if (!code.dark(x, y)) continue
      let run = 1
      while (x + run < code.width && code.dark(x + run, y)) run++
      path += `M${x + quiet} ${y + quiet}h${run}v1h-${run}z`
      x += run - 1
    }
  return (
    `<svg aria-hidden="true" viewBox="0 0 ${width} ${height}" shape-rendering="crispEdges"${attributes}>` +
    `<rect width="${width}" height="${height}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
  )
}

/** Grey, one bit a pixel (PNG, ISO/IEC 15948). */
export function barcodePng(
  code: Modules,
  deflate: (bytes: Uint8Array, level: number) => Uint8Array,
): Uint8Array {
  const scale = Math.max(2, Math.round(240 / (code.width + 2 * quiet)))
  const width = (code.width + 2 * quiet) * scale
  const height = (code.height + 2 * quiet) * scale
  const stride = 1 + Math.ceil(width / 8)
  const rows = new Uint8Array(stride * height).fill(0xff)
  for (let y = 0; y < height; y++) {
    rows[y * stride] = 0
    const moduleY = Math.floor(y / scale) - quiet
    if (moduleY < 0 || moduleY >= code.height) continue
    for (let x = 0; x < width; x++) {
      const moduleX = Math.floor(x / scale) - quiet
      if (moduleX < 0 || moduleX >= code.width || !code.dark(moduleX, moduleY)) continue
      rows[y * stride + 1 + (x >> 3)]! &= ~(0x80 >> (x & 7))
    }
  }
  const head = new Uint8Array(13)
  const view = new DataView(head.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  head.set([1, 0, 0, 0, 0], 8)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return joined([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflate(rows, 6)),
    chunk('IEND', new Uint8Array()),
  ])
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  for (let i = 0; i < 4; i++) bytes[4 + i] = name.charCodeAt(i)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crc(bytes.subarray(4, 8 + data.length)))
  return bytes
}

const crcs = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = crcs[(c ^ byte) & 0xff]! ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
