/** Inline content as HTML with marks. */
import type { Inline, Mark, Place } from '@misiva/model'
import { addressPieces, constantText, say, sayAddress } from '../program/context.ts'
import type { Pieces } from '../program/context.ts'
import { textCss } from '../style/css.ts'
import type { Css } from '../style/css.ts'
import { parseLength } from '../style/length.ts'
import { px } from '../style/css.ts'
import { showingOf } from '../style/showing.ts'
import { noteHtml, refHtml } from './asides.ts'
import { escapeAttribute, escapeHtml } from './markup.ts'
import { croppedHtml, fitCss, pictureSize } from './shown.ts'
import type { HtmlGround } from './ground.ts'

const tags: Readonly<Record<Mark, string>> = {
  strong: 'strong',
  emphasis: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
  sub: 'sub',
  sup: 'sup',
}

export function inlineHtml(inlines: readonly Inline[], ground: HtmlGround, place?: Place): string {
  return inlines.map((inline) => oneHtml(inline, ground, place)).join('')
}

function oneHtml(inline: Inline, ground: HtmlGround, place?: Place): string {
  const { context, dress } = ground
  switch (inline.type) {
    case 'text': {
      // Line ends of the source file are spaces; only `\` breaks a line.
      const text = escapeHtml(inline.text.replaceAll(/[ \t]*\n[ \t]*/g, ' '))
      return dressed(text, inline, ground, place)
    }
    case 'field': {
      const slot = context.slot(inline.value, 'text')
      return dressed(
        dress.markup.say((run) => run.text(slot)),
        inline,
        ground,
        place,
      )
    }
    case 'break':
      return '<br>'
    case 'tab':
      return '&emsp;'
    case 'note':
      return noteHtml(inlineHtml(inline.children, ground, place), ground)
    case 'ref':
      if (inline.show === 'page') {
        context.notHere(
          'A page number',
          inline.place ?? place,
          'Pages are only where there is paper',
        )
        return ''
      }
      return refHtml(inline, ground)
    case 'page':
    case 'pages':
    case 'running':
      context.notHere('A page number', place, 'Pages are only where there is paper')
      return ''
    case 'if':
      return dress.markup.when(
        context.slot(inline.test, 'condition'),
        inlineHtml(inline.children, ground, place),
      )
    case 'link':
      return linkHtml(inline, ground, place)
    case 'inlineImage': {
      const asset = context.asset(inline.src, place)
      const src = asset && dress.picture(asset, place)
      if (src === undefined) return ''
      const height = px(parseLength(inline.height ?? '1em', 12) ?? 12)
      const css = { height, width: 'auto', 'vertical-align': 'middle', border: '0' }
      const alt = altHtml(context.pieces(inline.alt), ground)
      const image = (own: Css) => `<img src="${src}" alt="${alt}"${dress.attributes(own)}>`
      const natural = inline.crop === undefined ? undefined : pictureSize(asset!)
      if (!natural) return image({ ...css, ...fitCss(inline) })
      const { crop } = showingOf(inline)
      const wide =
        (Number.parseFloat(height) * natural.width * crop!.width) / (natural.height * crop!.height)
      const around = { display: 'inline-block', 'vertical-align': 'middle' }
      const box = { width: `${Math.round(wide * 100) / 100}px`, css: around, tag: 'span' }
      return croppedHtml(image, inline, natural, box, dress)
    }
  }
}

function dressed(
  html: string,
  inline: { readonly marks?: readonly Mark[]; readonly style?: string },
  ground: HtmlGround,
  place?: Place,
): string {
  const { context, dress } = ground
  let out = html
  for (const mark of inline.marks ?? []) out = `<${tags[mark]}>${out}</${tags[mark]}>`
  if (inline.style === undefined) return out
  context.knows('text', inline.style, place)
  const { sheet } = context.ground
  const look = sheet.text.get(inline.style) ?? sheet.paragraphs.get(inline.style)
  return look ? `<span${dress.attributes(textCss(look))}>${out}</span>` : out
}

function linkHtml(inline: Inline & { type: 'link' }, ground: HtmlGround, place?: Place): string {
  const { context, dress } = ground
  const href = hrefHtml(addressPieces(inline.href, context, place), ground)
  const color = dress.palette.use('text', ['accent', 'ink'], '#0b57a4')
  const css = { color, 'text-decoration': 'underline', 'text-underline-offset': '2px' }
  return `<a href="${href}"${dress.attributes(css)}>${inlineHtml(inline.children, ground, place)}</a>`
}

/** The inside of an `href`. */
export function hrefHtml(pieces: Pieces, ground: HtmlGround): string {
  const constant = constantText(pieces)
  if (constant !== undefined) return escapeAttribute(constant)
  return ground.dress.markup.attribute((run) => sayAddress(pieces, run))
}

/** The inside of an `alt` or another attribute of words. */
export function altHtml(pieces: Pieces, ground: HtmlGround): string {
  const constant = constantText(pieces)
  if (constant !== undefined) return escapeAttribute(constant)
  return ground.dress.markup.attribute((run) => say(pieces, run))
}

/** Pieces as text of an element. */
export function piecesHtml(pieces: Pieces, ground: HtmlGround): string {
  return pieces
    .map((piece) =>
      typeof piece === 'string'
        ? escapeHtml(piece)
        : ground.dress.markup.say((run) => run.text(piece)),
    )
    .join('')
}
