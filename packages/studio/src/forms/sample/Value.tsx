import { JsonNumber } from '@misiva/compose'
import type { FormField, YamlPath } from '@misiva/compose'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useDraft } from '../../editor/ExpressionInput.tsx'
import css from '../forms.module.css'
import { useSay } from '../language/index.ts'
import { Instant } from './Instant.tsx'
import { wordsOf } from './model.ts'
import type { RecordModel } from './model.ts'

export interface ValueProps {
  readonly of: FormField
  readonly path: YamlPath
  readonly value: unknown
  readonly model: RecordModel
  /** What a screen reader calls it where no label stands beside it. */
  readonly label?: string
}

/** The control of a single value, with what its contract says against it. */
export function Value(props: ValueProps & { readonly id?: string }) {
  const own = useId()
  const { of, path, model, value, label, id = own } = props
  const wrong = model.wrongAt(path)
  const put = (next: unknown) => model.set(path, next)
  const common = {
    id,
    'aria-label': label,
    'aria-invalid': wrong !== undefined,
    'aria-describedby': wrong === undefined ? undefined : `${id}-wrong`,
  }
  return (
    <div className={css.value}>
      <Control {...{ of, value, common, put }} readOnly={model.readOnly} />
      <p className={css.wrong} id={`${id}-wrong`} role="status">
        {wrong}
      </p>
    </div>
  )
}

interface ControlProps {
  readonly of: FormField
  readonly value: unknown
  readonly readOnly: boolean
  readonly common: Readonly<Record<string, unknown>>
  readonly put: (value: unknown) => void
}

function Control(props: ControlProps): ReactNode {
  const { of, value, readOnly, common, put } = props
  switch (of.kind) {
    case 'flag':
      return <Flag {...props} />
    case 'choice':
      return <Choice {...props} />
    case 'day':
      return (
        <input
          {...common}
          type="date"
          readOnly={readOnly}
          value={wordsOf(value)}
          onChange={({ currentTarget }) => put(currentTarget.value)}
        />
      )
    case 'instant':
      return <Instant {...{ common, readOnly, put }} value={wordsOf(value)} />
    case 'integer':
    case 'number':
      return <Figure {...props} />
    case 'any':
      return <AsJson {...props} />
    default:
      return <Words {...props} />
  }
}

/** Text, amounts and times: written as they are. */
function Words({ of, value, readOnly, common, put }: ControlProps) {
  const [draft, setDraft] = useDraft(wordsOf(value))
  const change = (text: string) => {
    setDraft(text)
    put(text)
  }
  if (of.kind === 'text' && (of.isLong || draft.includes('\n')))
    return (
      <textarea
        {...common}
        rows={1}
        readOnly={readOnly}
        value={draft}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
    )
  return (
    <input
      {...common}
      type="text"
      inputMode={of.kind === 'decimal' ? 'decimal' : 'text'}
      data-kind={of.kind}
      readOnly={readOnly}
      value={draft}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  )
}

/** A number of JSON keeps the digits it is written with; what is none is not written. */
function Figure({ of, value, readOnly, common, put }: ControlProps) {
  const say = useSay()
  const [draft, setDraft] = useDraft(wordsOf(value))
  const fits = JsonNumber.of(draft.trim()) !== undefined
  return (
    <>
      <input
        {...common}
        type="text"
        inputMode="decimal"
        data-kind={of.kind}
        readOnly={readOnly}
        aria-invalid={!fits || common['aria-invalid'] === true}
        value={draft}
        onChange={({ currentTarget: { value: text } }) => {
          setDraft(text)
          const number = JsonNumber.of(text.trim())
          if (number) put(number)
        }}
      />
      {!fits && (
        <p className={css.wrong} role="status">
          {say('aNumber')}
        </p>
      )}
    </>
  )
}

function Flag({ value, readOnly, common, put }: ControlProps) {
  const say = useSay()
  return (
    <label className={css.flag}>
      <input
        {...common}
        type="checkbox"
        checked={value === true}
        disabled={readOnly}
        onChange={({ currentTarget }) => put(currentTarget.checked)}
      />
      <span aria-hidden="true">{say(value === true ? 'yes' : 'no')}</span>
    </label>
  )
}

function Choice({ of, value, readOnly, common, put }: ControlProps) {
  const choices = of.choices ?? []
  const at = choices.findIndex((it) => wordsOf(it) === wordsOf(value))
  return (
    <select
      {...common}
      disabled={readOnly}
      value={at}
      onChange={({ currentTarget }) => put(choices[Number(currentTarget.value)])}
    >
      {at < 0 && <option value={-1}>{wordsOf(value)}</option>}
      {choices.map((choice, i) => (
        <option key={wordsOf(choice)} value={i}>
          {wordsOf(choice)}
        </option>
      ))}
    </select>
  )
}

function AsJson({ value, readOnly, common, put }: ControlProps) {
  const say = useSay()
  const [draft, setDraft] = useDraft(JSON.stringify(value ?? null))
  const read = parsed(draft)
  return (
    <>
      <textarea
        {...common}
        className="mono"
        rows={1}
        spellCheck={false}
        readOnly={readOnly}
        value={draft}
        onChange={({ currentTarget: { value: text } }) => {
          setDraft(text)
          const next = parsed(text)
          if (next) put(next.value)
        }}
      />
      {!read && (
        <p className={css.wrong} role="status">
          {say('notJson')}
        </p>
      )}
    </>
  )
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}
