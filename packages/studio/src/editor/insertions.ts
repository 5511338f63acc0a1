/** What can be put in, by the menu, by `/` and by keys. */
import type { Editor } from '@tiptap/core'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { Key } from './language/index.ts'
import type { Host } from './host.ts'

export interface Insertion {
  readonly key: Key
  /** Also found by these words. */
  readonly also: string
  readonly json: (host: Host) => object
  readonly inline?: boolean
}

// Until something is written there.
const p = { type: 'paragraph', attrs: { filler: true } }
const cell = { type: 'tableCell', content: [p] }
const row = (kind: string, each: object | null = null) => ({
  type: 'tableRow',
  attrs: { kind, each },
  content: [cell, cell, cell],
})

/** The first list of the contract, for what begins by repeating. */
function firstList(host: Host): string {
  const queue = [...host.fields]
  for (let field = queue.shift(); field; field = queue.shift()) {
    if (field.type.startsWith('list')) return field.path
    queue.push(...field.children)
  }
  return ''
}

const firstTrue = 'true'

export const insertions: readonly Insertion[] = [
  { key: 'heading', also: 'h1 h2 title', json: () => ({ type: 'heading', attrs: { level: 2 } }) },
  {
    key: 'bullets',
    also: 'list ul',
    json: () => ({ type: 'list', content: [{ type: 'listItem', content: [p] }] }),
  },
  {
    key: 'numbers',
    also: 'list ol',
    json: () => ({
      type: 'list',
      attrs: { ordered: true },
      content: [{ type: 'listItem', content: [p] }],
    }),
  },
  {
    key: 'table',
    also: 'rows grid',
    json: (host) => ({
      type: 'table',
      attrs: { columns: [{ width: '1fr' }, { width: 'auto' }, { width: 'auto', align: 'end' }] },
      content: [row('head'), row('body', { of: firstList(host), as: 'line' }), row('total')],
    }),
  },
  {
    key: 'each',
    also: 'repeat loop for',
    json: (host) => ({ type: 'each', attrs: { of: firstList(host), as: 'item' }, content: [p] }),
  },
  {
    key: 'choose',
    also: 'if when condition otherwise',
    json: () => ({
      type: 'choose',
      content: [
        { type: 'when', attrs: { test: firstTrue }, content: [p] },
        { type: 'otherwise', content: [p] },
      ],
    }),
  },
  {
    key: 'condition',
    also: 'if inline',
    inline: true,
    json: () => ({
      type: 'condition',
      attrs: { test: firstTrue },
      content: [{ type: 'text', text: '…' }],
    }),
  },
  {
    key: 'reference',
    also: 'block library',
    json: ({ context }) => ({ type: 'reference', attrs: { name: context.blocks[0] ?? '' } }),
  },
  {
    key: 'columns',
    also: 'side',
    json: () => ({
      type: 'columns',
      attrs: { widths: ['1fr', '1fr'], gap: '6mm' },
      content: [
        { type: 'column', content: [p] },
        { type: 'column', content: [p] },
      ],
    }),
  },
  { key: 'box', also: 'notice frame', json: () => ({ type: 'box', content: [p] }) },
  { key: 'keep', also: 'together', json: () => ({ type: 'keep', content: [p] }) },
  {
    key: 'textColumns',
    also: 'newspaper leaflet',
    json: () => ({ type: 'textColumns', content: [p] }),
  },
  { key: 'filler', also: 'transpromo offer white', json: () => ({ type: 'filler', content: [p] }) },
  {
    key: 'button',
    also: 'link pay',
    json: () => ({ type: 'button', attrs: { href: [{ source: 'links.portal' }] } }),
  },
  {
    key: 'choice',
    also: 'answer reply question',
    json: () => ({
      type: 'choice',
      attrs: { id: 'answer' },
      content: [
        { type: 'choiceQuestion' },
        { type: 'choiceOption', attrs: { value: 'yes' } },
        { type: 'choiceOption', attrs: { value: 'no' } },
      ],
    }),
  },
  {
    key: 'image',
    also: 'picture logo',
    json: ({ context }) => ({ type: 'image', attrs: { src: context.images[0] ?? '' } }),
  },
  {
    key: 'barcode',
    also: 'qr code',
    json: () => ({
      type: 'barcode',
      attrs: { symbology: 'qrcode', value: [{ source: 'links.portal' }], width: '24mm' },
    }),
  },
  {
    key: 'chart',
    also: 'bar line donut',
    json: (host) => ({
      type: 'chart',
      attrs: { kind: 'bar', data: firstList(host), label: 'itemIndex', values: ['1'] },
    }),
  },
  {
    key: 'signature',
    also: 'sign',
    json: () => ({ type: 'signature', attrs: { name: [{ source: 'organisation.name' }] } }),
  },
  { key: 'rule', also: 'hr divider', json: () => ({ type: 'rule' }) },
  { key: 'space', also: 'gap', json: () => ({ type: 'space' }) },
  { key: 'pageBreak', also: 'new page', json: () => ({ type: 'pageBreak' }) },
  { key: 'contents', also: 'toc index headings', json: () => ({ type: 'contents' }) },
  {
    key: 'note',
    also: 'footnote',
    inline: true,
    json: () => ({ type: 'note', content: [{ type: 'text', text: '…' }] }),
  },
  { key: 'page', also: 'number', inline: true, json: () => ({ type: 'page' }) },
  { key: 'pages', also: 'total', inline: true, json: () => ({ type: 'pages' }) },
  { key: 'running', also: 'heading', inline: true, json: () => ({ type: 'running' }) },
  {
    key: 'ref',
    also: 'reference link heading section see',
    inline: true,
    json: () => ({ type: 'ref' }),
  },
  { key: 'tab', also: '', inline: true, json: () => ({ type: 'tab' }) },
]

/** Puts it where the selection is, in place of an empty paragraph, and goes into it. */
export function insert(editor: Editor, insertion: Insertion, host: Host): void {
  const node = editor.schema.nodeFromJSON(insertion.json(host))
  const { state } = editor
  const { tr } = state
  if (insertion.inline) {
    tr.replaceSelectionWith(node, false)
    editor.view.dispatch(tr.scrollIntoView())
    return
  }
  const { $from } = state.selection
  let depth = $from.depth
  while (depth > 0 && !$from.node(depth - 1).type.contentMatch.matchType(node.type)) depth--
  const fits = depth > 0 && $from.node(depth).isTextblock
  const empty = fits && $from.parent.content.size === 0 && $from.parent.type.name === 'paragraph'
  const at = empty ? $from.before() : depth > 0 ? $from.after(depth) : $from.pos
  if (empty) tr.replaceWith(at, at + $from.parent.nodeSize, node)
  else tr.insert(at, node)
  const inside = TextSelection.findFrom(tr.doc.resolve(at + 1), 1, true)
  const leaf = node.isAtom || !inside || inside.from > at + node.nodeSize
  tr.setSelection(leaf ? NodeSelection.create(tr.doc, at) : inside)
  editor.view.dispatch(tr.scrollIntoView())
}

export function insertField(editor: Editor, source: string): void {
  editor.chain().focus().insertContent({ type: 'field', attrs: { source } }).run()
}
