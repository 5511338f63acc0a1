/**
 * What inks look like, for pictures in CMYK that do not say it themselves: the primaries of coated
 * offset paper (ISO 12647-2, paper type 1) mixed by Neugebauer's equations with a dot gain of 14 %
 * (black 16 %), white and black as white and as dark as paper allows, as an ICC profile.
 */
import { ascii, D50, point, profileOf, type Triple, u32, unicode } from './icc.ts'

/** CIELAB of paper and of full inks over each other, without black: bit 0 cyan, 1 magenta, 2 yellow. */
const SOLIDS: readonly Triple[] = [
  [95, 0, -2],
  [55, -37, -50],
  [48, 74, -3],
  [24, 22, -46],
  [89, -5, 93],
  [50, -65, 27],
  [47, 68, 48],
  [23, 0, 0],
]
const BLACK: Triple = [16, 0, 0]
/** Of what lies under black ink, this much is still seen. */
const THROUGH = 0.75
const GAIN = [0.14, 0.14, 0.14, 0.16]
/** Points of the grid along each ink. */
const GRID = 9

function toXyz([l, a, b]: Triple): Triple {
  const y = (l + 16) / 116
  const f = (t: number): number => (t > 6 / 29 ? t ** 3 : 3 * (6 / 29) ** 2 * (t - 4 / 29))
  return [D50[0] * f(y + a / 500), D50[1] * f(y), D50[2] * f(y - b / 200)]
}

function toLab(v: Triple): Triple {
  const f = (t: number): number =>
    t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29
  const [x, y, z] = [f(v[0] / D50[0]), f(v[1] / D50[1]), f(v[2] / D50[2])]
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** The sixteen overprints, paper as white and all inks as black: bit 3 is black ink. */
function primaries(): readonly Triple[] {
  const paper = toXyz(SOLIDS[0] as Triple)
  const under = SOLIDS.map(toXyz)
  const black = toXyz(BLACK)
  const over = under.map((v) =>
    black.map((k, i) => k * (1 - THROUGH + (THROUGH * (v[i] as number)) / (paper[i] as number))),
  )
  const darkest = over[7] as number[]
  return [...under, ...over].map(
    (v) =>
      v.map((value, i) => {
        const dark = darkest[i] as number
        return (((value as number) - dark) / ((paper[i] as number) - dark)) * (D50[i] as number)
      }) as unknown as Triple,
  )
}

function mix(inks: readonly number[], solids: readonly Triple[]): Triple {
  const sum = [0, 0, 0]
  for (let k = 0; k < 16; k++) {
    let share = 1
    for (let i = 0; i < 4; i++)
      share *= k & (1 << i) ? (inks[i] as number) : 1 - (inks[i] as number)
    const solid = solids[k] as Triple
    for (let i = 0; i < 3; i++) sum[i] = (sum[i] as number) + share * (solid[i] as number)
  }
  return sum as unknown as Triple
}

function byte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)))
}

/** A table of type `mft1` (ICC.1:2010 §10.9) from ink to CIELAB. */
function table(): number[] {
  const one = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x10000]
  const out = [...ascii('mft1'), ...u32(0), 4, 3, GRID, 0, ...one.flatMap(u32)]
  for (const gain of GAIN)
    for (let i = 0; i < 256; i++) {
      const a = i / 255
      out.push(byte((a + 4 * gain * a * (1 - a)) * 255))
    }
  const solids = primaries()
  const step = (n: number, k: number): number => (Math.floor(n / GRID ** k) % GRID) / (GRID - 1)
  for (let n = 0; n < GRID ** 4; n++) {
    const [l, a, b] = toLab(mix([step(n, 3), step(n, 2), step(n, 1), step(n, 0)], solids))
    out.push(byte(l * 2.55), byte(a + 128), byte(b + 128))
  }
  for (let k = 0; k < 3; k++) for (let i = 0; i < 256; i++) out.push(i)
  return out
}

/** The bytes of the profile: 22 kB, 9 compressed. */
export function cmykProfile(): Uint8Array {
  return profileOf('scnrCMYKLab ', [
    [['desc'], unicode('Coated offset')],
    [['cprt'], unicode('No copyright, use freely')],
    [['wtpt'], point(D50)],
    [['A2B0'], table()],
  ])
}
