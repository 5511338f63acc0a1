/** Follows the names of a style sheet and measures its lengths: `extends`, tokens, `em`, rules. */
import {
  problem,
  type InitialSource,
  type ListStyleSource,
  type ParagraphStyleSource,
  type Problem,
  type StyleSheet,
  type TextStyleSource,
} from '@misiva/model'
import { parseLength, type Four, parseEdges } from './length.ts'
import type {
  RuleLine,
  ParagraphLook,
  RuleLook,
  TextLook,
  TabLook,
  InitialLook,
  ListLook,
} from './looks.ts'

/** Where in style.yaml a value stands, for whoever knows the lines: `['paragraphs','body','size']`. */
export interface StyleProblem {
  readonly path: readonly string[]
  readonly problem: Problem
}

const file = 'brand/style.yaml'

/** Between a rule's thickness and its colour; solid unless said. */
const ruleLines: readonly RuleLine[] = ['dashed', 'dotted', 'double']

type Lengths = 'lineHeight' | 'spaceBefore' | 'spaceAfter' | 'indent' | 'indentEnd' | 'indentFirst'

export class Resolver {
  readonly problems: StyleProblem[] = []
  readonly tokens = new Map<string, string>()
  readonly paragraphs = new Map<string, ParagraphLook>()
  /** Named colours in use, by name: what a page's style declares. */
  readonly palette = new Map<string, string>()
  readonly source: StyleSheet
  readonly naming: Naming
  constructor(source: StyleSheet, naming: Naming) {
    this.source = source
    this.naming = naming
  }

  refuse(path: readonly string[], message: string, hint?: string): undefined {
    const place = { file, line: 1, column: 1 }
    this.problems.push({
      path,
      problem: problem('MSV-C008', `${path.join('.')}: ${message}`, place, hint),
    })
    return undefined
  }

  color(value: string | undefined, path: readonly string[], role: Role): string | undefined {
    if (value === undefined) return undefined
    const found = hex(value) ?? this.tokens.get(value)
    if (found && this.naming === 'hex') return found
    if (found) {
      const name = `${role}-${value.replaceAll(/[^\w-]/g, '')}`
      this.palette.set(name, value)
      return `var(--${name})`
    }
    return this.refuse(path, `“${value}” is neither a token nor #rrggbb`, near(value, this.tokens))
  }

  length(value: string | undefined, path: readonly string[], em: number): number | undefined {
    if (value === undefined) return undefined
    const found = parseLength(value, em, em)
    if (found !== undefined) return found
    return this.refuse(
      path,
      `“${value}” is not a length`,
      'Write a number with pt mm cm in px em %',
    )
  }

  edges(value: string | undefined, path: readonly string[], em: number): Four | undefined {
    if (value === undefined) return undefined
    return (
      parseEdges(value, em) ??
      this.refuse(path, `“${value}” is not one to four lengths`, 'Write them as 2pt 4pt')
    )
  }

  /** `0.5pt accent`, `1pt dashed accent`. */
  rule(value: string | undefined, path: readonly string[]): RuleLook | undefined {
    if (value === undefined || value === 'none') return undefined
    const parts = value.trim().split(/\s+/)
    const width = this.length(parts[0], path, 10)
    const color = this.color(parts.length > 1 ? parts.at(-1) : '#000000', path, 'line')
    if (width === undefined || color === undefined) return undefined
    const line = parts.length > 2 ? ruleLines.find((each) => each === parts[1]) : undefined
    return { width, color, ...(line && { line }) }
  }

  textLook(source: TextStyleSource, path: readonly string[], em: number): TextLook {
    const size = this.length(source.size, [...path, 'size'], em)
    const color = this.color(source.color, [...path, 'color'], 'text')
    const spacing = this.length(source.letterSpacing, [...path, 'letterSpacing'], size ?? em)
    const words = this.length(source.wordSpacing, [...path, 'wordSpacing'], size ?? em)
    return {
      ...(source.font !== undefined && { font: source.font }),
      ...(source.fallback && { fallback: source.fallback }),
      ...(size !== undefined && { size }),
      ...(source.weight !== undefined && { weight: source.weight }),
      ...(source.italic !== undefined && { italic: source.italic }),
      ...(color !== undefined && { color }),
      ...(source.features && { features: source.features }),
      ...(spacing !== undefined && { letterSpacing: spacing }),
      ...(words !== undefined && { wordSpacing: words }),
      ...(source.smallCaps !== undefined && { smallCaps: source.smallCaps }),
      ...(source.underline !== undefined && { underline: source.underline }),
    }
  }

