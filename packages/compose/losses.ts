/**
 * What content of one alternative does not say on a channel of another form, before anyone starts
 * that channel's alternative from it: the same rules the forms compose by.
 */
import type {
  Alternative,
  Block,
  Content,
  Inline,
  Language,
  Place,
  Release,
  Takes,
} from '@misiva/model'
import { pickVariant } from './folder/variants.ts'
import { walk } from './library/walk.ts'

/** A part of the content that another form of channel has no place for. */
export interface Loss {
  /** The form it would be said in. */
  readonly to: Takes
  /** A block's type, `pageNumber` or `note`. */
  readonly part: Block['type'] | 'pageNumber' | 'note'
  /** `refused`: it must be said in another way. `dropped`: it goes without a word. */
  readonly effect: 'refused' | 'dropped'
  readonly count: number
  /** Where the first one stands. */
  readonly place: Place | undefined
}

type Effects = Readonly<Partial<Record<Loss['part'], Loss['effect']>>>

const screen: Effects = { pageBreak: 'dropped', pageNumber: 'refused' }
const short: Effects = {
  table: 'refused',
  columns: 'refused',
  image: 'refused',
  barcode: 'refused',
  chart: 'refused',
  pageNumber: 'refused',
  note: 'refused',
  contents: 'refused',
  rule: 'dropped',
}

/** Nothing is lost on paper. */
const effects: Readonly<Partial<Record<Takes, Effects>>> = {
  mime: screen,
  html: screen,
  text: short,
  speech: short,
}

/** What becomes of a part on a form of channel; undefined where it has a place there. */
export const effectOn = (to: Takes, part: Loss['part']): Loss['effect'] | undefined =>
  effects[to]?.[part]

/** Losses on every form but its own, in the order text, speech, e-mail, page of the portal. */
export function lossesOf(
  release: Release,
  alternative: Alternative,
  which: { readonly language: Language; readonly tone: string },
  takes: (channel: string) => Takes | undefined,
): Loss[] {
  if (alternative.kind === 'passive') return []
  const { defaultLanguage } = release.organisation
  const pick = <V extends { language: Language; tone: string }>(variants: readonly V[]) =>
    pickVariant(variants, which.language, which.tone, defaultLanguage)
  const variant = pick(alternative.variants)
  if (!variant) return []
  const parts = partsOf(variant.content, (name) => {
    const block = release.blocks.find((each) => each.name === name)
    return block && pick(block.variants)?.content
  })
  const own = takes(alternative.channel)
  const forms: readonly Takes[] = ['text', 'speech', 'mime', 'html']
  return forms
    .filter((form) => form !== own && !(own === 'text' && form === 'speech'))
    .flatMap((to) =>
      [...parts].flatMap(([part, { count, place }]): Loss[] => {
        const effect = effects[to]?.[part]
        return effect ? [{ to, part, effect, count, place }] : []
      }),
    )
}

interface Counted {
  count: number
  readonly place: Place | undefined
}

function partsOf(
  content: Content,
  contentOf: (block: string) => Content | undefined,
): Map<Loss['part'], Counted> {
  const found = new Map<Loss['part'], Counted>()
  const count = (part: Loss['part'], place: Place | undefined) => {
    const before = found.get(part)
    if (before) before.count++
    else found.set(part, { count: 1, place })
  }
  const within: string[] = []
  const look = (blocks: Content): void =>
    walk(blocks, {
      node: (block) => {
        count(block.type, block.place)
        if (holds(block, pageNumbers)) count('pageNumber', block.place)
        if (holds(block, notes)) count('note', block.place)
      },
      block: (name) => {
        // A block that contains itself is refused elsewhere; here it is looked into once.
        if (within.includes(name)) return
        within.push(name)
        const inner = contentOf(name)
        if (inner) look(inner)
        within.pop()
      },
    })
  look(content)
  return found
}

const pageNumbers: ReadonlySet<Inline['type']> = new Set(['page', 'pages', 'running'])
const notes: ReadonlySet<Inline['type']> = new Set(['note'])

function holds(block: Block, wanted: ReadonlySet<Inline['type']>): boolean {
  if (block.type !== 'paragraph' && block.type !== 'heading') return false
  return block.children.some(({ type }) => wanted.has(type))
}
