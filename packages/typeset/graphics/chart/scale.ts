/** The axis of a chart's values: from where to where, and at which of them a line is drawn. */
import type { Chart } from '../../document.ts'

export interface Scale {
  readonly min: number
  readonly max: number
  readonly ticks: readonly number[]
}

/** The value, or null for one that is not there. */
export function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}

/** Least and greatest of what is drawn; bars begin at nothing, lines where they are. */
function reach(chart: Chart): readonly [number, number] {
  const count = Math.max(...chart.series.map((s) => s.values.length), 0)
  let low = chart.kind === 'line' ? Infinity : 0
  let high = chart.kind === 'line' ? -Infinity : 0
  for (let i = 0; i < count; i++) {
    let [up, down] = [0, 0]
    for (const { values } of chart.series) {
      const value = known(values[i])
      if (value === null) continue
      if (chart.kind === 'stackedBar') {
        if (value > 0) up += value
        else down += value
      }
      low = Math.min(low, chart.kind === 'stackedBar' ? down : value)
      high = Math.max(high, chart.kind === 'stackedBar' ? up : value)
    }
  }
  if (!(low <= high)) return [0, 0]
  // A line that leaves half of the height empty below it begins at nothing too.
  if (chart.kind === 'line' && low > 0 && low < high * 0.6) low = 0
  if (chart.kind === 'line' && high < 0 && high > low * 0.6) high = 0
  return [low, high]
}

/** The round step next to `rough` that ends where it was asked to, else the next above it. */
function stepOf(rough: number, asked: readonly (number | undefined)[]): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const steps = [0.5, 1, 2, 2.5, 5, 10].map((f) => f * power)
  const ends = asked.map(known).filter((end): end is number => end !== null && end !== 0)
  const meets = (step: number): boolean =>
    ends.every((end) => Math.abs(end / step - Math.round(end / step)) < 1e-6)
  const near = steps.filter((step) => step >= rough * 0.7 && step <= rough * 2)
  const above = steps.find((step) => step >= rough * 0.999) ?? 10 * power
  return ends.length === 0 ? above : (near.find(meets) ?? above)
}

/** Round steps: 1, 2, 2.5 or 5 times a power of ten, about as many as `most` says. */
export function scaleOf(chart: Chart, most: number): Scale {
  const [least, greatest] = reach(chart)
  const high = known(chart.max) ?? greatest
  let low = known(chart.min) ?? least
  if (high < low) low = high
  const size = Math.max(Math.abs(high), Math.abs(low))
  // Of nothing at all the axis goes to one.
  if (size < 1e-12) return { min: 0, max: 1, ticks: [0, 1] }
  // What differs by a hair is one value: numbers of the axis could not tell it.
  const span = high - low > size * 1e-9 ? high - low : size
  const rough = span / Math.max(1, most)
  const step = stepOf(rough, [chart.min, chart.max])
  // What is asked for is kept; where the data says it, the axis ends at a round number.
  const min = known(chart.min) === null ? Math.floor(low / step + 1e-9) * step : low
  const top = known(chart.max) === null ? Math.ceil(high / step - 1e-9) * step : high
  const max = top > min ? top : min + step
  const ticks: number[] = []
  const from = Math.ceil(min / step - 1e-9)
  for (let i = from; i * step <= max + step * 1e-6 && ticks.length < 50; i++) {
    ticks.push(Number((i * step).toPrecision(12)))
  }
  return { min, max, ticks }
}
