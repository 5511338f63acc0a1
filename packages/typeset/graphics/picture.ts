/** A picture ready to be drawn: an image object, or a form of vector operators. */
import type { Matrix } from '../pdf/matrix.ts'
import type { Stream } from '../pdf/stream.ts'

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
