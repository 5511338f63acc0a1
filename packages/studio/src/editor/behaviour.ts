/** Keys, input rules and the watch for `/` and `{{`. */
import { Extension, InputRule } from '@tiptap/core'
import type { Editor } from '@tiptap/core'
import { baseKeymap, selectParentNode, setBlockType } from '@tiptap/pm/commands'
import { dropCursor } from '@tiptap/pm/dropcursor'
import { gapCursor } from '@tiptap/pm/gapcursor'
import { history, redo, undo } from '@tiptap/pm/history'
import { keymap } from '@tiptap/pm/keymap'
import { liftListItem, sinkListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list'
import type { Schema } from '@tiptap/pm/model'
import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { goToNextCell, tableEditing } from '@tiptap/pm/tables'
import { factsPlugin } from './facts.ts'
import type { Host } from './host.ts'
import { remarksPlugin } from './remarks.ts'
import { viewsPlugin } from './views.ts'

export interface Trigger {
  readonly kind: 'insert' | 'field'
  readonly from: number
  readonly query: string
}

export const triggerKey = new PluginKey<Trigger | null>('trigger')

/** What is being asked for at the cursor: `/tab` at the start of a word, `{{ inv` anywhere. */
function triggerIn(state: EditorState): Trigger | null {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.isTextblock) return null
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
  const field = /\{\{\s*([^{}]*)$/.exec(before)
  if (field) return { kind: 'field', from: $from.pos - field[0].length, query: field[1]! }
  const slash = /(?:^|[\s\ufffc])(\/([\p{L}\d]*))$/u.exec(before)
  return slash ? { kind: 'insert', from: $from.pos - slash[1]!.length, query: slash[2]! } : null
}

/** Dispatched as meta of `triggerKey` with the position from which nothing more is offered. */
function triggerPlugin(keys: PopupKeys): Plugin<Trigger | null> {
  let dismissed = -1
  return new Plugin<Trigger | null>({
    key: triggerKey,
    state: {
      init: () => null,
      apply: (tr, old, _before, state) => {
        const meta = tr.getMeta(triggerKey) as number | undefined
        if (meta !== undefined) dismissed = meta
        if (!tr.docChanged && !tr.selectionSet && meta === undefined) return old
        const found = triggerIn(state)
        if (!found) dismissed = -1
        // Moving about does not ask; only writing does.
        if (found && !old && !tr.docChanged) return null
        return found && found.from !== dismissed ? found : null
      },
    },
    props: {
      handleKeyDown: (view, event) => {
        const trigger = triggerKey.getState(view.state)
        if (!trigger) return false
        if (event.key === 'Escape') {
          view.dispatch(view.state.tr.setMeta(triggerKey, trigger.from))
          return true
        }
        return keys.handle?.(event) ?? false
      },
    },
  })
}

/** The open popup takes the arrows and Enter. */
export interface PopupKeys {
  handle?: ((event: KeyboardEvent) => boolean) | undefined
}

function moveBlock(by: -1 | 1) {
  return ({ editor }: { editor: Editor }) => {
    const { state, view } = editor
    const { selection } = state
    const { $from } = selection
    const depth = selection instanceof NodeSelection ? $from.depth + 1 : $from.depth
    const pos = selection instanceof NodeSelection ? selection.from : $from.before(depth)
    const parent = $from.node(depth - 1)
    const index = $from.index(depth - 1)
    const node = parent.child(index)
    const other = parent.maybeChild(index + by)
    if (!other || node.type.spec['tableRole'] || !node.isBlock) return false
    const tr = state.tr.delete(pos, pos + node.nodeSize)
    const to = by < 0 ? pos - other.nodeSize : pos + other.nodeSize
    tr.insert(to, node)
    const inner = selection instanceof NodeSelection ? 0 : $from.pos - pos
    tr.setSelection(
      inner === 0
        ? NodeSelection.create(tr.doc, to)
        : (
            selection.constructor as unknown as typeof import('@tiptap/pm/state').TextSelection
          ).create(tr.doc, to + inner),
    )
    view.dispatch(tr.scrollIntoView())
    return true
  }
}

/** In one `line` nothing begins a block, and Enter only takes what is offered. */
export function behaviour(
  host: Host,
  keys: PopupKeys,
  toProperties: () => boolean,
  { line = false } = {},
) {
  return Extension.create({
    name: 'behaviour',
    // Before TipTap's own keys, which would take Enter from an open menu and from lists.
    priority: 1000,
    addProseMirrorPlugins() {
      const { nodes } = this.editor.schema
      return [
        triggerPlugin(keys),
        viewsPlugin(host),
        factsPlugin(host),
        remarksPlugin(),
        history(),
        keymap({ 'Mod-z': undo, 'Mod-Shift-z': redo, 'Mod-y': redo, Escape: selectParentNode }),
        keymap({ Enter: line ? () => true : splitListItem(nodes['listItem']!) }),
        keymap(baseKeymap),
        gapCursor(),
        dropCursor({ color: 'var(--accent)', width: 2 }),
        tableEditing({ allowTableNodeSelection: true }),
      ]
    },
    addKeyboardShortcuts() {
      const { nodes } = this.editor.schema
      if (line) return {}
      const run = (command: typeof undo) => command(this.editor.state, this.editor.view.dispatch)
      const heading = (level: number) => () =>
        run(
          level === 0
            ? setBlockType(nodes['paragraph']!)
            : setBlockType(nodes['heading']!, { level }),
        )
      const headings = [0, 1, 2, 3, 4, 5, 6].map((n) => [`Mod-Alt-${n}`, heading(n)] as const)
      return {
        ...Object.fromEntries(headings),
        'Mod-Shift-7': () => run(wrapInList(nodes['list']!, { ordered: true })),
        'Mod-Shift-8': () => run(wrapInList(nodes['list']!, { ordered: false })),
        'Shift-Enter': () => this.editor.commands.insertContent({ type: 'break' }),
        Tab: () => run(goToNextCell(1)) || run(sinkListItem(nodes['listItem']!)),
        'Shift-Tab': () => run(goToNextCell(-1)) || run(liftListItem(nodes['listItem']!)),
        'Alt-ArrowUp': () => moveBlock(-1)({ editor: this.editor }),
        'Alt-ArrowDown': () => moveBlock(1)({ editor: this.editor }),
        'Alt-Enter': toProperties,
      }
    },
    addInputRules() {
      return inputRules(this.editor.schema, line)
    },
  })
}

/** What is written becomes what it says: `{{ x }}` a field, `# ` a heading, `- ` a list. */
function inputRules(schema: Schema, line: boolean): InputRule[] {
  const { nodes } = schema
  const field = (source: string) => nodes['field']!.create({ source: source.trim() })
  const fields = new InputRule({
    find: /\{\{\s*([^{}]+?)\s*\}\}$/,
    handler: ({ state, range, match }) => {
      state.tr.replaceRangeWith(range.from, range.to, field(match[1]!))
    },
  })
  if (line) return [fields]
  return [
    fields,
    new InputRule({
      find: /^(#{1,6})\s$/,
      handler: ({ state, range, match }) => {
        state.tr
          .delete(range.from, range.to)
          .setBlockType(range.from, range.from, nodes['heading']!, { level: match[1]!.length })
      },
    }),
    new InputRule({
      find: /^([-*]|1\.)\s$/,
      handler: ({ range, match, chain }) => {
        chain()
          .deleteRange(range)
          .command(({ state, dispatch }) =>
            wrapInList(nodes['list']!, { ordered: match[1] === '1.' })(state, dispatch),
          )
          .run()
      },
    }),
  ]
}
