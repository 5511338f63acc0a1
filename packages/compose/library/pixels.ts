/**
 * Where two pictures of a page differ. Rows of pixels are matched first, as lines of text are in a
 * comparison of files, so that a line put in marks that line and not all that moved down after it.
 */
import { editScript } from './words.ts'
import type { Step } from './words.ts'

/** RGBA, row by row from the top. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Pixels from the top left corner. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PixelDifference {
  readonly before: readonly Box[]
  readonly after: readonly Box[]
}

/** A channel value may be off by so much and be the same to the eye: smoothing of edges. */
const tolerance = 24
/** Differences this near to each other are shown in one box. */
const nearRows = 10
const nearColumns = 24
/** Space between ink and box. */
const margin = 4

/** Boxes around what differs, in each picture. Equal pictures have none. */
export function differByPixels(before: Pixels, after: Pixels): PixelDifference {
  const old = bandsOf(before)
  const now = bandsOf(after)
  const steps = editScript(old, now, (a, b) => sameBand(before, a, after, b))
  const found = { before: [] as Box[], after: [] as Box[] }
  for (const { removed, added } of changes(steps)) {
    const pairs = Math.max(removed.length, added.length)
    for (let i = 0; i < pairs; i++) {
      const a = removed[i] === undefined ? undefined : old[removed[i]!]
      const b = added[i] === undefined ? undefined : now[added[i]!]
      mark(before, a, after, b, found)
    }
  }
  return { before: merged(found.before, before), after: merged(found.after, after) }
}

/** Rows with ink that no empty row parts: a line of text, a picture, a row of a table. */
interface Band {
  readonly top: number
  readonly height: number
}

function bandsOf(picture: Pixels): Band[] {
  const bands: Band[] = []
  let top = -1
  for (let y = 0; y <= picture.height; y++) {
    const empty = y === picture.height || isEven(picture, y)
    if (!empty && top < 0) top = y
    if (empty && top >= 0) {
      bands.push(...cut(top, y - top))
      top = -1
    }
  }
  return bands
}

/** Tall bands (a picture beside text, a column's rule) are looked at in slices. */
function cut(top: number, height: number): Band[] {
  const most = 96
  const bands: Band[] = []
  for (let done = 0; done < height; done += most)
    bands.push({ top: top + done, height: Math.min(most, height - done) })
  return bands
}

/** A row of one colour says nothing. */
function isEven({ data, width }: Pixels, y: number): boolean {
  const start = y * width * 4
  for (let i = start + 4; i < start + width * 4; i += 4)
    if (
      data[i] !== data[start] ||
      data[i + 1] !== data[start + 1] ||
      data[i + 2] !== data[start + 2]
    )
      return false
  return true
}

function sameBand(before: Pixels, a: Band, after: Pixels, b: Band): boolean {
  if (before.width !== after.width || Math.abs(a.height - b.height) > 1) return false
  for (let y = 0; y < Math.max(a.height, b.height); y++)
    for (let x = 0; x < before.width; x++)
      if (!alike(before, x, a.top + y, after, x, b.top + y)) return false
  return true
}

/**
 * Whether both pixels could be the same drawing set a fraction of a pixel higher or lower: each
 * value lies between those of the other's neighbours above and below.
 */
function alike(a: Pixels, xa: number, ya: number, b: Pixels, xb: number, yb: number): boolean {
  if (samePixel(a, xa, ya, b, xb, yb)) return true
  return within(a, xa, ya, b, xb, yb) && within(b, xb, yb, a, xa, ya)
}

function within(a: Pixels, xa: number, ya: number, b: Pixels, xb: number, yb: number): boolean {
  const i = (clamped(ya, a) * a.width + xa) * 4
  const rows = [yb - 1, yb, yb + 1].map((y) => (clamped(y, b) * b.width + xb) * 4)
  for (let c = 0; c < 3; c++) {
    const values = rows.map((row) => b.data[row + c]!)
    const value = a.data[i + c]!
    if (value < Math.min(...values) - tolerance || value > Math.max(...values) + tolerance)
      return false
  }
  return true
}

