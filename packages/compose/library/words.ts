/** What differs between two texts, word by word: what a reviewer reads instead of both. */

/** A run of words of one kind, in reading order. `removed` comes before the `added` in its place. */
export interface WordDifference {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Above this many steps the middle is told as replaced: two texts that have nothing in common. */
const MOST_STEPS = 4000

/** Words with the white space after them, so that joining them gives the text back. */
export function wordsOf(text: string): string[] {
  return text.match(/^\s+|\S+\s*/g) ?? []
}

/**
 * The difference of two texts. Joined, `same` and `removed` give the first text and `same` and
 * `added` the second, but for white space, which follows the second.
 */
export function differByWords(before: string, after: string): WordDifference[] {
  return runs(differ(wordsOf(before), wordsOf(after), (a, b) => a.trimEnd() === b.trimEnd()))
}

/** One step of an edit script: indices into either list. */
export interface Step {
  readonly kind: WordDifference['kind']
  readonly before: number
  readonly after: number
}

function runs({ steps, before, after }: Edit<string>): WordDifference[] {
  const found: { kind: WordDifference['kind']; text: string }[] = []
  for (const [i, step] of steps.entries()) {
    const word = step.kind === 'removed' ? before[step.before]! : after[step.after]!
    // The last word of one text may stand before a word of the other.
    const text = i + 1 < steps.length && !/\s$/.test(word) ? `${word} ` : word
    const last = found.at(-1)
    if (last?.kind === step.kind) last.text += text
    else found.push({ kind: step.kind, text })
  }
  return found
}

interface Edit<T> {
  readonly before: readonly T[]
  readonly after: readonly T[]
  readonly steps: readonly Step[]
}

function differ<T>(
  before: readonly T[],
  after: readonly T[],
  same: (a: T, b: T) => boolean,
): Edit<T> {
  return { before, after, steps: editScript(before, after, same) }
}

/**
 * The shortest edit script (Myers 1986, “An O(ND) difference algorithm”), with common ends cut off
 * first. Removals come before additions at the same spot.
 */
export function editScript<T>(
  before: readonly T[],
  after: readonly T[],
  same: (a: T, b: T) => boolean,
): Step[] {
  let start = 0
  while (start < before.length && start < after.length && same(before[start]!, after[start]!))
    start++
  let tail = 0
  while (
    tail < before.length - start &&
    tail < after.length - start &&
    same(before[before.length - 1 - tail]!, after[after.length - 1 - tail]!)
  )
    tail++
  const steps: Step[] = []
  for (let i = 0; i < start; i++) steps.push({ kind: 'same', before: i, after: i })
  const left = before.slice(start, before.length - tail)
  const right = after.slice(start, after.length - tail)
  for (const step of middle(left, right, same))
    steps.push({ kind: step.kind, before: step.before + start, after: step.after + start })
  for (let i = tail; i > 0; i--)
    steps.push({ kind: 'same', before: before.length - i, after: after.length - i })
  return grouped(steps)
}

function middle<T>(
  before: readonly T[],
  after: readonly T[],
  same: (a: T, b: T) => boolean,
): Step[] {
  const n = before.length
  const m = after.length
  if (n === 0 || m === 0) return replaced(n, m)
  const most = Math.min(n + m, MOST_STEPS)
  const reach = new Int32Array(2 * most + 3)
  const trace: Int32Array[] = []
  const offset = most + 1
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice(offset - d - 1, offset + d + 2))
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && reach[offset + k - 1]! < reach[offset + k + 1]!)
      let x = down ? reach[offset + k + 1]! : reach[offset + k - 1]! + 1
      let y = x - k
      while (x < n && y < m && same(before[x]!, after[y]!)) {
        x++
        y++
      }
      reach[offset + k] = x
      if (x >= n && y >= m) return walkedBack(trace, n, m)
    }
  }
  return replaced(n, m)
}

function replaced(n: number, m: number): Step[] {
  const steps: Step[] = []
  for (let i = 0; i < n; i++) steps.push({ kind: 'removed', before: i, after: 0 })
  for (let j = 0; j < m; j++) steps.push({ kind: 'added', before: n, after: j })
  return steps
}

/** `trace[d]` holds the diagonals −d−1 … d+1 as they were before round d. */
function walkedBack(trace: readonly Int32Array[], n: number, m: number): Step[] {
  const steps: Step[] = []
  let x = n
  let y = m
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d]!
    const at = (k: number) => reach[k + d + 1]!
    const k = x - y
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1))
    const fromK = down ? k + 1 : k - 1
    const fromX = d === 0 ? 0 : at(fromK)
    const fromY = d === 0 ? 0 : fromX - fromK
    const headX = d === 0 ? 0 : down ? fromX : fromX + 1
    while (x > headX && y > headX - k) steps.push({ kind: 'same', before: --x, after: --y })
    if (d === 0) break
    if (down) steps.push({ kind: 'added', before: x, after: --y })
    else steps.push({ kind: 'removed', before: --x, after: y })
    x = fromX
    y = fromY
  }
  return steps.reverse()
}

/** Within one change, all that is removed before all that is added. */
function grouped(steps: readonly Step[]): Step[] {
  const out: Step[] = []
  let added: Step[] = []
  for (const step of steps) {
    if (step.kind === 'added') added.push(step)
    else if (step.kind === 'removed') out.push(step)
    else {
      out.push(...added, step)
      added = []
    }
  }
  return [...out, ...added]
}
