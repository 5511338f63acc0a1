import type { Expression, Inline, Mark, TextTemplate } from '@misiva/model'
import { didYouMean } from '@misiva/model'
import type { PhrasingContent, Text } from './mdast.ts'
import type { TextDirective } from 'mdast-util-directive'
import type { Attributes } from './attributes.ts'
import { textDirectives } from './directives.ts'
import { expressionOf, pieces } from './fields.ts'
import type { Reading } from './reading.ts'

/** What surrounds a piece of text. */
interface Manner {
  readonly marks: readonly Mark[]
  readonly style?: string
}

/** One order for marks, so that equal text is equal however its stars were nested. */
const markOrder: readonly Mark[] = [
  'strong',
  'emphasis',
  'underline',
  'strike',
  'code',
  'sub',
  'sup',
]

export const markDirectives: Readonly<Record<string, Mark>> = {
  strong: 'strong',
  em: 'emphasis',
  underline: 'underline',
  strike: 'strike',
  code: 'code',
  sub: 'sub',
  sup: 'sup',
}

/** Markdown's inline nodes as those of the content tree; neighbouring texts of one manner are one. */
export function inlineOf(nodes: readonly PhrasingContent[], reading: Reading): Inline[] {
  return merged(inlines(nodes, reading, { marks: [] }))
}

function inlines(nodes: readonly PhrasingContent[], reading: Reading, manner: Manner): Inline[] {
  const out: Inline[] = []
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!
    if (node.type === 'image') {
      const next = nodes[i + 1]
      const end = node.position!.end.offset!
      const attributes = next?.type === 'text' && reading.cover.text[end] === '{'
      out.push(reading.inlineImage(node, attributes))
      if (!attributes) continue
      const rest = afterAttributes(next)
      if (rest) out.push(...inlines([rest], reading, manner))
      i++
    } else out.push(...inline(node, reading, manner))
  }
  return out
}

/** The text after the `{…}` that belongs to the picture before it. */
function afterAttributes(node: Text): Text | undefined {
  const end = node.value.indexOf('}')
  const value = end < 0 ? '' : node.value.slice(end + 1)
  return value === '' ? undefined : { ...node, value }
}

function inline(node: PhrasingContent, reading: Reading, manner: Manner): Inline[] {
  switch (node.type) {
    case 'text':
      return texts(node.value, reading, manner)
    case 'inlineCode':
      return texts(node.value, reading, marked(manner, 'code'))
    case 'strong':
      return inlines(node.children, reading, marked(manner, 'strong'))
    case 'emphasis':
      return inlines(node.children, reading, marked(manner, 'emphasis'))
    case 'break':
      return [{ type: 'break' }]
    case 'link': {
      if (node.title)
        reading.refuse('A link has no title', node, 'write the text between the brackets')
      const href = reading.template(node.url)
      return [{ type: 'link', href, children: merged(inlines(node.children, reading, manner)) }]
    }
    case 'textDirective':
      return directive(node, reading, manner)
    case 'html':
      reading.refuse(
        'HTML is not content',
        node,
        'use a directive, or write \\< for a less-than sign',
      )
      return []
    default:
      reading.refuse(`“${node.type}” is not possible in text`, node)
      return []
  }
}

function marked(manner: Manner, mark: Mark): Manner {
  if (manner.marks.includes(mark)) return manner
  const marks = markOrder.filter((m) => m === mark || manner.marks.includes(m))
  return { ...manner, marks }
}

function dressed(manner: Manner): { marks?: readonly Mark[]; style?: string } {
  return {
    ...(manner.marks.length > 0 && { marks: manner.marks }),
    ...(manner.style !== undefined && { style: manner.style }),
  }
}

function texts(value: string, reading: Reading, manner: Manner): Inline[] {
  return pieces(value, reading.cover.covers).map((piece): Inline => {
    if (typeof piece === 'string')
      return { type: 'text', text: piece.replace(/[ \t]*\r?\n[ \t]*/g, ' '), ...dressed(manner) }
    if (piece.kind === 'attributes') return { type: 'text', text: piece.raw, ...dressed(manner) }
    return { type: 'field', value: expressionOf(piece, reading.place), ...dressed(manner) }
  })
}

