import type { Reconciliation } from '../api/client.ts'

/** Records of which nothing more is to come: refused, rejected, or sent and answered for. */
export function doneOf({ composed, refused, rejected, pending }: Reconciliation): number {
  return Math.max(0, composed - pending) + refused + rejected
}

export interface Sample {
  /** Milliseconds the run had been worked on, by the server's clock. */
  readonly at: number
  readonly done: number
}

const WINDOW_MS = 6_000

/** Keeps what the last seconds tell of the speed; older samples say nothing about now. */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1)
  const kept = last && sample.done < last.done ? [] : samples
  return [...kept.filter((it) => sample.at - it.at <= WINDOW_MS), sample]
}

/** Records a second over the samples; undefined until there are two a second apart. */
export function rateOf(samples: readonly Sample[]): number | undefined {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || last.at - first.at < 900) return undefined
  return ((last.done - first.done) * 1000) / (last.at - first.at)
}
