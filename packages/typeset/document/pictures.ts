/** Pictures, codes and charts. */
import type { Color, TextStyle } from '../appearance.ts'
import type { Placed } from './blocks.ts'

/** Alternative text, or `decorative: true` for what a reader loses nothing by not seeing. */
export type Alternative = { readonly alt: string } | { readonly decorative: true }

interface Sized {
  /** Default: natural size (72 pixels to the inch), shrunk to the frame. One of the two keeps the
   * proportions. */
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly align?: 'start' | 'center' | 'end' | undefined
  readonly spaceBefore?: number | undefined
  readonly spaceAfter?: number | undefined
  readonly keepWithNext?: boolean | undefined
}

/** JPEG, PNG or SVG, by the name under which the bytes were given to `createTypesetter`. */
export interface Image extends Placed, Sized {
  readonly type: 'image'
  readonly image: string
  readonly alternative: Alternative
  /** How the picture takes a box of both width and height. Default `contain`. */
  readonly fit?: 'contain' | 'cover' | 'stretch' | undefined
  /** Part of the picture that is shown, as fractions of its size. */
  readonly crop?:
    | { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
    | undefined
  readonly to?: string | undefined
}

/** Any symbology of bwip-js (`qrcode`, `datamatrix`, `code128`, `ean13`, `pdf417`, `onecode`,
 * `gs1-128`, `swissqrcode` …), drawn as vectors. */
export interface Barcode extends Placed, Sized {
  readonly type: 'barcode'
  readonly symbology: string
  readonly text: string
  /** Passed to the encoder, e.g. `{ eclevel: 'M' }`, `{ includetext: true }`. */
  readonly options?: Readonly<Record<string, string | number | boolean>> | undefined
  readonly color?: Color | undefined
  readonly alt: string
}

export interface ChartSeries {
  readonly name: string
  readonly values: readonly number[]
  readonly color?: Color | undefined
}

export interface Chart extends Placed, Sized {
  readonly type: 'chart'
  readonly kind: 'bar' | 'stackedBar' | 'horizontalBar' | 'line' | 'pie' | 'donut' | 'sparkline'
  readonly labels: readonly string[]
  readonly series: readonly ChartSeries[]
  readonly colors?: readonly Color[] | undefined
  readonly text?: Partial<TextStyle> | undefined
  readonly legend?: boolean | undefined
  readonly gridColor?: Color | undefined
  readonly max?: number | undefined
  readonly min?: number | undefined
  /** Text of axis values and labels. Default: the shortest decimal form. */
  readonly format?: ((value: number) => string) | undefined
  readonly showValues?: boolean | undefined
  readonly alt: string
}
