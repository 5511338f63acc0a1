/**
 * HTML as mail clients take it: tables for layout, styles inline, classes only for what a media
 * query changes (dark surroundings, small screens). Pictures travel with the mail under a `cid:`.
 */
import { problem } from '@misiva/model'
import type { Asset, Place } from '@misiva/model'
import { answerAddress } from '../program/address.ts'
import { say } from '../program/context.ts'
import type { Context, Pieces } from '../program/context.ts'
import { cssText, lettersCss } from '../style/css.ts'
import type { Css } from '../style/css.ts'
import { barcodePng, modulesOf } from './barcode.ts'
import type { BarcodeKind, ChoiceOption, ColumnShape, Dress } from './dress.ts'
import { Markup } from './markup.ts'
import type { Palette } from './palette.ts'

export interface InlinePicture {
  readonly cid: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

type Deflate = (bytes: Uint8Array, level: number) => Uint8Array

const variable = /var\(--[\w-]+\)/g

export class MailDress implements Dress {
  readonly markup = new Markup()
  readonly palette: Palette
  readonly pictures = new Map<string, InlinePicture>()
  readonly #context: Context
  readonly #deflate: Deflate | undefined
  /** Declarations for the dark, and the class that has them. */
  readonly #darkRules = new Map<string, string>()
  readonly #lightRules: string[] = []

  constructor(context: Context, palette: Palette, deflate: Deflate | undefined) {
    this.#context = context
    this.palette = palette
    this.#deflate = deflate
  }

  attributes(css: Css, classes = ''): string {
    const dark: string[] = []
    const plain: Record<string, string> = {}
    let ground = ''
    for (const [property, value] of Object.entries(css)) {
      plain[property] = value.replaceAll(variable, (name) => this.palette.shadeOf(name).light)
      const inDark = value.replaceAll(variable, (name) => this.palette.shadeOf(name).dark)
      if (inDark !== plain[property]) dark.push(`${property}:${inDark}!important`)
      if (property === 'background') ground = plain[property]
    }
    const all = [classes, dark.length > 0 ? this.#darkClass(dark.join(';')) : '']
    const names = all.filter(Boolean).join(' ')
    return (
      (names ? ` class="${names}"` : '') +
      (ground.startsWith('#') ? ` bgcolor="${ground}"` : '') +
      ` style="${cssText(plain).replaceAll('"', "'")}"`
    )
  }

  #darkClass(rules: string): string {
    let name = this.#darkRules.get(rules)
    if (!name) this.#darkRules.set(rules, (name = `d${this.#darkRules.size}`))
    return name
  }

  rule(inside: string, css: Css): string {
    const name = `r${this.#lightRules.length}`
    const shaded = (shade: 'light' | 'dark') =>
      cssText(css).replaceAll(variable, (color) => this.palette.shadeOf(color)[shade])
    this.#lightRules.push(`.${name}${inside}{${shaded('light')}}`)
    const dark = `.${name}${inside}{${shaded('dark')}}`
    this.#lightRules.push(`@media (prefers-color-scheme:dark){${dark}}`)
    return name
  }

  lightStyle(): string {
    return this.#lightRules.join('')
  }

  /** For the media query, and for Outlook on the web, which says so by an attribute. */
  darkStyle(): string {
    const rules = [...this.#darkRules]
    const media = rules.map(([rule, name]) => `.${name}{${rule}}`).join('')
    const outlook = rules.map(([rule, name]) => `[data-ogsc] .${name}{${rule}}`).join('')
    return `@media (prefers-color-scheme:dark){${media}}${outlook}`
  }

  box(html: string, css: Css): string {
    const { margin = '0', ...inner } = css
    // Margins on tables are dropped by Word's engine; rows of a height are not.
    const [top = '0', , bottom = '0'] = margin.split(' ')
    return (
      spacer(top) +
      `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"${this.attributes({ 'border-collapse': 'separate' })}>` +
      `<tr><td${this.attributes(inner)}>${html}</td></tr></table>` +
      spacer(bottom)
    )
  }

  columns(columns: readonly ColumnShape[], gap: string, css: Css): string {
    const shares = columns.reduce(
      (sum, { width }) => sum + (width && 'share' in width ? width.share : 0),
      0,
    )
    const fixed = columns.some(({ width }) => width && 'px' in width)
    const cells = columns.map(({ width, html }, i) => {
      const last = i === columns.length - 1
      const size =
        width && 'px' in width
          ? `${width.px}px`
          : width && !fixed
            ? `${Math.round((width.share / shares) * 1000) / 10}%`
            : 'auto'
      const style = { width: size, 'vertical-align': 'top', padding: last ? '0' : `0 ${gap} 0 0` }
      return `<td valign="top"${this.attributes(style, last ? 'col' : 'col gap')}>${html}</td>`
    })
    const [, , bottom = '0'] = (css['margin'] ?? '0').split(' ')
    return (
      `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">` +
      `<tr>${cells.join('')}</tr></table>${spacer(bottom)}`
    )
  }

  button(label: string, href: string, css: Css): string {
    const ground = this.palette.use('ground', ['accent', 'ink'], '#0b57a4')
    const text = this.palette.useOn(ground)
    const cell = { background: ground, 'border-radius': '6px', 'mso-padding-alt': '14px 28px' }
    const link = {
      display: 'inline-block',
      padding: '14px 28px',
      color: text,
      'font-weight': '600',
      'text-decoration': 'none',
      'border-radius': '6px',
    }
    return this.#actions(
      [`<td${this.attributes(cell)}><a href="${href}"${this.attributes(link)}>${label}</a></td>`],
      css,
    )
  }

