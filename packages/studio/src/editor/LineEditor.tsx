import type { Expression, TextTemplate } from '@misiva/model'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import type { JSONContent } from '@tiptap/react'
import { useEffect, useId, useRef } from 'react'
import { behaviour, triggerKey } from './behaviour.ts'
import type { PopupKeys } from './behaviour.ts'
import './content.css'
import css from './editor.module.css'
import { factsKey } from './facts.ts'
import { formOf } from './forms.tsx'
import { useSay } from './language/index.ts'
import { Popup } from './Popup.tsx'
import { schemaExtensions } from './schema.ts'
import { useHost } from './useHost.ts'
import type { HostInput } from './useHost.ts'
import { writeTemplate } from './template.ts'

interface LineEditorProps extends HostInput {
  readonly label: string
  readonly value: TextTemplate | undefined
  readonly readOnly: boolean
  readonly placeholder?: string
  /** After each edit; undefined where nothing is left. */
  readonly onChange: (value: TextTemplate | undefined) => void
}

/** One line of text with fields: a subject, a title. Fields are as in content, and cannot be broken. */
export function LineEditor(props: LineEditorProps) {
  const { label, value, readOnly, language } = props
  const say = useSay()
  const host = useHost(props, say)
  const keys = useRef<PopupKeys>({}).current
  const changed = useRef(props.onChange)
  changed.current = props.onChange
  const told = useRef(writeTemplate(value))
  const id = useId()
  const editor = useEditor(
    {
      extensions: [
        ...schemaExtensions.filter(({ type }) => type !== 'mark'),
        behaviour(host, keys, () => false, { line: true }),
      ],
      content: documentOf(value),
      editable: !readOnly,
      injectCSS: false,
      shouldRerenderOnTransaction: false,
      onUpdate: ({ editor: made }) => {
        const next = templateIn(made.state.doc)
        told.current = writeTemplate(next)
        changed.current(next.length > 0 ? next : undefined)
      },
    },
    [],
  )
  useEffect(() => {
    editor.setEditable(!readOnly, false)
    editor.setOptions({
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-labelledby': id,
          'aria-readonly': String(readOnly),
          lang: language,
          spellcheck: 'true',
          class: 'misiva-content misiva-line',
        },
      },
    })
  }, [editor, readOnly, id, language])
  useEffect(() => {
    // What somebody else saved, or was settled in a conflict.
    const text = writeTemplate(value)
    if (text === told.current) return
    told.current = text
    editor.commands.setContent(documentOf(value), { emitUpdate: false })
  }, [editor, value])
  useEffect(() => {
    editor.view.dispatch(editor.state.tr.setMeta(factsKey, true))
  }, [editor, host.setting, host.names, host.say])
  useEditorState({ editor, selector: ({ transactionNumber }) => transactionNumber })
  const trigger = triggerKey.getState(editor.state)
  return (
    <div className={css.line}>
      <span className={css.lineLabel} id={id}>
        {label}
      </span>
      <EditorContent editor={editor} className={css.lineText} />
      {trigger?.kind === 'field' && !readOnly && editor.isFocused && (
        <Popup {...{ editor, host, keys, trigger }} contract={props.contract} />
      )}
      <FieldChosen {...{ editor, host, readOnly, say }} />
    </div>
  )
}

interface ChosenProps {
  readonly editor: ReturnType<typeof useEditor>
  readonly host: ReturnType<typeof useHost>
  readonly readOnly: boolean
  readonly say: ReturnType<typeof useSay>
}

/** What can be set of the field that is selected. */
function FieldChosen({ editor, host, readOnly, say }: ChosenProps) {
  const { selection } = editor.state
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'field') return null
  const { node, from: pos } = selection
  const set = (attrs: Readonly<Record<string, unknown>>) => {
    const { tr } = editor.state
    tr.setNodeMarkup(pos, undefined, { ...editor.state.doc.nodeAt(pos)?.attrs, ...attrs })
    editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, pos)))
  }
  const { setting, fields } = host
  return (
    <section className={css.lineForm} aria-label={say('properties')}>
      {formOf({ node, pos, editor, host, setting, fields, readOnly, set, say })}
    </section>
  )
}

function documentOf(value: TextTemplate | undefined): JSONContent {
  const content = (value ?? []).flatMap((part): JSONContent[] => {
    if (typeof part !== 'string') return [{ type: 'field', attrs: { source: part.source } }]
    const text = part.replaceAll(/\s+/g, ' ')
    return text === '' ? [] : [{ type: 'text', text }]
  })
  return { type: 'doc', content: [{ type: 'paragraph', content }] }
}

/** What was pasted as several paragraphs is one line. */
function templateIn(doc: Node): TextTemplate {
  const out: (string | Expression)[] = []
  const say = (text: string) => {
    const last = out.at(-1)
    if (typeof last === 'string') out[out.length - 1] = last + text
    else if (text !== '') out.push(text)
  }
  let first = true
  doc.descendants((node) => {
    if (node.isTextblock) {
      if (!first) say(' ')
      first = false
      return true
    }
    if (node.isText) say(node.text!)
    else if (node.type.name === 'field') out.push({ source: String(node.attrs['source']) })
    return true
  })
  return out
}
