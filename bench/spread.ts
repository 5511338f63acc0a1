/** How long single documents took: quantiles and a histogram. */

/** Lines of the median invoice of December 2010. */
export const medianLines = 8

/** Upper edges of the histogram, in milliseconds; beyond the last there is one more. */
const edges = [0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10]

export interface Spread {
  readonly documents: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  /** Documents that took less than `belowMs` and not less than the one before; null: any longer. */
  readonly histogram: readonly { readonly belowMs: number | null; readonly count: number }[]
}

/** Of milliseconds. */
export function spread(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0
  const counts = Array<number>(edges.length + 1).fill(0)
  for (const time of sorted) {
    const found = edges.findIndex((edge) => time < edge)
    counts[found < 0 ? edges.length : found]!++
  }
  return {
    documents: sorted.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: sorted.at(-1) ?? 0,
    histogram: counts.map((count, i) => ({ belowMs: edges[i] ?? null, count })),
  }
}

const width = 48

/** Quantiles in one line, and a bar for each step that has documents, from the first to the last. */
export function chart(name: string, of: Spread): string {
  const head = `${name}: p50 ${of.p50Ms.toFixed(3)} ms · p99 ${of.p99Ms.toFixed(3)} ms · max ${of.maxMs.toFixed(1)} ms over ${of.documents}`
  const first = of.histogram.findIndex(({ count }) => count > 0)
  const last = of.histogram.findLastIndex(({ count }) => count > 0)
  const most = Math.max(...of.histogram.map(({ count }) => count))
  const bars = of.histogram.slice(Math.max(0, first), last + 1).map(({ belowMs, count }) => {
    const step = belowMs === null ? `≥ ${edges.at(-1)} ms` : `< ${belowMs} ms`
    const eighths = Math.max(count > 0 ? 1 : 0, Math.round((count / most) * width * 8))
    const bar = '█'.repeat(eighths >> 3) + (eighths % 8 ? ' ▏▎▍▌▋▊▉'.charAt(eighths % 8) : '')
    const share = `${((count / of.documents) * 100).toFixed(1)} %`.padStart(7)
    return `  ${step.padStart(9)} ${String(count).padStart(7)} ${share}  ${bar}`.trimEnd()
  })
  return [head, ...bars].join('\n')
}
