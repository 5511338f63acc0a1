/** What the editor is given and what it tells: the whole seam between it and the screen it is on. */
import type {
  BlockVariant,
  Content,
  Contract,
  Language,
  Problem,
  Release,
  Sample,
} from '@misiva/model'

/** A block of the library as the editor shows it in place. */
export interface ReferencedBlock {
  readonly name: string
  /** Content in the language and tone being edited; undefined where no variant has it. */
  readonly content: Content | undefined
  /** How many templates share it; undefined while that is not known. */
  readonly usedBy?: number
}

/** A note or a proposed wording, anchored to the words it is about. */
export interface Remark {
  readonly id: string
  readonly anchor: Anchor
  readonly text: string
  readonly author: string
  /** ISO 8601. */
  readonly at: string
  /** Proposed words instead of the anchor's; accepting puts them in. */
  readonly suggestion?: string
  readonly resolved?: boolean
  /** How it was resolved, and by whom, in words. */
  readonly outcome?: string
}

/**
 * Where a remark stands: the words themselves, and which occurrence of them in the content (from
 * 0). Words survive edits elsewhere, where positions would not. An empty quote is all of it.
 */
export interface Anchor {
  readonly quote: string
  readonly occurrence: number
}

/** What surrounds the content: names it may use, the brand, and the library. */
export interface EditorContext {
  /** The organisation in whose release this is; the time zone and currency of values. */
  readonly organisation: Release['organisation']
  /** All samples of the template: attributes of customers are told by them. */
  readonly samples: readonly Sample[]
  /** Names of paragraph, text, table, box and cell styles of the style sheet. */
  readonly styles: {
    readonly paragraphs: readonly string[]
    readonly text: readonly string[]
    readonly tables: readonly string[]
    readonly boxes: readonly string[]
    readonly cells: readonly string[]
  }
  /** Brand colours for what is drawn in place: `chart1` … or `accent`. */
  readonly tokens: Readonly<Record<string, string>>
  /** Paths of pictures that can be placed: `brand/logo.svg`. */
  readonly images: readonly string[]
  /** Where the bytes of a picture can be seen; undefined shows its name alone. */
  readonly imageUrl: (path: string) => string | undefined
  /** Names of all blocks that can be referred to. */
  readonly blocks: readonly string[]
  readonly block: (name: string) => ReferencedBlock | undefined
}

export interface ContentEditorProps {
  /** The content; another one than was last told replaces what stands here. */
  readonly tree: Content
  /** JSON Schema of the data. For a block: of the template it is looked at through. */
  readonly contract: Contract
  /** Whose values are shown in place; undefined shows names. */
  readonly sample: Sample | undefined
  readonly context: EditorContext
  /** BCP 47 language of the content: spelling, readability, and how values are written. */
  readonly language: Language
  readonly readOnly?: boolean
  /** What a screen reader calls it: “payment-terms, English”. */
  readonly label: string
  /** After each edit; the tree has no places. */
  readonly onChange: (tree: Content) => void
  /** Someone wants to edit a block in its own context. */
  readonly onOpenBlock?: (name: string) => void
  /** What a check of the whole content found in this file, by place in the tree last given. */
  readonly problems?: readonly Problem[]
  readonly remarks?: readonly Remark[]
  readonly onRemark?: (remark: Pick<Remark, 'anchor' | 'text' | 'suggestion'>) => void
  /** Accepted and rejected suggestions, and notes that are done with. */
  readonly onResolve?: (id: string, how: 'accepted' | 'rejected' | 'done') => void
  /** Takes up again what was resolved. */
  readonly onReopen?: (id: string) => void
  /** Paths of top-level blocks whose structure differs from the variant beside; see VariantPair. */
  readonly differing?: readonly number[]
  /** Leaves the right-hand panel out, where two editors stand side by side. */
  readonly compact?: boolean
}

/** Two variants beside each other: languages or tones of one block or alternative. */
export interface VariantPairProps {
  readonly left: ContentEditorProps & { readonly variant: Pick<BlockVariant, 'language' | 'tone'> }
  readonly right: ContentEditorProps & { readonly variant: Pick<BlockVariant, 'language' | 'tone'> }
}
