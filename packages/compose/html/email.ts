/**
 * E-mail: content to MJML once for an alternative, MJML to HTML once, the HTML to pieces once; a
 * message is a join. The text part is laid out from the same content.
 */
import type { AlternativeVariant } from '@misiva/model'
import type { World } from '../composing.ts'
import type { Form, FormSource } from '../form.ts'
import type { Pieces } from '../program/context.ts'
import { directionOf } from '../program/words.ts'
import { boxCss, families, px } from '../style/css.ts'
import { compileText } from '../text/blocks.ts'
import { asksForHeadings } from '../program/headings.ts'
import { notesHtml } from './asides.ts'
import { blocksHtml } from './blocks.ts'
import { piecesHtml } from './inline.ts'
import type { HtmlGround } from './ground.ts'
import { MailDress } from './mail-dress.ts'
import { escapeAttribute } from './markup.ts'
import type { Sink } from './markup.ts'
import { Palette } from './palette.ts'
import { regionsOf } from './regions.ts'

export async function compileEmail(source: FormSource): Promise<Form | undefined> {
  const { context, variant, world, place, title } = source
  const dress = new MailDress(context, new Palette(context.ground.sheet), world.deflate)
  const listed = asksForHeadings(variant.content, context)
  const ground = { context, dress, listed }
  const mail = mailOf(variant, title, ground)
  const text = compileText(variant.content, context, 'mail')
  if (!world.mjml) {
    context.refuse('MSV-C010', 'E-mail needs MJML, and there is none here', place)
    return undefined
  }
  const html = await htmlOf(mail, world.mjml)
  const render = dress.markup.cut(html)
  const pictures = [...dress.pictures.values()]
  return {
    compose: (run, head) => {
      const sink: Sink = { pictures: new Map() }
      const made = render(run, sink)
      const own = [...sink.pictures].map(([cid, picture]) => ({ cid, ...picture }))
      const shown = pictures.filter(({ cid }) => made.includes(`"cid:${cid}"`))
      return {
        composed: {
          kind: 'mime',
          subject: head.title.replaceAll('\n', ' ').trim(),
          html: made,
          text: `${text(run)}\n`,
          attachments: [],
          inline: [...shown, ...own],
        },
        warnings: [],
      }
    },
  }
}

/** MJML without the words, `part(n)` where each belongs, and the HTML of the parts. */
interface Mail {
  readonly shell: string
  readonly parts: readonly string[]
}

/** Private-use characters, as the marks of `markup.ts` are, and none of those. */
const part = (n: number) => `\ue002${n}\ue003`
const partMark = /\ue002(\d+)\ue003/g

/**
 * MJML reads none of what stands within mj-text and mj-style: it copies it. So only the shell goes
 * through it, and shells are kept: a brand has one for each language, however many its mails are and
 * however often one is edited. For the retailer's invoice MJML takes some 7 ms; a kept shell nothing.
 */
async function htmlOf(mail: Mail, mjml: NonNullable<World['mjml']>): Promise<string> {
  let known = shells.get(mjml)
  if (!known) shells.set(mjml, (known = new Map()))
  let html = known.get(mail.shell)
  if (html === undefined) {
    // No fonts: MJML would have every reader's mail program fetch Roboto from another company.
    const options = { validationLevel: 'strict', keepComments: false, fonts: {} }
    html = (await mjml(mail.shell, options)).html
    if (known.size >= mostShells) known.clear()
    known.set(mail.shell, html)
  }
  return html.replace(partMark, (_, n: string) => mail.parts[Number(n)] ?? '')
}

const shells = new WeakMap<NonNullable<World['mjml']>, Map<string, string>>()
const mostShells = 200

