/** All content an alternative reads in a language and tone: its own and that of blocks, however deep. */
import type {
  AlternativeVariant,
  BlockVariant,
  Content,
  Language,
  LibraryBlock,
  PageMasterSource,
  Release,
} from '@misiva/model'
import { pickVariant } from '../folder/variants.ts'
import { runningBlocks } from '../style/running.ts'
import { bare } from './alike.ts'
import { walk } from './walk.ts'
import type { StyleKind } from './walk.ts'

/** A text that was reached: a block's variant, or the alternative's own. */
export interface Reached {
  /** `payment-terms`, or `invoice/print` for an alternative's own. */
  readonly name: string
  /** The content without its places. */
  readonly json: string
  readonly variant: { readonly language: Language; readonly tone: string; readonly file: string }
  readonly variants: readonly (BlockVariant | AlternativeVariant)[]
}

export interface Contents {
  /** By name. */
  readonly blocks: readonly Reached[]
  readonly images: readonly string[]
  readonly styles: Readonly<Record<StyleKind, ReadonlySet<string>>>
  /** Drawn from colours of the brand that no style names. */
  readonly hasChart: boolean
  readonly master: PageMasterSource | undefined
  /** Those that page breaks go on with. */
  readonly masters: readonly PageMasterSource[]
}

/** Names in one content tree, and its text once; looked up again for every alternative that uses it. */
interface Named {
  readonly json: string
  readonly blocks: ReadonlySet<string>
  readonly images: ReadonlySet<string>
  readonly styles: Readonly<Record<StyleKind, ReadonlySet<string>>>
  /** Page masters that page breaks go on with. */
  readonly masters: ReadonlySet<string>
  readonly hasChart: boolean
}

function namedIn(content: Content): Named {
  const blocks = new Set<string>()
  const images = new Set<string>()
  const styles = noStyles()
  const masters = new Set<string>()
  let hasChart = false
  walk(content, {
    block: (name) => void blocks.add(name),
    image: (path) => void images.add(path),
    style: (kind, name) => void styles[kind].add(name),
    node: (node) => {
      if (node.type === 'chart') hasChart = true
      if (node.type === 'pageBreak' && node.master !== undefined) masters.add(node.master)
    },
  })
  return { json: bare(content), blocks, images, styles, masters, hasChart }
}

function noStyles(): Record<StyleKind, Set<string>> {
  const none = () => new Set<string>()
  return { text: none(), paragraphs: none(), tables: none(), boxes: none(), cells: none() }
}

export function contentsOf(release: Release): {
  of(
    variant: AlternativeVariant | undefined,
    tone: string,
    master: PageMasterSource | undefined,
  ): Contents
} {
  const blocks = new Map<string, LibraryBlock>(release.blocks.map((block) => [block.name, block]))
  const known = new WeakMap<Content, Named>()
  const named = (content: Content): Named => {
    let found = known.get(content)
    if (!found) known.set(content, (found = namedIn(content)))
    return found
  }
  const { defaultLanguage } = release.organisation
  return {
    of(variant, tone, master) {
      const reached = new Map<string, Reached>()
      const images = new Set<string>()
      const styles = noStyles()
      const masters = new Set<PageMasterSource>()
      let hasChart = false
      const take = (content: Content, language: Language) => {
        const names = named(content)
        hasChart ||= names.hasChart
        for (const path of names.images) images.add(path)
        for (const kind of Object.keys(styles) as StyleKind[])
          for (const style of names.styles[kind]) styles[kind].add(style)
        for (const name of names.blocks) follow(name, language)
        for (const name of names.masters) {
          const other = release.style.masters[name]
          if (!other || masters.has(other)) continue
          masters.add(other)
          for (const { block } of runningBlocks(other)) follow(block, language)
        }
      }
      const follow = (name: string, language: Language) => {
        const block = blocks.get(name)
        if (!block || reached.has(name)) return
        // As composing does: by the language of the variant that was picked, not of the customer.
        const picked = pickVariant(block.variants, language, tone, defaultLanguage)
        if (!picked) return
        const { json } = named(picked.content)
        reached.set(name, { name, json, variant: picked, variants: block.variants })
        take(picked.content, language)
      }
      if (variant) take(variant.content, variant.language)
      if (variant && master)
        for (const { block } of runningBlocks(master)) follow(block, variant.language)
      return {
        blocks: [...reached.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
        images: [...images].toSorted(),
        styles,
        hasChart,
        master,
        masters: [...masters],
      }
    },
  }
}
