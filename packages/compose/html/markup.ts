/**
 * HTML as a small program. Compiling writes HTML with marks in it, which survive MJML; afterwards
 * the text is cut at the marks once, into constant pieces and instructions, and a message is a join.
 * Every value passes `escapeHtml` on its way: there is no other way in.
 *
 * Marks are private-use characters (U+E000, U+E001), which `Run.text` and `escapeHtml` take out of
 * everything that comes from people, so that no content can forge one.
 */
import type { HeadingLevel, Numbering } from '@misiva/model'
import { afterNumber, HeadingNumbers } from '../program/headings.ts'
import type { GroupRepeat, Repeat, Run, Slot } from '../program/scope.ts'

/** What is made while one message is rendered: pictures of its own, by name. */
export interface Sink {
  readonly pictures: Map<string, { readonly mediaType: string; readonly bytes: Uint8Array }>
  gathered?: Gathered
}

/** What is said in one place and shown in another, in the order of the message. HTML. */
export interface Gathered {
  readonly notes: string[]
  readonly headings: GatheredHeading[]
  readonly numbers: HeadingNumbers
}

export interface GatheredHeading {
  readonly level: HeadingLevel
  readonly html: string
  /** `2.1`, or empty. */
  readonly number: string
  /** Where links to it go. */
  readonly id: string
}

function gathered(sink: Sink): Gathered {
  return (sink.gathered ??= { notes: [], headings: [], numbers: new HeadingNumbers() })
}

/** What is known of a heading before there is a record. */
export interface Heading {
  readonly level: HeadingLevel
  readonly id?: string
  readonly numbering: Numbering | undefined
}

/** Constant HTML before and after something. */
export type Around = readonly [before: string, after: string]

type Mark =
  | { readonly kind: 'say'; readonly say: (run: Run) => string }
  | { readonly kind: 'attribute'; readonly say: (run: Run) => string }
  | { readonly kind: 'make'; readonly make: (run: Run, sink: Sink) => string }
  | { readonly kind: 'when'; readonly test: Slot }
  | { readonly kind: 'choose'; readonly tests: readonly Slot[] }
  | { readonly kind: 'pick'; readonly by: (run: Run) => number }
  | { readonly kind: 'branch' }
  | { readonly kind: 'list'; readonly around: readonly Around[]; readonly between: string }
  | { readonly kind: 'each'; readonly repeat: Repeat }
  | { readonly kind: 'group'; readonly repeat: GroupRepeat }
  | { readonly kind: 'note'; readonly mark: (number: number) => string }
  | { readonly kind: 'heading'; readonly heading: Heading }
  | { readonly kind: 'later'; readonly make: (from: Gathered) => string }

const open = '\ue000'
const close = '\ue001'

export class Markup {
  readonly #marks: Mark[] = []

