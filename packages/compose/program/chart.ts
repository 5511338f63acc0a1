/** A chart's figures, the same for every channel that draws or lists them. */
import type { Block, Problem } from '@misiva/model'
import { problem } from '@misiva/model'
import type { Sheet } from '../style/sheet.ts'
import { say } from './context.ts'
import type { Context, Pieces } from './context.ts'
import type { Repeat, Run, Slot } from './scope.ts'

export interface ChartProgram {
  readonly repeat: Repeat
  readonly label: Slot
  readonly values: readonly Slot[]
  /** Of each of the values; empty where nobody named them. */
  readonly names: readonly Pieces[]
}

export interface ChartFigures {
  readonly labels: string[]
  readonly series: { readonly name: string; readonly values: number[] }[]
  /** The values as the record has them, for people: `shown[series][item]`. */
  readonly shown: string[][]
}

export function compileChartData(block: Block & { type: 'chart' }, context: Context): ChartProgram {
  const { repeat, inner } = context.repeat(block.data, 'item')
  return {
    repeat,
    label: inner.slot(block.label, 'text'),
    values: block.values.map((value) => inner.slot(value, 'number')),
    names: (block.series ?? []).map((name) => context.pieces(name)),
  }
}

export function chartData(program: ChartProgram, run: Run): ChartFigures {
  const labels: string[] = []
  const series = program.values.map((_, i) => ({
    name: program.names[i] ? say(program.names[i], run) : '',
    values: [] as number[],
  }))
  const shown = program.values.map(() => [] as string[])
  run.each(program.repeat, () => {
    labels.push(run.text(program.label))
    program.values.forEach((slot, i) => {
      // A drawing needs no exact decimal: a hundredth of a point is beyond any eye.
      const value = Number(String(run.read(slot)))
      if (Number.isFinite(value)) series[i]!.values.push(value)
      else run.problems.push(notANumber(slot))
      shown[i]!.push(run.number(slot))
    })
  })
  return { labels, series, shown }
}

function notANumber(slot: Slot): Problem {
  return problem('MSV-C013', `“${slot.expression.source}” is not a number`, slot.expression.place)
}

/** `chart1`, `chart2` … of the tokens, or a series made from what the brand has. */
export function chartColors(sheet: Sheet): readonly string[] {
  const own: string[] = []
  for (let i = 1; sheet.tokens.has(`chart${i}`); i++) own.push(sheet.tokens.get(`chart${i}`)!)
  if (own.length > 0) return Object.freeze(own)
  const accent = sheet.tokens.get('accent') ?? '#2b6cb0'
  return Object.freeze([accent, '#8aa4b8', '#d98c3f', '#6b7f3a', '#8c5a7a', '#4a8f9c'])
}
