/** Looks as CSS. Colours stay names (`var(--text-ink)`); who writes the page gives them values. */
import type { BorderLook, BoxLook, Corners, ParagraphLook, RuleLook, TextLook } from './looks.ts'
import { ruleAround } from './surfaces.ts'

/** Property to value, in the order written. */
export type Css = Readonly<Record<string, string>>

/** Pixels, to a hundredth: CSS fixes 96 to the inch where a point is 1/72. */
export function px(points: number): string {
  return points === 0 ? '0' : `${Math.round((points * 400) / 3) / 100}px`
}

/** Letters smaller than this are not read on a screen. */
const least = 12 * 0.75

const serif = /serif 4|serif|fraunces|garamond|georgia|times|bodoni|playfair|merriweather|lora/i
const sans = /sans/i

/** The brand's family first, for who has it; then what every system has. */
export function families(font: string, fallback: readonly string[] = []): string {
  const generic =
    serif.test(font) && !sans.test(font)
      ? `Georgia, 'Times New Roman', serif`
      : `-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif`
  const own = [font, ...fallback.filter((name) => !sans.test(name) || sans.test(font))]
  return `${own.map((name) => `'${name.replaceAll(/['"\\<>&]/g, '')}'`).join(', ')}, ${generic}`
}

export function textCss(look: TextLook): Css {
  return {
    ...(look.font && { 'font-family': families(look.font, look.fallback) }),
    ...(look.size && { 'font-size': px(Math.max(look.size, least)) }),
    ...(look.weight && { 'font-weight': String(look.weight) }),
    ...(look.italic && { 'font-style': 'italic' }),
    ...(look.color && { color: look.color }),
    ...(look.letterSpacing && { 'letter-spacing': px(look.letterSpacing) }),
    ...(look.wordSpacing && { 'word-spacing': px(look.wordSpacing) }),
    ...(look.smallCaps && { 'font-variant-caps': 'small-caps' }),
    ...(look.underline && { 'text-decoration': 'underline' }),
    ...(look.features?.includes('tnum') && { 'font-variant-numeric': 'tabular-nums' }),
  }
}

/** Letters and lines of a paragraph, without the space around it. */
export function lettersCss(look: ParagraphLook): Css {
  const size = Math.max(look.size, least)
  return {
    ...textCss(look),
    'line-height': px((look.lineHeight / look.size) * size),
  }
}

/** `start` and `end` as sides: Word's engine, which Outlook shows mail with, knows only those. */
export function sideOf(align: 'start' | 'end' | 'center' | 'justify', rtl: boolean): string {
  if (align === 'center' || align === 'justify') return align
  return (align === 'end') === rtl ? 'left' : 'right'
}

export function paragraphCss(
  look: ParagraphLook,
  at: Position,
  align?: 'start' | 'end' | 'center' | 'justify',
  rtl = false,
): Css {
  const side = align ?? look.align
  return {
    margin: `${at.first ? '0' : px(look.spaceBefore)} 0 ${at.last ? '0' : px(look.spaceAfter)}`,
    ...lettersCss(look),
    ...(look.indent > 0 && { [rtl ? 'padding-right' : 'padding-left']: px(look.indent) }),
    ...(look.indentEnd > 0 && { [rtl ? 'padding-left' : 'padding-right']: px(look.indentEnd) }),
    ...(look.background && { background: look.background }),
    ...(side && side !== 'start' && { 'text-align': sideOf(side, rtl) }),
  }
}

/** Whether a block begins or ends its container: no space is added at the edges of one. */
export interface Position {
  readonly first: boolean
  readonly last: boolean
}

export function boxCss(look: BoxLook, at: Position): Css {
  const { top, right, bottom, left } = look.padding
  return {
    margin: `${at.first ? '0' : px(look.spaceBefore)} 0 ${at.last ? '0' : px(look.spaceAfter)}`,
    padding: `${px(top)} ${px(right)} ${px(bottom)} ${px(left)}`,
    ...(look.background && { background: look.background }),
    ...borderCss(look.border),
    ...(look.radius.some((corner) => corner > 0) && { 'border-radius': radiusCss(look.radius) }),
  }
}

export function borderCss(border: BorderLook | undefined): Css {
  if (!border) return {}
  const around = ruleAround(border)
  if (around) return { border: ruleCss(around) }
  return Object.fromEntries(
    Object.entries(border).map(([side, rule]) => [`border-${side}`, ruleCss(rule as RuleLook)]),
  )
}

function radiusCss(corners: Corners): string {
  const [first] = corners
  if (corners.every((corner) => corner === first)) return px(first)
  return corners.map(px).join(' ')
}

/** At least one pixel: a thinner one vanishes on many screens. */
export function ruleCss(rule: RuleLook): string {
  // Two lines and what is between them take three pixels.
  const least = rule.line === 'double' ? 2.25 : 0.75
  return `${px(Math.max(rule.width, least))} ${rule.line ?? 'solid'} ${rule.color}`
}

export function cssText(css: Css): string {
  return Object.entries(css)
    .map(([property, value]) => `${property}:${value}`)
    .join(';')
}
