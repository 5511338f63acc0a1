import type { Place, Problem } from '@misiva/model'

/**
 * Something of a source that does not become a communication, and why. Each counts as one input
 * and one rejected in a run's report, so that the sums hold.
 *
 * - `record`: a record whose key is known; one bad row holds the whole record back, since a total
 *   without that row would be false
 * - `row`: a row that belongs to no record that can be named
 * - `file`: the file as a whole, or what is left of it; also a column nobody declared
 */
export interface Rejection extends Problem {
  readonly scope: 'record' | 'row' | 'file'
  readonly place: Place
  /** The record's own key, where it could be read. */
  readonly key?: string
  /** Rows of the source held back by it. */
  readonly rows: number
  /** Further problems of the same record, at most nineteen. */
  readonly more: readonly Problem[]
}

/** Problems kept of one record; a file of garbage must not fill the memory with them. */
export const keptProblems = 20

export function reject(
  scope: Rejection['scope'],
  problems: readonly Problem[],
  at: { readonly key?: string; readonly rows: number; readonly place: Place },
): Rejection {
  const first = problems[0]!
  return {
    ...first,
    place: first.place ?? at.place,
    scope,
    ...(at.key !== undefined && { key: at.key }),
    rows: at.rows,
    more: problems.slice(1, keptProblems),
  }
}
