import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { useId, useState } from 'react'
import { useSpeech } from '../language/index.tsx'
import css from './editor.module.css'
import { useSay } from './language/index.ts'
import type { Anchor, ContentEditorProps, Remark } from './props.ts'
import { spanOf } from './remarks.ts'

interface RemarksProps {
  readonly editor: Editor
  readonly props: ContentEditorProps
}

/** Comments and suggestions beside the text; accepting one puts its words in. */
export function Remarks({ editor, props }: RemarksProps) {
  const say = useSay()
  const all = props.remarks ?? []
  const open = all.filter(({ resolved }) => !resolved)
  const done = all.filter(({ resolved }) => resolved)
  if (all.length === 0) return undefined
  return (
    <section className={css.remarks} aria-label={say('remarks')}>
      <h2>{say('remarks')}</h2>
      {open.map((remark) => (
        <Note key={remark.id} remark={remark} editor={editor} props={props} />
      ))}
      {done.length > 0 && (
        <details className={css.done}>
          <summary>{say('resolvedRemarks', { n: done.length })}</summary>
          {done.map((remark) => (
            <Note key={remark.id} remark={remark} editor={editor} props={props} />
          ))}
        </details>
      )}
    </section>
  )
}

function Note({ remark, editor, props }: RemarksProps & { readonly remark: Remark }) {
  const say = useSay()
  const { instant } = useSpeech()
  const { id, suggestion, text, author, at, anchor } = remark
  const accept = () => {
    const span = spanOf(editor.state, id)
    if (!span || suggestion === undefined) return
    const { tr } = editor.state
    editor.view.dispatch(tr.insertText(suggestion, span.from, span.to))
    props.onResolve?.(id, 'accepted')
  }
  const go = () => {
    const span = spanOf(editor.state, id)
    if (!span) return
    const { tr } = editor.state
    const selection = TextSelection.create(tr.doc, span.from, span.to)
    editor.view.dispatch(tr.setSelection(selection).scrollIntoView())
    editor.view.focus()
  }
  const resolve = props.onResolve
  return (
    <article className={css.note} data-done={remark.resolved || undefined}>
      <header>
        <strong>{author}</strong> <time className="soft small">{instant(at)}</time>
      </header>
      {suggestion === undefined ? (
        <button type="button" className={css.quote} onClick={go}>
          {anchor.quote}
        </button>
      ) : (
        <button type="button" className={css.quote} onClick={go}>
          <del>{anchor.quote}</del> <ins>{suggestion}</ins>
        </button>
      )}
      {text && <p>{text}</p>}
      {remark.outcome && <p className="soft small">{remark.outcome}</p>}
      {remark.resolved && props.onReopen && (
        <div className={css.buttons}>
          <button type="button" onClick={() => props.onReopen?.(id)}>
            {say('reopen')}
          </button>
        </div>
      )}
      {resolve && !remark.resolved && (
        <div className={css.buttons}>
          {suggestion === undefined || props.readOnly ? (
            <button type="button" onClick={() => resolve(id, 'done')}>
              {say('resolve')}
            </button>
          ) : (
            <>
              <button type="button" onClick={accept}>
                {say('accept')}
              </button>
              <button type="button" onClick={() => resolve(id, 'rejected')}>
                {say('reject')}
              </button>
            </>
          )}
        </div>
      )}
    </article>
  )
}

interface RemarkFormProps {
  readonly anchor: Anchor
  readonly onCancel: () => void
  readonly onSend: (remark: Pick<Remark, 'anchor' | 'text' | 'suggestion'>) => void
}

export function RemarkForm({ anchor, onCancel, onSend }: RemarkFormProps) {
  const say = useSay()
  const id = useId()
  const [kept] = useState(anchor)
  const [text, setText] = useState('')
  const [words, setWords] = useState(kept.quote)
  const changed = words !== kept.quote
  return (
    <form
      className={css.remarkForm}
      onSubmit={(event) => {
        event.preventDefault()
        onSend({ anchor: kept, text, ...(changed && { suggestion: words }) })
      }}
    >
      <label htmlFor={`${id}t`}>{say('writeRemark', { quote: kept.quote })}</label>
      <textarea
        id={`${id}t`}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- someone just asked to write here
        autoFocus
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <label htmlFor={`${id}s`}>{say('suggestion')}</label>
      <input
        id={`${id}s`}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <div className={css.buttons}>
        <button type="submit" disabled={text.trim() === '' && !changed}>
          {say(changed ? 'suggest' : 'send')}
        </button>
        <button type="button" onClick={onCancel}>
          {say('cancel')}
        </button>
      </div>
    </form>
  )
}
