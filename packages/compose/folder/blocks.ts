import type { Block, Expression } from '@misiva/model'
import { didYouMean, isVariableName, problem } from '@misiva/model'
import type { Heading, Image, List, Paragraph, RootContent } from './mdast.ts'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import type { Attributes } from './attributes.ts'
import { blockDirectives, shownAttributes } from './directives.ts'
import { inlineOf } from './inline.ts'
import { given, type Reading } from './reading.ts'
import { choice, leaf } from './leaves.ts'
import { plainTable, tableDirective } from './tables.ts'

/** Markdown's blocks as those of the content tree. */
export function blocksOf(nodes: readonly RootContent[], reading: Reading): Block[] {
  return nodes.flatMap((node) => block(node, reading))
}

function block(node: RootContent, reading: Reading): Block[] {
  const place = reading.placeOf(node)
  switch (node.type) {
    case 'paragraph':
      return paragraph(node, reading)
    case 'heading':
      return [heading(node, reading)]
    case 'list':
      return [list(node, reading)]
    case 'table':
      return [plainTable(node, reading)]
    case 'thematicBreak':
      return [{ type: 'rule', place }]
    case 'containerDirective':
      return container(node, reading)
    case 'leafDirective':
      return leaf(node, reading)
    case 'html':
      reading.refuse(
        'HTML is not content',
        node,
        'use a directive, or write \\< for a less-than sign',
      )
      return []
    case 'blockquote':
      reading.refuse(
        'A quotation with > is not possible',
        node,
        'use :::box, or write \\> for the sign itself',
      )
      return []
    case 'code':
      reading.refuse('A code block is not possible', node, 'write text without the fence')
      return []
    default:
      reading.refuse(`“${node.type}” is not possible in content`, node)
      return []
  }
}

