/** The colours of one page: each name with its value by day and in the dark. */
import type { Sheet } from '../style/sheet.ts'
import type { Role } from '../style/resolver.ts'
import { darkCanvas, darkColor, textOn } from './dark.ts'

export interface Shade {
  readonly light: string
  readonly dark: string
}

export class Palette {
  readonly shades = new Map<string, Shade>()
  readonly #sheet: Sheet

  constructor(sheet: Sheet) {
    this.#sheet = sheet
    for (const [name, value] of sheet.palette) {
      const role = name.slice(0, name.indexOf('-')) as Role
      this.shades.set(name, this.#shade(value, role))
    }
  }

  #shade(value: string, role: Role): Shade {
    const { tokens, darkTokens } = this.#sheet
    const light = tokens.get(value) ?? value
    return { light, dark: darkTokens.get(value) ?? darkColor(light, role, darkTokens.get('paper')) }
  }

  /** A colour a page needs beyond those its styles use: `var(--ground-paper)`. */
  use(role: Role, tokens: readonly string[], otherwise: string): string {
    const token = tokens.find((name) => this.#sheet.tokens.has(name)) ?? otherwise
    const name = `${role}-${token.replaceAll(/[^\w-]/g, '')}`
    if (!this.shades.has(name)) this.shades.set(name, this.#shade(token, role))
    return `var(--${name})`
  }

  /** What the paper lies on: in the dark it is darker than the paper, as by day. */
  useCanvas(): string {
    const { tokens, darkTokens } = this.#sheet
    const light = tokens.get('canvas') ?? tokens.get('soft') ?? '#f3f4f6'
    const dark =
      darkTokens.get('canvas') ??
      darkCanvas(this.shadeOf(this.use('ground', ['paper'], '#ffffff')).dark)
    this.shades.set('canvas', { light, dark })
    return 'var(--canvas)'
  }

  /** What is read best on a ground, by day and in the dark. */
  useOn(ground: string): string {
    const on = this.shadeOf(ground)
    const ink = this.#sheet.tokens.get('ink') ?? '#111111'
    const name = `on-${ground.slice(6, -1)}`
    this.shades.set(name, { light: textOn(on.light, ink), dark: textOn(on.dark, '#111111') })
    return `var(--${name})`
  }

  shadeOf(color: string): Shade {
    const name = /^var\(--(.*)\)$/.exec(color)?.[1]
    return (name && this.shades.get(name)) || { light: color, dark: color }
  }
}
