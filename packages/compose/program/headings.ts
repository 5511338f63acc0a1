/** Headings of one document: their numbers, and what references show of them. */
import { didYouMean } from '@misiva/model'
import type { Content, HeadingLevel, Inline } from '@misiva/model'
import type { Numbering } from '@misiva/model'
import { walk } from '../library/walk.ts'
import type { Context } from './context.ts'

/** Counts headings within those above them. */
export class HeadingNumbers {
  readonly #counts: number[] = [0, 0, 0, 0, 0, 0]
  readonly #manners: (Numbering | undefined)[] = []

  /** `2.1`; empty for a heading that is not counted. */
  next(level: HeadingLevel, manner: Numbering | undefined): string {
    if (manner === undefined || manner === 'none') return ''
    this.#counts[level - 1]!++
    this.#counts.fill(0, level)
    this.#manners[level - 1] = manner
    return this.#counts
      .slice(0, level)
      .flatMap((count, i) => (count === 0 ? [] : [counted(count, this.#manners[i] ?? 'decimal')]))
      .join('.')
  }
}

function counted(n: number, manner: Numbering): string {
  switch (manner) {
    case 'lower-alpha':
      return letters(n)
    case 'upper-alpha':
      return letters(n).toUpperCase()
    case 'lower-roman':
      return roman(n)
    case 'upper-roman':
      return roman(n).toUpperCase()
    default:
      return String(n)
  }
}

/** a … z, aa … */
function letters(n: number): string {
  const rest = Math.floor((n - 1) / 26)
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(97 + ((n - 1) % 26))
}

const romans: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(n: number): string {
  let text = ''
  let rest = n
  for (const [value, sign] of romans) for (; rest >= value; rest -= value) text += sign
  return text
}

/** Between a heading's number and its words; a line never ends there. */
export const afterNumber = '\u00a0'

/** How headings of this level and style are counted, if they are. */
export function numberingOf(
  { level, style }: { readonly level: HeadingLevel; readonly style?: string },
  { ground }: Context,
): Numbering | undefined {
  const { paragraphs } = ground.sheet
  const numbering = paragraphs.get(style ?? `heading${level}`)?.numbering
  return numbering === 'none' ? undefined : numbering
}

/** Whether anything in the content, or in a block in it, asks for its headings. */
export function asksForHeadings(content: Content, context: Context): boolean {
  const { blocks, variantOf } = context.ground
  const seen = new Set<string>()
  let found = false
  const look = (inner: Content): void =>
    walk(inner, {
      node: (block) => {
        found ||= block.type === 'contents'
        if (block.type === 'heading')
          found ||= block.id !== undefined || numberingOf(block, context) !== undefined
      },
      ref: () => {
        found = true
      },
      block: (name) => {
        const block = seen.has(name) ? undefined : blocks.get(name)
        seen.add(name)
        const own = block && variantOf(block)
        if (own) look(own)
      },
    })
  look(content)
  return found
}

export type Reference = Inline & { readonly type: 'ref' }

export const leadsNowhere = (to: string): string => `No heading of the document has the id “${to}”`

/** A name like it, for a hint. */
export const headingLike = (to: string, ids: Iterable<string>): string | undefined =>
  didYouMean(to, ids)