/** `# Terms {#terms}`: what stands in braces at the end is the heading's id. */
function heading(node: Heading, reading: Reading): Block {
  const place = reading.placeOf(node)
  const { start, end } = node.position!
  const raw = reading.cover.text.slice(start.offset, end.offset)
  const found = /(?<=[ \t#])\{#([A-Za-z][\w-]*)\}$/.exec(raw)
  const children = [...node.children]
  const last = children.at(-1)
  if (found && last?.type === 'text') {
    const value = last.value.slice(0, -found[0].length).trimEnd()
    children[children.length - 1] = { ...last, value }
  }
  const id = found && last?.type === 'text' ? { id: found[1]! } : {}
  return { type: 'heading', place, level: node.depth, ...id, children: inlineOf(children, reading) }
}

function list(node: List, reading: Reading): Block {
  const items = node.children.map((item) => blocksOf(item.children, reading))
  const start = node.ordered && node.start != null && node.start !== 1 ? node.start : undefined
  return {
    type: 'list',
    place: reading.placeOf(node),
    ordered: node.ordered === true,
    ...given({ start }),
    items,
  }
}

function paragraph(node: Paragraph, reading: Reading): Block[] {
  strayDirectives(node, reading)
  const place = reading.placeOf(node)
  const [first, second, ...rest] = node.children
  if (first?.type === 'image' && rest.length === 0) {
    const attributes = second?.type === 'text' && /^\{[^}]*\}\s*$/.test(second.value)
    if (!second || attributes) return [picture(first, attributes, reading)]
  }
  return [{ type: 'paragraph', place, children: inlineOf(node.children, reading) }]
}

/** Lines that were meant as directives but are text to Markdown would go out to customers. */
function strayDirectives(node: Paragraph, reading: Reading): void {
  const start = node.position!.start.offset!
  const text = reading.cover.text.slice(start, node.position!.end.offset)
  for (const match of text.matchAll(/^[ \t]*(:{2,})[ \t]*([\p{L}_][\p{L}\p{N}_-]*)?(.*)$/gmu)) {
    const [line, colons = '', name, rest = ''] = match
    const at = start + match.index + line.indexOf(':')
    const report = (message: string, hint: string) =>
      reading.report(problem('MSV-C009', message, reading.place(at), hint))
    if (name === undefined) {
      if (rest.trim() === '' && colons.length > 2)
        report(
          `“${colons}” closes nothing`,
          'an outer directive needs more colons than those within it',
        )
    } else
      report(
        `“${colons}${name}” is not read as a directive`,
        `write ${colons}${name}{…} alone on its line, without a space after the colons`,
      )
  }
  for (const match of text.matchAll(/(?<=[^\s:\\].*)(?<![:\\]):{2,3}([a-z][\w-]*)[[{]/g))
    reading.report(
      problem(
        'MSV-C009',
        `“::${match[1]}” stands within text`,
        reading.place(start + match.index),
        'give it a line of its own',
      ),
    )
}

function picture(node: Image, attributed: boolean, reading: Reading): Block {
  const a = reading.imageAttributes(node, attributed, [
    ...['width', 'height', 'max-width', ...shownAttributes],
    ...['align', 'style'],
  ])
  return {
    type: 'image',
    place: reading.placeOf(node),
    ...given({ style: a?.word('style') }),
    src: node.url,
    alt: reading.template(node.alt ?? ''),
    ...given({ width: a?.length('width'), height: a?.length('height') }),
    ...given({ maxWidth: a?.length('max-width') }),
    ...a?.shownPart(),
    ...given({ align: a?.align() }),
  }
}

/** The attributes of a known block directive. */
export function directiveAttributes(
  node: ContainerDirective | LeafDirective,
  reading: Reading,
): Attributes {
  const colons = node.type === 'leafDirective' ? '::' : ':::'
  return reading.attributes(`${colons}${node.name}`, blockDirectives[node.name]!, node)
}

/** Whether the directive is one, written in its form; reports otherwise. */
export function known(
  node: ContainerDirective | LeafDirective,
  reading: Reading,
  within?: string,
): boolean {
  const rules = Object.hasOwn(blockDirectives, node.name) ? blockDirectives[node.name] : undefined
  const form = node.type === 'leafDirective' ? 'leaf' : 'container'
  if (!rules) {
    reading.refuse(
      `Unknown directive ${form === 'leaf' ? '::' : ':::'}${node.name}`,
      node,
      didYouMean(node.name, Object.keys(blockDirectives)),
    )
    return false
  }
  if (rules.form !== form) {
    const should =
      rules.form === 'leaf'
        ? `write ::${node.name}, with two colons and nothing to close`
        : `write :::${node.name} … :::, around its content`
    reading.refuse(
      `“${node.name}” is not written with ${form === 'leaf' ? 'two' : 'three or more'} colons`,
      node,
      should,
    )
    return false
  }
  if (rules.within && !rules.within.includes(within ?? '')) {
    reading.refuse(`“${node.name}” stands only within ${rules.within.join(' or ')}`, node)
    return false
  }
  if (form === 'container') closed(node, reading)
  return true
}

function closed(node: ContainerDirective | LeafDirective, reading: Reading): void {
  const { start, end } = node.position!
  const text = reading.cover.text
  const colons = /^:+/.exec(text.slice(start.offset))![0].length
  const last = text.slice(text.lastIndexOf('\n', end.offset! - 1) + 1, end.offset).trim()
  if (start.line !== end.line && /^:+$/.test(last) && last.length >= colons) return
  reading.refuse(
    `:::${node.name} is not closed`,
    node,
    `close it with a line of ${colons} colons; a directive around it needs at least ${colons + 1}`,
  )
}

/** A label in brackets after a container's name says nothing; parsers keep it as a first paragraph. */
export function content(node: ContainerDirective, reading: Reading): RootContent[] {
  const label = node.children.find(
    (child) => child.type === 'paragraph' && child.data?.directiveLabel,
  )
  if (label)
    reading.refuse(
      `:::${node.name} has no text in brackets`,
      label,
      'write the text within the directive',
    )
  return node.children.filter((child) => child !== label)
}

/** The children that are this directive; anything else between them is refused. */
export function onlyChildren(
  node: ContainerDirective,
  name: string,
  reading: Reading,
): ContainerDirective[] {
  return content(node, reading).filter((child): child is ContainerDirective => {
    if (child.type === 'containerDirective' && child.name === name)
      return known(child, reading, node.name)
    reading.refuse(`:::${node.name} contains only :::${name}`, child)
    return false
  })
}

function container(node: ContainerDirective, reading: Reading): Block[] {
  if (!known(node, reading)) return blocksOf(content(node, reading), reading)
  if (node.name === 'table')
    return [tableDirective({ ...node, children: content(node, reading) as never }, reading)]
  const a = directiveAttributes(node, reading)
  const head = { place: reading.placeOf(node), ...given({ style: a.word('style') }) }
  switch (node.name) {
    case 'paragraph':
      return styled(node, a, reading)
    case 'box':
    case 'keep':
      return [{ type: node.name, ...head, children: blocksOf(content(node, reading), reading) }]
    case 'filler': {
      const priority = a.integer('priority', 0, 100)
      const children = blocksOf(content(node, reading), reading)
      return [{ type: 'filler', ...head, ...given({ priority }), children }]
    }
    case 'text-columns':
      return [textColumns(node, a, head, reading)]
    case 'columns':
      return [columns(node, a, head, reading)]
    case 'choose':
      return [choose(node, head, reading)]
    case 'each':
      return [each(node, a, head, reading)]
    default:
      return [choice(node, a, head, reading)]
  }
}

/** What every block may have. */
export type Head = Pick<Block, 'place' | 'style'>

/** `:::paragraph{style align}` dresses each paragraph in it; headings and lists take the style. */
function styled(node: ContainerDirective, a: Attributes, reading: Reading): Block[] {
  const dress = given({ style: a.word('style'), align: a.align() })
  const inside = blocksOf(content(node, reading), reading)
  if (inside.length === 0)
    return [{ type: 'paragraph', place: reading.placeOf(node), ...dress, children: [] }]
  return inside.map((child): Block => {
    if (child.type === 'paragraph') return { ...child, ...dress }
    if ((child.type === 'heading' || child.type === 'list') && dress.align === undefined)
      return { ...child, ...given({ style: dress.style }) }
    const what = dress.align === undefined ? 'paragraphs, headings and lists' : 'paragraphs'
    reading.report(
      problem(
        'MSV-C009',
        `:::paragraph can dress only ${what}`,
        child.place,
        'write the rest outside of it',
      ),
    )
    return child
  })
}

function columns(node: ContainerDirective, a: Attributes, head: Head, reading: Reading): Block {
  const inside = onlyChildren(node, 'column', reading)
  for (const column of inside) directiveAttributes(column, reading)
  const widths = a.widths('widths') ?? inside.map(() => '1fr')
  if (widths.length !== inside.length)
    reading.report(
      problem(
        'MSV-C009',
        `There are ${inside.length} columns, but ${widths.length} widths`,
        a.place('widths'),
        'give each column a width',
      ),
    )
  return {
    type: 'columns',
    ...head,
    widths,
    ...given({ gap: a.length('gap') }),
    columns: inside.map((column) => blocksOf(content(column, reading), reading)),
  }
}

function textColumns(node: ContainerDirective, a: Attributes, head: Head, reading: Reading): Block {
  return {
    type: 'textColumns',
    ...head,
    count: a.integer('count', 1, 12) ?? 2,
    ...given({ gap: a.length('gap'), rule: a.flag('rule') }),
    children: blocksOf(content(node, reading), reading),
  }
}

function choose(node: ContainerDirective, head: Head, reading: Reading): Block {
  const whens: { test: Expression; children: Block[] }[] = []
  let otherwise: Block[] | undefined
  for (const child of content(node, reading)) {
    if (
      child.type !== 'containerDirective' ||
      (child.name !== 'when' && child.name !== 'otherwise')
    ) {
      reading.refuse(':::choose contains only :::when and :::otherwise', child)
      continue
    }
    if (!known(child, reading, 'choose')) continue
    const attributes = directiveAttributes(child, reading)
    const children = blocksOf(content(child, reading), reading)
    if (otherwise)
      reading.refuse(
        `:::${child.name} comes after :::otherwise and is never chosen`,
        child,
        'put :::otherwise last',
      )
    if (child.name === 'otherwise') otherwise ??= children
    else
      whens.push({
        test: attributes.expression('test') ?? { source: 'false', place: reading.placeOf(child) },
        children,
      })
  }
  if (whens.length === 0 && otherwise === undefined)
    reading.refuse(':::choose has nothing to choose from', node, 'put :::when{test="…"} in it')
  return { type: 'choose', ...head, whens, ...given({ otherwise }) }
}

function each(node: ContainerDirective, a: Attributes, head: Head, reading: Reading): Block {
  const as = a.word('as') ?? 'item'
  if (!isVariableName(as))
    reading.report(
      problem('MSV-C009', `“${as}” cannot be a name`, a.place('as'), 'use letters, digits and _'),
    )
  const of = a.expression('of') ?? { source: '[]', place: reading.placeOf(node) }
  return { type: 'each', ...head, of, as, children: blocksOf(content(node, reading), reading) }
}
