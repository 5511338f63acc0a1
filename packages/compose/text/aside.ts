/** What a text gathers while it is made: footnotes for its end, headings for its contents. */
import type { Context } from '../program/context.ts'

/** Of the message at hand, in its order. */
export interface Aside {
  notes: string[]
  headings: { readonly level: number; readonly text: string }[]
}

const asides = new WeakMap<Context['ground'], Aside>()

/** Undefined where a text is too short to have a beginning and an end. */
export function asideOf(context: Context): Aside | undefined {
  return asides.get(context.ground)
}

/** From now on texts of this compilation gather. */
export function gather(context: Context): Aside {
  const aside: Aside = { notes: [], headings: [] }
  asides.set(context.ground, aside)
  return aside
}

/** Stands where the contents belong, until the headings are known; no value can hold it. */
export const contentsMark = (depth: number): string => `\ue000${depth}\ue001`
const contentsMarks = /\ue000(\d)\ue001/g

/** The text with its contents put in and its notes below. */
export function completed(text: string, { notes, headings }: Aside): string {
  const listed = text.replace(contentsMarks, (_, depth: string) =>
    headings
      .filter(({ level }) => level <= Number(depth))
      .map(({ level, text: words }) => `${'  '.repeat(level - 1)}- ${words}`)
      .join('\n'),
  )
  if (notes.length === 0) return listed
  const list = notes.map((note, i) => `[${i + 1}] ${note}`).join('\n')
  return `${listed}\n\n${list}`
}