function clamped(y: number, { height }: Pixels): number {
  return Math.min(Math.max(y, 0), height - 1)
}

function samePixel(a: Pixels, xa: number, ya: number, b: Pixels, xb: number, yb: number): boolean {
  const i = (clamped(ya, a) * a.width + xa) * 4
  const j = (clamped(yb, b) * b.width + xb) * 4
  return (
    Math.abs(a.data[i]! - b.data[j]!) <= tolerance &&
    Math.abs(a.data[i + 1]! - b.data[j + 1]!) <= tolerance &&
    Math.abs(a.data[i + 2]! - b.data[j + 2]!) <= tolerance
  )
}

/** Runs of steps between what is the same. */
function changes(steps: readonly Step[]): { removed: number[]; added: number[] }[] {
  const found: { removed: number[]; added: number[] }[] = []
  let open: { removed: number[]; added: number[] } | undefined
  for (const { kind, before, after } of steps) {
    if (kind === 'same') {
      open = undefined
      continue
    }
    if (!open) found.push((open = { removed: [], added: [] }))
    if (kind === 'removed') open.removed.push(before)
    else open.added.push(after)
  }
  return found
}

function mark(
  before: Pixels,
  a: Band | undefined,
  after: Pixels,
  b: Band | undefined,
  found: { readonly before: Box[]; readonly after: Box[] },
): void {
  const paired = a !== undefined && b !== undefined && Math.abs(a.height - b.height) <= 1
  const columns = (picture: Pixels, band: Band, other?: Pixels, its?: Band) => {
    const ink: boolean[] = []
    for (let x = 0; x < picture.width; x++)
      ink.push(
        its && other
          ? x >= other.width || columnDiffers(picture, band, other, its, x)
          : hasInk(picture, band, x),
      )
    return runsOf(ink)
  }
  const boxes = (band: Band, list: readonly [number, number][]) =>
    list.map(([x, end]) => ({ x, y: band.top, width: end - x, height: band.height }))
  if (a) found.before.push(...boxes(a, paired ? columns(before, a, after, b) : columns(before, a)))
  if (b) found.after.push(...boxes(b, paired ? columns(after, b, before, a) : columns(after, b)))
}

function columnDiffers(a: Pixels, band: Band, b: Pixels, its: Band, x: number): boolean {
  const rows = Math.min(band.height, its.height)
  for (let y = 0; y < rows; y++) if (!samePixel(a, x, band.top + y, b, x, its.top + y)) return true
  return false
}

/** Whether anything of the band stands in this column: other than the band's own first pixel. */
function hasInk(a: Pixels, band: Band, x: number): boolean {
  for (let y = 0; y < band.height; y++)
    if (!samePixel(a, x, band.top + y, a, 0, band.top)) return true
  return false
}

/** From and to of what is set, gaps of less than `nearColumns` closed. */
function runsOf(set: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = []
  for (const [x, on] of set.entries()) {
    if (!on) continue
    const last = runs.at(-1)
    if (last && x - last[1] <= nearColumns) last[1] = x + 1
    else runs.push([x, x + 1])
  }
  return runs
}

/** Boxes that nearly touch become one, with some space around it, within the picture. */
function merged(boxes: readonly Box[], { width, height }: Pixels): Box[] {
  let list = [...boxes]
  for (let again = true; again;) {
    again = false
    const next: Box[] = []
    for (const box of list) {
      const at = next.findIndex((other) => touches(box, other))
      if (at < 0) next.push(box)
      else {
        next[at] = union(box, next[at]!)
        again = true
      }
    }
    list = next
  }
  return list.map((box) => {
    const x = Math.max(0, box.x - margin)
    const y = Math.max(0, box.y - margin)
    return {
      x,
      y,
      width: Math.min(width, box.x + box.width + margin) - x,
      height: Math.min(height, box.y + box.height + margin) - y,
    }
  })
}

function touches(a: Box, b: Box): boolean {
  return (
    a.x <= b.x + b.width + nearColumns &&
    b.x <= a.x + a.width + nearColumns &&
    a.y <= b.y + b.height + nearRows &&
    b.y <= a.y + a.height + nearRows
  )
}

function union(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}
