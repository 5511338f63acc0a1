/** A picture ready to be drawn: an image object, or a form of vector operators. */
import type { Matrix } from '../pdf/matrix.ts'
import type { Stream } from '../pdf/stream.ts'
import type { WarningCode } from '../typesetting.ts'

export interface Picture {
  readonly id: number
  readonly name: string
  /** Natural size in points. */
  readonly width: number
  readonly height: number
  /** Size of the space it is drawn in, y upwards: 1 by 1 for an image. */
  readonly unit: { readonly width: number; readonly height: number }
  /** From the unit square as an image keeps it to the unit square as it is to be seen. */
  readonly turn: Matrix | null
  readonly stream: Stream
}

/** `code` and `message` beside a picture tell what of its file is not in it. */
export type Read =
  | { readonly picture: Picture; readonly code?: WarningCode; readonly message?: string }
  | { readonly picture?: undefined; readonly code: WarningCode; readonly message: string }
