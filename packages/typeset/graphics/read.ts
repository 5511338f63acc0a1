/** Tells what kind of picture bytes are, and reads it. */
import type { Deflate } from '../pdf/file.ts'
import type { Inflate } from '../pdf/image.ts'
import { IDENTITY } from '../pdf/matrix.ts'
import type { Font } from '../text/font.ts'
import type { ImageSource } from '../typesetting.ts'
import type { Read } from './picture.ts'
import { readRaster } from './raster.ts'
import { readSvg } from './svg/read.ts'

export function readPicture(
  source: ImageSource,
  id: number,
  inflate: Inflate | undefined,
  deflate: Deflate,
  fonts: readonly Font[],
): Read {
  const { bytes, name } = source
  const image = readRaster(bytes, inflate, deflate)
  if (typeof image === 'string') return { code: 'corrupt-image', message: image }
  if (image !== null) {
    const { width, height, turn, stream, note } = image
    const unit = { width: 1, height: 1 }
    const picture = { id, name, width, height, unit, turn: turn === IDENTITY ? null : turn, stream }
    return note === undefined ? { picture } : { picture, code: 'simplified-image', message: note }
  }
  const head = new TextDecoder().decode(bytes.subarray(0, 1000)).trimStart()
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe && bytes[2] === 0x3c
  if (head.startsWith('<') || wide) return readSvg(bytes, name, id, { deflate, inflate }, fonts)
  const kind = foreign(bytes)
  const message =
    kind === '' ? 'neither JPEG, PNG nor SVG' : `${kind} is not taken: JPEG, PNG and SVG are`
  return { code: 'corrupt-image', message }
}

/** What else the bytes are, by how they begin. */
function foreign(bytes: Uint8Array): string {
  const text = String.fromCharCode(...bytes.subarray(0, 16))
  if (text.startsWith('GIF8')) return 'GIF'
  if (text.startsWith('RIFF') && text.includes('WEBP')) return 'WebP'
  if (/^(?:II\*\0|MM\0\*)/.test(text)) return 'TIFF'
  if (/ftyp(?:avif|heic|mif1|heix)/.test(text)) return 'AVIF or HEIC'
  if (text.startsWith('BM')) return 'BMP'
  if (text.startsWith('%PDF')) return 'PDF'
  if (text.startsWith('%!PS')) return 'PostScript'
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'a compressed file (SVGZ)'
  return ''
}
