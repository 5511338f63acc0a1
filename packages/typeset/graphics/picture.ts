/** A picture ready to be drawn: a raster image object or vector operators. */
import type { RasterImage } from '../pdf/image.ts'

export type Picture =
  | {
      readonly kind: 'raster'
      readonly id: number
      readonly name: string
      readonly width: number
      readonly height: number
      readonly image: RasterImage
    }
  | {
      readonly kind: 'vector'
      readonly id: number
      readonly name: string
      readonly width: number
      readonly height: number
      /** Content operators in a space of `width` by `height`, y upwards; colours set by itself. */
      readonly content: string
      /** Fill and stroke opacities in use, e.g. `0.5`. */
      readonly opacities: readonly string[]
    }
