import type {
  Block,
  Content,
  Inline,
  ShownPart,
  TableCell,
  TableRow,
  TextTemplate,
} from '@misiva/model'
import type { DocumentMark, DocumentNode } from './document.ts'

type Attrs = Readonly<Record<string, unknown>>

/**
 * A content tree as a ProseMirror document of type `doc`. Every attribute is given, null where the
 * tree has none; expressions are their source; `place` is `{file, line, column}` or null.
 */
export function toDocument(content: Content): DocumentNode {
  return { type: 'doc', content: blocks(content) }
}

/** The same for a piece of content, to be put into a document. */
export function blocksToDocument(content: Content): readonly DocumentNode[] {
  return content.map(block)
}

function blocks(content: Content): readonly DocumentNode[] {
  return content.length === 0 ? [filler] : content.map(block)
}

const filler: DocumentNode = {
  type: 'paragraph',
  attrs: { style: null, align: null, place: null, filler: true },
}

function node(type: string, attrs: Attrs, content?: readonly DocumentNode[]): DocumentNode {
  return { type, attrs, ...(content && content.length > 0 && { content }) }
}

/** Expressions and templates as JSON without places. */
function bare<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, v: unknown) => (key === 'place' ? undefined : v)),
  ) as T
}

function opaque(block: Block): DocumentNode {
  return node('opaque', { tree: bare(block), place: block.place ?? null })
}

function block(b: Block): DocumentNode {
  const at = { style: b.style ?? null, place: b.place ?? null }
  switch (b.type) {
    case 'paragraph':
      return node(
        'paragraph',
        { ...at, align: b.align ?? null, filler: false },
        inlines(b.children),
      )
    case 'heading':
      return node('heading', { ...at, level: b.level, id: b.id ?? null }, inlines(b.children))
    case 'list': {
      if (b.items.length === 0) return opaque(b)
      const items = b.items.map((item) => node('listItem', {}, blocks(item)))
      return node('list', { ...at, ordered: b.ordered, start: b.start ?? null }, items)
    }
    case 'table':
      return table(b, at)
    case 'columns': {
      if (b.columns.length === 0) return opaque(b)
      const columns = b.columns.map((column) => node('column', {}, blocks(column)))
      return node('columns', { ...at, widths: [...b.widths], gap: b.gap ?? null }, columns)
    }
    case 'box':
    case 'keep':
      return node(b.type, at, blocks(b.children))
    case 'filler':
      return node('filler', { ...at, priority: b.priority ?? null }, blocks(b.children))
    case 'textColumns': {
      const own = { count: b.count, gap: b.gap ?? null, rule: b.rule ?? false }
      return node('textColumns', { ...at, ...own }, blocks(b.children))
    }
    case 'each':
      return node('each', { ...at, of: b.of.source, as: b.as }, blocks(b.children))
    case 'choose':
      return choose(b, at)
    case 'button':
      return node('button', { ...at, href: bare(b.href) }, inlines(b.children))
    case 'choice':
      return node('choice', { ...at, id: b.id }, [
        node('choiceQuestion', {}, inlines(b.question)),
        ...b.options.map(({ value, label }) => node('choiceOption', { value }, words(label))),
      ])
    default:
      return leaf(b, at)
  }
}

function choose(b: Block & { type: 'choose' }, at: Attrs): DocumentNode {
  if (b.whens.length === 0 && !b.otherwise) return opaque(b)
  return node('choose', at, [
    ...b.whens.map((w) => node('when', { test: w.test.source }, blocks(w.children))),
    ...(b.otherwise ? [node('otherwise', {}, blocks(b.otherwise))] : []),
  ])
}

function leaf(b: Block, at: Attrs): DocumentNode {
  switch (b.type) {
    case 'image':
      return node('image', {
        ...{ ...at, src: b.src, alt: bare(b.alt), ...sized(b, b.align) },
        ...{ maxWidth: b.maxWidth ?? null, ...shown(b) },
      })
    case 'barcode': {
      const { symbology, value, alt } = b
      const own = {
        ...{ symbology, value: bare(value), alt: bare(alt) },
        ...{ options: b.options ?? null, text: b.text ? bare(b.text) : null },
      }
      return node('barcode', { ...at, ...own, ...sized(b, b.align) })
    }
    case 'chart': {
      const values = b.values.map(({ source }) => source)
      const series = b.series ? bare(b.series) : null
      const own = { kind: b.kind, data: b.data.source, label: b.label.source, values, series }
      return node('chart', { ...at, ...own, alt: bare(b.alt), ...sized(b) })
    }
    case 'signature': {
      const own = { name: bare(b.name), role: b.role ? bare(b.role) : null, image: b.image ?? null }
      return node('signature', { ...at, ...own })
    }
    case 'space':
      return node('space', { ...at, height: b.height })
    case 'block':
      return node('reference', { ...at, name: b.name })
    case 'contents':
      return node('contents', { ...at, depth: b.depth ?? null })
    case 'pageBreak':
      return node('pageBreak', { ...at, to: b.to ?? null, master: b.master ?? null })
    case 'rule':
      return node(b.type, at)
    default:
      return opaque(b)
  }
}

