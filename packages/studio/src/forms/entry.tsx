/** The small controls forms are made of: a label over what is written or picked. */
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useDraft } from '../editor/ExpressionInput.tsx'
import css from './forms.module.css'

interface EntryProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly wrong?: string | undefined
  readonly aside?: ReactNode
  readonly wide?: boolean
  readonly children: (id: string) => ReactNode
}

export function Entry({ label, hint, wrong, aside, wide, children }: EntryProps) {
  const id = useId()
  return (
    <div className={css.field} data-wide={wide || undefined}>
      <div className={css.label}>
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      {children(id)}
      <p className={css.wrong} role="status">
        {wrong}
      </p>
      {hint && <p className={css.hint}>{hint}</p>}
    </div>
  )
}

interface WrittenProps extends Omit<EntryProps, 'children'> {
  readonly value: string
  readonly readOnly: boolean
  readonly type?: 'text' | 'date'
  readonly placeholder?: string
  readonly onChange: (value: string) => void
}

export function Written(props: WrittenProps) {
  const { value, readOnly, type = 'text', placeholder, onChange, ...entry } = props
  const [draft, setDraft] = useDraft(value)
  return (
    <Entry {...entry}>
      {(id) => (
        <input
          id={id}
          type={type}
          value={draft}
          readOnly={readOnly}
          placeholder={placeholder}
          aria-invalid={entry.wrong !== undefined}
          onChange={({ currentTarget }) => {
            setDraft(currentTarget.value)
            onChange(currentTarget.value)
          }}
        />
      )}
    </Entry>
  )
}

export type Options = readonly (readonly [value: string, label: string])[]

interface PickedProps extends Omit<EntryProps, 'children'> {
  readonly value: string
  readonly options: Options
  readonly readOnly: boolean
  readonly onChange: (value: string) => void
}

export function Picked({ value, options, readOnly, onChange, ...entry }: PickedProps) {
  const known = options.some(([it]) => it === value)
  return (
    <Entry {...entry}>
      {(id) => (
        <select
          id={id}
          value={value}
          disabled={readOnly}
          aria-invalid={entry.wrong !== undefined}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        >
          {!known && <option value={value}>{value}</option>}
          {options.map(([it, label]) => (
            <option key={it} value={it}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Entry>
  )
}

interface SeveralProps {
  readonly label: string
  /** What it means that none is chosen. */
  readonly none: string
  readonly values: readonly string[]
  readonly names: readonly string[]
  readonly readOnly: boolean
  readonly onChange: (values: readonly string[]) => void
}

/** Names of which any number may be chosen; those chosen stand in the order they are offered. */
export function Several({ label, none, values, names, readOnly, onChange }: SeveralProps) {
  const id = useId()
  const all = [...names, ...values.filter((it) => !names.includes(it))]
  const said = values.length === 0 ? none : values.join(', ')
  return (
    <div className={css.field}>
      <div className={css.label}>
        <span id={id}>{label}</span>
      </div>
      <details className={css.several}>
        <summary aria-label={`${label}: ${said}`}>{said}</summary>
        <div role="group" aria-labelledby={id}>
          {all.map((name) => (
            <label key={name} className={css.flag}>
              <input
                type="checkbox"
                checked={values.includes(name)}
                disabled={readOnly}
                onChange={({ currentTarget: { checked } }) =>
                  onChange(all.filter((it) => (it === name ? checked : values.includes(it))))
                }
              />
              {name}
            </label>
          ))}
        </div>
      </details>
    </div>
  )
}
