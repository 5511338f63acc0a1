import { shownAttributes } from './directives.ts'
import type { Inline, Place, Problem, TextTemplate } from '@misiva/model'
import { problem } from '@misiva/model'
import type { Image, Node } from './mdast.ts'
import { Attributes, type AttributeRules, scanAttributes } from './attributes.ts'
import { type Covered, type CoveredText, templateOf, uncovered } from './fields.ts'
import type { Source } from './source.ts'

/** One Markdown file being read: where everything stands, and what was found wrong. */
export class Reading {
  readonly source: Source
  readonly cover: CoveredText
  readonly problems: Problem[] = []

  constructor(source: Source, cover: CoveredText) {
    this.source = source
    this.cover = cover
  }

  readonly place = (offset: number): Place => this.source.place(offset)

  placeOf(node: Node): Place {
    return this.place(node.position?.start.offset ?? 0)
  }

  /** The node as it was written. */
  raw(node: Node): string {
    const { start, end } = node.position!
    return this.source.text.slice(start.offset, end.offset)
  }

  readonly report = (p: Problem): void => {
    this.problems.push(p)
  }

  refuse(message: string, node: Node, hint?: string): void {
    this.report(problem('MSV-C009', message, this.placeOf(node), hint))
  }

  template(text: string): TextTemplate {
    return templateOf(text, this.cover.covers, this.place)
  }

  /** The attributes of a directive, read again from the text: the parser keeps no places for them. */
  attributes(element: string, rules: AttributeRules, node: Node): Attributes {
    const start = node.position!.start.offset!
    const at = attributesAt(this.cover.text, start)
    const list = at === undefined ? undefined : scanAttributes(this.cover.text, at)
    return new Attributes(element, rules, list, start, this.source, this.cover, this.report)
  }

  /** Attributes that were covered: at the head of a cell, or after an option. */
  coveredAttributes(element: string, rules: AttributeRules, cover: Covered): Attributes {
    // They stand uncovered in the source, at the same offset; no field can be within them.
    const list = scanAttributes(this.source.text, cover.offset)
    return new Attributes(element, rules, list, cover.offset, this.source, this.cover, this.report)
  }

  inlineImage(node: Image, attributes: boolean): Inline {
    const a = this.imageAttributes(node, attributes, ['height', 'width', ...shownAttributes])
    const height = a?.length('height')
    if (a?.has('width'))
      this.refuse(
        'A picture within text has a height, and its width follows',
        node,
        'write {height=…}, or give the picture a line of its own',
      )
    const src = uncovered(node.url, this.cover.covers)
    return {
      type: 'inlineImage',
      src,
      alt: this.template(node.alt ?? ''),
      ...(height !== undefined && { height }),
      ...a?.shownPart(),
    }
  }

  /** What stands in braces after `![…](…)`. */
  imageAttributes(
    node: Image,
    present: boolean,
    allowed: readonly string[],
  ): Attributes | undefined {
    if (!present) return undefined
    const at = node.position!.end.offset!
    return new Attributes(
      'a picture',
      { allowed },
      scanAttributes(this.cover.text, at),
      at,
      this.source,
      this.cover,
      this.report,
    )
  }
}

/** Offset of the brace after `:::name[label]`, if there is one. */
function attributesAt(text: string, start: number): number | undefined {
  const name = /:+[\p{ID_Start}_][\p{ID_Continue}-]*/uy
  name.lastIndex = start
  const match = name.exec(text)
  if (!match) return undefined
  let i = start + match[0].length
  if (text[i] === '[') i = afterLabel(text, i)
  return text[i] === '{' ? i : undefined
}

function afterLabel(text: string, at: number): number {
  let depth = 0
  for (let i = at; i < text.length; i++) {
    const c = text[i]
    if (c === '\\') i++
    else if (c === '[') depth++
    else if (c === ']' && --depth === 0) return i + 1
  }
  return at
}

/** The object without what is undefined, as optional properties want it. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) if (value !== undefined) kept[key] = value
  return kept as { [K in keyof T]?: Exclude<T[K], undefined> }
}
