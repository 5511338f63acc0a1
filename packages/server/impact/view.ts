import { differByPixels, markHtml } from '@misiva/compose'
import type { ImpactTask } from '@misiva/compose'
import type { Composed, Release } from '@misiva/model'
import type { ImpactItem } from './items.ts'
import { createPageReader } from './page-reader.ts'
import { openSides } from './sides.ts'
import { takesOf } from './takes.ts'
import { spreadOf, toPng } from './spread.ts'

/** Names one item; an `ImpactItem` will do. */
export type ViewOf = Pick<
  ImpactItem,
  'template' | 'alternative' | 'channel' | 'takes' | 'language' | 'tone' | 'sample'
>

export interface Pages {
  readonly before: number
  readonly after: number
  /** Numbers of pages that do not look the same, or that only one has. */
  readonly differing: readonly number[]
}

/**
 * Pictures of what differs, made when asked for: an item is composed again (some 10 ms), the last few
 * are kept, and of its pages only the one wanted is painted (some 60 ms).
 */
export interface ImpactView {
  /** What a side composes to; undefined where it has it not, or it cannot be composed. */
  composed(item: ViewOf, side: 'before' | 'after'): Promise<Composed | undefined>
  /** Undefined where it is no document (nor carries one). */
  pages(item: ViewOf): Promise<Pages | undefined>
  /** PNG of a side's page, from 1. */
  page(
    item: ViewOf,
    side: 'before' | 'after',
    number: number,
    scale?: number,
  ): Promise<Uint8Array | undefined>
  /** PNG of a page before and after, side by side, differences marked. */
  spread(item: ViewOf, number: number, scale?: number): Promise<Uint8Array | undefined>
  /** HTML of an e-mail or portal page with words that came and went marked; pictures included. */
  markedHtml(item: ViewOf): Promise<string | undefined>
  close(): void
}

/** Items whose two sides stay in memory: the pages of one are mostly asked for one after the other. */
const KEPT = 16

/** Pixels to the point. Lengths in whole points lie on whole pixels: moved lines stay comparable. */
const usual = 2

export function createImpactView(before: Release, after: Release): ImpactView {
  const sides = openSides(before, after, takesOf)
  const reader = createPageReader()
  const composed = new Map<string, Promise<Composed | undefined>>()
  const counted = new Map<string, Promise<Pages | undefined>>()
  const make = async (item: ViewOf, side: 'before' | 'after') => {
    const task: ImpactTask = { ...item, sides: 'both', missing: [], behind: [] }
    const made = await (await sides).compose(task, side)
    return made?.ok ? made.value : undefined
  }
  const compose = (item: ViewOf, side: 'before' | 'after') =>
    kept(composed, `${side} ${keyOf(item)}`, KEPT * 2, () => make(item, side))
  const pdfs = async (item: ViewOf) => ({
    before: documentIn(await compose(item, 'before')),
    after: documentIn(await compose(item, 'after')),
  })
  const looksOther = async (was: Uint8Array | undefined, is: Uint8Array | undefined, n: number) => {
    const a = was && (await reader.paint(was, n, usual))
    const b = is && (await reader.paint(is, n, usual))
    const found = a && b ? differByPixels(a, b) : undefined
    return !found || found.before.length > 0 || found.after.length > 0
  }
  const countPages = async (item: ViewOf): Promise<Pages | undefined> => {
    const { before: was, after: is } = await pdfs(item)
    if (!was && !is) return undefined
    const old = was ? await reader.texts(was) : []
    const now = is ? await reader.texts(is) : []
    const differing: number[] = []
    for (let number = 1; number <= Math.max(old.length, now.length); number++)
      if (old[number - 1] !== now[number - 1] || (await looksOther(was, is, number)))
        differing.push(number)
    return { before: old.length, after: now.length, differing }
  }
  return {
    composed: compose,
    pages: (item) => kept(counted, keyOf(item), KEPT, () => countPages(item)),
    async page(item, side, number, scale = usual) {
      const pdf = documentIn(await compose(item, side))
      const painted = pdf && (await reader.paint(pdf, number, scale))
      return painted && toPng(painted)
    },
    async spread(item, number, scale = usual) {
      const { before: was, after: is } = await pdfs(item)
      const a = was && (await reader.paint(was, number, scale))
      const b = is && (await reader.paint(is, number, scale))
      return a || b ? spreadOf(a, b) : undefined
    },
    async markedHtml(item) {
      const was = htmlOf(await compose(item, 'before'))
      const is = htmlOf(await compose(item, 'after'))
      if (was === undefined && is === undefined) return undefined
      return markHtml(was ?? '', is ?? '')
    },
    close: () => reader.close(),
  }
}

/** A document, or the one an e-mail carries. */
function documentIn(composed: Composed | undefined): Uint8Array | undefined {
  if (composed?.kind === 'pages') return composed.pdf
  if (composed?.kind !== 'mime') return undefined
  return composed.attachments.find(({ mediaType }) => mediaType === 'application/pdf')?.bytes
}

/** With the pictures an e-mail names by `cid:` put in, so that it shows by itself. */
export function htmlOf(composed: Composed | undefined): string | undefined {
  if (composed?.kind === 'html') return composed.html
  if (composed?.kind !== 'mime') return undefined
  let { html } = composed
  for (const { cid, mediaType, bytes } of composed.inline)
    html = html.replaceAll(
      `cid:${cid}`,
      `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`,
    )
  return html
}

function keyOf({ template, alternative, language, tone, sample }: ViewOf): string {
  return JSON.stringify([template, alternative, language, tone, sample])
}

/** The value under `key`, made if it is missing; the one not made for longest goes first. */
function kept<T>(
  map: Map<string, Promise<T>>,
  key: string,
  most: number,
  make: () => Promise<T>,
): Promise<T> {
  const known = map.get(key)
  if (known) return known
  const value = make()
  map.set(key, value)
  // A failure is told to who asked, and tried again for the next.
  value.catch(() => map.delete(key))
  const [oldest] = map.keys()
  if (map.size > most && oldest !== undefined) map.delete(oldest)
  return value
}
