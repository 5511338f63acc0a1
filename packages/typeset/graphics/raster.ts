/** JPEG and PNG, told by their first bytes. */
import type { Deflate } from '../pdf/file.ts'
import type { Inflate, RasterImage } from '../pdf/image.ts'
import { readJpeg } from '../pdf/jpeg.ts'
import { readPng } from '../pdf/png.ts'

/** @returns the image, what is wrong with it, or null for what is neither. */
export function readRaster(
  bytes: Uint8Array,
  inflate: Inflate | undefined,
  deflate: Deflate,
): RasterImage | string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes, deflate)
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) {
    return readPng(bytes, inflate, deflate)
  }
  return null
}
