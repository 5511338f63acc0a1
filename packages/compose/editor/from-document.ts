import type { Align, Block, Content, Expression, Inline, Mark, TableCell } from '@misiva/model'
import type { TableColumn, TableRow, TextTemplate } from '@misiva/model'
import type { DocumentMark, DocumentNode } from './document.ts'

type Attrs = Readonly<Record<string, unknown>>

/**
 * The content tree of a document `toDocument` made and an editor changed, in the form reading
 * gives: neighbouring text of one manner is one, no empty text, no control character, no line break
 * at the edge of a line. Places are left out. Throws for a node type no editor of ours makes.
 */
export function fromDocument(document: DocumentNode): Content {
  return blocks(document.content)
}

function blocks(nodes: readonly DocumentNode[] = []): Content {
  return nodes.filter((n) => !isFiller(n)).map(block)
}

/** A filler someone wrote into is a paragraph like any other. */
function isFiller(n: DocumentNode): boolean {
  return n.type === 'paragraph' && n.attrs?.['filler'] === true && !n.content?.length
}

/** What is there, null left out. */
function given(attrs: Attrs, ...names: readonly string[]): Attrs {
  return Object.fromEntries(
    names.flatMap((name) => (attrs[name] == null ? [] : [[name, attrs[name]]])),
  )
}

const expression = (source: unknown): Expression => ({ source: String(source) })

function block(n: DocumentNode): Block {
  const a = n.attrs ?? {}
  const style = given(a, 'style')
  switch (n.type) {
    case 'paragraph':
      return { type: 'paragraph', ...style, ...given(a, 'align'), children: line(n.content) }
    case 'heading':
      return {
        ...{ type: 'heading', ...style, level: a['level'] as 1 },
        ...given(a, 'id'),
        children: line(n.content),
      }
    case 'list': {
      const ordered = a['ordered'] === true
      const start = ordered ? given(a, 'start') : {}
      const items = (n.content ?? []).map((item) => blocks(item.content))
      return { type: 'list', ordered, ...start, items, ...style }
    }
    case 'table':
      return table(n, a)
    case 'columns': {
      const columns = (n.content ?? []).map((column) => blocks(column.content))
      const widths = a['widths'] as readonly string[]
      return { type: 'columns', ...style, widths, ...given(a, 'gap'), columns }
    }
    case 'box':
    case 'keep':
      return { type: n.type, ...style, children: blocks(n.content) }
    case 'filler':
      return { type: 'filler', ...style, ...given(a, 'priority'), children: blocks(n.content) }
    case 'textColumns': {
      const rule = a['rule'] === true ? { rule: true } : {}
      const own = { count: Number(a['count']) || 2, ...given(a, 'gap'), ...rule }
      return { type: 'textColumns', ...style, ...own, children: blocks(n.content) }
    }
    case 'each': {
      const head = { of: expression(a['of']), as: String(a['as']) }
      return { type: 'each', ...style, ...head, children: blocks(n.content) }
    }
    case 'choose':
      return { type: 'choose', ...style, ...branches(n) }
    case 'button':
      return { type: 'button', ...style, href: template(a['href']), children: line(n.content) }
    case 'choice':
      return { type: 'choice', ...style, ...choice(n, a) }
    default:
      return leaf(n, a, style)
  }
}

function branches(n: DocumentNode) {
  const all = n.content ?? []
  const otherwise = all.find(({ type }) => type === 'otherwise')
  return {
    whens: all
      .filter(({ type }) => type === 'when')
      .map((when) => ({
        test: expression(when.attrs?.['test']),
        children: blocks(when.content),
      })),
    ...(otherwise && { otherwise: blocks(otherwise.content) }),
  }
}

function choice(n: DocumentNode, a: Attrs) {
  const [question, ...options] = n.content ?? []
  return {
    id: String(a['id']),
    question: line(question?.content),
    options: options.map((option) => ({
      value: String(option.attrs?.['value'] ?? ''),
      label: words(option.content),
    })),
  }
}

