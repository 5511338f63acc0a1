/**
 * Texts that say nearly the same: candidates for one block. Each text is a set of runs of five
 * characters; MinHash (Broder 1997) with bands finds pairs that may be alike without comparing all
 * with all, and those are then compared exactly.
 */
import type { Content, Language, Place, Release } from '@misiva/model'
import { walk } from './walk.ts'
import { differByWords } from './words.ts'
import type { WordDifference } from './words.ts'

export interface TextUnit {
  /** `block/payment-terms`, `alternative/invoice/email`. */
  readonly object: string
  readonly place: Place
  readonly language: Language
  readonly tone: string
  readonly text: string
}

export interface NearDuplicate {
  readonly a: TextUnit
  readonly b: TextUnit
  /** Share of what they have in common in what they have together (Jaccard), 0 … 1. */
  readonly similarity: number
  /** From a to b. */
  readonly differences: readonly WordDifference[]
}

export interface DuplicateOptions {
  /** Least similarity told; 0.7 unless given. Below 0.5 pairs may be missed. */
  readonly least?: number
  /** Texts shorter than this say little; 40 characters unless given. */
  readonly shortest?: number
}

/** 96 minima in 24 bands of 4: a pair alike by 0.7 is found with 99.8 %, by 0.5 with 79 %. */
const bands = 24
const rows = 4

/** Pairs of paragraphs in one language that are nearly the same, the most alike first. */
export function nearDuplicates(release: Release, options: DuplicateOptions = {}): NearDuplicate[] {
  const { least = 0.7, shortest = 40 } = options
  const units = [...textUnits(release)].filter(({ text }) => normal(text).length >= shortest)
  const sets = units.map(({ text }) => shingles(text))
  const found: NearDuplicate[] = []
  for (const [i, j] of candidates(units, sets)) {
    const similarity = jaccard(sets[i]!, sets[j]!)
    if (similarity < least) continue
    const [a, b] = [units[i]!, units[j]!]
    found.push({ a, b, similarity, differences: differByWords(a.text, b.text) })
  }
  return found.toSorted(
    (x, y) =>
      y.similarity - x.similarity || order(x.a.object, y.a.object) || order(x.b.object, y.b.object),
  )
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Every paragraph, heading, cell and label, with where it stands. */
export function* textUnits(release: Release): Generator<TextUnit> {
  for (const { name, variants } of release.blocks)
    for (const variant of variants) yield* unitsOf(`block/${name}`, variant)
  for (const template of release.templates)
    for (const alternative of template.alternatives) {
      const variants = alternative.kind === 'active' ? alternative.variants : alternative.cover
      for (const variant of variants)
        yield* unitsOf(`alternative/${template.name}/${alternative.name}`, variant)
    }
}

function unitsOf(
  object: string,
  variant: {
    readonly language: Language
    readonly tone: string
    readonly file: string
    readonly content: Content
  },
): TextUnit[] {
  const { language, tone, file } = variant
  const units: TextUnit[] = []
  walk(variant.content, {
    text: (text, place = { file, line: 1, column: 1 }) =>
      units.push({ object, place, language, tone, text }),
  })
  return units
}

/** A field is a field, whichever it is: two texts that differ by it alone are the same text. */
function normal(text: string): string {
  return text
    .replaceAll(/\{\{.*?\}\}/gs, '\u25a1')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\u25a1]+/gu, ' ')
    .trim()
}

/** Hashes of all runs of five characters. */
export function shingles(text: string): ReadonlySet<number> {
  const plain = ` ${normal(text)} `
  const set = new Set<number>()
  for (let i = 0; i + 5 <= plain.length; i++) {
    let hash = 0x811c9dc5
    for (let k = i; k < i + 5; k++) hash = Math.imul(hash ^ plain.charCodeAt(k), 0x01000193)
    set.add(hash >>> 0)
  }
  return set
}

export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  if (a.size === 0 && b.size === 0) return 1
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let common = 0
  for (const hash of small) if (large.has(hash)) common++
  return common / (a.size + b.size - common)
}

/** Pairs of one language that agree in a whole band. Two variants of one object are no duplicates. */
function* candidates(
  units: readonly TextUnit[],
  sets: readonly ReadonlySet<number>[],
): Generator<readonly [number, number]> {
  const buckets = new Map<string, number[]>()
  const told = new Set<number>()
  for (const [i, unit] of units.entries()) {
    for (const key of keys(sets[i]!, unit.language)) {
      const bucket = buckets.get(key)
      if (!bucket) {
        buckets.set(key, [i])
        continue
      }
      for (const j of bucket) {
        const pair = j * units.length + i
        if (units[j]!.object === unit.object || told.has(pair)) continue
        told.add(pair)
        yield [j, i]
      }
      bucket.push(i)
    }
  }
}

function* keys(set: ReadonlySet<number>, language: Language): Generator<string> {
  const minima = new Uint32Array(bands * rows).fill(0xffffffff)
  for (const hash of set)
    for (let n = 0; n < minima.length; n++) {
      const mixed = mix(hash ^ seeds[n]!)
      if (mixed < minima[n]!) minima[n] = mixed
    }
  for (let band = 0; band < bands; band++)
    yield `${language} ${band} ${minima.subarray(band * rows, (band + 1) * rows).join()}`
}

/** The finaliser of MurmurHash3: every bit of the result depends on every bit of the number. */
function mix(n: number): number {
  let h = n
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const seeds = Uint32Array.from({ length: bands * rows }, (_, n) => mix((n + 1) * 0x9e3779b1))
