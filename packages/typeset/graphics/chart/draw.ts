/** Charts as vectors, drawn from their data; and the same data in words. */
import type { Chart, Color } from '../../document.ts'
import { fine } from '../../pdf/number.ts'
import type { Page } from '../../pdf/sink.ts'
import type { TextRecord } from '../../text/style.ts'
import { Canvas, formatOf, type Point, type Rect } from './canvas.ts'
import { drawHorizontal } from './horizontal.ts'
import { colorsOf } from './legend.ts'
import { drawPie } from './pie.ts'
import { known, scaleOf } from './scale.ts'
import { drawUpright } from './upright.ts'

/** `lang` is the document's: numbers are written as it writes them. */
export function drawChart(
  page: Page,
  chart: Chart,
  text: TextRecord,
  box: Rect,
  lang: string,
): void {
  const canvas = new Canvas(page, text, text.lang || lang, chart.format)
  const share = Math.min(1, box.width / leastWidth(canvas, chart))
  if (!(share > 0 && share < 1)) return drawWithin(canvas, chart, box)
  const restore = page.save()
  const top = page.height - box.y
  page.content += `${fine(share)} 0 0 ${fine(share)} ${fine(box.x * (1 - share))} ${fine(top * (1 - share))} cm\n`
  drawWithin(canvas, chart, { ...box, width: box.width / share, height: box.height / share })
  restore()
}

/** Of less, bars and axis would stand beside their box: a chart so narrow is drawn smaller. */
function leastWidth(canvas: Canvas, chart: Chart): number {
  if (chart.kind === 'horizontalBar') return 24
  if (chart.kind === 'sparkline' || chart.kind === 'pie' || chart.kind === 'donut') return 1
  const ticks = [2, 3, 4, 5, 6].flatMap((most) => scaleOf(chart, most).ticks)
  return canvas.widest(ticks.map((v) => canvas.format(v))) + 16
}

function drawWithin(canvas: Canvas, chart: Chart, box: Rect): void {
  const pick = colorsOf(chart)
  if (chart.kind === 'sparkline') drawSparkline(canvas, chart, box, pick(0))
  else if (chart.kind === 'pie' || chart.kind === 'donut') drawPie(canvas, chart, box)
  else if (chart.kind === 'horizontalBar') drawHorizontal(canvas, chart, box, pick)
  else drawUpright(canvas, chart, box, pick)
}

/** Values said to who cannot see the chart; a chart of more says that there are more. */
const MOST_SAID = 200

/** What the author says of the chart, and its data row by row. */
export function chartAlternative(chart: Chart, lang: string): string {
  const format = chart.format ?? formatOf(lang)
  const many = chart.series.length > 1
  const rows: string[] = []
  let said = 0
  const count = Math.max(chart.labels.length, ...chart.series.map((s) => s.values.length))
  for (let i = 0; i < count && said < MOST_SAID; i++) {
    const values = chart.series.map(({ name, values }) => {
      const value = known(values[i])
      return `${many ? `${name} ` : ''}${value === null ? '–' : format(value)}`
    })
    said += values.length
    rows.push(`${chart.labels[i] ? `${chart.labels[i]}: ` : ''}${values.join(', ')}`)
  }
  if (rows.length === 0) return chart.alt
  return `${chart.alt}\n${rows.join('; ')}${rows.length < count ? '; …' : ''}`
}

function drawSparkline(canvas: Canvas, chart: Chart, box: Rect, color: Color): void {
  const values = (chart.series[0]?.values ?? []).map(known)
  const there = values.filter((v) => v !== null)
  if (there.length === 0) return
  const low = known(chart.min) ?? Math.min(...there)
  const high = known(chart.max) ?? Math.max(...there)
  const span = high - low
  const step = (box.width - 4) / Math.max(1, values.length - 1)
  // Where nothing changes the line runs through the middle.
  const at = (v: number): number => (span > 0 ? Math.min(1, Math.max(0, (v - low) / span)) : 0.5)
  let run: Point[] = []
  let last: Point | undefined
  values.forEach((value, i) => {
    if (value === null) {
      canvas.line(run, color, 1.2)
      run = []
      return
    }
    last = [box.x + 2 + i * step, box.y + 2 + (box.height - 4) * (1 - at(value))]
    run.push(last)
  })
  canvas.line(run, color, 1.2)
  if (last) canvas.mark(last[0], last[1], 2, 1, color)
}
