import { checkIn } from '@misiva/compose'
import type { Setting } from '@misiva/compose'
import type { Purpose } from '@misiva/model'
import { useId, useState } from 'react'
import css from './editor.module.css'

interface ExpressionInputProps {
  readonly label: string
  readonly value: string
  readonly purpose: Purpose
  readonly setting: Setting | undefined
  readonly readOnly: boolean
  readonly onChange: (value: string) => void
}

/** An expression, checked with each key; what is wrong stands below it in words. */
export function ExpressionInput({
  label,
  value,
  purpose,
  setting,
  readOnly,
  onChange,
}: ExpressionInputProps) {
  const id = useId()
  const [draft, setDraft] = useDraft(value)
  const result = setting ? checkIn(setting, draft, purpose) : undefined
  const wrong = result && !result.ok ? result.problems[0] : undefined
  return (
    <div className={css.entry}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className={css.code}
        rows={Math.min(5, draft.split('\n').length + Math.floor(draft.length / 34))}
        spellCheck={false}
        readOnly={readOnly}
        value={draft}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}-wrong`}
        onChange={({ currentTarget }) => {
          setDraft(currentTarget.value)
          onChange(currentTarget.value)
        }}
      />
      <p id={`${id}-wrong`} className={css.wrong} role="status">
        {wrong && (
          <>
            {wrong.message}
            {wrong.hint && <span>{wrong.hint}</span>}
          </>
        )}
      </p>
    </div>
  )
}

/** What is being written, until the document says something else. */
export function useDraft(value: string): readonly [string, (next: string) => void] {
  const [state, setState] = useState({ value, draft: value })
  if (state.value !== value) {
    const draft = state.draft.trim() === value.trim() ? state.draft : value
    setState({ value, draft })
    return [draft, (next) => setState({ value, draft: next })]
  }
  return [state.draft, (next) => setState({ value: next, draft: next })]
}
