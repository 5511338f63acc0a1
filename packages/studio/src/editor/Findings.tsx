import { toDocument } from '@misiva/compose'
import type { Content, Place, Problem } from '@misiva/model'
import type { Editor } from '@tiptap/core'
import { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import { useMemo, useState } from 'react'
import css from './editor.module.css'
import { factsOf } from './facts.ts'
import type { Finding } from './facts.ts'
import { useSay } from './language/index.ts'

interface FindingsProps {
  readonly editor: Editor
  readonly tree: Content
  readonly problems: readonly Problem[]
}

/** Everything that is wrong, what is found while writing first; a click goes there. */
export function Findings({ editor, tree, problems }: FindingsProps) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  const own = factsOf(editor.state).findings
  const told = useMemo(
    () => problems.map((problem) => ({ problem, pos: positionOf(editor, tree, problem.place) })),
    [editor, tree, problems],
  )
  const known = new Set(own.map(({ problem }) => problem.message))
  const all = [...own, ...told.filter(({ problem }) => !known.has(problem.message))]
  const go = ({ pos }: Finding) => {
    const { state, view } = editor
    if (pos < 0 || !state.doc.nodeAt(pos)) return
    view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)).scrollIntoView())
    view.focus()
  }
  if (all.length === 0) return <p className={css.fine}>{say('noProblems')}</p>
  return (
    <div className={css.findings}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {say('problems', { n: all.length })}
      </button>
      {open && (
        <ul>
          {all.map((finding, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- a list that is told whole
            <li key={i}>
              <button
                type="button"
                onClick={() => go(finding)}
                aria-label={`${say('goTo')}: ${finding.problem.message}`}
              >
                {finding.problem.message}
                {finding.problem.hint && <span>{finding.problem.hint}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The node a place in the file speaks of: the last that begins at or before it; -1 for none. */
function positionOf(editor: Editor, tree: Content, place: Place | undefined): number {
  if (!place) return -1
  const doc = Node.fromJSON(editor.schema, toDocument(tree))
  let found = -1
  doc.descendants((node, pos) => {
    const at = node.attrs['place'] as Place | null | undefined
    if (!at) return
    if (at.line < place.line || (at.line === place.line && at.column <= place.column)) found = pos
  })
  return found
}
