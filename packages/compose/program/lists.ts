/** Lists whose style is one of paragraphs. */
import type { Content } from '@misiva/model'

/** Paragraphs of items that have no style of their own, in the list's. */
export function dressed(items: readonly Content[], style: string): readonly Content[] {
  return items.map((item) =>
    item.map((block) =>
      block.type === 'paragraph' && block.style === undefined ? { ...block, style } : block,
    ),
  )
}