function sized(
  { width, height }: { readonly width?: string; readonly height?: string },
  align?: string,
): Attrs {
  return { width: width ?? null, height: height ?? null, align: align ?? null }
}

function shown({ fit, crop, focus }: ShownPart): Attrs {
  return { fit: fit ?? null, crop: crop ?? null, focus: focus ?? null }
}

function table(b: Block & { type: 'table' }, at: Attrs): DocumentNode {
  if (b.rows.length === 0) return opaque(b)
  const caption = b.caption ? bare(b.caption) : null
  return node('table', { ...at, columns: bare(b.columns), caption }, b.rows.map(row))
}

function row(r: TableRow): DocumentNode {
  const attrs = {
    style: r.style ?? null,
    kind: r.kind,
    group: r.group ? { as: r.group.as, by: r.group.by?.source ?? null } : null,
    each: r.each ? { of: r.each.of.source, as: r.each.as } : null,
    test: r.test?.source ?? null,
    styleBy: r.styleBy?.source ?? null,
    place: r.place ?? null,
  }
  return node('tableRow', attrs, r.cells.map(cell))
}

/** `colspan` and `rowspan` are 1 unless given, as table editing expects them. */
function cell(c: TableCell): DocumentNode {
  const attrs = {
    style: c.style ?? null,
    styleBy: c.styleBy?.source ?? null,
    align: c.align ?? null,
    colspan: c.colspan ?? 1,
    rowspan: c.rowspan ?? 1,
    colwidth: null,
    place: c.place ?? null,
  }
  return node('tableCell', attrs, blocks(c.children))
}

function words(template: TextTemplate): readonly DocumentNode[] {
  return template
    .filter((part) => part !== '')
    .map((part) => (typeof part === 'string' ? { type: 'text', text: part } : field(part.source)))
}

function field(source: string): DocumentNode {
  return { type: 'field', attrs: { source } }
}

function inlines(
  list: readonly Inline[],
  outer: readonly DocumentMark[] = [],
): readonly DocumentNode[] {
  const out: DocumentNode[] = []
  let run = 1
  let last: Inline | undefined
  for (const inline of list) {
    if (inline.type === 'link') {
      run = last?.type === 'link' ? 1 - run : 0
      out.push(...link(inline, outer, run))
    } else if (inline.type !== 'text' || inline.text !== '') out.push(within(inline, outer))
    last = inline
  }
  return out
}

/** A link is a mark; `run` tells two that touch apart. */
function link(
  inline: Inline & { type: 'link' },
  outer: readonly DocumentMark[],
  run: number,
): readonly DocumentNode[] {
  const nested = outer.length > 0 || inline.children.some(({ type }) => type === 'link')
  const children = nested
    ? []
    : inlines(inline.children, [{ type: 'link', attrs: { href: bare(inline.href), run } }])
  if (children.length > 0) return children
  return [marked({ type: 'opaqueInline', attrs: { tree: bare(inline) } }, outer)]
}

function marked(n: DocumentNode, marks: readonly DocumentMark[]): DocumentNode {
  return marks.length === 0 ? n : { ...n, marks }
}

function within(inline: Exclude<Inline, { type: 'link' }>, outer: readonly DocumentMark[]) {
  switch (inline.type) {
    case 'text':
      return marked({ type: 'text', text: inline.text }, manner(inline, outer))
    case 'field':
      return marked(field(inline.value.source), manner(inline, outer))
    case 'if': {
      const attrs = { test: inline.test.source }
      return marked(node('condition', attrs, inlines(inline.children)), outer)
    }
    case 'inlineImage': {
      const own = { src: inline.src, alt: bare(inline.alt), height: inline.height ?? null }
      const attrs = { ...own, ...shown(inline) }
      return marked(node('inlineImage', attrs), outer)
    }
    case 'note':
      return marked(node('note', {}, inlines(inline.children)), outer)
    case 'page':
    case 'pages':
      return marked(node(inline.type, { of: inline.of ?? null }), outer)
    case 'running':
      return marked(node('running', { level: inline.level ?? null }), outer)
    case 'ref':
      return marked(node('ref', { to: inline.to, show: inline.show ?? null }), outer)
    default:
      return marked({ type: inline.type }, outer)
  }
}

function manner(
  inline: Inline & { type: 'text' | 'field' },
  outer: readonly DocumentMark[],
): readonly DocumentMark[] {
  const own = (inline.marks ?? []).map((type): DocumentMark => ({ type }))
  const style = inline.style === undefined ? [] : [{ type: 'style', attrs: { name: inline.style } }]
  return [...outer, ...own, ...style]
}
