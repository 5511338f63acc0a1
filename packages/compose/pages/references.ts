/**
 * References on paper: to headings by their id, wherever these stand. Words and numbers are put in when
 * the body is there; the number of a page is the typesetter's to find.
 */
import { problem } from '@misiva/model'
import type { Inline, InlineContent } from '@misiva/typeset'
import type { Context } from '../program/context.ts'
import { HeadingNumbers, headingLike, leadsNowhere } from '../program/headings.ts'
import type { Reference } from '../program/headings.ts'
import type { Run } from '../program/scope.ts'

interface Target {
  readonly title: string
  readonly number: string
}

/** Of the document at hand. */
export class References {
  readonly #targets = new Map<string, Target>()
  readonly #waiting: { readonly reference: Reference; readonly words: Inline[] }[] = []
  #settled = true
  numbers: HeadingNumbers = new HeadingNumbers()

  begin(): void {
    this.#targets.clear()
    this.#waiting.length = 0
    this.#settled = false
    this.numbers = new HeadingNumbers()
  }

  heading(id: string, target: Target): void {
    if (!this.#targets.has(id)) this.#targets.set(id, target)
  }

  /** What stands where the reference does. */
  link(reference: Reference, run: Run): Inline {
    const { to, show } = reference
    const words: Inline[] = []
    if (show === 'page') words.push({ type: 'pageNumber', of: to })
    // Rows of a table come while pages are made: then all headings are known.
    else if (this.#settled) this.#fill(reference, words, run)
    if (!this.#settled) this.#waiting.push({ reference, words })
    return { type: 'link', to: `#${to}`, content: words }
  }

  /** The body is there: what refers to it is filled in, or told to lead nowhere. */
  settle(run: Run): void {
    this.#settled = true
    for (const { reference, words } of this.#waiting) this.#fill(reference, words, run)
  }

  #fill({ to, show, place }: Reference, words: Inline[], run: Run): void {
    const target = this.#targets.get(to)
    if (!target) {
      const hint = headingLike(to, this.#targets.keys())
      run.problems.push(problem('MSV-C020', leadsNowhere(to), place, hint))
    } else if (show === undefined) words.push(target.title)
    else if (show === 'number') words.push(target.number === '' ? target.title : target.number)
  }
}

const known = new WeakMap<Context['ground'], References>()

/** The references of a compilation. */
export function referencesOf({ ground }: Context): References {
  let found = known.get(ground)
  if (!found) known.set(ground, (found = new References()))
  return found
}

/** The words of a heading, for who names it elsewhere. */
export function wordsOf(content: InlineContent): string {
  if (typeof content === 'string') return content
  return content
    .map((inline) => {
      if (typeof inline === 'string') return inline
      if (inline.type === 'text') return inline.text
      if (inline.type === 'link') return wordsOf(inline.content)
      return inline.type === 'lineBreak' || inline.type === 'tab' ? ' ' : ''
    })
    .join('')
    .trim()
}
