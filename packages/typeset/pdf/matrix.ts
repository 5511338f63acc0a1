/** Affine maps (ISO 32000-1 §8.3.3): x' = ax + cy + e, y' = bx + dy + f. */

export type Matrix = readonly [number, number, number, number, number, number]

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** First `n`, then `m`. */
export function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ]
}

export function apply(m: Matrix, x: number, y: number): [number, number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]
}

export function determinant(m: Matrix): number {
  return m[0] * m[3] - m[1] * m[2]
}

export function inverse(m: Matrix): Matrix | null {
  const [a, b, c, d, e, f] = m
  const det = determinant(m)
  if (!(Math.abs(det) > 1e-12)) return null
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det]
}

/** How much it enlarges, where it enlarges the same in all directions; else null. */
export function similarity(m: Matrix): number | null {
  const [a, b, c, d] = m
  const scale = Math.sqrt(Math.abs(determinant(m)))
  const slack = 1e-4 * (Math.abs(a) + Math.abs(b) + Math.abs(c) + Math.abs(d))
  const turn = Math.abs(a - d) <= slack && Math.abs(b + c) <= slack
  const flip = Math.abs(a + d) <= slack && Math.abs(b - c) <= slack
  return scale > 0 && (turn || flip) ? scale : null
}
