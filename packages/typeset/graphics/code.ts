/** A code as it is asked for, and as it is drawn. */
export interface BarcodePicture {
  /** Natural size: one module is one point. */
  readonly width: number
  readonly height: number
  /** Content operators in that space, y upwards. */
  readonly content: string
  /** Rectangles that belong to it, as `writeRuns` takes them. */
  readonly runs?: Uint8Array
}

export interface BarcodeSource {
  readonly symbology: string
  readonly text: string
  readonly options?: Readonly<Record<string, string | number | boolean>> | undefined
}
