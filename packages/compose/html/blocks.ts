/** Content as HTML with marks, block by block; the same for a mail and a page but for the dress. */
import type { Block, Content, Place } from '@misiva/model'
import { addressPieces } from '../program/context.ts'
import { dressed } from '../program/lists.ts'
import { optionsOf } from '../program/barcode-options.ts'
import { numberingOf } from '../program/headings.ts'
import { directionOf } from '../program/words.ts'
import { boxCss, lettersCss, paragraphCss, px, ruleCss } from '../style/css.ts'
import type { Css, Position } from '../style/css.ts'
import { parseLength } from '../style/length.ts'
import { contentsHtml, headingId } from './asides.ts'
import { chartHtml } from './chart.ts'
import type { ColumnShape } from './dress.ts'
import { altHtml, hrefHtml, inlineHtml, piecesHtml } from './inline.ts'
import type { HtmlGround } from './ground.ts'
import { croppedHtml, fitCss, pictureSize } from './shown.ts'
import { screenWidth, tableHtml } from './table.ts'

const alone: Position = { first: true, last: true }

/** `at`: whether the first and the last block stand at the edges of their container. */
export function blocksHtml(content: Content, ground: HtmlGround, at: Position = alone): string {
  return content
    .map((block, i) =>
      blockHtml(block, ground, {
        first: at.first && i === 0,
        last: at.last && i === content.length - 1,
      }),
    )
    .join('\n')
}

function blockHtml(block: Block, ground: HtmlGround, at: Position): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'list':
      return textHtml(block, ground, at)
    case 'table':
      return tableHtml(block, ground, at)
    case 'chart':
      return chartHtml(block, ground, at)
    case 'columns':
      return columnsHtml(block, ground, at)
    case 'box': {
      ground.context.knows('boxes', block.style, block.place)
      const look = block.style && ground.context.ground.sheet.boxes.get(block.style)
      const html = blocksHtml(block.children, ground)
      return ground.dress.box(html, look ? boxCss(look, at) : {})
    }
    case 'image':
    case 'barcode':
      return pictureHtml(block, ground, at)
    case 'button':
    case 'choice':
    case 'signature':
      return actHtml(block, ground, at)
    case 'rule':
    case 'space':
    case 'pageBreak':
      return spaceHtml(block, ground)
    case 'block':
    case 'choose':
    case 'each':
    case 'keep':
      return controlHtml(block, ground, at)
    case 'filler':
      return blocksHtml(block.children, ground, at)
    case 'textColumns':
      return textColumnsHtml(block, ground, at)
    case 'contents':
      return contentsHtml(block, ground)
  }
}

function controlHtml(
  block: Block & { type: 'block' | 'choose' | 'each' | 'keep' },
  ground: HtmlGround,
  at: Position,
): string {
  const { context, dress } = ground
  switch (block.type) {
    case 'block': {
      const found = context.block(block.name, block.place)
      return found ? blocksHtml(found.content, { ...ground, context: found.inner }, at) : ''
    }
    case 'keep':
      return blocksHtml(block.children, ground, at)
    case 'each': {
      const { repeat, inner } = context.repeat(block.of, block.as)
      const html = blocksHtml(block.children, { ...ground, context: inner }, midway)
      return dress.markup.each(repeat, html)
    }
    case 'choose':
      return dress.markup.choose(
        block.whens.map((when) => context.slot(when.test, 'condition')),
        [...block.whens.map((when) => when.children), block.otherwise ?? []].map((children) =>
          blocksHtml(children, ground, at),
        ),
      )
  }
}

const midway: Position = { first: false, last: false }

function textHtml(
  block: Block & { type: 'paragraph' | 'heading' | 'list' },
  ground: HtmlGround,
  at: Position,
): string {
  const { context, dress } = ground
  const { paragraphs } = context.ground.sheet
  if (block.type === 'list') return listHtml(block, ground, at)
  context.knows('paragraphs', block.style, block.place)
  const name = block.style ?? (block.type === 'heading' ? `heading${block.level}` : 'body')
  const look = paragraphs.get(name) ?? paragraphs.get('body')!
  const align = block.type === 'paragraph' ? block.align : undefined
  const tag = block.type === 'heading' ? `h${block.level}` : 'p'
  const html = inlineHtml(block.children, ground, block.place)
  if (html === '') return ''
  const listed = block.type === 'heading' && ground.listed
  const id = listed ? headingId(block, html, ground) : ''
  const number = listed && numberingOf(block, context) ? dress.markup.headingNumber() : ''
  return `<${tag}${id}${dress.attributes(paragraphCss(look, at, align, isRtl(ground)))}>${number}${html}</${tag}>`
}

/** Whether the language of the content runs from right to left. */
export function isRtl(ground: HtmlGround): boolean {
  return directionOf(ground.context.ground.language) === 'rtl'
}

