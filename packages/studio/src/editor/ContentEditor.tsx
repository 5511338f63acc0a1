import { fromDocument, toDocument } from '@misiva/compose'
import type { DocumentNode } from '@misiva/compose'
import type { Content } from '@misiva/model'
import { Node as ProseNode } from '@tiptap/pm/model'
import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import type { Editor, JSONContent } from '@tiptap/react'
import { useEffect, useRef, useState } from 'react'
import { behaviour, triggerKey } from './behaviour.ts'
import type { PopupKeys } from './behaviour.ts'
import './content.css'
import css from './editor.module.css'
import { factsKey } from './facts.ts'
import { useHost } from './useHost.ts'
import type { EditorHost } from './useHost.ts'
import { Inspector } from './Inspector.tsx'
import { Keys } from './Keys.tsx'
import { useSay } from './language/index.ts'
import { Popup } from './Popup.tsx'
import type { ContentEditorProps } from './props.ts'
import { Readability } from './Readability.tsx'
import { RemarkForm, Remarks } from './Remarks.tsx'
import { anchorOf, remarksKey } from './remarks.ts'
import { schemaExtensions } from './schema.ts'
import { Findings } from './Findings.tsx'
import { Toolbar } from './Toolbar.tsx'

export type { ContentEditorProps } from './props.ts'

/** Writes content: the tree comes in, and goes out after each edit. */
export function ContentEditor(props: ContentEditorProps) {
  const say = useSay()
  const host = useHost(props, say)
  const keys = useRef<PopupKeys>({}).current
  const frame = useRef<HTMLDivElement>(null)
  const told = useRef('')
  const changed = useRef(props.onChange)
  changed.current = props.onChange
  const editor = useEditor(
    {
      extensions: [...schemaExtensions, behaviour(host, keys, () => toProperties(frame.current))],
      content: toDocument(props.tree) as JSONContent,
      editable: !props.readOnly,
      injectCSS: false,
      shouldRerenderOnTransaction: false,
      onUpdate: ({ editor: made }) => {
        const tree = fromDocument(made.getJSON() as DocumentNode)
        told.current = bare(tree)
        changed.current(tree)
      },
    },
    [],
  )
  useAttributes(editor, props)
  useTree(editor, props.tree, told)
  useEffect(() => {
    editor.view.dispatch(editor.state.tr.setMeta(factsKey, true))
  }, [editor, host.setting, host.names, host.context, host.differing, host.say])
  useEffect(() => {
    editor.view.dispatch(editor.state.tr.setMeta(remarksKey, props.remarks ?? []))
  }, [editor, props.remarks])
  useEditorState({ editor, selector: ({ transactionNumber }) => transactionNumber })
  return <Laid {...{ props, editor, host, keys, frame }} />
}

interface LaidProps {
  readonly props: ContentEditorProps
  readonly editor: Editor
  readonly host: EditorHost
  readonly keys: PopupKeys
  readonly frame: React.RefObject<HTMLDivElement | null>
}

function Laid({ props, editor, host, keys, frame }: LaidProps) {
  const [help, setHelp] = useState(false)
  const [commenting, setCommenting] = useState(false)
  const readOnly = props.readOnly ?? false
  const trigger = triggerKey.getState(editor.state)
  const anchor = props.onRemark ? anchorOf(editor.state) : undefined
  const { sample } = props
  return (
    <div className={css.frame} ref={frame} data-compact={props.compact ?? false}>
      <Toolbar
        editor={editor}
        host={host}
        names={host.names}
        readOnly={readOnly}
        onNames={host.setNames}
        onKeys={() => setHelp(true)}
        comments={props.onRemark !== undefined}
        onComment={anchor && (() => setCommenting(true))}
      />
      <div className={css.hold}>
        <div className={css.body}>
          <div className={css.page}>
            {!sample && <p className={css.notice}>{host.say('sampleNone')}</p>}
            <EditorContent editor={editor} className={css.writing} />
            {commenting && anchor && (
              <RemarkForm
                anchor={anchor}
                onCancel={() => setCommenting(false)}
                onSend={(remark) => {
                  props.onRemark?.(remark)
                  setCommenting(false)
                }}
              />
            )}
          </div>
          {!props.compact && (
            <aside className={css.side}>
              <Inspector
                editor={editor}
                host={host}
                contract={props.contract}
                readOnly={readOnly}
              />
              <Remarks editor={editor} props={props} />
            </aside>
          )}
        </div>
      </div>
      <footer className={css.foot}>
        <Findings editor={editor} tree={props.tree} problems={host.problems} />
        <Readability tree={props.tree} language={props.language} />
      </footer>
      {trigger && !readOnly && editor.isFocused && (
        <Popup
          editor={editor}
          host={host}
          keys={keys}
          trigger={trigger}
          contract={props.contract}
        />
      )}
      <Keys opened={help} onClose={() => setHelp(false)} />
    </div>
  )
}

function useAttributes(editor: Editor, props: ContentEditorProps): void {
  const { language, label, readOnly = false } = props
  const say = useSay()
  useEffect(() => {
    editor.setEditable(!readOnly, false)
    editor.setOptions({
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          'aria-readonly': String(readOnly),
          'data-hint': say('slashHint'),
          lang: language,
          spellcheck: 'true',
          class: 'misiva-content',
        },
      },
    })
  }, [editor, language, label, readOnly, say])
}

/** A tree that is not what was last told is somebody else's: it is put in, as one undoable step. */
function useTree(editor: Editor, tree: Content, told: React.RefObject<string>): void {
  useEffect(() => {
    const key = bare(tree)
    if (told.current === '') told.current = key
    if (key === told.current) return
    told.current = key
    const doc = ProseNode.fromJSON(editor.schema, toDocument(tree))
    const { tr } = editor.state
    tr.replaceWith(0, tr.doc.content.size, doc.content)
    editor.view.dispatch(tr.setMeta('preventUpdate', true))
  }, [editor, tree, told])
}

function bare(tree: Content): string {
  return JSON.stringify(tree, (key, value: unknown) => {
    if (key === 'place') return undefined
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

function toProperties(frame: HTMLElement | null): boolean {
  const first = frame?.querySelector<HTMLElement>(
    '[data-properties] :is(input, select, textarea):not(:disabled)',
  )
  first?.focus()
  return first !== null
}
