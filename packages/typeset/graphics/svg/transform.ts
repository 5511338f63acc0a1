/** The `transform` of an element (CSS Transforms 1 §8) as a map. */
import { IDENTITY, type Matrix, times } from '../../pdf/matrix.ts'

const DEGREE = Math.PI / 180

function single(kind: string, n: readonly number[]): Matrix | null {
  const [a = 0, b = 0, c = 0] = n
  if (kind === 'matrix') return n.length === 6 ? (n as unknown as Matrix) : null
  if (kind === 'translate') return [1, 0, 0, 1, a, b]
  if (kind === 'translateX') return [1, 0, 0, 1, a, 0]
  if (kind === 'translateY') return [1, 0, 0, 1, 0, a]
  if (kind === 'scale') return [a, 0, 0, n.length > 1 ? b : a, 0, 0]
  if (kind === 'scaleX') return [a, 0, 0, 1, 0, 0]
  if (kind === 'scaleY') return [1, 0, 0, a, 0, 0]
  if (kind === 'skewX') return [1, 0, Math.tan(a * DEGREE), 1, 0, 0]
  if (kind === 'skewY') return [1, Math.tan(a * DEGREE), 0, 1, 0, 0]
  if (kind !== 'rotate') return null
  const [cos, sin] = [Math.cos(a * DEGREE), Math.sin(a * DEGREE)]
  return [cos, sin, -sin, cos, b - cos * b + sin * c, c - sin * b - cos * c]
}

/** A `transform` attribute or property; what is wrong in it ends it, as browsers have it. */
export function transformOf(text: string | undefined): Matrix {
  let matrix = IDENTITY
  if (text === undefined || text === '' || text === 'none') return matrix
  for (const m of text.slice(0, 10_000).matchAll(/(\w{1,20})\s{0,20}\(([^)]{0,300})\)/g)) {
    const n = (m[2] as string)
      .trim()
      .split(/[\s,]+/)
      .map((v) => angleOrLength(v))
    const one = n.every(Number.isFinite) ? single(m[1] as string, n) : null
    if (one === null) break
    matrix = times(matrix, one)
  }
  return matrix
}

function angleOrLength(text: string): number {
  const value = parseFloat(text)
  if (text.endsWith('rad')) return (text.endsWith('grad') ? 0.9 : 1 / DEGREE) * value
  return text.endsWith('turn') ? value * 360 : value
}
