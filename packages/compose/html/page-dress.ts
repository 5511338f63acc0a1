/** HTML of the portal's page: classes, one style element, pictures inside the page, no script. */
import { problem } from '@misiva/model'
import type { Asset, Place } from '@misiva/model'
import { say } from '../program/context.ts'
import type { Pieces } from '../program/context.ts'
import { cssText } from '../style/css.ts'
import type { Css } from '../style/css.ts'
import { barcodeSvg, modulesOf } from './barcode.ts'
import type { BarcodeKind, ChoiceOption, ColumnShape, Dress } from './dress.ts'
import { escapeAttribute, Markup } from './markup.ts'
import type { Palette } from './palette.ts'

export class PageDress implements Dress {
  readonly markup = new Markup()
  readonly palette: Palette
  readonly #classes = new Map<string, string>()
  readonly #rules: string[] = []
  readonly #pictures = new Map<string, string>()

  constructor(palette: Palette) {
    this.palette = palette
  }

  attributes(css: Css, classes = ''): string {
    // `display: none` belongs to the classes that fold tables, which the small screen overrides.
    const { display, 'mso-hide': _, ...rest } = css
    const own = display && display !== 'none' ? { display, ...rest } : rest
    const names = [classes, Object.keys(own).length > 0 ? this.#class(cssText(own)) : '']
    const all = names.filter(Boolean).join(' ')
    return all ? ` class="${all}"` : ''
  }

  #class(rule: string): string {
    let name = this.#classes.get(rule)
    if (!name) this.#classes.set(rule, (name = `s${this.#classes.size}`))
    return name
  }

  rule(inside: string, css: Css): string {
    const name = `r${this.#rules.length}`
    this.#rules.push(`.${name}${inside}{${cssText(css)}}`)
    return name
  }

  /** Rules of every class given out. */
  style(): string {
    const own = [...this.#classes].map(([rule, name]) => `.${name}{${rule}}`)
    return [...own, ...this.#rules].join('')
  }

  box(html: string, css: Css): string {
    return `<div${this.attributes(css)}>${html}</div>`
  }

  columns(columns: readonly ColumnShape[], gap: string, css: Css): string {
    const tracks = columns.map(({ width }) =>
      !width ? 'auto' : 'px' in width ? `${width.px}px` : `minmax(0,${width.share}fr)`,
    )
    const grid = { ...css, 'grid-template-columns': tracks.join(' '), gap }
    const cells = columns.map(({ html }) => `<div>${html}</div>`).join('')
    return `<div${this.attributes(grid, 'columns')}>${cells}</div>`
  }

  button(label: string, href: string, css: Css): string {
    const ground = this.palette.use('ground', ['accent', 'ink'], '#0b57a4')
    const look = { background: ground, color: this.palette.useOn(ground) }
    return `<p${this.attributes(css, 'actions')}><a href="${href}"${this.attributes(look, 'button')}>${label}</a></p>`
  }

  choice(id: string, question: string, options: readonly ChoiceOption[], css: Css): string {
    const color = this.palette.use('text', ['accent', 'ink'], '#0b57a4')
    const look = this.attributes({ color, border: `1px solid ${color}` }, 'button')
    const buttons = options
      .map(
        ({ value, label }) =>
          `<button name="answer" value="${escapeAttribute(value)}"${look}>${label}</button>`,
      )
      .join(' ')
    return (
      `<form method="post"${this.attributes(css, 'actions')}><fieldset><legend>${question}</legend>` +
      `<input type="hidden" name="question" value="${escapeAttribute(id)}">${buttons}</fieldset></form>`
    )
  }

  picture(asset: Asset): string {
    let known = this.#pictures.get(asset.path)
    if (!known) {
      known = `data:${escapeAttribute(asset.mediaType)};base64,${asset.bytes.toBase64()}`
      this.#pictures.set(asset.path, known)
    }
    return known
  }

  barcode(kind: BarcodeKind, value: Pieces, alt: string, css: Css, place?: Place): string {
    const attributes = this.attributes(css)
    const drawing = this.markup.make((run) => {
      const code = modulesOf(kind.symbology, say(value, run), kind.options)
      if (typeof code !== 'string') return barcodeSvg(code, attributes)
      run.problems.push(problem('MSV-C013', `The barcode cannot be made: ${code}`, place))
      return ''
    })
    // The words for those who do not see the code may themselves be values: they stand outside it.
    return `<div role="img" aria-label="${alt}">${drawing}</div>`
  }
}
