/**
 * The page a customer opens: complete in itself (no script, nothing fetched), readable from 320
 * pixels to a desk, by day, in the dark and on paper.
 */
import type { Form, FormSource } from '../form.ts'
import { directionOf } from '../program/words.ts'
import { boxCss, families } from '../style/css.ts'
import { asksForHeadings } from '../program/headings.ts'
import { notesHtml } from './asides.ts'
import { blocksHtml } from './blocks.ts'
import { piecesHtml } from './inline.ts'
import { escapeAttribute } from './markup.ts'
import { PageDress } from './page-dress.ts'
import { Palette } from './palette.ts'
import { regionsOf } from './regions.ts'

export function compilePortal(source: FormSource): Form {
  const { context, variant, title } = source
  const { sheet, language } = context.ground
  const palette = new Palette(sheet)
  const dress = new PageDress(palette)
  const listed = asksForHeadings(variant.content, context)
  const ground = { context, dress, listed }
  const regions = regionsOf(variant.content, context)
  const { masthead } = regions
  const canvas = palette.useCanvas()
  const paper = palette.use('ground', ['paper'], '#ffffff')
  const body = sheet.paragraphs.get('body')!
  let head = ''
  if (masthead) {
    const look = masthead.context.ground.sheet.boxes.get(masthead.box.style!)!
    const css = boxCss({ ...look, spaceBefore: 0, spaceAfter: 0 }, { first: true, last: true })
    const inside = blocksHtml(masthead.box.children, { context: masthead.context, dress })
    head = `<header${dress.attributes(css, 'masthead')}><div>${inside}</div></header>`
  }
  const inside = blocksHtml(regions.body, ground)
  const foot =
    regions.footer.length > 0 ? `<footer>${blocksHtml(regions.footer, ground)}</footer>` : ''
  // Once the small print has its notes too.
  const main = `<main>${inside}${notesHtml(ground)}</main>`
  const style = pageStyle(palette, dress, {
    canvas,
    paper,
    font: families(body.font, body.fallback),
    ink: body.color,
  })
  const html =
    `<!doctype html>\n<html lang="${escapeAttribute(language)}" dir="${directionOf(language)}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">` +
    `<meta name="referrer" content="no-referrer"><title>${piecesHtml(title, ground)}</title>` +
    `<style>${style}</style></head><body>${head}${main}${foot}</body></html>\n`
  const render = dress.markup.cut(html)
  return {
    compose: (run, { title: said }) => ({
      composed: { kind: 'html', title: said, html: render(run, { pictures: new Map() }) },
      warnings: [],
    }),
  }
}

interface Grounds {
  readonly canvas: string
  readonly paper: string
  readonly font: string
  readonly ink: string
}

function pageStyle(palette: Palette, dress: PageDress, look: Grounds): string {
  const names = (shade: 'light' | 'dark') =>
    [...palette.shades].map(([name, shades]) => `--${name}:${shades[shade]}`).join(';')
  return (
    `:root{color-scheme:light dark;${names('light')}}` +
    `@media (prefers-color-scheme:dark){@media not print{:root{${names('dark')}}}}` +
    `*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}` +
    `body{margin:0;background:${look.canvas};color:${look.ink};font-family:${look.font};line-height:1.5;overflow-wrap:break-word}` +
    `main{max-width:820px;margin:0 auto;padding:44px 48px 52px;background:${look.paper}}` +
    `.masthead>div{max-width:820px;margin:0 auto;padding:0 48px}.masthead{padding-left:0!important;padding-right:0!important}` +
    `footer{max-width:820px;margin:0 auto;padding:24px 48px 40px}` +
    `h1,h2,h3{text-wrap:balance}h1,h2,h3,h4,h5,h6{font-weight:inherit}` +
    `img,svg{max-width:100%}svg{display:block}table{font-variant-numeric:tabular-nums}` +
    `.columns{display:grid}.fold,.narrow{display:none}` +
    `.button{display:inline-block;padding:14px 26px;border:0;border-radius:8px;background:none;font:inherit;font-weight:600;text-decoration:none;cursor:pointer}` +
    `fieldset{border:0;margin:0;padding:0}legend{font-weight:600;padding:0 0 10px}fieldset .button{margin:0 6px 8px 0}` +
    `a:focus-visible,button:focus-visible{outline:3px solid currentColor;outline-offset:2px}` +
    `@media (min-width:900px){main{margin:32px auto 0;border-radius:10px;padding:52px 64px 60px}.masthead>div{padding:0 64px}footer{padding:24px 64px 48px}}` +
    `@media (max-width:560px){main{padding:28px 20px 36px}.masthead>div{padding:0 20px}footer{padding:20px 20px 32px}` +
    `.columns{grid-template-columns:minmax(0,1fr)!important;gap:16px!important}` +
    `.first{padding-left:0!important}col{width:auto!important}.wide{display:none}.narrow{display:table-cell}.fold{display:block}.button{display:block;width:100%;text-align:center}fieldset .button{margin:0 0 10px}}` +
    dress.style() +
    `@media (prefers-color-scheme:dark){@media not print{.drawn{filter:invert(1) hue-rotate(180deg)}}}` +
    // Letters for a screen are a quarter larger than paper needs; Chromium repeats a tfoot on each page.
    `@media print{body{zoom:.75}body,main{background:#fff;max-width:none;margin:0;padding:0}main{padding-top:24px}.actions{display:none}` +
    `tfoot{display:table-row-group}` +
    `thead{display:table-header-group}tr{break-inside:avoid}h1,h2,h3{break-after:avoid}` +
    `.columns{display:grid}.masthead>div,footer{max-width:none;padding:0 16px}footer{padding:16px 0 0}}`
  )
}
