/** PNG files (ISO/IEC 15948) made to measure. */
import { crc32, deflateSync } from 'node:zlib'

export interface Header {
  readonly width: number
  readonly height: number
  /** 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha. */
  readonly kind: number
  readonly depth?: number
  readonly interlaced?: boolean
}

export function chunk(name: string, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + body.length)
  const view = new DataView(out.buffer)
  view.setUint32(0, body.length)
  out.set(Buffer.from(name), 4)
  out.set(body, 8)
  view.setUint32(8 + body.length, crc32(out.subarray(4, 8 + body.length)))
  return out
}

/** `rows`: each with its filter before it; `packed` where they are compressed already. */
export function png(
  { width, height, kind, depth = 8, interlaced = false }: Header,
  rows: Uint8Array,
  more: readonly Uint8Array[] = [],
  packed = false,
): Uint8Array {
  const header = new Uint8Array(13)
  new DataView(header.buffer).setUint32(0, width)
  new DataView(header.buffer).setUint32(4, height)
  header.set([depth, kind, 0, 0, interlaced ? 1 : 0], 8)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)
  const data = chunk('IDAT', packed ? rows : deflateSync(rows))
  const parts = [chunk('IHDR', header), ...more, data, chunk('IEND', new Uint8Array(0))]
  return new Uint8Array(Buffer.concat([signature, ...parts]))
}