  /** A paragraph style without `extends` extends `body`; `body` extends plain defaults. */
  paragraph(name: string, seen: readonly string[] = []): ParagraphLook {
    const known = this.paragraphs.get(name)
    if (known) return known
    const source: ParagraphStyleSource = this.source.paragraphs[name] ?? {}
    const parent = this.parentOf(name, source, seen)
    const path = ['paragraphs', name]
    const text = this.textLook(source, path, parent.size)
    const size = text.size ?? parent.size
    const length = (key: Lengths) => this.length(source[key], [...path, key], size)
    const look: ParagraphLook = {
      ...parent,
      ...text,
      // An inherited line height keeps its proportion, so that a larger heading is not squeezed.
      lineHeight: length('lineHeight') ?? (parent.lineHeight / parent.size) * size,
      spaceBefore: length('spaceBefore') ?? parent.spaceBefore,
      spaceAfter: length('spaceAfter') ?? parent.spaceAfter,
      indent: length('indent') ?? parent.indent,
      indentEnd: length('indentEnd') ?? parent.indentEnd,
      indentFirst: length('indentFirst') ?? parent.indentFirst,
      hyphenate: source.hyphenate ?? parent.hyphenate,
      keepWithNext: source.keepWithNext ?? parent.keepWithNext,
      keepTogether: source.keepTogether ?? parent.keepTogether,
      ...(source.align && { align: source.align }),
      ...(source.numbering && { numbering: source.numbering }),
      ...(source.widows && { widows: source.widows }),
      ...(source.orphans && { orphans: source.orphans }),
      ...(source.tabs && { tabs: source.tabs.map((tab) => this.tab(tab, path, size)) }),
      ...defined('background', this.color(source.background, [...path, 'background'], 'ground')),
      ...(source.initial && { initial: this.initial(source.initial, path, size) }),
    }
    // What begins one paragraph begins none that extends it.
    if (!source.initial && parent.initial) delete (look as { initial?: unknown }).initial
    this.paragraphs.set(name, Object.freeze(look))
    return look
  }

  /** `120mm`, `120mm end`, `150mm end .`. */
  tab(value: string, path: readonly string[], em: number): TabLook {
    const [at, align = 'start', leader] = value.trim().split(/\s+/)
    return {
      at: this.length(at, [...path, 'tabs'], em) ?? 0,
      align: align as TabLook['align'],
      ...(leader && { leader }),
    }
  }

  initial(source: InitialSource, path: readonly string[], em: number): InitialLook {
    const gap = this.length(source.gap, [...path, 'initial', 'gap'], em)
    const text = this.textLook(source, [...path, 'initial'], em)
    return { lines: source.lines, text, ...(gap !== undefined && { gap }) }
  }

  list(name: string, source: ListStyleSource): ListLook {
    const path = ['lists', name]
    const em = this.paragraph('body').size
    return Object.freeze({
      marker: source.marker ?? 'bullet',
      ...(source.prefix !== undefined && { prefix: source.prefix }),
      ...(source.suffix !== undefined && { suffix: source.suffix }),
      ...defined('indent', this.length(source.indent, [...path, 'indent'], em)),
      ...defined('color', this.color(source.color, [...path, 'color'], 'text')),
      spaceBetween: this.length(source.spaceBetween, [...path, 'spaceBetween'], em) ?? 0,
    })
  }

  /** The name of a paragraph style; undefined where there is none so called. */
  styleName(value: string | undefined, path: readonly string[]): string | undefined {
    if (value === undefined || value in this.source.paragraphs) return value
    return this.refuse(path, `Unknown style “${value}”`, near(value, this.source.paragraphs))
  }

  plain(): ParagraphLook {
    return {
      font: this.source.fonts?.[0]?.family ?? 'sans-serif',
      size: 10,
      color: this.color('#000000', ['paragraphs', 'body', 'color'], 'text')!,
      lineHeight: 14,
      spaceBefore: 0,
      spaceAfter: 6,
      indent: 0,
      indentEnd: 0,
      indentFirst: 0,
      hyphenate: false,
      keepWithNext: false,
      keepTogether: false,
    }
  }

  parentOf(name: string, source: ParagraphStyleSource, seen: readonly string[]): ParagraphLook {
    const path = ['paragraphs', name, 'extends']
    const parent = source.extends ?? (name === 'body' ? undefined : 'body')
    if (parent === undefined) return this.plain()
    if (parent === name || seen.includes(parent)) {
      this.refuse(path, `“${parent}” extends itself: ${[...seen, name, parent].join(' → ')}`)
      return this.plain()
    }
    if (parent !== 'body' && !(parent in this.source.paragraphs)) {
      this.refuse(path, `Unknown style “${parent}”`, near(parent, this.source.paragraphs))
      return this.paragraph('body', [...seen, name])
    }
    return this.paragraph(parent, [...seen, name])
  }
}

/**
 * Colours as `#rrggbb`, or by name as `var(--text-ink)`, so that dark surroundings can give the name
 * another value. The role is in the name: one token may be letters here and a ground there, and
 * dark surroundings want the first light and the second dark.
 */
export type Naming = 'hex' | 'named'

export type Role = 'text' | 'ground' | 'line'

/** `#rgb` and `#rrggbb` as `#rrggbb` in lower case. */
export function hex(value: string): string | undefined {
  if (/^#[0-9a-f]{6}$/i.test(value)) return value.toLowerCase()
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value)
  if (!short) return undefined
  const [, r, g, b] = short as unknown as readonly [string, string, string, string]
  return `#${r}${r}${g}${g}${b}${b}`.toLowerCase()
}

export function defined<K extends string, V>(
  key: K,
  value: V | undefined,
): {
  [P in K]?: V
} {
  return value === undefined
    ? {}
    : ({ [key]: value } as {
        [P in K]: V
      })
}

/** “Did you mean …” for a name that differs from a known one in at most two letters. */
export function near(
  name: string,
  known: ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>,
): string | undefined {
  const names = known instanceof Map ? [...known.keys()] : Object.keys(known)
  const close = names
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .filter(({ distance }) => distance <= 2)
    .sort((a, b) => a.distance - b.distance)[0]
  return close ? `Did you mean “${close.candidate}”?` : undefined
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        row[j]! + 1,
        next[j - 1]! + 1,
        row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    row = next
  }
  return row[b.length]!
}