function leaf(n: DocumentNode, a: Attrs, style: Attrs): Block {
  switch (n.type) {
    case 'image': {
      const own = { src: String(a['src']), alt: template(a['alt']) }
      const size = given(a, 'width', 'height', 'maxWidth', 'fit', 'crop', 'focus', 'align')
      return { type: 'image', ...style, ...own, ...size }
    }
    case 'barcode': {
      const value = template(a['value'])
      const own = { symbology: String(a['symbology']), value, alt: template(a['alt']) }
      const text = a['text'] ? { text: template(a['text']) } : {}
      const size = given(a, 'options', 'width', 'height', 'align')
      return { type: 'barcode', ...style, ...own, ...text, ...size }
    }
    case 'chart':
      return {
        type: 'chart',
        ...style,
        kind: a['kind'] as 'bar',
        data: expression(a['data']),
        label: expression(a['label']),
        values: (a['values'] as readonly string[]).map(expression),
        ...(a['series'] != null && { series: (a['series'] as readonly unknown[]).map(template) }),
        alt: template(a['alt']),
        ...given(a, 'width', 'height'),
      }
    case 'signature': {
      const role = a['role'] == null ? {} : { role: template(a['role']) }
      return {
        type: 'signature',
        ...style,
        name: template(a['name']),
        ...role,
        ...given(a, 'image'),
      }
    }
    case 'space':
      return { type: 'space', ...style, height: String(a['height']) }
    case 'reference':
      return { type: 'block', ...style, name: String(a['name']) }
    case 'contents':
      return { type: 'contents', ...style, ...given(a, 'depth') }
    case 'pageBreak':
      return { type: 'pageBreak', ...style, ...given(a, 'to', 'master') }
    case 'rule':
      return { type: n.type, ...style }
    case 'opaque':
      return a['tree'] as Block
    default:
      throw new Error(`No content is a “${n.type}”`)
  }
}

function table(n: DocumentNode, a: Attrs): Block {
  const caption = a['caption'] == null ? {} : { caption: template(a['caption']) }
  const columns = a['columns'] as readonly TableColumn[]
  const rows = (n.content ?? []).map(row)
  return { type: 'table', ...given(a, 'style'), columns, rows, ...caption }
}

function row(n: DocumentNode): TableRow {
  const a = n.attrs ?? {}
  const each = a['each'] as { readonly of: string; readonly as: string } | null
  return {
    ...given(a, 'style'),
    ...kindOf(a),
    ...(each && { each: { of: expression(each.of), as: each.as } }),
    ...(a['test'] != null && { test: expression(a['test']) }),
    ...chosen(a),
    cells: (n.content ?? []).map(cell),
  }
}

const chosen = (a: Attrs) => (a['styleBy'] == null ? {} : { styleBy: expression(a['styleBy']) })

/** Only rows of a group's kinds name one. */
function kindOf(a: Attrs): Pick<TableRow, 'kind' | 'group'> {
  const kind = a['kind'] as TableRow['kind']
  const group = a['group'] as { readonly as: string; readonly by: string | null } | null
  if (kind !== 'group' && kind !== 'subtotal' && kind !== 'continued') return { kind }
  const { as, by = null } = group ?? { as: 'group' }
  return { kind, group: { as, ...(by !== null && { by: expression(by) }) } }
}

function cell(n: DocumentNode): TableCell {
  const a = n.attrs ?? {}
  const span = (name: string) => (Number(a[name] ?? 1) > 1 ? { [name]: Number(a[name]) } : {})
  const align = a['align'] == null ? {} : { align: a['align'] as Align }
  const children = blocks(n.content)
  return {
    ...given(a, 'style'),
    ...chosen(a),
    ...align,
    ...span('colspan'),
    ...span('rowspan'),
    children,
  }
}

