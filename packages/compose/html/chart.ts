/**
 * A chart in HTML: rows with a bar each, which need neither script nor picture and read as the
 * table they are. Lines and rings are listed the same way: a mail client draws nothing else.
 */
import type { Block } from '@misiva/model'
import { chartColors, chartData, compileChartData } from '../program/chart.ts'
import { paragraphCss, px } from '../style/css.ts'
import type { Css, Position } from '../style/css.ts'
import { say } from '../program/context.ts'
import type { HtmlGround } from './ground.ts'
import { escapeAttribute, escapeHtml } from './markup.ts'

export function chartHtml(
  block: Block & { type: 'chart' },
  ground: HtmlGround,
  at: Position,
): string {
  const { context, dress } = ground
  const { sheet } = context.ground
  const program = compileChartData(block, context)
  const alt = context.pieces(block.alt)
  const body = sheet.paragraphs.get('body')!
  const letters = paragraphCss({ ...body, spaceAfter: 0, spaceBefore: 0 }, at)
  const { margin: _margin, ...font } = letters
  const table = dress.attributes({
    width: '100%',
    'border-collapse': 'collapse',
    margin: `0 0 ${at.last ? '0' : px(body.spaceAfter)}`,
    ...font,
  })
  const pad: Css = { padding: '3px 10px 3px 0', 'vertical-align': 'middle', 'text-align': 'left' }
  const label = dress.attributes({ ...pad, width: '30%', 'font-weight': '400' })
  const value = dress.attributes({
    ...pad,
    padding: '3px 0',
    'text-align': 'right',
    'white-space': 'nowrap',
  })
  const bars = chartColors(sheet).map((color) =>
    dress.attributes({ background: color, height: '10px', 'border-radius': '2px' }),
  )
  const widths = Array.from({ length: 21 }, (_, i) =>
    dress.attributes({ width: `${Math.max(i * 5, 1)}%` }),
  )
  const cell = dress.attributes({ ...pad, width: '50%' })
  return dress.markup.make((run) => {
    const { labels, series, shown } = chartData(program, run)
    const all = series.flatMap(({ values }) => values)
    const most = Math.max(...all.map(Math.abs), 1e-9)
    const rows = labels.map((name, i) => {
      const drawn = series.map(({ values }, s) => {
        const step = Math.round((Math.abs(values[i] ?? 0) / most) * 20)
        return `<div${widths[step]}><div${bars[s % bars.length]}></div></div>`
      })
      const said = shown
        .map((texts, s) => named(series[s]?.name ?? '', texts[i] ?? ''))
        .join('<br>')
      return `<tr><th scope="row"${label}>${escapeHtml(name)}</th><td${cell} aria-hidden="true">${drawn.join('')}</td><td${value}>${said}</td></tr>`
    })
    const spoken = escapeAttribute(say(alt, run))
    return `<table aria-label="${spoken}"${table}><tbody>${rows.join('')}</tbody></table>`
  })
}

/** A value, after the name of its series where there is one. */
function named(name: string, value: string): string {
  return escapeHtml(name === '' ? value : `${name}: ${value}`)
}
