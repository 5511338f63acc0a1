/**
 * Comes in: a PDF as bytes. Goes out: its pages as PNG at a given resolution, or their text.
 * Refuses: to be part of the pure path; it has an entry of its own (`@misiva/typeset/raster`) and
 * takes PDFium as an argument, so that nobody loads it who does not look at pages.
 */
import type { PDFiumLibrary } from '@hyzyla/pdfium'
import { crc } from '../pdf/crc.ts'

export interface RasterOptions {
  /** zlib format (RFC 1950). */
  readonly deflate: (bytes: Uint8Array, level: number) => Uint8Array
}

export interface Raster {
  readonly png: Uint8Array
  /** Pixels. */
  readonly width: number
  readonly height: number
}

export interface Rasteriser {
  /** Page `index`, counted from 0, at `dpi` dots to the inch. Rejects for what is no PDF. */
  page(pdf: Uint8Array, index: number, dpi: number, password?: string): Promise<Raster>
  /** Text of each page in the order of its content, lines ended by `\n`. */
  text(pdf: Uint8Array, password?: string): Promise<string[]>
}

/** `pdfium` is what `PDFiumLibrary.init()` of `@hyzyla/pdfium` gives. */
export function createRasteriser(pdfium: PDFiumLibrary, options: RasterOptions): Rasteriser {
  return {
    async page(pdf, index, dpi, password) {
      const document = await pdfium.loadDocument(pdf, password)
      try {
        const size = { width: 0, height: 0 }
        const image = await document.getPage(index).render({
          scale: dpi / 72,
          colorSpace: 'BGRA',
          render: async ({ data, width, height }) => {
            Object.assign(size, { width, height })
            return encodePng(data, width, height, options.deflate)
          },
        })
        return { png: image.data, ...size }
      } finally {
        document.destroy()
      }
    },
    async text(pdf, password) {
      const document = await pdfium.loadDocument(pdf, password)
      try {
        const pages: string[] = []
        for (const page of document.pages()) pages.push(page.getText().replaceAll('\r\n', '\n'))
        return pages
      } finally {
        document.destroy()
      }
    },
  }
}

function chunk(name: string, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + body.length)
  const view = new DataView(out.buffer)
  view.setUint32(0, body.length)
  for (let i = 0; i < 4; i++) out[4 + i] = name.charCodeAt(i)
  out.set(body, 8)
  view.setUint32(8 + body.length, crc(out.subarray(4, 8 + body.length)))
  return out
}

/** PNG (ISO 15948) of four-byte pixels, without its alpha: paper is opaque. */
function encodePng(
  pixels: Uint8Array,
  width: number,
  height: number,
  deflate: RasterOptions['deflate'],
): Uint8Array {
  const row = width * 3 + 1
  const raw = new Uint8Array(row * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      const to = y * row + 1 + x * 3
      raw[to] = pixels[from] as number
      raw[to + 1] = pixels[from + 1] as number
      raw[to + 2] = pixels[from + 2] as number
    }
  }
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, 2, 0, 0, 0], 8)
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', deflate(raw, 6)),
    chunk('IEND', new Uint8Array(0)),
  ]
  const png = new Uint8Array(parts.reduce((n, part) => n + part.length, 0))
  let at = 0
  for (const part of parts) {
    png.set(part, at)
    at += part.length
  }
  return png
}
