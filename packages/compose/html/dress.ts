/**
 * What differs between the two kinds of HTML. A mail wears its styles inline, for clients that drop
 * style sheets, with classes only for dark surroundings and small screens; a page wears classes and
 * one style element, so that a strict content security policy can name it by its hash.
 */
import type { BarcodeOptions } from '../program/barcode-options.ts'
import type { Asset, Place } from '@misiva/model'
import type { Pieces } from '../program/context.ts'
import type { Css } from '../style/css.ts'
import type { Markup } from './markup.ts'
import type { Palette } from './palette.ts'

export interface ColumnShape {
  /** CSS pixels, or a share of what is left. */
  readonly width: { readonly px: number } | { readonly share: number } | undefined
  readonly html: string
}

export interface Dress {
  readonly markup: Markup
  readonly palette: Palette
  /** ` class="…"` or ` style="…"` for one element, and further classes. */
  attributes(css: Css, classes?: string): string
  /** A class whose rule is for what is inside the element: `rule(' tr:nth-child(even)', …)`. */
  rule(inside: string, css: Css): string
  /** Side by side where there is room, one below the other where there is not. */
  columns(columns: readonly ColumnShape[], gap: string, css: Css): string
  /** `label` is HTML, `href` the inside of an attribute. */
  button(label: string, href: string, css: Css): string
  /** Address of a picture; undefined where it cannot be shown: a problem, unless it is `spare`. */
  picture(asset: Asset, place?: Place, spare?: 'spare'): string | undefined
  barcode(kind: BarcodeKind, value: Pieces, alt: string, css: Css, place?: Place): string
  /** A question's options; `question` is the label of the group as HTML. */
  choice(id: string, question: string, options: readonly ChoiceOption[], css: Css): string
  /** A box around finished content. */
  box(html: string, css: Css): string
}

export interface BarcodeKind {
  readonly symbology: string
  readonly options: BarcodeOptions | undefined
}

export interface ChoiceOption {
  readonly value: string
  /** HTML. */
  readonly label: string
}
