/**
 * An sRGB output profile, computed from the published primaries (IEC 61966-2-1) as an ICC v4
 * matrix/TRC profile (ICC.1:2010), adapted to D50 by the Bradford transform.
 */

import { ascii, D50, fixed, point, profileOf, type Triple, u32, unicode } from './icc.ts'

type Matrix = readonly [Triple, Triple, Triple]

const BRADFORD: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
]

function xyz(x: number, y: number): Triple {
  return [x / y, 1, (1 - x - y) / y]
}

function apply(m: Matrix, v: Triple): Triple {
  return [
    m[0][0] * v[0] + m[0][1] * v[1] + m[0][2] * v[2],
    m[1][0] * v[0] + m[1][1] * v[1] + m[1][2] * v[2],
    m[2][0] * v[0] + m[2][1] * v[1] + m[2][2] * v[2],
  ]
}

function inverse(m: Matrix): Matrix {
  const [[a, b, c], [d, e, f], [g, h, i]] = m
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  return [
    [(e * i - f * h) / det, (c * h - b * i) / det, (b * f - c * e) / det],
    [(f * g - d * i) / det, (a * i - c * g) / det, (c * d - a * f) / det],
    [(d * h - e * g) / det, (b * g - a * h) / det, (a * e - b * d) / det],
  ]
}

function multiply(a: Matrix, b: Matrix): Matrix {
  const column = (j: 0 | 1 | 2): Triple => apply(a, [b[0][j], b[1][j], b[2][j]])
  const [x, y, z] = [column(0), column(1), column(2)]
  return [
    [x[0], y[0], z[0]],
    [x[1], y[1], z[1]],
    [x[2], y[2], z[2]],
  ]
}

/** XYZ of the colorants and the chromatic adaptation, at D50. */
function colorants(): { adaptation: Matrix; red: Triple; green: Triple; blue: Triple } {
  const white = xyz(0.3127, 0.329)
  const r = xyz(0.64, 0.33)
  const g = xyz(0.3, 0.6)
  const b = xyz(0.15, 0.06)
  const scale = apply(
    inverse([
      [r[0], g[0], b[0]],
      [1, 1, 1],
      [r[2], g[2], b[2]],
    ]),
    white,
  )
  const from = apply(BRADFORD, white)
  const to = apply(BRADFORD, D50)
  const ratio: Matrix = [
    [to[0] / from[0], 0, 0],
    [0, to[1] / from[1], 0],
    [0, 0, to[2] / from[2]],
  ]
  const adaptation = multiply(inverse(BRADFORD), multiply(ratio, BRADFORD))
  const at = (v: Triple, k: number): Triple => apply(adaptation, [v[0] * k, v[1] * k, v[2] * k])
  return { adaptation, red: at(r, scale[0]), green: at(g, scale[1]), blue: at(b, scale[2]) }
}

/** The bytes of the profile: a few hundred. */
export function srgbProfile(): Uint8Array {
  const c = colorants()
  const curve = [
    ...ascii('para'),
    ...u32(0),
    0,
    3,
    0,
    0,
    ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].flatMap(fixed),
  ]
  return profileOf('mntrRGB XYZ ', [
    [['desc'], unicode('sRGB')],
    [['cprt'], unicode('No copyright, use freely')],
    [['wtpt'], point(D50)],
    [['chad'], [...ascii('sf32'), ...u32(0), ...c.adaptation.flat().flatMap(fixed)]],
    [['rXYZ'], point(c.red)],
    [['gXYZ'], point(c.green)],
    [['bXYZ'], point(c.blue)],
    [['rTRC', 'gTRC', 'bTRC'], curve],
  ])
}
