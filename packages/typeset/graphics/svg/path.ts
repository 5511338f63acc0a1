/** Outlines: moves, lines, cubic curves. What every shape, letter and clip of a picture becomes. */
import { num } from '../../pdf/number.ts'
import { apply, type Matrix } from '../../pdf/matrix.ts'

export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Beyond all pictures, and within what readers can hold. */
const FAR = 1_000_000

const LENGTH: Readonly<Record<string, number>> = { m: 2, l: 2, c: 6, h: 0 }

export class Path {
  /** `m` move, `l` line, `c` curve, `h` close: the letters of PDF (ISO 32000-1 §8.5.2). */
  readonly steps: string[] = []
  /** Their coordinates, one after the other. */
  readonly points: number[] = []

  move(x: number, y: number): void {
    this.steps.push('m')
    this.points.push(x, y)
  }

  line(x: number, y: number): void {
    this.steps.push('l')
    this.points.push(x, y)
  }

  curve(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.steps.push('c')
    this.points.push(x1, y1, x2, y2, x, y)
  }

  close(): void {
    this.steps.push('h')
  }

  get empty(): boolean {
    return this.steps.length === 0
  }

  through(matrix: Matrix): Path {
    const out = new Path()
    // Not by spreading: a path may have more points than a call may have arguments.
    for (const step of this.steps) out.steps.push(step)
    for (let i = 0; i < this.points.length; i += 2) {
      const [x, y] = apply(matrix, this.points[i] as number, this.points[i + 1] as number)
      out.points.push(x, y)
    }
    return out
  }

  add(other: Path): void {
    for (const step of other.steps) this.steps.push(step)
    for (const point of other.points) this.points.push(point)
  }

  operators(): string {
    const { points } = this
    const parts: string[] = []
    let at = 0
    for (const step of this.steps) {
      const end = at + (LENGTH[step] as number)
      while (at < end) parts.push(num(Math.max(-FAR, Math.min(FAR, points[at++] as number))))
      parts.push(step)
    }
    return parts.length === 0 ? '' : parts.join(' ') + ' '
  }

  /** The box around it, tight also around curves; null for nothing. */
  bounds(): Bounds | null {
    const { points } = this
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
    const reach = (x: number, y: number): void => {
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
    let at = 0
    for (const step of this.steps) {
      if (step === 'c') {
        const p = points.slice(at - 2, at + 6)
        for (const t of turns(p, 0)) reach(bezier(p, 0, t), bezier(p, 1, t))
        for (const t of turns(p, 1)) reach(bezier(p, 0, t), bezier(p, 1, t))
        reach(p[6] as number, p[7] as number)
      } else if (step !== 'h') reach(points[at] as number, points[at + 1] as number)
      at += LENGTH[step] as number
    }
    return left <= right ? { x: left, y: top, width: right - left, height: bottom - top } : null
  }
}

function bezier(p: readonly number[], k: number, t: number): number {
  const u = 1 - t
  const [a, b, c, d] = [p[k], p[k + 2], p[k + 4], p[k + 6]] as [number, number, number, number]
  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
}

/** Where a curve turns back in x (`k` 0) or y (`k` 1). */
function turns(p: readonly number[], k: number): number[] {
  const [p0, p1, p2, p3] = [p[k], p[k + 2], p[k + 4], p[k + 6]] as [number, number, number, number]
  const a = -p0 + 3 * p1 - 3 * p2 + p3
  const b = 2 * (p0 - 2 * p1 + p2)
  const c = p1 - p0
  const roots: number[] = []
  if (Math.abs(a) < 1e-9) {
    if (Math.abs(b) > 1e-9) roots.push(-c / b)
  } else {
    const under = b * b - 4 * a * c
    if (under >= 0) {
      const root = Math.sqrt(under)
      roots.push((-b + root) / (2 * a), (-b - root) / (2 * a))
    }
  }
  return roots.filter((t) => t > 0 && t < 1)
}

export function union(a: Bounds | null, b: Bounds | null): Bounds | null {
  if (a === null || b === null) return a ?? b
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}
