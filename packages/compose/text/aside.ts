/** What a text gathers while it is made: footnotes for its end, headings for its contents. */
import type { Context } from '../program/context.ts'
import { HeadingNumbers } from '../program/headings.ts'
import type { Reference } from '../program/headings.ts'

/** Of the message at hand, in its order. */
export interface Aside {
  notes: string[]
  headings: SpokenHeading[]
  numbers: HeadingNumbers
}

interface SpokenHeading {
  readonly level: number
  /** With its number. */
  readonly text: string
  readonly title: string
  readonly number: string
  readonly id: string | undefined
}

const asides = new WeakMap<Context['ground'], Aside>()

/** Undefined where a text is too short to have a beginning and an end. */
export function asideOf(context: Context): Aside | undefined {
  return asides.get(context.ground)
}

/** From now on texts of this compilation gather. */
export function gather(context: Context): Aside {
  const aside: Aside = { notes: [], headings: [], numbers: new HeadingNumbers() }
  asides.set(context.ground, aside)
  return aside
}

/** Stands where the contents belong, until the headings are known; no value can hold it. */
export const contentsMark = (depth: number): string => `\ue000${depth}\ue001`
const contentsMarks = /\ue000(\d)\ue001/g

/** Stands where the words of a heading belong, or its number. */
export const refMark = ({ to, show }: Reference): string => `\ue000${show ?? 'title'}:${to}\ue001`
const refMarks = /\ue000(title|number):([\w-]+)\ue001/g

/** The text with its contents put in and its notes below. */
export function completed(text: string, { notes, headings }: Aside): string {
  const listed = text.replace(contentsMarks, (_, depth: string) =>
    headings
      .filter(({ level }) => level <= Number(depth))
      .map(({ level, text: words }) => `${'  '.repeat(level - 1)}- ${words}`)
      .join('\n'),
  )
  const referred = listed.replace(refMarks, (_, show: string, to: string) => {
    const found = headings.find(({ id }) => id === to)
    return (show === 'number' && found?.number) || (found?.title ?? '')
  })
  if (notes.length === 0) return referred
  const list = notes.map((note, i) => `[${i + 1}] ${note}`).join('\n')
  return `${referred}\n\n${list}`
}