function listHtml(block: Block & { type: 'list' }, ground: HtmlGround, at: Position): string {
  const { dress } = ground
  const { paragraphs, lists } = ground.context.ground.sheet
  const own = block.style === undefined ? undefined : lists.get(block.style)
  if (!own) ground.context.knows('paragraphs', block.style, block.place)
  const body = paragraphs.get((!own && block.style) || 'body') ?? paragraphs.get('body')!
  const kind = own && listKinds[own.marker]
  const tag = (kind ? kind.ordered : !own && block.ordered) ? 'ol' : 'ul'
  const css: Css = {
    margin: `0 0 ${at.last ? '0' : px(body.spaceAfter)}`,
    padding: isRtl(ground) ? '0 1.4em 0 0' : '0 0 0 1.4em',
    ...(own && {
      'list-style-type': kind?.css ?? `'${own.marker.replaceAll(/['"\\\\<>&;]/g, '')} '`,
    }),
    ...lettersCss(body),
  }
  const item = { margin: `0 0 ${px(own?.spaceBetween || Math.min(body.spaceAfter, 4))}` }
  const first = tag === 'ol' && block.start !== undefined ? ` start="${block.start}"` : ''
  const inside = own || block.style === undefined ? block.items : dressed(block.items, block.style)
  const items = inside
    .map((blocks) => `<li${dress.attributes(item)}>${blocksHtml(blocks, ground)}</li>`)
    .join('')
  return `<${tag}${first}${dress.attributes(css)}>${items}</${tag}>`
}

const listKinds: Readonly<Record<string, { readonly ordered: boolean; readonly css: string }>> = {
  bullet: { ordered: false, css: 'disc' },
  box: { ordered: false, css: `'☐ '` },
  decimal: { ordered: true, css: 'decimal' },
  'lower-alpha': { ordered: true, css: 'lower-alpha' },
  'upper-alpha': { ordered: true, css: 'upper-alpha' },
  'lower-roman': { ordered: true, css: 'lower-roman' },
  'upper-roman': { ordered: true, css: 'upper-roman' },
}

function columnsHtml(block: Block & { type: 'columns' }, ground: HtmlGround, at: Position): string {
  const columns = block.columns.map((content, i): ColumnShape => {
    const width = screenWidth(block.widths[i] ?? '1fr', ground)
    if (!width) refuseLength(block.widths[i]!, ground, block.place)
    return {
      width:
        width?.kind === 'fixed'
          ? { px: Math.round(width.width / 0.75) }
          : width?.kind === 'fraction'
            ? { share: width.share }
            : undefined,
      html: blocksHtml(content, ground),
    }
  })
  const gap = parseLength(block.gap ?? '12pt')
  if (gap === undefined) refuseLength(block.gap!, ground, block.place)
  const body = ground.context.ground.sheet.paragraphs.get('body')!
  const css = { margin: `0 0 ${at.last ? '0' : px(body.spaceAfter)}` }
  return ground.dress.columns(columns, px(gap ?? 12), css)
}

/** Columns where there is room; clients that know none show the text as one. */
function textColumnsHtml(
  block: Block & { type: 'textColumns' },
  ground: HtmlGround,
  at: Position,
): string {
  const gap = parseLength(block.gap ?? '18pt')
  if (gap === undefined) refuseLength(block.gap!, ground, block.place)
  const color = ground.dress.palette.use('line', ['line'], '#d0d7de')
  const css = {
    columns: `${block.count} 220px`,
    'column-gap': px(gap ?? 18),
    ...(block.rule && { 'column-rule': ruleCss({ width: 0.75, color }) }),
    margin: `0 0 ${at.last ? '0' : px(ground.context.ground.sheet.paragraphs.get('body')!.spaceAfter)}`,
  }
  return `<div${ground.dress.attributes(css)}>${blocksHtml(block.children, ground)}</div>`
}

function refuseLength(text: string, ground: HtmlGround, place?: Place): void {
  ground.context.refuse('MSV-C008', `“${text}” is not a length`, place)
}

const gapBelow = 12

