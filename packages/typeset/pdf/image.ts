/** Raster images as PDF image objects (ISO 32000-1 §8.9): what JPEG and PNG come to. */
import { cmykProfile } from './cmyk.ts'
import type { Deflate } from './file.ts'
import { isSrgb, soundProfile } from './icc.ts'
import type { Matrix } from './matrix.ts'
import type { Stream } from './stream.ts'

export interface RasterImage {
  /** Pixels, as it is to be seen. */
  readonly width: number
  readonly height: number
  readonly stream: Stream
  /** Maps the unit square as the pixels are kept to the unit square as it is to be seen. */
  readonly turn: Matrix
  /** What of the file is not in the image. */
  readonly note?: string
}

export type Inflate = (bytes: Uint8Array, most: number) => Uint8Array

/** Largest picture taken, in pixels: beyond it a file is taken for a bomb. */
export const MOST_PIXELS = 100_000_000

const DEVICES: Readonly<Record<number, string>> = { 1: '/DeviceGray', 3: '/DeviceRGB' }

/** One profile for all pictures, so that a file has it once. */
let inks: Stream | undefined

/**
 * Colour space of an image that may bring a profile. CMYK always has one: PDF/A with an RGB output
 * intent takes no DeviceCMYK (ISO 19005-2 §6.2.4.3).
 */
export function spaceOf(
  components: number,
  profile: Uint8Array | null,
  deflate: Deflate,
): { readonly space: readonly (string | Stream)[]; readonly note?: string } {
  const sound = profile !== null && soundProfile(profile, components)
  if (sound && !(components === 3 && isSrgb(profile))) {
    return { space: ['[/ICCBased ', profileStream(profile, components, deflate), ']'] }
  }
  const device = DEVICES[components]
  const doubt = profile !== null && !sound ? { note: 'its colour profile cannot be used' } : {}
  if (device !== undefined) return { space: [device], ...doubt }
  inks ??= profileStream(cmykProfile(), 4, deflate)
  return { space: ['[/ICCBased ', inks, ']'], ...doubt }
}

function profileStream(profile: Uint8Array, components: number, deflate: Deflate): Stream {
  return { dictionary: [`/N ${components}/Filter/FlateDecode`], bytes: deflate(profile, 9) }
}
