/** Where envelopes have their windows, and where letters are folded and punched for them. */

/** Millimetres from the left and the upper edge of the paper. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface EnvelopeWindow {
  readonly name: string
  /** What can be seen of the letter, wherever it lies in the envelope, or what the post asks for. */
  readonly window: Area
  /** Where the address is put: within the window. */
  readonly address: Area
  /** Millimetres from the upper edge. */
  readonly folds: readonly number[]
  readonly punch?: number
}

/**
 * DIN 5008:2020 form A and B: address field of 85 × 45 mm at 27 or 45 mm, its text 5 mm further in.
 * US number 10: 4½ × 1⅛ in, ⅞ in from the left and ½ in from the bottom of the envelope, the letter
 * folded in three. UK DL (110 × 220 mm): 90 × 35 mm, 20 mm from the left and 18 mm from the bottom.
 * Switzerland: the zone the post reads in a C5/6 or C5 envelope, window left or right.
 */
export const windows: readonly EnvelopeWindow[] = [
  {
    name: 'dinA',
    window: { x: 20, y: 27, width: 85, height: 45 },
    address: { x: 25, y: 27, width: 80, height: 45 },
    folds: [87, 192],
    punch: 148.5,
  },
  {
    name: 'dinB',
    window: { x: 20, y: 45, width: 85, height: 45 },
    address: { x: 25, y: 45, width: 80, height: 45 },
    folds: [105, 210],
    punch: 148.5,
  },
  {
    name: 'us10',
    window: { x: 22.2, y: 51.9, width: 114.3, height: 28.6 },
    address: { x: 25.4, y: 53, width: 88.9, height: 25.4 },
    folds: [93.1, 186.3],
  },
  {
    name: 'ukDl',
    window: { x: 20, y: 46, width: 90, height: 35 },
    address: { x: 25, y: 47, width: 80, height: 33 },
    folds: [99, 198],
  },
  {
    name: 'chLeft',
    window: { x: 22, y: 60, width: 85.5, height: 25.5 },
    address: { x: 22, y: 60, width: 85.5, height: 25.5 },
    folds: [105, 210],
    punch: 148.5,
  },
  {
    name: 'chRight',
    window: { x: 118, y: 60, width: 85.5, height: 25.5 },
    address: { x: 118, y: 60, width: 80, height: 25.5 },
    folds: [105, 210],
    punch: 148.5,
  },
]

/** How far, in millimetres, an area reaches out of another; 0 within. */
export function reach(inner: Area, outer: Area): number {
  return Math.max(
    0,
    outer.x - inner.x,
    outer.y - inner.y,
    inner.x + inner.width - outer.x - outer.width,
    inner.y + inner.height - outer.y - outer.height,
  )
}

/** The window an address stands in, where it stands in one. */
export function windowOf(address: Area): EnvelopeWindow | undefined {
  return windows
    .map((it) => ({ it, out: reach(address, it.window) }))
    .filter(({ out }) => out < 0.5)
    .toSorted((a, b) => area(a.it.window) - area(b.it.window))[0]?.it
}

const area = ({ width, height }: Area) => width * height
