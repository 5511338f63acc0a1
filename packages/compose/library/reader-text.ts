/** A stretch of a content file as its readers know it: words without marks, fields by their names. */
import { readMarkdown } from '../folder/markdown.ts'
import { sourceOf } from '../folder/source.ts'
import { walk, wordsOfTemplate } from './walk.ts'

/** What is said beside words: for people, so in their language. */
export interface ReaderWords {
  readonly subject: string
  readonly preheader: string
  readonly block: string
}

/** Undefined where the stretch says nothing by itself: it opens or ends something, or is no content. */
export function readerText(stretch: string, words: ReaderWords): string | undefined {
  const source = sourceOf('blocks/stretch.md', new TextEncoder().encode(stretch))
  if (!source.ok) return undefined
  const { content, subject, preheader } = readMarkdown(source.value)
  const said: string[] = []
  if (subject) said.push(`${words.subject}: ${wordsOfTemplate(subject)}`)
  if (preheader) said.push(`${words.preheader}: ${wordsOfTemplate(preheader)}`)
  walk(content, {
    text: (text) => said.push(text),
    block: (name) => said.push(`${words.block}: ${name}`),
  })
  const text = said.join('\n').replaceAll(/\{\{\s*(.*?)\s*\}\}/g, '‹$1›')
  return text.trim() === '' || /^:{3,}/m.test(text) ? undefined : text
}
