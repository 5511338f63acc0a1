/** What a message gathers while it is made: footnotes for its end, headings for its contents. */
import type { Block } from '@misiva/model'
import { numberingOf } from '../program/headings.ts'
import type { Reference } from '../program/headings.ts'
import { px } from '../style/css.ts'
import type { HtmlGround } from './ground.ts'
import type { Gathered } from './markup.ts'

/** A footnote's number here; its words go to the end. */
export function noteHtml(html: string, { dress }: HtmlGround): string {
  const css = {
    'font-size': '75%',
    'line-height': '0',
    'text-decoration': 'none',
    color: 'inherit',
  }
  const look = dress.attributes(css)
  return dress.markup.note(
    html,
    (n) => `<sup><a href="#note${n}" id="mark${n}"${look}>${n}</a></sup>`,
  )
}

/** The footnotes of this message below a short line; nothing where it has none. */
export function notesHtml({ context, dress }: HtmlGround): string {
  if (!dress.markup.hasNotes) return ''
  const { paragraphs } = context.ground.sheet
  const body = paragraphs.get('body')!
  const look = paragraphs.get('note') ?? { ...body, size: body.size * 0.85 }
  const line = dress.palette.use('line', ['line'], '#d0d7de')
  const list = dress.attributes({
    margin: `${px(14)} 0 0`,
    padding: `${px(8)} 0 0 1.6em`,
    'border-top': `1px solid ${line}`,
    'font-size': px(Math.max(look.size, 9)),
    'line-height': '1.45',
    ...(look.color && { color: look.color }),
  })
  const item = dress.attributes({ margin: '0 0 4px' })
  return dress.markup.later(({ notes }) => {
    if (notes.length === 0) return ''
    const items = notes.map((html, i) => `<li id="note${i + 1}"${item}>${html}</li>`)
    return `<ol${list}>${items.join('')}</ol>`
  })
}

/** ` id="…"` of a heading that can be gone to, which is counted if its style says so. */
export function headingId(
  { level, id, style }: Block & { type: 'heading' },
  html: string,
  { context, dress }: HtmlGround,
): string {
  const numbering = numberingOf({ level, ...(style !== undefined && { style }) }, context)
  return dress.markup.heading({ level, ...(id !== undefined && { id }), numbering }, html)
}

/** The words or the number of a heading, with a way there. */
export function refHtml(reference: Reference, { dress }: HtmlGround): string {
  const { to, show } = reference
  const color = dress.palette.use('text', ['accent', 'ink'], '#0b57a4')
  const link = dress.attributes({ color, 'text-decoration': 'underline' })
  return dress.markup.later(({ headings }) => {
    const found = headings.find(({ id }) => id === to)
    if (!found) return ''
    const words = show === 'number' && found.number !== '' ? found.number : found.html
    return `<a href="#${to}"${link}>${words}</a>`
  })
}

/** Links to the headings of this message, the deeper ones further in. */
export function contentsHtml(block: Block & { type: 'contents' }, ground: HtmlGround): string {
  const { context, dress } = ground
  const body = context.ground.sheet.paragraphs.get('body')!
  const depth = block.depth ?? 3
  const color = dress.palette.use('text', ['accent', 'ink'], '#0b57a4')
  const link = dress.attributes({ color, 'text-decoration': 'none' })
  const list = dress.attributes({
    margin: `0 0 ${px(body.spaceAfter)}`,
    padding: '0',
    'list-style': 'none',
  })
  const items = [1, 2, 3, 4, 5, 6].map((level) =>
    dress.attributes({ margin: `0 0 4px`, padding: `0 0 0 ${(level - 1) * 18}px` }),
  )
  return dress.markup.later(({ headings }: Gathered) => {
    const shown = headings.flatMap(({ level, html, id, number }) =>
      level > depth
        ? []
        : [
            `<li${items[level - 1]}><a href="#${id}"${link}>${number === '' ? '' : `${number} `}${html}</a></li>`,
          ],
    )
    return shown.length === 0 ? '' : `<ul${list}>${shown.join('')}</ul>`
  })
}
