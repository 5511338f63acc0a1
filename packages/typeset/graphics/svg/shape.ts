/** Basic shapes (SVG 2 §10) as outlines. */
import type { Declared, Look } from './look.ts'
import { diagonal, lengthOf } from './look.ts'
import { Path } from './path.ts'
import { pathOf } from './pathdata.ts'

/** The outline in the element's own units; null for what is no shape. */
export function shapeOf(name: string, by: Declared, look: Look): Path | null {
  const { viewport } = look
  const length = (key: string, whole: number): number | undefined =>
    lengthOf(by.get(key), whole, look.size)
  const x = (key: string): number => length(key, viewport.width) ?? 0
  const y = (key: string): number => length(key, viewport.height) ?? 0
  if (name === 'path') return pathOf(dataOf(by.get('d') ?? ''))
  if (name === 'rect') {
    const rx = length('rx', viewport.width)
    const ry = length('ry', viewport.height)
    return rect(x('x'), y('y'), x('width'), y('height'), rx ?? ry ?? 0, ry ?? rx ?? 0)
  }
  if (name === 'circle') {
    const r = length('r', diagonal(viewport)) ?? 0
    return ellipse(x('cx'), y('cy'), r, r)
  }
  if (name === 'ellipse') {
    const rx = length('rx', viewport.width)
    const ry = length('ry', viewport.height)
    return ellipse(x('cx'), y('cy'), rx ?? ry ?? 0, ry ?? rx ?? 0)
  }
  if (name === 'line') {
    const path = new Path()
    path.move(x('x1'), y('y1'))
    path.line(x('x2'), y('y2'))
    return path
  }
  if (name === 'polyline' || name === 'polygon') {
    const path = polyline(by.get('points') ?? '')
    if (name === 'polygon' && !path.empty) path.close()
    return path
  }
  return null
}

/** `d` may also be written as `path("…")`. */
function dataOf(text: string): string {
  return text.startsWith('path(')
    ? text.replace(/^path\(\s*["']/, '').replace(/["'] *\)$/, '')
    : text
}

function polyline(text: string): Path {
  const path = new Path()
  const points = text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [Number(points[i]), Number(points[i + 1])]
    if (i === 0) path.move(x, y)
    else path.line(x, y)
  }
  return path
}

/** How far a curve's handle reaches for a quarter of a circle. */
const KAPPA = (4 / 3) * (Math.SQRT2 - 1)

export function rect(x: number, y: number, w: number, h: number, rx = 0, ry = rx): Path {
  const path = new Path()
  if (!(w > 0) || !(h > 0)) return path
  const a = Math.min(Math.max(0, rx), w / 2)
  const b = Math.min(Math.max(0, ry), h / 2)
  if (a === 0 || b === 0) {
    path.move(x, y)
    path.line(x + w, y)
    path.line(x + w, y + h)
    path.line(x, y + h)
    path.close()
    return path
  }
  const [ka, kb] = [a * (1 - KAPPA), b * (1 - KAPPA)]
  path.move(x + a, y)
  path.line(x + w - a, y)
  path.curve(x + w - ka, y, x + w, y + kb, x + w, y + b)
  path.line(x + w, y + h - b)
  path.curve(x + w, y + h - kb, x + w - ka, y + h, x + w - a, y + h)
  path.line(x + a, y + h)
  path.curve(x + ka, y + h, x, y + h - kb, x, y + h - b)
  path.line(x, y + b)
  path.curve(x, y + kb, x + ka, y, x + a, y)
  path.close()
  return path
}

function ellipse(cx: number, cy: number, rx: number, ry: number): Path {
  const path = new Path()
  if (!(rx > 0) || !(ry > 0)) return path
  const [kx, ky] = [rx * KAPPA, ry * KAPPA]
  path.move(cx + rx, cy)
  path.curve(cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)
  path.curve(cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)
  path.curve(cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)
  path.curve(cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)
  path.close()
  return path
}
