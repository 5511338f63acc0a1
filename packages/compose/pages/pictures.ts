/** Images, barcodes and charts on pages. */
import type { Block as ContentBlock } from '@misiva/model'
import type { Block, Chart } from '@misiva/typeset'
import { chartColors, chartData, compileChartData } from '../program/chart.ts'
import { optionsOf } from '../program/barcode-options.ts'
import { constantText, say } from '../program/context.ts'
import type { Pieces } from '../program/context.ts'
import type { Run } from '../program/scope.ts'
import { showingOf } from '../style/showing.ts'
import { pointsOf, sourceOf } from './blocks.ts'
import type { PagesGround } from './blocks.ts'
import { ready } from './part.ts'
import type { Part } from './part.ts'

export function compileImage(block: ContentBlock & { type: 'image' }, ground: PagesGround): Part {
  const { context } = ground
  context.asset(block.src, block.place)
  const alt = context.pieces(block.alt)
  const maxWidth = pointsOf(block.maxWidth, ground, block.place)
  const shared = {
    image: block.src,
    ...sized(block, ground),
    ...(maxWidth !== undefined && { maxWidth }),
    ...showingOf(block),
  }
  return fromText(alt, (text) => ({
    type: 'image',
    ...shared,
    alternative: text === '' ? { decorative: true } : { alt: text },
  }))
}

function sized(
  block: ContentBlock & { type: 'image' | 'barcode' | 'chart' },
  ground: PagesGround,
): { width?: number; height?: number; align?: 'start' | 'center' | 'end'; source?: string } {
  const width = pointsOf(block.width, ground, block.place)
  const height = pointsOf(block.height, ground, block.place)
  const align = 'align' in block && block.align !== 'justify' ? block.align : undefined
  const source = sourceOf(block.place)
  return {
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(align && { align }),
    ...(source && { source }),
  }
}

/** A block that depends on one text: ready where the text is constant. */
function fromText(pieces: Pieces, make: (text: string, run?: Run) => Block): Part {
  const constant = constantText(pieces)
  if (constant !== undefined) return ready(make(constant))
  return { emit: (run, out) => void out.push(make(say(pieces, run), run)) }
}

export function compileBarcode(
  block: ContentBlock & { type: 'barcode' },
  ground: PagesGround,
): Part {
  const { context } = ground
  const value = context.pieces(block.value)
  const alt = context.pieces(block.alt)
  const under = block.text && context.pieces(block.text)
  const options = optionsOf(block, context)
  const shared = { symbology: block.symbology, ...sized(block, ground) }
  const make = (text: string, spoken: string, words?: string): Block => ({
    type: 'barcode',
    ...shared,
    ...(words !== undefined
      ? { options: { ...options, includetext: true, alttext: words } }
      : options && { options }),
    text,
    alt: spoken,
  })
  const [text, spoken] = [constantText(value), constantText(alt)]
  if (text !== undefined && spoken !== undefined && !under) return ready(make(text, spoken))
  return {
    emit: (run, out) =>
      void out.push(make(say(value, run), say(alt, run), under && say(under, run))),
  }
}

const kinds = {
  bar: 'bar',
  horizontal: 'horizontalBar',
  stacked: 'stackedBar',
  line: 'line',
  pie: 'pie',
  donut: 'donut',
  sparkline: 'sparkline',
} as const satisfies Record<(ContentBlock & { type: 'chart' })['kind'], Chart['kind']>

export function compileChart(block: ContentBlock & { type: 'chart' }, ground: PagesGround): Part {
  const { context } = ground
  const data = compileChartData(block, context)
  const alt = context.pieces(block.alt)
  const colors = chartColors(context.ground.sheet)
  // Without names a legend would have nothing to say.
  const unnamed = block.values.length > 1 && !block.series && { legend: false }
  const shared = { kind: kinds[block.kind], colors, ...unnamed, ...sized(block, ground) }
  return {
    emit: (run, out) => {
      const { labels, series } = chartData(data, run)
      out.push({ type: 'chart', ...shared, labels, series, alt: say(alt, run) })
    },
  }
}
