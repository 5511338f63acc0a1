/** Tells what kind of picture bytes are, and reads it. */
import { type Inflate, readJpeg, readPng } from '../pdf/image.ts'
import type { Deflate } from '../pdf/file.ts'
import type { ImageSource, WarningCode } from '../typesetter.ts'
import type { Picture } from './picture.ts'
import { readSvg } from './svg.ts'

export type Read =
  | { readonly picture: Picture; readonly note?: string }
  | { readonly code: WarningCode; readonly message: string }

export function readPicture(
  image: ImageSource,
  id: number,
  inflate: Inflate | undefined,
  deflate: Deflate,
): Read {
  const { bytes, name } = image
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return raster(readJpeg(bytes), name, id)
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) {
    return raster(readPng(bytes, inflate, deflate), name, id)
  }
  const head = new TextDecoder().decode(bytes.subarray(0, 1000)).trimStart()
  if (head.startsWith('<')) return readSvg(bytes, name, id)
  return { code: 'corrupt-image', message: 'neither JPEG, PNG nor SVG' }
}

function raster(image: ReturnType<typeof readJpeg>, name: string, id: number): Read {
  if (typeof image === 'string') return { code: 'corrupt-image', message: image }
  return { picture: { kind: 'raster', id, name, width: image.width, height: image.height, image } }
}
