/** The content tree as ProseMirror knows it; node for node what `toDocument` writes. */
import { Extension, Mark, Node, getExtensionField } from '@tiptap/core'
import type { AnyExtension, NodeConfig } from '@tiptap/core'

declare module '@tiptap/core' {
  // oxlint-disable-next-line no-unused-vars -- the parameters must be those of the interface added to
  interface NodeConfig<Options, Storage> {
    /** What the node is to ProseMirror's table editing. */
    tableRole?: string
  }
}

/** Table editing finds its nodes by their role, which is told to the schema here. */
const tableRoles = Extension.create({
  name: 'tableRoles',
  extendNodeSchema(extension) {
    const tableRole = getExtensionField<string | undefined>(extension, 'tableRole')
    return tableRole ? { tableRole } : {}
  },
})

/** Attributes travel through the clipboard as JSON, so that what is copied here is pasted whole. */
export const attrsKey = 'data-attrs'

function attributes(names: Readonly<Record<string, unknown>>): Pick<NodeConfig, 'addAttributes'> {
  return {
    addAttributes: () =>
      Object.fromEntries(
        Object.entries(names).map(([name, value]) => [
          name,
          {
            default: value,
            rendered: false,
            keepOnSplit: name !== 'filler' && name !== 'place',
            parseHTML: (element: HTMLElement) => readAttrs(element)[name] ?? value,
          },
        ]),
      ),
  }
}

/** What style rules look at. */
function shown(attrs: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['kind', 'align', 'style'].flatMap((name) =>
      typeof attrs[name] === 'string' ? [[`data-${name}`, attrs[name]]] : [],
    ),
  )
}

/** How the first eight columns are aligned, for style rules. */
function alignments(attrs: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const columns = (attrs['columns'] ?? []) as readonly { readonly align?: string }[]
  return Object.fromEntries(
    columns.slice(0, 8).flatMap(({ align }, i) => (align ? [[`data-align${i + 1}`, align]] : [])),
  )
}

export function readAttrs(element: Element): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(element.getAttribute(attrsKey) ?? '{}') as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}

interface Shape extends Partial<NodeConfig> {
  readonly tag?: string
  /** Elements of other programs that become this node. */
  readonly foreign?: readonly string[]
}

function node(
  name: string,
  names: Readonly<Record<string, unknown>>,
  { tag = 'div', foreign = [], ...config }: Shape,
) {
  const leaf = config.content === undefined
  return Node.create({
    name,
    ...attributes({ ...names, ...(config.group === 'block' && { style: null, place: null }) }),
    parseHTML: () => [
      { tag: `[data-node="${name}"]` },
      ...foreign.map((selector) => ({ tag: selector })),
    ],
    renderHTML: ({ node: { attrs } }) => {
      const { place: _place, ...kept } = attrs
      const head = { ...shown(kept), 'data-node': name, [attrsKey]: JSON.stringify(kept) }
      return leaf ? [tag, head] : [tag, head, 0]
    },
    ...config,
  })
}

const inner = { defining: true, isolating: true }
const block = { group: 'block' }
/** What of a picture is shown. */
const shownPart = { fit: null, crop: null, focus: null }
const leaf = { group: 'block', atom: true, selectable: true, draggable: true }
const inline = { group: 'inline', inline: true, atom: true, selectable: true, tag: 'span' }
const noWords: readonly unknown[] = []

const heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  ...attributes({ style: null, place: null }),
  addAttributes: () => ({
    ...attributes({ style: null, place: null }).addAttributes!.call({} as never),
    level: { default: 2, rendered: false },
    id: { default: null, rendered: false },
  }),
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
  renderHTML: ({ node: { attrs } }) => {
    const { place: _place, ...kept } = attrs
    return [`h${String(attrs['level'])}`, { [attrsKey]: JSON.stringify(kept) }, 0]
  },
})

