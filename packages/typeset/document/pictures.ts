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

/** What of a picture is shown in its box, and how. */
export interface Showing {
  /** How the picture takes a box of both width and height. `none`: in its natural size, as much of it
   * as there is room for. Default `contain`. */
  readonly fit?: 'contain' | 'cover' | 'stretch' | 'none' | undefined
  /** Part of the picture that is shown, as fractions of its size. */
  readonly crop?:
    | { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
    | undefined
  /** What stays in sight where the box shows less, and where it stands where there is more room: as
   * fractions of what `crop` leaves. Default: the middle. */
  readonly focus?: { readonly x: number; readonly y: number } | undefined
}

/** JPEG, PNG or SVG, by the name under which the bytes were given to `createTypesetter`. */
export interface Image extends Placed, Sized, Showing {
  readonly type: 'image'
  readonly image: string
  readonly alternative: Alternative
  /** Never wider than this. */
  readonly maxWidth?: number | undefined
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
  /** A value that is not finite is a gap in a line, and no bar. */
  readonly kind: 'bar' | 'stackedBar' | 'horizontalBar' | 'line' | 'pie' | 'donut' | 'sparkline'
  readonly labels: readonly string[]
  readonly series: readonly ChartSeries[]
  readonly colors?: readonly Color[] | undefined
  readonly text?: Partial<TextStyle> | undefined
  /** Names of the series: at the ends of lines where they fit there, else above. Default: of more
   * than one. */
  readonly legend?: boolean | undefined
  readonly gridColor?: Color | undefined
  readonly max?: number | undefined
  readonly min?: number | undefined
  /** Text of axis values and labels. Default: as the document's language writes numbers. */
  readonly format?: ((value: number) => string) | undefined
  readonly showValues?: boolean | undefined
  /** What the chart says; its data follows it by itself for those who do not see it. */
  readonly alt: string
}
