import type { Reconciliation } from '../api/client.ts'

/** Records of which nothing more is to come: refused, rejected, or sent and answered for. */
export function doneOf({ composed, refused, rejected, pending }: Reconciliation): number {
  return Math.max(0, composed - pending) + refused + rejected
}

/** Of those, the ones that took work: the rejected come in at once and tell nothing of the speed. */
export function workedOf({ composed, refused, pending }: Reconciliation): number {
  return Math.max(0, composed - pending) + refused
}

export interface Sample {
  /** Milliseconds the run had been worked on, by the server's clock. */
  readonly at: number
  readonly worked: number
}

const WINDOW_MS = 6_000

/** Keeps what the last seconds tell of the speed; older samples say nothing about now. */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1)
  const kept = last && sample.worked < last.worked ? [] : samples
  return [...kept.filter((it) => sample.at - it.at <= WINDOW_MS), sample]
}

/** Records a second over the samples; undefined until there is enough to go by. */
export function rateOf(samples: readonly Sample[]): number | undefined {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || last.at - first.at < 900) return undefined
  const worked = last.worked - first.worked
  return worked > 0 ? (worked * 1000) / (last.at - first.at) : undefined
}