const list = Node.create({
  name: 'list',
  group: 'block',
  content: 'listItem+',
  addAttributes: () => ({
    ...attributes({ start: null, style: null, place: null }).addAttributes!.call({} as never),
    ordered: { default: false, rendered: false },
  }),
  parseHTML: () => [
    { tag: 'ul', attrs: { ordered: false } },
    { tag: 'ol', attrs: { ordered: true } },
  ],
  renderHTML: ({ node: { attrs } }) => {
    const { place: _place, ...kept } = attrs
    const start = attrs['start'] === null ? {} : { start: String(attrs['start']) }
    return [attrs['ordered'] ? 'ol' : 'ul', { ...start, [attrsKey]: JSON.stringify(kept) }, 0]
  },
})

export const nodes = {
  doc: Node.create({ name: 'doc', topNode: true, content: 'block+' }),
  text: Node.create({ name: 'text', group: 'inline words' }),
  paragraph: node(
    'paragraph',
    { align: null, filler: false },
    { ...block, content: 'inline*', tag: 'p', foreign: ['p'], priority: 1000 },
  ),
  heading,
  list,
  listItem: node('listItem', {}, { content: 'block+', tag: 'li', foreign: ['li'], defining: true }),
  table: node(
    'table',
    { columns: [], caption: null },
    {
      ...block,
      content: 'tableRow+',
      tag: 'table',
      foreign: ['table'],
      isolating: true,
      tableRole: 'table',
      renderHTML: ({ node: { attrs } }) => {
        const { place: _place, ...kept } = attrs
        return [
          'table',
          { ...alignments(attrs), 'data-node': 'table', [attrsKey]: JSON.stringify(kept) },
          ['tbody', 0],
        ]
      },
    },
  ),
  tableRow: node(
    'tableRow',
    {
      ...{ kind: 'body', group: null, each: null, test: null },
      ...{ style: null, styleBy: null, place: null },
    },
    { content: 'tableCell*', tag: 'tr', foreign: ['tr'], tableRole: 'row' },
  ),
  tableCell: Node.create({
    name: 'tableCell',
    content: 'block+',
    isolating: true,
    tableRole: 'cell',
    addAttributes: () => ({
      ...attributes({
        ...{ style: null, styleBy: null, align: null },
        ...{ place: null, colwidth: null },
      }).addAttributes!.call({} as never),
      ...Object.fromEntries(
        ['colspan', 'rowspan'].map((name) => [
          name,
          {
            default: 1,
            parseHTML: (cell: HTMLElement) => Number(cell.getAttribute(name) ?? 1),
          },
        ]),
      ),
    }),
    parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
    renderHTML: ({ node: { attrs } }) => {
      const { place: _place, colspan, rowspan, ...kept } = attrs
      return ['td', { ...shown(kept), colspan, rowspan, [attrsKey]: JSON.stringify(kept) }, 0]
    },
  }),
  columns: node('columns', { widths: ['1fr', '1fr'], gap: null }, { ...block, content: 'column+' }),
  column: node('column', {}, { ...inner, content: 'block+' }),
  box: node('box', {}, { ...block, ...inner, content: 'block+' }),
  keep: node('keep', {}, { ...block, ...inner, content: 'block+' }),
  filler: node('filler', { priority: null }, { ...block, ...inner, content: 'block+' }),
  textColumns: node(
    'textColumns',
    { count: 2, gap: null, rule: false },
    { ...block, ...inner, content: 'block+' },
  ),
  each: node('each', { of: '', as: 'item' }, { ...block, ...inner, content: 'block+' }),
  choose: node('choose', {}, { ...block, ...inner, content: 'when* otherwise?' }),
  when: node('when', { test: '' }, { ...inner, content: 'block+' }),
  otherwise: node('otherwise', {}, { ...inner, content: 'block+' }),
  button: node('button', { href: noWords }, { ...block, ...inner, content: 'inline*' }),
  choice: node(
    'choice',
    { id: '' },
    { ...block, ...inner, content: 'choiceQuestion choiceOption*' },
  ),
  choiceQuestion: node('choiceQuestion', {}, { ...inner, content: 'inline*' }),
  choiceOption: node('choiceOption', { value: '' }, { ...inner, content: 'words*', marks: '' }),
  image: node(
    'image',
    {
      ...{ src: '', alt: noWords, width: null, height: null, maxWidth: null },
      ...{ ...shownPart, align: null },
    },
    leaf,
  ),
  barcode: node(
    'barcode',
    {
      symbology: 'qrcode',
      value: noWords,
      alt: noWords,
      options: null,
      text: null,
      width: null,
      height: null,
      align: null,
    },
    leaf,
  ),
  chart: node(
    'chart',
    {
      kind: 'bar',
      data: '',
      label: '',
      values: [],
      series: null,
      alt: noWords,
      width: null,
      height: null,
      align: null,
    },
    leaf,
  ),
  signature: node('signature', { name: noWords, role: null, image: null }, leaf),
  rule: node('rule', {}, { ...leaf, foreign: ['hr'] }),
  space: node('space', { height: '6mm' }, leaf),
  pageBreak: node('pageBreak', { to: null, master: null }, leaf),
  contents: node('contents', { depth: null }, leaf),
  reference: node('reference', { name: '' }, leaf),
  opaque: node('opaque', { tree: null }, leaf),
  field: node('field', { source: '' }, { ...inline, group: 'inline words' }),
  break: node('break', {}, { ...inline, tag: 'br', foreign: ['br'], selectable: false }),
  tab: node('tab', {}, { ...inline, selectable: false }),
  page: node('page', { of: null }, inline),
  pages: node('pages', { of: null }, inline),
  running: node('running', { level: null }, inline),
  ref: node('ref', { to: '', show: null }, inline),
  note: node('note', {}, { group: 'inline', inline: true, content: 'inline*', tag: 'span' }),
  inlineImage: node('inlineImage', { src: '', alt: noWords, height: null, ...shownPart }, inline),
  opaqueInline: node('opaqueInline', { tree: null }, inline),
  condition: node(
    'condition',
    { test: '' },
    { group: 'inline', inline: true, content: 'inline*', tag: 'span' },
  ),
}