function mailOf(variant: AlternativeVariant, title: Pieces, ground: Ground): Mail {
  const { context, dress } = ground
  const { sheet, language } = context.ground
  const { palette } = dress
  const direction = directionOf(language)
  const body = sheet.paragraphs.get('body')!
  const regions = regionsOf(variant.content, context)
  const canvas = palette.useCanvas()
  const paper = palette.use('ground', ['paper'], '#ffffff')
  const masthead = mastheadHtml(regions, ground)
  const inside = blocksHtml(regions.body, ground)
  const footer = regions.footer.length > 0 ? blocksHtml(regions.footer, ground) : ''
  // Once the small print has its notes too.
  const main = inside + notesHtml(ground)
  const preheader = variant.preheader ? piecesHtml(context.pieces(variant.preheader), ground) : ''
  const light = (color: string) => palette.shadeOf(color).light
  const dark = (color: string) => palette.shadeOf(color).dark
  const font = families(body.font, body.fallback)
  const size = `font-family="${font}" font-size="${px(body.size)}" line-height="${px(body.lineHeight)}" color="${light(body.color)}"`
  const card = `css-class="card" background-color="${light(paper)}"`
  const top = masthead ? '0 0 8px 8px' : '8px'
  const parts = [
    piecesHtml(title, ground),
    preheader && `${preheader}${'&#847;&zwnj;&nbsp;'.repeat(40)}`,
    `${steadyStyle}${dress.lightStyle()}${dress.darkStyle()}${surroundings(dark(canvas), dark(paper))}`,
    masthead,
    main,
    footer,
  ]
  const shell =
    `<mjml lang="${escapeAttribute(language)}" dir="${direction}"><mj-head>` +
    `<mj-title>${part(0)}</mj-title>` +
    (preheader ? `<mj-preview>${part(1)}</mj-preview>` : '') +
    `<mj-breakpoint width="480px" />` +
    `<mj-attributes><mj-all ${size} /><mj-section padding="0" /><mj-column padding="0" /><mj-text padding="0" align="${direction === 'rtl' ? 'right' : 'left'}" /></mj-attributes>` +
    `<mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>` +
    `<mj-style>${part(2)}</mj-style>` +
    `</mj-head><mj-body width="600px" background-color="${light(canvas)}" css-class="canvas">` +
    `<mj-section css-class="edge"><mj-column><mj-spacer height="24px" /></mj-column></mj-section>` +
    (masthead ? section(part(3), 'css-class="masthead" border-radius="8px 8px 0 0"', '0') : '') +
    section(part(4), `${card} border-radius="${top}"`, '32px 32px 36px') +
    (footer ? section(part(5), 'css-class="below"', '22px 32px 0') : '') +
    `<mj-section css-class="edge"><mj-column><mj-spacer height="32px" /></mj-column></mj-section>` +
    `</mj-body></mjml>`
  return { shell, parts }
}

function section(html: string, attributes: string, padding: string): string {
  const text = `<mj-text css-class="inner" padding="${padding}">${html}</mj-text>`
  return `<mj-section ${attributes}><mj-column>${text}</mj-column></mj-section>`
}

type Ground = HtmlGround & { readonly dress: MailDress }

function mastheadHtml(regions: ReturnType<typeof regionsOf>, ground: Ground): string {
  const { masthead } = regions
  if (!masthead) return ''
  const { box, context } = masthead
  const look = context.ground.sheet.boxes.get(box.style!)!
  const css = boxCss({ ...look, spaceBefore: 0, spaceAfter: 0 }, { first: true, last: true })
  const round = { ...css, 'border-radius': '8px 8px 0 0' }
  return ground.dress.box(blocksHtml(box.children, { ...ground, context }), round)
}

/** What small screens change, whatever the brand. Classes of `table.ts` and `mail-dress.ts`. */
const steadyStyle =
  '@media (prefers-color-scheme:dark){.drawn{filter:invert(1) hue-rotate(180deg)}}' +
  'body{-webkit-text-size-adjust:100%}h1,h2,h3,h4,h5,h6{text-wrap:balance}' +
  '@media (max-width:480px){' +
  '.col{display:block!important;width:100%!important;box-sizing:border-box;padding-right:0!important}' +
  '.gap{padding-bottom:14px!important}' +
  '.first{padding-left:0!important}col{width:auto!important}' +
  '.wide{display:none!important}.narrow{display:table-cell!important}.fold{display:block!important}' +
  '.actions,.actions a{width:100%!important;box-sizing:border-box;text-align:center}' +
  '.card .inner{padding:26px 20px 30px!important}.below .inner{padding:20px 20px 0!important}' +
  '.masthead div,.masthead table,.masthead td,.card div,.card>table{border-radius:0!important}' +
  '.edge{display:none}' +
  '}'

/** Ground of mail and card in the dark; what MJML writes inline has no class of ours. */
function surroundings(canvas: string, paper: string): string {
  const rules = (prefix: string) =>
    `${prefix}.canvas,${prefix}.canvas>div{background-color:${canvas}!important}` +
    `${prefix}.card,${prefix}.card>table{background:${paper}!important;background-color:${paper}!important}`
  return (
    `@media (prefers-color-scheme:dark){body{background-color:${canvas}!important}${rules('')}}` +
    rules('[data-ogsc] ')
  )
}