  #actions(cells: readonly string[], css: Css): string {
    const [top = '0', , bottom = '0'] = (css['margin'] ?? '0').split(' ')
    const { paragraphs } = this.#context.ground.sheet
    const body = paragraphs.get('body')!
    const font = { 'border-collapse': 'separate', 'font-size': `${Math.round(body.size / 0.75)}px` }
    const inherited = { ...font, 'font-family': 'inherit' }
    const rows = cells.map((cell) => `<tr>${cell}</tr>`).join('<tr><td height="8"></td></tr>')
    return (
      spacer(top) +
      `<table role="presentation" cellpadding="0" cellspacing="0" border="0"${this.attributes(inherited, 'actions')}>${rows}</table>` +
      spacer(bottom)
    )
  }

  choice(id: string, question: string, options: readonly ChoiceOption[], css: Css): string {
    const portal = this.#context.slot({ source: 'links.portal' }, 'text')
    const line = this.palette.use('line', ['accent', 'ink'], '#0b57a4')
    const text = this.palette.use('text', ['accent', 'ink'], '#0b57a4')
    const cell = { border: `1px solid ${line}`, 'border-radius': '6px' }
    const link = {
      display: 'block',
      padding: '12px 22px',
      color: text,
      'font-weight': '600',
      'text-align': 'center',
      'text-decoration': 'none',
    }
    const cells = options.map(({ value, label }) => {
      const href = this.markup.attribute((run) => answerAddress(run.text(portal), id, value))
      return `<td${this.attributes(cell)}><a href="${href}"${this.attributes(link)}>${label}</a></td>`
    })
    const body = this.#context.ground.sheet.paragraphs.get('body')!
    const asked = { margin: '0 0 10px', ...lettersCss(body), 'font-weight': '600' }
    return `<p${this.attributes(asked)}>${question}</p>${this.#actions(cells, css)}`
  }

  /** Many mail clients show no SVG: a PNG beside it takes its place. */
  picture(asset: Asset, place?: Place, spare?: 'spare'): string | undefined {
    const { assets } = this.#context.ground
    let shown: Asset | undefined = asset
    if (asset.mediaType === 'image/svg+xml') {
      const stem = asset.path.replace(/\.svg$/i, '')
      shown = assets.get(`${stem}@2x.png`) ?? assets.get(`${stem}.png`)
      if (!shown && spare) return undefined
      if (!shown) {
        const message = `“${asset.path}” is an SVG, which many mail clients do not show`
        const hint = `Put ${stem}.png or ${stem}@2x.png beside it`
        this.#context.refuse('MSV-C010', message, place, hint)
        return undefined
      }
    }
    let known = this.pictures.get(shown.path)
    if (!known) {
      const name = shown.path
        .split('/')
        .at(-1)!
        .replaceAll(/[^\w.-]/g, '-')
      const cid = `${this.pictures.size + 1}.${name}`
      known = { cid, mediaType: shown.mediaType, bytes: shown.bytes }
      this.pictures.set(shown.path, known)
    }
    return `cid:${known.cid}`
  }

  barcode(kind: BarcodeKind, value: Pieces, alt: string, css: Css, place?: Place): string {
    const deflate = this.#deflate
    if (!deflate) {
      this.#context.notHere('A barcode without a deflater', place)
      return ''
    }
    const style = { ...css, background: '#ffffff' }
    const source = this.markup.make((run, sink) => {
      const text = say(value, run)
      const code = modulesOf(kind.symbology, text, kind.options)
      if (typeof code === 'string') {
        run.problems.push(problem('MSV-C013', `The barcode cannot be made: ${code}`, place))
        return ''
      }
      const cid = `code-${sink.pictures.size + 1}.png`
      sink.pictures.set(cid, { mediaType: 'image/png', bytes: barcodePng(code, deflate) })
      return `cid:${cid}`
    })
    return `<img src="${source}" alt="${alt}"${this.attributes(style)}>`
  }
}

/** Empty height that every client keeps. */
function spacer(height: string): string {
  if (height === '0' || height === '0px') return ''
  return `<div style="height:${height};line-height:${height};font-size:0">&#8203;</div>`
}