function directive(node: TextDirective, reading: Reading, manner: Manner): Inline[] {
  const { name, children } = node
  const known = textDirectives[name]
  const at = node.position!.start.offset!
  if (!known) return unknownDirective(node, reading, manner)
  const attributes = reading.attributes(`:${name}`, known, node)
  const within = (inner: Manner): Inline[] => inlines(children, reading, inner)
  const mark = markDirectives[name]
  if (mark) return within(marked(manner, mark))
  switch (name) {
    case 'span':
      return within({ ...manner, style: attributes.word('style') ?? 'body' })
    case 'if': {
      const test: Expression = attributes.expression('test') ?? {
        source: 'false',
        place: reading.place(at),
      }
      return [{ type: 'if', test, children: merged(within(manner)) }]
    }
    case 'image': {
      const height = attributes.length('height')
      const alt: TextTemplate = attributes.template('alt') ?? []
      return [
        {
          type: 'inlineImage',
          src: attributes.word('src') ?? '',
          alt,
          ...(height !== undefined && { height }),
          ...attributes.shownPart(),
        },
      ]
    }
    case 'note':
      if (children.length === 0)
        reading.refuse(':note has no text', node, 'write it in brackets: :note[Until 31 May.]')
      return [{ type: 'note', children: merged(within({ marks: [] })) }]
    default:
      if (children.length > 0) reading.refuse(`:${name} has no text in brackets`, node)
      return [name === 'ref' ? reference(attributes) : sign(name, attributes)]
  }
}

/** `:ref{to=terms}`: the words of a heading, or its number or page. */
function reference(attributes: Attributes): Inline {
  const show = attributes.oneOf('show', ['title', 'number', 'page'])
  return {
    type: 'ref',
    to: attributes.word('to') ?? '',
    ...(show && show !== 'title' && { show }),
    place: attributes.place('to'),
  }
}

/** Directives that stand for something known only when the page is made, or for no letter. */
function sign(name: string, attributes: Attributes): Inline {
  switch (name) {
    case 'page':
    case 'pages': {
      const of = attributes.oneOf('of', ['section'])
      return { type: name, ...(of && { of }) }
    }
    case 'running': {
      const level = attributes.level('level')
      return { type: 'running', ...(level !== undefined && { level }) }
    }
    default:
      return { type: name === 'br' ? 'break' : 'tab' }
  }
}

/** `Ref:ABC` is text; `:spam[x]` and `:pge` are slips. */
function unknownDirective(node: TextDirective, reading: Reading, manner: Manner): Inline[] {
  const { name } = node
  const raw = reading.raw(node)
  const bare = raw === `:${name}`
  const near = didYouMean(
    name,
    Object.keys(textDirectives).filter((n) => n.length > 2),
  )
  const alone = /(?:^|[\s([])$/.test(reading.cover.text.slice(0, node.position!.start.offset))
  if (!bare || (alone && near?.startsWith('did') && name.length > 2)) {
    const hint = near?.startsWith('did') ? near : 'write \\: for a colon that begins no directive'
    reading.refuse(`Unknown directive :${name}`, node, hint)
    return []
  }
  return texts(raw, reading, manner)
}

function merged(list: readonly Inline[]): Inline[] {
  const out: Inline[] = []
  for (const node of list) {
    const last = out.at(-1)
    if (node.type === 'text' && node.text === '') continue
    if (node.type === 'text' && last?.type === 'text' && sameManner(node, last))
      out[out.length - 1] = { ...last, text: last.text + node.text }
    else out.push(node)
  }
  return out
}

function sameManner(
  a: { marks?: readonly Mark[]; style?: string },
  b: { marks?: readonly Mark[]; style?: string },
): boolean {
  return a.style === b.style && (a.marks ?? []).join() === (b.marks ?? []).join()
}

/** Text and fields alone, as a template; anything else is refused. */
export function templateFromInline(
  nodes: readonly PhrasingContent[],
  reading: Reading,
): TextTemplate {
  const parts: (string | Expression)[] = []
  for (const node of inlineOf(nodes, reading)) {
    if (node.type === 'text' && !node.marks && !node.style) parts.push(node.text)
    else if (node.type === 'field' && !node.marks && !node.style) parts.push(node.value)
    else reading.refuse('Only text and fields are possible here', nodes[0]!)
  }
  return parts
}