function plainMark(name: string, tag: string, foreign: readonly string[], key?: string) {
  return Mark.create({
    name,
    parseHTML: () => [tag, ...foreign].map((selector) => ({ tag: selector })),
    renderHTML: () => [tag, 0],
    ...(key && {
      addKeyboardShortcuts() {
        return { [key]: () => this.editor.commands.toggleMark(name) }
      },
    }),
  })
}

const link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({
    href: {
      default: [],
      rendered: false,
      parseHTML: (element: HTMLElement) =>
        readAttrs(element)['href'] ?? [element.getAttribute('href') ?? ''],
    },
    run: { default: 0, rendered: false },
  }),
  parseHTML: () => [{ tag: 'a[data-attrs]' }, { tag: 'a[href]' }],
  renderHTML: ({ mark: { attrs } }) => ['a', { [attrsKey]: JSON.stringify(attrs) }, 0],
})

const style = Mark.create({
  name: 'style',
  addAttributes: () => ({ name: { default: '', rendered: false } }),
  parseHTML: () => [
    {
      tag: 'span[data-style]',
      getAttrs: (element) => ({ name: element.getAttribute('data-style') }),
    },
  ],
  renderHTML: ({ mark: { attrs } }) => ['span', { 'data-style': String(attrs['name']) }, 0],
})

/** In the order in which the tree tells them. */
export const marks = [
  link,
  plainMark('strong', 'strong', ['b'], 'Mod-b'),
  plainMark('emphasis', 'em', ['i'], 'Mod-i'),
  plainMark('underline', 'u', [], 'Mod-u'),
  plainMark('strike', 's', ['del'], 'Mod-Shift-x'),
  plainMark('code', 'code', [], 'Mod-e'),
  plainMark('sub', 'sub', [], 'Mod-,'),
  plainMark('sup', 'sup', [], 'Mod-.'),
  style,
]

export const schemaExtensions: readonly AnyExtension[] = [
  tableRoles,
  ...Object.values(nodes),
  ...marks,
]
