import { diffArrays } from 'diff'

/** A stretch of a file that two people left alone, or that one or both of them wrote differently. */
export interface Part {
  readonly kind: 'same' | 'mine' | 'theirs' | 'both'
  /** Null: nothing stood here, or it was taken away. */
  readonly ground: string | null
  readonly mine: string | null
  readonly theirs: string | null
}

export type Choice = 'mine' | 'theirs' | 'both'

/** What is merged as one piece: of Markdown a paragraph, of everything else a line. */
export type Unit = 'paragraph' | 'line'

export const unitOf = (path: string): Unit => (path.endsWith('.md') ? 'paragraph' : 'line')

/**
 * Two versions of a text beside the one both began with, cut where all three agree (as diff3 does it,
 * Khanna, Kunal and Pierce 2007). What only one of them changed says so and needs nobody's decision.
 */
export function partsOf(ground: string, mine: string, theirs: string, unit: Unit): Part[] {
  const cut = (text: string) => piecesOf(text, unit)
  const [a, m, t] = [cut(ground), cut(mine), cut(theirs)]
  const inMine = matches(a, m)
  const inTheirs = matches(a, t)
  const parts: Part[] = []
  const enter = (from: readonly number[], to: readonly number[]) => {
    const [ground, mine, theirs] = [a, m, t].map((pieces, i) => {
      const own = pieces.slice(from[i], to[i])
      return own.length === 0 ? null : joined(own, unit)
    }) as [string | null, string | null, string | null]
    if (ground === null && mine === null && theirs === null) return
    const kind = kindOf(ground, mine, theirs)
    const last = parts.at(-1)
    if (last?.kind === 'same' && kind === 'same')
      parts[parts.length - 1] = {
        kind,
        ground: together([last.ground, ground], unit),
        mine: together([last.mine, mine], unit),
        theirs: together([last.theirs, theirs], unit),
      }
    else parts.push({ kind, ground, mine, theirs })
  }
  let at = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [inMine.get(i), inTheirs.get(i)]
    if (x === undefined || y === undefined) continue
    enter(at, [i, x, y])
    enter([i, x, y], [i + 1, x + 1, y + 1])
    at = [i + 1, x + 1, y + 1]
  }
  enter(at, [a.length, m.length, t.length])
  return parts
}

/** The text that stands when each part is as chosen; undefined while one of them awaits a choice. */
export function mergedOf(
  parts: readonly Part[],
  choices: ReadonlyMap<number, Choice>,
  unit: Unit,
): string | undefined {
  const pieces: (string | null)[] = []
  for (const [at, part] of parts.entries()) {
    const choice = choices.get(at) ?? usual(part)
    if (choice === undefined) return undefined
    if (choice !== 'mine') pieces.push(part.theirs)
    if (choice !== 'theirs') pieces.push(part.mine)
  }
  const text = together(pieces, unit)
  return text === null ? '' : `${text}\n`
}

/** What needs no decision: the version of whoever changed it. */
export function usual({ kind }: Part): Choice | undefined {
  if (kind === 'both') return undefined
  return kind === 'mine' ? 'mine' : 'theirs'
}

function kindOf(ground: string | null, mine: string | null, theirs: string | null): Part['kind'] {
  if (mine === theirs) return 'same'
  if (theirs === ground) return 'mine'
  return mine === ground ? 'theirs' : 'both'
}

/** Which piece of the ground is which of the other, in order: the same, or what became of it. */
function matches(ground: readonly string[], other: readonly string[]): Map<number, number> {
  const found = new Map<number, number>()
  let [i, j] = [0, 0]
  let gone = 0
  for (const { added, removed, count } of diffArrays([...ground], [...other])) {
    const n = count ?? 0
    if (removed) {
      gone = n
      i += n
      continue
    }
    if (added) {
      for (const [a, b] of inPlace(ground.slice(i - gone, i), other.slice(j, j + n)))
        found.set(i - gone + a, j + b)
      j += n
    } else for (let k = 0; k < n; k++) found.set(i++, j++)
    gone = 0
  }
  return found
}

/** Words two pieces share, of all they have, from which on one is taken to be the other rewritten. */
const ALIKE = 0.4

function inPlace(gone: readonly string[], come: readonly string[]): [number, number][] {
  if (gone.length === come.length) return gone.map((_, at) => [at, at])
  const pairs: [number, number][] = []
  let next = 0
  for (const [at, piece] of gone.entries()) {
    const like = come.findIndex((it, k) => k >= next && likeness(piece, it) >= ALIKE)
    if (like < 0) continue
    pairs.push([at, like])
    next = like + 1
  }
  return pairs
}

/** Dice's coefficient of their words. */
function likeness(a: string, b: string): number {
  const [left, right] = [new Set(a.split(/\s+/)), new Set(b.split(/\s+/))]
  return (2 * left.intersection(right).size) / (left.size + right.size)
}

/** Without the empty lines between them, which the last of a text lacks. */
const piecesOf = (text: string, unit: Unit): string[] =>
  unit === 'line'
    ? text === ''
      ? []
      : text.replace(/\n$/, '').split('\n')
    : text.split(/\n{2,}/).flatMap((piece) => piece.replace(/^\n+|\n+$/g, '') || [])

const joined = (pieces: readonly string[], unit: Unit): string =>
  pieces.join(unit === 'line' ? '\n' : '\n\n')

function together(pieces: readonly (string | null)[], unit: Unit): string | null {
  const there = pieces.filter((it) => it !== null)
  return there.length === 0 ? null : joined(there, unit)
}
