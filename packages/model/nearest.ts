/**
 * The candidate most like `name`, for “did you mean”: at most one edit for each three characters
 * (insert, delete, replace, swap), letter case aside. Undefined when none is near.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase()
  if (wanted.length > 64) return undefined
  const most = Math.max(1, Math.floor(wanted.length / 3))
  let best: string | undefined
  let bestEdits = most + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestEdits) continue
    const edits = distance(wanted, candidate.toLowerCase())
    if (edits < bestEdits) {
      best = candidate
      bestEdits = edits
    }
  }
  return best
}

/** Optimal string alignment distance (Damerau–Levenshtein without edits inside a swap). */
function distance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let edits = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, before[j - 2]! + 1)
      row.push(edits)
    }
    before = above
    above = row
  }
  return above[b.length]!
}

/** `did you mean “invoice”?`, or the choices when they are few, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates]
  const near = nearest(name, all)
  if (near !== undefined) return `did you mean “${near}”?`
  if (all.length === 0 || all.length > 24) return undefined
  return `one of: ${all.toSorted().join(', ')}`
}