  #add(mark: Mark): number {
    return this.#marks.push(mark) - 1
  }

  /** A value as text, escaped; line ends become `<br>`. */
  say(say: (run: Run) => string): string {
    return `${open}${this.#add({ kind: 'say', say })}${close}`
  }

  /** A value inside an attribute in double quotes, escaped. */
  attribute(say: (run: Run) => string): string {
    return `${open}${this.#add({ kind: 'attribute', say })}${close}`
  }

  /** HTML made by the program itself for each message: must escape what it takes in. */
  make(make: (run: Run, sink: Sink) => string): string {
    return `${open}${this.#add({ kind: 'make', make })}${close}`
  }

  when(test: Slot, html: string): string {
    return this.#span({ kind: 'when', test }, html)
  }

  /** The first branch whose test holds; one more branch than tests is for when none does. */
  choose(tests: readonly Slot[], branches: readonly string[]): string {
    const inner = branches.map((html) => this.#span({ kind: 'branch' }, html)).join('')
    return this.#span({ kind: 'choose', tests }, inner)
  }

  /** The branch of the name a record comes to, else `otherwise`. */
  pick(
    by: (run: Run) => string | undefined,
    branches: ReadonlyMap<string, string>,
    otherwise: string,
  ): string {
    const at = new Map([...branches.keys()].map((name, i) => [name, i]))
    const inner = [...branches.values(), otherwise].map((html) =>
      this.#span({ kind: 'branch' }, html),
    )
    const number = (run: Run) => at.get(by(run) ?? '') ?? branches.size
    return this.#span({ kind: 'pick', by: number }, inner.join(''))
  }

  /** Items with what stands between them; one that turns out empty goes with what is around it. */
  list(
    items: readonly { readonly around: Around; readonly html: string }[],
    between: string,
  ): string {
    const inner = items.map(({ html }) => this.#span({ kind: 'branch' }, html)).join('')
    return this.#span({ kind: 'list', around: items.map(({ around }) => around), between }, inner)
  }

  /** `html` is gathered as a note; here stands what `mark` makes of its number, 1 for the first. */
  note(html: string, mark: (number: number) => string): string {
    return this.#span({ kind: 'note', mark }, html)
  }

  /** Whether there may be notes. */
  get hasNotes(): boolean {
    return this.#marks.some(({ kind }) => kind === 'note')
  }

  /** The same with a heading's words. */
  heading(heading: Heading, html: string): string {
    return this.#span({ kind: 'heading', heading }, html)
  }

  /** Of the heading last gathered, before its words. */
  headingNumber(): string {
    return this.make((_, sink) => {
      const number = gathered(sink).headings.at(-1)?.number ?? ''
      return number === '' ? '' : escapeHtml(number + afterNumber)
    })
  }

  /** What is made of everything gathered, once the whole message is there. */
  later(make: (from: Gathered) => string): string {
    return `${open}${this.#add({ kind: 'later', make })}${close}`
  }

  each(repeat: Repeat, html: string): string {
    return this.#span({ kind: 'each', repeat }, html)
  }

  /** Once for each group. */
  group(repeat: GroupRepeat, html: string): string {
    return this.#span({ kind: 'group', repeat }, html)
  }

  #span(mark: Mark, html: string): string {
    const number = this.#add(mark)
    return `${open}${number}{${close}${html}${open}${number}}${close}`
  }

  /** Cuts finished HTML at its marks. Throws when the marks do not nest: that is a bug. */
  cut(html: string): Render {
    const tokens = html.split(/\ue000(\d+[{}]?)\ue001/)
    const at = { index: 0 }
    const program = this.#sequence(tokens, at, undefined)
    if (at.index < tokens.length) throw new Error('The marks in the HTML do not nest')
    const laters = this.#marks.some(({ kind }) => kind === 'later')
    return laters ? (run, sink) => this.#fill(program(run, sink), sink) : program
  }

  #fill(html: string, sink: Sink): string {
    return html.replace(/\ue000(\d+)\ue001/g, (_, number: string) => {
      const mark = this.#marks[Number(number)]
      return mark?.kind === 'later' ? mark.make(gathered(sink)) : ''
    })
  }

  #sequence(tokens: readonly string[], at: { index: number }, until: string | undefined): Render {
    const parts: (string | Render)[] = []
    const branches: Render[] = []
    while (at.index < tokens.length) {
      const token = tokens[at.index]!
      const isMark = at.index % 2 === 1
      at.index++
      if (!isMark) {
        if (token !== '') parts.push(token)
      } else if (token.endsWith('}')) {
        if (token !== until) throw new Error(`The mark ${token} closes ${until}`)
        return closed(parts, branches)
      } else if (token.endsWith('{')) {
        const mark = this.#marks[Number(token.slice(0, -1))]!
        const inner = this.#sequence(tokens, at, `${token.slice(0, -1)}}`)
        if (mark.kind === 'branch') branches.push(inner)
        else parts.push(control(mark, inner))
      } else if (this.#marks[Number(token)]!.kind === 'later') parts.push(open + token + close)
      else parts.push(leaf(this.#marks[Number(token)]!))
    }
    if (until !== undefined) throw new Error(`The mark ${until} is not closed`)
    return closed(parts, branches)
  }
}

/** HTML for one record. A choice and a list carry their branches, for the instruction around. */
export type Render = ((run: Run, sink: Sink) => string) & { readonly branches?: readonly Render[] }

function closed(parts: readonly (string | Render)[], branches: readonly Render[]): Render {
  const render = sequence(parts)
  return branches.length > 0 ? Object.assign(render, { branches }) : render
}

function sequence(parts: readonly (string | Render)[]): Render {
  if (parts.length === 1) {
    const only = parts[0]!
    if (typeof only === 'string') return () => only
  }
  return (run, sink) => {
    let html = ''
    for (const part of parts) html += typeof part === 'string' ? part : part(run, sink)
    return html
  }
}

function leaf(mark: Mark): Render {
  if (mark.kind === 'say') return (run) => escapeHtml(mark.say(run))
  if (mark.kind === 'attribute') return (run) => escapeAttribute(mark.say(run))
  if (mark.kind === 'make') return mark.make
  throw new Error(`The mark ${mark.kind} has no content`)
}

function control(mark: Mark, inner: Render): Render {
  switch (mark.kind) {
    case 'when':
      return (run, sink) => (run.test(mark.test) ? inner(run, sink) : '')
    case 'each':
      return (run, sink) => {
        let html = ''
        run.each(mark.repeat, () => {
          html += inner(run, sink)
        })
        return html
      }
    case 'group':
      return (run, sink) => {
        let html = ''
        run.eachGroup(mark.repeat, () => {
          html += inner(run, sink)
        })
        return html
      }
    case 'note':
      return (run, sink) => mark.mark(gathered(sink).notes.push(inner(run, sink)))
    case 'heading':
      return (run, sink) => {
        const { notes, headings, numbers } = gathered(sink)
        const before = notes.length
        const html = inner(run, sink).replace(/<sup><a href="#note.*?<\/sup>|<[^>]*>/g, '')
        // Its notes are gathered where it stands itself.
        notes.length = before
        const { level, numbering, id = `heading${headings.length + 1}` } = mark.heading
        headings.push({ level, html, id, number: numbers.next(level, numbering) })
        return ` id="${id}"`
      }
    case 'choose': {
      const branches = inner.branches ?? []
      return (run, sink) => {
        const found = mark.tests.findIndex((test) => run.test(test))
        return branches[found === -1 ? mark.tests.length : found]?.(run, sink) ?? ''
      }
    }
    case 'pick':
      return (run, sink) => inner.branches?.[mark.by(run)]?.(run, sink) ?? ''
    case 'list': {
      const branches = inner.branches ?? []
      return (run, sink) => {
        const shown: string[] = []
        branches.forEach((branch, i) => {
          const html = branch(run, sink)
          const [before, after] = mark.around[i]!
          if (html !== '') shown.push(before + html + after)
        })
        return shown.join(mark.between)
      }
    }
    default:
      throw new Error(`The mark ${mark.kind} holds no content`)
  }
}

const special = /[&<>"'\n\ue000\ue001]/
const specials = /[&<>"'\n\ue000\ue001]/g
const entity: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '<br>',
  '\ue000': '',
  '\ue001': '',
}

/** For text and for attributes in double quotes. A line end is a line break. */
export function escapeHtml(text: string): string {
  return special.test(text) ? text.replace(specials, (found) => entity[found]!) : text
}

/** For attributes, where a line break has no form: a line end is a space. */
export function escapeAttribute(text: string): string {
  return escapeHtml(text.replaceAll('\n', ' '))
}
