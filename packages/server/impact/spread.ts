import { PNG } from 'pngjs'
import { differByPixels } from '@misiva/compose'
import type { Box } from '@misiva/compose'
import type { Bitmap } from './page-reader.ts'

type Color = readonly [red: number, green: number, blue: number]

const desk: Color = [226, 230, 236]
const edge: Color = [196, 203, 212]
/** What goes and what comes: told apart by lightness too, not by hue alone. */
const gone: Color = [196, 43, 28]
const come: Color = [11, 110, 79]
const empty: Color = [238, 241, 245]
/** Pixels around and between the two pages. */
const gap = 24
const stroke = 3

/**
 * Before and after side by side on a desk, what differs boxed and tinted: red where it was, green
 * where it is. A page that only one of them has stands beside an empty place.
 */
export function spreadOf(before: Bitmap | undefined, after: Bitmap | undefined): Uint8Array {
  const found = before && after ? differByPixels(before, after) : wholePages(before, after)
  const size = {
    width: Math.max(before?.width ?? 0, after?.width ?? 0),
    height: Math.max(before?.height ?? 0, after?.height ?? 0),
  }
  const canvas = new Canvas(size.width * 2 + gap * 3, size.height + gap * 2)
  canvas.place(before, gap, gap, size, found.before, gone)
  canvas.place(after, size.width + gap * 2, gap, size, found.after, come)
  return canvas.png()
}

function wholePages(before: Bitmap | undefined, after: Bitmap | undefined) {
  const whole = (page: Bitmap | undefined): Box[] =>
    page ? [{ x: 0, y: 0, width: page.width, height: page.height }] : []
  return { before: whole(before), after: whole(after) }
}

interface Size {
  readonly width: number
  readonly height: number
}

class Canvas {
  readonly #width: number
  readonly #height: number
  readonly #data: Uint8Array

  constructor(width: number, height: number) {
    this.#width = width
    this.#height = height
    this.#data = new Uint8Array(width * height * 4)
    this.#fill({ x: 0, y: 0, width, height }, desk)
  }

  place(
    page: Bitmap | undefined,
    x: number,
    y: number,
    size: Size,
    boxes: readonly Box[],
    color: Color,
  ): void {
    this.#frame({ x: x - 1, y: y - 1, width: size.width + 2, height: size.height + 2 }, edge, 1)
    if (!page) return this.#fill({ x, y, ...size }, empty)
    for (let row = 0; row < page.height; row++)
      this.#data.set(
        page.data.subarray(row * page.width * 4, (row + 1) * page.width * 4),
        ((y + row) * this.#width + x) * 4,
      )
    for (const box of boxes) {
      const here = { ...box, x: box.x + x, y: box.y + y }
      this.#tint(here, color)
      this.#frame(here, color, stroke)
    }
  }

  #fill(box: Box, [red, green, blue]: Color): void {
    for (let y = box.y; y < box.y + box.height; y++)
      for (let x = box.x; x < box.x + box.width; x++) {
        const i = (y * this.#width + x) * 4
        this.#data[i] = red
        this.#data[i + 1] = green
        this.#data[i + 2] = blue
        this.#data[i + 3] = 255
      }
  }

  /** As a highlighter does: dark ink stays as it is, white takes an eighth of the colour. */
  #tint(box: Box, color: Color): void {
    for (let y = box.y; y < box.y + box.height; y++)
      for (let x = box.x; x < box.x + box.width; x++) {
        const i = (y * this.#width + x) * 4
        for (let c = 0; c < 3; c++)
          this.#data[i + c] = (this.#data[i + c]! * (7 * 255 + color[c]!)) / (8 * 255)
      }
  }

  #frame({ x, y, width, height }: Box, color: Color, thick: number): void {
    const wide = Math.min(thick, height)
    const narrow = Math.min(thick, width)
    this.#fill({ x, y, width, height: wide }, color)
    this.#fill({ x, y: y + height - wide, width, height: wide }, color)
    this.#fill({ x, y, width: narrow, height }, color)
    this.#fill({ x: x + width - narrow, y, width: narrow, height }, color)
  }

  png(): Uint8Array {
    return toPng({ width: this.#width, height: this.#height, data: this.#data })
  }
}

/** Paper is opaque: the alpha goes, and a third of the bytes with it. */
export function toPng({ width, height, data }: Bitmap): Uint8Array {
  const png = new PNG({ width, height, colorType: 2, inputHasAlpha: true, deflateLevel: 6 })
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return PNG.sync.write(png, { colorType: 2, inputHasAlpha: true, deflateLevel: 6 })
}
