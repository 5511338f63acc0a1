/** Windows that elements open: `viewBox` and `preserveAspectRatio` (SVG 2 §8). */
import { type Declared, lengthOf, type Look, type Viewport } from './look.ts'
import { type Matrix, times } from '../../pdf/matrix.ts'
import type { Path } from './path.ts'
import { rect } from './shape.ts'

export interface Window {
  readonly x: number
  readonly y: number
  readonly matrix: Matrix
  readonly viewport: Viewport
  /** What the window shows of its content; null where all of it. */
  readonly clip: Path | null
}

/** Width and height as they are written, where they are. */
export type Sizes = readonly [string | undefined, string | undefined]

/** The four numbers of a `viewBox`. */
export function viewBoxOf(
  text: string | undefined,
): readonly [number, number, number, number] | null {
  const n = (text ?? '')
    .trim()
    .slice(0, 200)
    .split(/[\s,]+/)
    .map(Number)
  if (n.length !== 4 || !n.every(Number.isFinite)) return null
  const [x, y, width, height] = n as [number, number, number, number]
  return width > 0 && height > 0 ? [x, y, width, height] : null
}

/** Maps what is `box` to a box at 0, 0 of the given size. */
export function fit(
  box: readonly [number, number, number, number],
  width: number,
  height: number,
  ratio: string | undefined,
): Matrix {
  const [x, y, w, h] = box
  const [align = 'xMidYMid', how = 'meet'] = (ratio ?? '').replace('defer', '').trim().split(/\s+/)
  if (align === 'none') return [width / w, 0, 0, height / h, (-x * width) / w, (-y * height) / h]
  const scale = how === 'slice' ? Math.max(width / w, height / h) : Math.min(width / w, height / h)
  const share = (min: string, max: string): number =>
    align.includes(min) ? 0 : align.includes(max) ? 1 : 0.5
  const dx = (width - w * scale) * share('xMin', 'xMax')
  const dy = (height - h * scale) * share('YMin', 'YMax')
  return [scale, 0, 0, scale, dx - x * scale, dy - y * scale]
}

/** `size`: what a use says of the size, before what the element itself says. */
export function viewportOf(
  by: Declared,
  look: Look,
  size: Sizes = [undefined, undefined],
): Window | null {
  const { viewport } = look
  const x =
    size[0] === undefined || size[0] === '100%'
      ? lengthOf(by.get('x'), viewport.width, look.size)
      : 0
  const y =
    size[0] === undefined || size[0] === '100%'
      ? lengthOf(by.get('y'), viewport.height, look.size)
      : 0
  const width = lengthOf(size[0] ?? by.get('width') ?? '100%', viewport.width, look.size) ?? 0
  const height = lengthOf(size[1] ?? by.get('height') ?? '100%', viewport.height, look.size) ?? 0
  if (!(width > 0) || !(height > 0)) return null
  const box = viewBoxOf(by.get('viewBox'))
  const shift: Matrix = [1, 0, 0, 1, x ?? 0, y ?? 0]
  const overflow = by.get('overflow')
  return {
    x: x ?? 0,
    y: y ?? 0,
    matrix:
      box === null ? shift : times(shift, fit(box, width, height, by.get('preserveAspectRatio'))),
    viewport: box === null ? { width, height } : { width: box[2], height: box[3] },
    clip:
      overflow === 'visible' || overflow === 'auto' ? null : rect(x ?? 0, y ?? 0, width, height),
  }
}
