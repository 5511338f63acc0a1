/** What checking a template told, for as long as nothing it looked at became another object. */
import type { LibraryBlock, Problem, Release, Template } from '@misiva/model'

interface Checked {
  readonly ground: readonly unknown[]
  /** Blocks looked at on the way, by name; undefined: there was none. */
  readonly blocks: ReadonlyMap<string, LibraryBlock | undefined>
  readonly problems: readonly Problem[]
}

/**
 * Kept beside a `LiveFolder`, whose readings leave what did not change the same objects: of 100
 * templates an edit of one text checks those that use it, not all (2 s).
 */
export class CheckMemory {
  readonly #known = new WeakMap<Template, Checked>()

  /** Problems and blocks of the template; undefined where it has to be looked at again. */
  recall(
    release: Release,
    template: Template,
    blocks: ReadonlyMap<string, LibraryBlock>,
  ): Checked | undefined {
    const known = this.#known.get(template)
    if (!known) return undefined
    const now = groundOf(release)
    if (known.ground.some((each, at) => each !== now[at])) return undefined
    for (const [name, block] of known.blocks) if (blocks.get(name) !== block) return undefined
    return known
  }

  keep(
    release: Release,
    template: Template,
    blocks: ReadonlyMap<string, LibraryBlock>,
    told: { readonly problems: readonly Problem[]; readonly used: ReadonlySet<string> },
  ): void {
    this.#known.set(template, {
      ground: groundOf(release),
      blocks: new Map([...told.used].map((name) => [name, blocks.get(name)])),
      problems: told.problems,
    })
  }
}

/** What every template stands on. */
function groundOf({ organisation, style, topics, assets }: Release): readonly unknown[] {
  return [organisation, style, topics, assets]
}
