/** Checks that references of an alternative lead to headings of it, in whatever block these stand. */
import { type Block, type Content, type Place, problem } from '@misiva/model'
import type { Problem } from '@misiva/model'
import { headingLike, leadsNowhere } from '../program/headings.ts'
import { walk } from '../library/walk.ts'

interface Found {
  /** In one branch of a choice, of which only one is taken. */
  readonly chosen: boolean
}

export interface ReferenceGround {
  /** In the language and tone at hand; undefined where there is none. */
  readonly contentOf: (name: string) => Content | undefined
  readonly problems: Problem[]
}

export function checkReferences(content: Content, ground: ReferenceGround): void {
  const headings = new Headings(ground)
  headings.look(content, false, false)
  headings.references(content, new Set())
}

class Headings {
  readonly #ground: ReferenceGround
  readonly #ids = new Map<string, Found>()
  readonly #within: string[] = []

  constructor(ground: ReferenceGround) {
    this.#ground = ground
  }

  look(blocks: readonly Block[], chosen: boolean, repeated: boolean): void {
    for (const block of blocks) this.#block(block, chosen, repeated)
  }

  #block(block: Block, chosen: boolean, repeated: boolean): void {
    switch (block.type) {
      case 'heading':
        if (block.id !== undefined) this.#found(block.id, block.place, chosen, repeated)
        return
      case 'list':
        return block.items.forEach((item) => this.look(item, chosen, repeated))
      case 'columns':
        return block.columns.forEach((column) => this.look(column, chosen, repeated))
      case 'box':
      case 'keep':
      case 'filler':
      case 'textColumns':
        return this.look(block.children, chosen, repeated)
      case 'each':
        return this.look(block.children, chosen, true)
      case 'choose':
        for (const { children } of block.whens) this.look(children, true, repeated)
        return this.look(block.otherwise ?? [], true, repeated)
      case 'block': {
        // One that contains itself is refused elsewhere.
        if (this.#within.includes(block.name)) return
        this.#within.push(block.name)
        this.look(this.#ground.contentOf(block.name) ?? [], chosen, repeated)
        this.#within.pop()
        return
      }
      default:
    }
  }

  #found(id: string, place: Place | undefined, chosen: boolean, repeated: boolean): void {
    const known = this.#ids.get(id)
    const { problems } = this.#ground
    if (repeated)
      problems.push(
        problem(
          'MSV-C009',
          `The heading “${id}” is repeated, so that its id would stand more than once`,
          place,
          'leave the id out, or put the heading before the repetition',
        ),
      )
    else if (known && !(known.chosen && chosen))
      problems.push(
        problem(
          'MSV-C009',
          `Two headings have the id “${id}”`,
          place,
          'references lead to one of them: choose another name',
        ),
      )
    this.#ids.set(id, { chosen })
  }

  references(content: Content, seen: Set<string>): void {
    const { contentOf, problems } = this.#ground
    walk(content, {
      ref: (to, place) => {
        if (this.#ids.has(to)) return
        const hint = headingLike(to, this.#ids.keys())
        problems.push(problem('MSV-C020', leadsNowhere(to), place, hint))
      },
      block: (name) => {
        if (seen.has(name)) return
        seen.add(name)
        this.references(contentOf(name) ?? [], seen)
      },
    })
  }
}
