/**
 * Content of one alternative as the beginning of another's on a form of channel that says less: what
 * has no place there is left out, what stands side by side comes one after the other. Blocks of the
 * library stay references where all they say can be said there; others are written out without the
 * rest, for a reference would bring it back.
 */
import type { Block, Content, Inline, Takes } from '@misiva/model'
import { effectOn } from './losses.ts'
import { walk } from './library/walk.ts'

/** Content of a library block in the language and tone meant; undefined where it has none. */
export type BlockOf = (name: string) => Content | undefined

/** Deeper than this blocks are in a ring, which checking refuses. */
const deepest = 12

export function sayableOn(content: Content, to: Takes, blockOf: BlockOf): Content {
  return new Translation(to, blockOf).blocks(content, 0)
}

class Translation {
  readonly #to: Takes
  readonly #blockOf: BlockOf
  readonly #plain: boolean

  constructor(to: Takes, blockOf: BlockOf) {
    this.#to = to
    this.#blockOf = blockOf
    this.#plain = to === 'text' || to === 'speech'
  }

  blocks(content: Content, depth: number): Content {
    return content.flatMap((block) => this.#block(block, depth))
  }

  #block(block: Block, depth: number): Content {
    if (block.type === 'columns' && effectOn(this.#to, 'columns'))
      return block.columns.flatMap((column) => this.blocks(column, depth))
    if (effectOn(this.#to, block.type)) return []
    switch (block.type) {
      case 'paragraph':
      case 'heading': {
        const children = this.#inlines(block.children)
        return children.length === 0 ? [] : [this.#undressed({ ...block, children })]
      }
      case 'list':
        return [{ ...block, items: block.items.map((item) => this.blocks(item, depth)) }]
      case 'columns':
        return [{ ...block, columns: block.columns.map((it) => this.blocks(it, depth)) }]
      case 'box':
      case 'keep':
      case 'filler':
      case 'textColumns':
        // Frames and columns are nothing where there is but text.
        return this.#plain
          ? this.blocks(block.children, depth)
          : [{ ...block, children: this.blocks(block.children, depth) }]
      case 'each': {
        const children = this.blocks(block.children, depth)
        return children.length === 0 ? [] : [{ ...block, children }]
      }
      case 'choose':
        return this.#choose(block, depth)
      case 'block':
        return this.#reference(block, depth)
      case 'space':
        return this.#plain ? [] : [block]
      default:
        return [block]
    }
  }

  #undressed(block: Block & { type: 'paragraph' | 'heading' }): Block {
    if (!this.#plain) return block
    const { style: _, ...bare } = block
    if (bare.type === 'heading') return bare
    const { align: __, ...plain } = bare
    return plain
  }

  #choose(block: Block & { type: 'choose' }, depth: number): Content {
    const whens = block.whens.map((when) => ({
      ...when,
      children: this.blocks(when.children, depth),
    }))
    const otherwise = block.otherwise && this.blocks(block.otherwise, depth)
    const says = whens.some(({ children }) => children.length > 0) || otherwise?.length
    return says ? [{ ...block, whens, ...(otherwise && { otherwise }) }] : []
  }

  #reference(block: Block & { type: 'block' }, depth: number): Content {
    const inner = depth < deepest ? this.#blockOf(block.name) : undefined
    return inner && this.#loses(inner, depth) ? this.blocks(inner, depth + 1) : [block]
  }

  #loses(content: Content, depth: number): boolean {
    let found = false
    walk(content, {
      node: (block) => {
        found ||= effectOn(this.#to, block.type) !== undefined
        if (block.type === 'paragraph' || block.type === 'heading')
          found ||= this.#inlines(block.children).length < block.children.length
      },
      block: (name) => {
        const inner = depth < deepest ? this.#blockOf(name) : undefined
        found ||= inner !== undefined && this.#loses(inner, depth + 1)
      },
    })
    return found
  }

  #inlines(children: readonly Inline[]): readonly Inline[] {
    return children.filter((child) => {
      const { type } = child
      const show = child.type === 'ref' ? child.show : undefined
      if (type === 'ref')
        return effectOn(this.#to, show === 'page' ? 'pageNumber' : 'contents') === undefined
      if (type === 'page' || type === 'pages' || type === 'running')
        return effectOn(this.#to, 'pageNumber') === undefined
      if (type === 'note') return effectOn(this.#to, 'note') === undefined
      return type !== 'inlineImage' || !this.#plain
    })
  }
}