function pictureHtml(
  block: Block & { type: 'image' | 'barcode' },
  ground: HtmlGround,
  at: Position,
): string {
  const { context, dress } = ground
  const side = block.align === 'end' ? '0 0 0 auto' : block.align === 'center' ? '0 auto' : '0'
  const below = at.last ? '0' : px(gapBelow)
  const [top, right, , left] =
    side === '0'
      ? ['0', '0', '0', '0']
      : side === '0 auto'
        ? ['0', 'auto', '0', 'auto']
        : ['0', '0', '0', 'auto']
  const css: Record<string, string> = {
    display: 'block',
    margin: `${top} ${right} ${below} ${left}`,
    'max-width': '100%',
    border: '0',
  }
  for (const key of ['width', 'height'] as const) {
    const given = block[key]
    if (given === undefined) continue
    const percent = /^\d*\.?\d+%$/.test(given)
    const length = percent ? undefined : parseLength(given)
    if (!percent && length === undefined) refuseLength(given, ground, block.place)
    css[key] = percent ? given : px(length ?? 0)
  }
  if (!block.height) css['height'] = 'auto'
  const most = block.type === 'image' && block.maxWidth ? parseLength(block.maxWidth) : undefined
  // No phone is narrower than this; beyond it the picture must give way.
  if (most !== undefined) css['max-width'] = most <= 240 ? px(most) : `min(100%,${px(most)})`
  const alt = altHtml(context.pieces(block.alt), ground)
  if (block.type === 'barcode') {
    const kind = { symbology: block.symbology, options: optionsOf(block, context) }
    return dress.barcode(kind, context.pieces(block.value), alt, css, block.place)
  }
  const asset = context.asset(block.src, block.place)
  const src = asset && dress.picture(asset, block.place)
  if (src === undefined) return ''
  const width = css['width']?.endsWith('px')
    ? ` width="${Math.round(parseFloat(css['width']))}"`
    : ''
  const imageHtml = (own: Css) => `<img src="${src}" alt="${alt}"${width}${dress.attributes(own)}>`
  const { fit = block.width && block.height ? 'contain' : undefined, focus } = block
  if (block.crop === undefined)
    return imageHtml({ ...css, ...fitCss({ ...(fit && { fit }), ...(focus && { focus }) }) })
  const natural = pictureSize(asset!)
  if (!natural) return imageHtml(css)
  const { height: asked, width: wide = `${natural.width}px`, ...around } = css
  const height = asked?.endsWith('px') ? { height: Number.parseFloat(asked) } : {}
  return croppedHtml(
    imageHtml,
    block,
    natural,
    { width: wide, ...height, css: around, tag: 'div' },
    dress,
  )
}

function actHtml(
  block: Block & { type: 'button' | 'choice' | 'signature' },
  ground: HtmlGround,
  at: Position,
): string {
  const { context, dress } = ground
  const body = context.ground.sheet.paragraphs.get('body')!
  const css = { margin: `${px(4)} 0 ${at.last ? '0' : px(body.spaceAfter + 8)}` }
  switch (block.type) {
    case 'button': {
      const href = hrefHtml(addressPieces(block.href, context, block.place), ground)
      return dress.button(inlineHtml(block.children, ground, block.place), href, css)
    }
    case 'choice': {
      const options = block.options.map((option) => ({
        value: option.value,
        label: piecesHtml(context.pieces(option.label), ground),
      }))
      const question = inlineHtml(block.question, ground, block.place)
      return dress.choice(block.id, question, options, css)
    }
    case 'signature':
      return signatureHtml(block, ground, at)
  }
}

function signatureHtml(
  block: Block & { type: 'signature' },
  ground: HtmlGround,
  at: Position,
): string {
  const { context, dress } = ground
  const { sheet } = context.ground
  const body = sheet.paragraphs.get('signer') ?? sheet.paragraphs.get('body')!
  const asset = block.image && context.asset(block.image, block.place)
  // The name stands below it: where the picture cannot be shown, nothing is lost.
  const src = asset && dress.picture(asset, block.place, 'spare')
  const picture = {
    display: 'block',
    height: '48px',
    width: 'auto',
    margin: '0 0 6px',
    border: '0',
  }
  const image = src ? `<img src="${src}" alt=""${dress.attributes(picture, 'drawn')}>` : ''
  const name = `<strong>${piecesHtml(context.pieces(block.name), ground)}</strong>`
  const role = block.role ? `<br>${piecesHtml(context.pieces(block.role), ground)}` : ''
  const css = paragraphCss({ ...body, spaceAfter: Math.max(body.spaceAfter, 12) }, at)
  return `${image}<p${dress.attributes(css)}>${name}${role}</p>`
}

function spaceHtml(
  block: Block & { type: 'rule' | 'space' | 'pageBreak' },
  ground: HtmlGround,
): string {
  const { dress } = ground
  if (block.type === 'pageBreak') return `<div${dress.attributes({ 'break-after': 'page' })}></div>`
  if (block.type === 'space') {
    const height = parseLength(block.height)
    if (height === undefined) refuseLength(block.height, ground, block.place)
    const css = { height: px(height ?? 0), 'line-height': px(height ?? 0), 'font-size': '0' }
    return `<div${dress.attributes(css)}>&nbsp;</div>`
  }
  const color = dress.palette.use('line', ['line'], '#d0d7de')
  const css = {
    border: '0',
    'border-top': ruleCss({ width: 0.75, color }),
    margin: `${px(18)} 0`,
    height: '0',
  }
  return `<hr${dress.attributes(css)}>`
}
