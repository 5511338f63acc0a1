/** The entries that a node's form is made of. */
import type { Setting } from '@misiva/compose'
import type { TextTemplate } from '@misiva/model'
import { useId } from 'react'
import css from './editor.module.css'
import { useDraft } from './ExpressionInput.tsx'
import { readTemplate, sayTemplate, writeTemplate } from './template.ts'

interface TextInputProps {
  readonly label: string
  readonly value: string
  readonly readOnly: boolean
  readonly onChange: (value: string) => void
}

export function TextInput({ label, value, readOnly, onChange }: TextInputProps) {
  const id = useId()
  const [draft, setDraft] = useDraft(value)
  return (
    <div className={css.entry}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={draft}
        readOnly={readOnly}
        onChange={({ currentTarget }) => {
          setDraft(currentTarget.value)
          onChange(currentTarget.value)
        }}
      />
    </div>
  )
}

/** Values, each with the name it is picked by. */
export type Options = readonly (readonly [string, string])[]

interface PickProps extends TextInputProps {
  readonly options: Options
}

export function Pick({ label, value, options, readOnly, onChange }: PickProps) {
  const id = useId()
  const known = options.some(([it]) => it === value)
  return (
    <div className={css.entry}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        disabled={readOnly}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {!known && <option value={value}>{value}</option>}
        {options.map(([it, name]) => (
          <option key={it} value={it}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

interface ToggleProps {
  readonly label: string
  readonly checked: boolean
  readonly readOnly: boolean
  readonly onChange: (on: boolean) => void
}

export function Toggle({ label, checked, readOnly, onChange }: ToggleProps) {
  return (
    <label className={css.toggle}>
      <input
        type="checkbox"
        checked={checked}
        disabled={readOnly}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {label}
    </label>
  )
}

interface TemplateInputProps {
  readonly label: string
  readonly value: TextTemplate | null
  readonly setting: Setting | undefined
  readonly readOnly: boolean
  readonly onChange: (value: TextTemplate) => void
}

/** Text with fields in it, and below it how it reads for the sample. */
export function TemplateInput(props: TemplateInputProps) {
  const { label, value, setting, readOnly, onChange } = props
  const hasField = (value ?? []).some((part) => typeof part !== 'string')
  return (
    <>
      <TextInput
        label={label}
        value={writeTemplate(value)}
        readOnly={readOnly}
        onChange={(text) => onChange(readTemplate(text))}
      />
      {hasField && <p className={css.preview}>{sayTemplate(value, setting)}</p>}
    </>
  )
}
