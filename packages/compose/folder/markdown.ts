import { type Content, type Place, type Problem, problem, type TextTemplate } from '@misiva/model'
import type { Root } from './mdast.ts'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { directive } from 'micromark-extension-directive'
import { gfmTable } from 'micromark-extension-gfm-table'
import { blocksOf } from './blocks.ts'
import { covered, type CoveredText } from './fields.ts'
import { Reading } from './reading.ts'
import type { Source } from './source.ts'
import { readYaml } from './yaml.ts'

/** What a content file says. */
export interface ContentFile {
  readonly content: Content
  readonly subject?: TextTemplate
  readonly preheader?: TextTemplate
  readonly place: Place
  readonly problems: readonly Problem[]
}

/**
 * Markdown as it is read here: no indented code (text may be indented), no underlined headings
 * (`---` is a rule wherever it stands), no definitions (`[x]: y` is text).
 */
const off = { disable: { null: ['codeIndented', 'setextUnderline', 'definition'] } }

/** Deeper nesting than this is an accident or an attack, and would exhaust the stack. */
const maxDepth = 100

export function readMarkdown(source: Source): ContentFile {
  const head = frontMatter(source)
  const blank = source.text.slice(0, head.end).replace(/[^\r\n]/g, ' ')
  const cover = hidden(source, blank, head.end)
  const reading = new Reading(source, cover)
  for (const at of cover.unclosed)
    reading.report(
      source.problem(
        'MSV-C001',
        'The field is not closed',
        at,
        'close it with }}, or write \\{{ for the braces themselves',
      ),
    )
  let content: Content = []
  const tooDeep = deepest(cover.text)
  if (tooDeep !== undefined)
    reading.report(
      source.problem('MSV-C011', `The content is nested more than ${maxDepth} deep`, tooDeep),
    )
  else content = blocksOf(parse(cover.text).children, reading)
  return {
    content,
    ...head.fields,
    place: source.place(0),
    problems: [...head.problems, ...reading.problems],
  }
}

/** The text with front matter blanked and fields covered; every offset stays what it was. */
function hidden(source: Source, blank: string, end: number): CoveredText {
  const rest = covered(source.text.slice(end))
  return {
    text: blank + rest.text,
    covers: rest.covers.map((cover) => ({ ...cover, offset: cover.offset + end })),
    unclosed: rest.unclosed.map((at) => at + end),
  }
}

function parse(text: string): Root {
  return fromMarkdown(text, {
    extensions: [off, directive(), gfmTable()],
    mdastExtensions: [directiveFromMarkdown(), gfmTableFromMarkdown()],
  })
}

/** Where a line opens more containers than is sane, or brackets and quotes pile up; else undefined. */
function deepest(text: string): number | undefined {
  const piled =
    /(?:(?:^|\n)[ \t]*(?:[>*+-][ \t]*|\d+[.)][ \t]*){100})|(?:[[*_!]{400})|(?:[ \t]{2000}\S)/.exec(
      text,
    )
  if (piled) return piled.index
  let open = 0
  for (const match of text.matchAll(/^[ \t]*(:{3,})([^\s:]?)/gm)) {
    open += match[2] ? 1 : -1
    if (open < 0) open = 0
    if (open > maxDepth) return match.index
  }
  return undefined
}

interface FrontMatter {
  readonly end: number
  readonly fields: { subject?: TextTemplate; preheader?: TextTemplate }
  readonly problems: readonly Problem[]
}

/** `---`, YAML and `---` at the very beginning. */
function frontMatter(source: Source): FrontMatter {
  const { text } = source
  const open = /^---[ \t]*\r?\n/.exec(text)
  if (!open) return { end: 0, fields: {}, problems: [] }
  const close = /^---[ \t]*(?:\r?\n|$)/gm
  close.lastIndex = open[0].length
  const end = close.exec(text)
  // A rule may well begin a text: only what reads as `name:` is front matter.
  if (!/^[ \t]*(?:[A-Za-z][\w-]*[ \t]*:|#|---)/.test(text.slice(open[0].length)))
    return { end: 0, fields: {}, problems: [] }
  if (!end)
    return {
      end: text.length,
      fields: {},
      problems: [
        problem(
          'MSV-C011',
          'The front matter is not closed',
          source.place(0),
          'close it with a line of ---',
        ),
      ],
    }
  const yaml = readYaml(source, open[0].length, end.index)
  const problems = [...yaml.problems]
  const map = yaml.root?.entries(['subject', 'preheader'], 'front matter', problems) ?? new Map()
  const fields: { subject?: TextTemplate; preheader?: TextTemplate } = {}
  for (const name of ['subject', 'preheader'] as const) {
    const template = map.get(name)?.template(problems)
    if (template) fields[name] = template
  }
  return { end: end.index + end[0].length, fields, problems }
}