/** Joined, and without parts that say nothing. */
function template(value: unknown): TextTemplate {
  const out: (string | Expression)[] = []
  for (const part of (value ?? []) as TextTemplate) {
    const last = out.at(-1)
    if (typeof part !== 'string') out.push({ source: part.source })
    else if (typeof last === 'string') out[out.length - 1] = last + part
    else if (part !== '') out.push(part)
  }
  return out
}

function words(nodes: readonly DocumentNode[] = []): TextTemplate {
  return template(
    nodes.map((n) => (n.type === 'text' ? clean(n.text) : expression(n.attrs?.['source']))),
  )
}

/** Breaks at the edge of a line would mean nothing. */
function line(nodes: readonly DocumentNode[] = []): readonly Inline[] {
  const all = inlines(nodes)
  let [from, to] = [0, all.length]
  while (from < to && all[from]!.type === 'break') from++
  while (to > from && all[to - 1]!.type === 'break') to--
  return all.slice(from, to)
}

function inlines(nodes: readonly DocumentNode[] = []): readonly Inline[] {
  const out: Inline[] = []
  for (let i = 0; i < nodes.length; i++) {
    const link = linkOf(nodes[i]!)
    if (!link) {
      append(out, inline(nodes[i]!))
      continue
    }
    const key = JSON.stringify(link.attrs)
    const children: Inline[] = []
    for (; i < nodes.length && JSON.stringify(linkOf(nodes[i]!)?.attrs) === key; i++)
      append(children, inline(nodes[i]!))
    i--
    if (children.length > 0)
      out.push({ type: 'link', href: template(link.attrs?.['href']), children })
  }
  return out
}

function linkOf(n: DocumentNode): DocumentMark | undefined {
  return n.marks?.find(({ type }) => type === 'link')
}

function append(out: Inline[], next: Inline): void {
  const last = out.at(-1)
  if (next.type === 'text' && next.text === '') return
  if (next.type === 'text' && last?.type === 'text' && mannerKey(next) === mannerKey(last))
    out[out.length - 1] = { ...last, text: last.text + next.text }
  else out.push(next)
}

function mannerKey({ marks = [], style }: Inline & { type: 'text' }): string {
  return `${marks.join()} ${style ?? ''}`
}

function inline(n: DocumentNode): Inline {
  const a = n.attrs ?? {}
  switch (n.type) {
    case 'text':
      return { type: 'text', text: clean(n.text), ...manner(n) }
    case 'field':
      return { type: 'field', value: expression(a['source']), ...manner(n) }
    case 'condition':
      return { type: 'if', test: expression(a['test']), children: inlines(n.content) }
    case 'inlineImage': {
      const own = { src: String(a['src']), alt: template(a['alt']) }
      return { type: 'inlineImage', ...own, ...given(a, 'height', 'fit', 'crop', 'focus') }
    }
    case 'note':
      return { type: 'note', children: line(n.content) }
    case 'page':
    case 'pages':
      return { type: n.type, ...given(a, 'of') }
    case 'running':
      return { type: 'running', ...given(a, 'level') }
    case 'ref':
      return { type: 'ref', to: String(a['to']), ...given(a, 'show') }
    case 'break':
    case 'tab':
      return { type: n.type }
    case 'opaqueInline':
      return a['tree'] as Inline
    default:
      throw new Error(`No text holds a “${n.type}”`)
  }
}

const order: readonly Mark[] = ['strong', 'emphasis', 'underline', 'strike', 'code', 'sub', 'sup']

function manner(n: DocumentNode): { readonly marks?: readonly Mark[]; readonly style?: string } {
  const marks = order.filter((mark) => n.marks?.some(({ type }) => type === mark))
  const style = n.marks?.find(({ type }) => type === 'style')?.attrs?.['name']
  return { ...(marks.length > 0 && { marks }), ...(style != null && { style: String(style) }) }
}

/** What is pasted may hold line ends and control characters; content does not. */
function clean(text = ''): string {
  // oxlint-disable-next-line no-control-regex -- dropping them is what this is for
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ')
}
