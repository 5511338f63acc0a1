/** Notes on words: shown where the words stand, found again by them after edits elsewhere. */
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Anchor, Remark } from './props.ts'

export const remarksKey = new PluginKey<DecorationSet>('remarks')

/** Meta of `remarksKey`: the remarks there are now. */
export function remarksPlugin(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key: remarksKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, old) => {
        const remarks = tr.getMeta(remarksKey) as readonly Remark[] | undefined
        return remarks ? placed(tr.doc, remarks) : old.map(tr.mapping, tr.doc)
      },
    },
    props: { decorations: (state) => remarksKey.getState(state) },
  })
}

interface Span {
  readonly from: number
  readonly to: number
}

function placed(doc: Node, remarks: readonly Remark[]): DecorationSet {
  return DecorationSet.create(
    doc,
    remarks.flatMap((remark) => {
      const span = remark.resolved ? undefined : findAnchor(doc, remark.anchor)
      if (!span) return []
      const kind = remark.suggestion === undefined ? 'remark' : 'remark suggestion'
      return [Decoration.inline(span.from, span.to, { class: kind }, { id: remark.id })]
    }),
  )
}

/** Where a remark is now, however the text around it has changed. */
export function spanOf(state: EditorState, id: string): Span | undefined {
  return remarksKey.getState(state)?.find(undefined, undefined, (spec) => spec['id'] === id)[0]
}

/** Words within one paragraph; a field among them counts as one sign, ￼. */
export function findAnchor(doc: Node, { quote, occurrence }: Anchor): Span | undefined {
  let [left, found] = [occurrence, undefined as Span | undefined]
  doc.descendants((node, pos) => {
    if (found || !node.isTextblock) return !found
    const text = flat(node)
    for (let at = text.indexOf(quote); quote && at >= 0; at = text.indexOf(quote, at + 1)) {
      if (left-- > 0) continue
      found = { from: pos + 1 + at, to: pos + 1 + at + quote.length }
      break
    }
    return false
  })
  return found
}

/** The anchor of what is selected; undefined where it is nothing, or runs over paragraphs. */
export function anchorOf(state: EditorState): Anchor | undefined {
  const { $from, $to, from, empty } = state.selection
  if (empty || !$from.sameParent($to) || !$from.parent.isTextblock) return undefined
  const quote = flat($from.parent).slice($from.parentOffset, $to.parentOffset)
  for (let occurrence = 0; ; occurrence++) {
    const span = findAnchor(state.doc, { quote, occurrence })
    if (!span) return undefined
    if (span.from === from) return { quote, occurrence }
  }
}

/** One sign for each position of the paragraph. */
function flat(block: Node): string {
  let text = ''
  block.forEach((child) => {
    text += child.isText ? child.text! : '\ufffc'.repeat(child.nodeSize)
  })
  return text
}
