import type { Block, ChartKind, Expression, Inline, TextTemplate } from '@misiva/model'
import { problem } from '@misiva/model'
import type { ListItem, PhrasingContent } from './mdast.ts'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import type { Attributes } from './attributes.ts'
import { content, directiveAttributes, type Head, known } from './blocks.ts'
import { pieces } from './fields.ts'
import { inlineOf, templateFromInline } from './inline.ts'
import { given, type Reading } from './reading.ts'

/** A directive on a line of its own. */
export function leaf(node: LeafDirective, reading: Reading): Block[] {
  if (!known(node, reading)) return []
  const a = directiveAttributes(node, reading)
  if (node.name !== 'button' && node.children.length > 0)
    reading.refuse(`::${node.name} has no text in brackets`, node)
  const head = { place: reading.placeOf(node), ...given({ style: a.word('style') }) }
  const size = () => given({ width: a.length('width'), height: a.length('height') })
  switch (node.name) {
    case 'block':
      return [{ type: 'block', ...head, name: a.word('name') ?? '' }]
    case 'button':
      return [
        {
          type: 'button',
          ...head,
          href: a.template('href') ?? [],
          children: inlineOf(node.children, reading),
        },
      ]
    case 'image':
      return [
        {
          type: 'image',
          ...head,
          src: a.word('src') ?? '',
          alt: a.template('alt') ?? [],
          ...size(),
          ...given({ maxWidth: a.length('max-width') }),
          ...a.shownPart(),
          ...given({ align: a.align() }),
        },
      ]
    case 'barcode':
      return [
        {
          type: 'barcode',
          ...head,
          symbology: a.word('type') ?? '',
          value: a.template('value') ?? [],
          alt: a.template('alt') ?? [],
          ...given({ options: a.word('options'), text: a.template('text') }),
          ...size(),
          ...given({ align: a.align() }),
        },
      ]
    case 'chart':
      return [chart(a, head, node, reading, size())]
    case 'signature':
      return [
        {
          type: 'signature',
          ...head,
          name: a.template('name') ?? [],
          ...given({ role: a.template('role'), image: a.word('image') }),
        },
      ]
    case 'space':
      return [{ type: 'space', ...head, height: a.length('height') ?? '0mm' }]
    case 'page-break': {
      const to = a.oneOf('to', ['odd', 'even', 'section', 'column'])
      return [{ type: 'pageBreak', ...head, ...given({ to, master: a.word('master') }) }]
    }
    case 'contents':
      return [{ type: 'contents', ...head, ...given({ depth: a.level('depth') }) }]
    default:
      return [{ type: 'rule', ...head }]
  }
}

function chart(
  a: Attributes,
  head: Head,
  node: LeafDirective,
  reading: Reading,
  size: { width?: string; height?: string },
): Block {
  const nothing = (source: string): Expression => ({ source, place: reading.placeOf(node) })
  const values = a.expressions('values')
  return {
    type: 'chart',
    ...head,
    kind: a.oneOf('kind', chartKinds) ?? 'bar',
    data: a.expression('data') ?? nothing('[]'),
    label: a.expression('label') ?? nothing('""'),
    values,
    ...given({ series: seriesOf(a, values.length, reading) }),
    alt: a.template('alt') ?? [],
    ...size,
  }
}

const chartKinds = [
  'bar',
  'horizontal',
  'stacked',
  'line',
  'pie',
  'donut',
  'sparkline',
] as const satisfies readonly ChartKind[]

function seriesOf(
  a: Attributes,
  values: number,
  reading: Reading,
): readonly TextTemplate[] | undefined {
  const series = a.templates('series')
  if (series === undefined || series.length === values) return series
  const message = `There are ${values} values, but ${series.length} names of series`
  const hint = 'name each of the values, in their order: series="Gas; Electricity"'
  reading.report(problem('MSV-C009', message, a.place('series'), hint))
  return undefined
}

/** A question in one paragraph, then a list of answers that end in `{value=…}`. */
export function choice(
  node: ContainerDirective,
  a: Attributes,
  head: Head,
  reading: Reading,
): Block {
  const options: { value: string; label: TextTemplate }[] = []
  let question: readonly Inline[] = []
  for (const [index, child] of content(node, reading).entries()) {
    if (index === 0 && child.type === 'paragraph') question = inlineOf(child.children, reading)
    else if (child.type === 'list')
      options.push(...child.children.flatMap((item) => option(item, reading)))
    else reading.refuse(':::choice contains a question, then a list of answers', child)
  }
  if (!node.children.some((child) => child.type === 'list'))
    reading.refuse('The choice has no answers', node, 'list them: - Confirm {value=confirm}')
  const twice = options.find(({ value }, i) => options.findIndex((o) => o.value === value) !== i)
  if (twice) reading.refuse(`Two answers have the value “${twice.value}”`, node)
  return { type: 'choice', ...head, id: a.word('id') ?? '', question, options }
}

function option(item: ListItem, reading: Reading): { value: string; label: TextTemplate }[] {
  const [only, ...others] = item.children
  const hint = 'write - Confirm {value=confirm}'
  if (only?.type !== 'paragraph' || others.length > 0) {
    reading.refuse('An answer is one line', item, hint)
    return []
  }
  const last = only.children.at(-1)
  const found = last?.type === 'text' ? pieces(last.value, reading.cover.covers).at(-1) : undefined
  if (
    last?.type !== 'text' ||
    found === undefined ||
    typeof found === 'string' ||
    found.kind !== 'attributes'
  ) {
    reading.refuse('The answer has no value', item, hint)
    return []
  }
  const value =
    reading
      .coveredAttributes('an answer', { allowed: ['value'], required: ['value'] }, found)
      .word('value') ?? ''
  // Spaces of a reference (`&#32;`) are content; those written before the brace are not.
  const spaces = /[ \t]*$/.exec(reading.source.text.slice(0, found.offset))![0].length
  const length = last.value.length - found.raw.length - spaces
  const before: PhrasingContent = { ...last, value: last.value.slice(0, Math.max(0, length)) }
  const nodes =
    before.value === '' ? only.children.slice(0, -1) : [...only.children.slice(0, -1), before]
  return [{ value, label: templateFromInline(nodes, reading) }]
}
