import { fieldChoices } from '@misiva/compose'
import type { Contract } from '@misiva/model'
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import css from './editor.module.css'
import { settingAt } from './facts.ts'
import { TemplateInput } from './entries.tsx'
import { formOf } from './forms.tsx'
import type { Host } from './host.ts'
import { useSay } from './language/index.ts'
import type { Key } from './language/index.ts'

/** A node the selection is, or is in. */
export interface Chosen {
  readonly node: Node
  readonly pos: number
}

/** From the innermost outwards. */
export function chosenIn(editor: Editor): readonly Chosen[] {
  const { selection } = editor.state
  const { $from } = selection
  const found: Chosen[] = []
  if (selection instanceof NodeSelection) found.push({ node: selection.node, pos: selection.from })
  for (let depth = $from.depth; depth > 0; depth--)
    found.push({ node: $from.node(depth), pos: $from.before(depth) })
  return found
}

interface InspectorProps {
  readonly editor: Editor
  readonly host: Host
  readonly contract: Contract
  readonly readOnly: boolean
}

/** What is selected, what it stands in, and everything that can be set there. */
export function Inspector({ editor, host, contract, readOnly }: InspectorProps) {
  const say = useSay()
  const chain = chosenIn(editor).filter(({ node }) => node.type.name !== 'listItem')
  const select = (pos: number) => {
    const { state, view } = editor
    view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)))
  }
  return (
    <section className={css.inspector} aria-label={say('properties')} data-properties>
      <ol className={css.path}>
        {chain.toReversed().map(({ node, pos }, i, all) => (
          <li key={pos}>
            <button type="button" aria-current={i === all.length - 1} onClick={() => select(pos)}>
              {say(node.type.name as Key)}
            </button>
          </li>
        ))}
      </ol>
      {editor.isActive('link') && <LinkForm editor={editor} host={host} readOnly={readOnly} />}
      {chain.map(({ node, pos }) => {
        const setting = host.setting && settingAt(editor.state.doc, pos, host.setting)
        const fields =
          setting && setting !== host.setting ? fieldChoices(setting, contract) : host.fields
        const set = (attrs: Readonly<Record<string, unknown>>) => {
          const at = editor.state.doc.nodeAt(pos)
          if (!at || at.type !== node.type) return
          const { tr, selection } = editor.state
          tr.setNodeMarkup(pos, undefined, { ...at.attrs, ...attrs })
          if (selection instanceof NodeSelection)
            tr.setSelection(NodeSelection.create(tr.doc, selection.from))
          editor.view.dispatch(tr)
        }
        const form = formOf({ node, pos, editor, host, setting, fields, readOnly, set, say })
        return (
          form && (
            <section key={`${node.type.name} ${pos}`} className={css.form}>
              <h2>{say(node.type.name as Key)}</h2>
              {form}
            </section>
          )
        )
      })}
      {chain.length === 0 && <p className="soft">{say('nothingSelected')}</p>}
    </section>
  )
}

function LinkForm({ editor, host, readOnly }: Omit<InspectorProps, 'contract'>) {
  const say = useSay()
  const attrs = editor.getAttributes('link')
  return (
    <section className={css.form}>
      <h2>{say('link')}</h2>
      <TemplateInput
        {...{ label: say('href'), value: attrs['href'], setting: host.setting, readOnly }}
        onChange={(href) =>
          editor
            .chain()
            .extendMarkRange('link')
            .setMark('link', { ...attrs, href })
            .run()
        }
      />
    </section>
  )
}
