import { blankOf } from '@misiva/compose'
import type { FormField, YamlPath } from '@misiva/compose'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useId } from 'react'
import css from '../forms.module.css'
import { useSay } from '../language/index.ts'
import { List } from './List.tsx'
import type { GroupProps } from './List.tsx'
import { isRecord } from './model.ts'
import type { RecordModel } from './model.ts'
import { Value } from './Value.tsx'

interface FieldsProps extends GroupProps {
  readonly without?: readonly string[]
}

/** What a group says: what is there to be written, what is not to be added. */
export function Fields({ of, path, value, model, without = [] }: FieldsProps) {
  const all = (of.fields ?? []).filter(({ name }) => !without.includes(name))
  const order = all.map(({ name }) => name)
  const there = all.filter(({ name, isRequired }) => isRequired || value[name] !== undefined)
  const missing = all.filter((it) => !there.includes(it))
  return (
    <>
      <div className={css.fields}>
        {there.map((field) => (
          <Entry
            key={field.name}
            {...{ field, model, order }}
            path={[...path, field.name]}
            value={value[field.name]}
          />
        ))}
      </div>
      {missing.length > 0 && (
        <Missing
          fields={missing}
          readOnly={model.readOnly}
          add={(field) => model.set([...path, field.name], blankOf(field), order)}
        />
      )}
    </>
  )
}

interface MissingProps {
  readonly fields: readonly FormField[]
  readonly readOnly: boolean
  readonly add: (field: FormField) => void
}

function Missing({ fields, readOnly, add }: MissingProps) {
  const say = useSay()
  if (readOnly)
    return (
      <p className="soft small">
        {say('notThere', { names: fields.map(({ name }) => name).join(', ') })}
      </p>
    )
  return (
    <div className={css.missing}>
      {fields.map((field) => (
        <button
          key={field.name}
          type="button"
          title={field.description}
          aria-label={`${say('add')} ${field.name}`}
          onClick={() => add(field)}
        >
          <IconPlus size={13} aria-hidden /> {field.name}
        </button>
      ))}
    </div>
  )
}

interface EntryProps {
  readonly field: FormField
  readonly path: YamlPath
  readonly value: unknown
  readonly model: RecordModel
  readonly order: readonly string[]
}

function Entry({ field, path, value, model, order }: EntryProps) {
  const id = useId()
  const leave = !field.isRequired && !model.readOnly && (
    <LeaveOut name={field.name} onClick={() => model.set(path, undefined)} />
  )
  // What must be there and is not, or is null, is begun where it is first written.
  const shown = value ?? undefined
  if (field.kind === 'object')
    return (
      <fieldset className={css.group}>
        <Legend field={field} aside={leave} />
        {isRecord(shown) ? (
          <Fields of={field} path={path} value={shown} model={model} />
        ) : (
          <Begin {...{ field, path, model, order }} />
        )}
      </fieldset>
    )
  if (field.kind === 'list')
    return (
      <fieldset className={css.group}>
        <Legend field={field} aside={leave} />
        {Array.isArray(shown) ? (
          <List of={field} path={path} value={shown} model={model} Group={Fields} />
        ) : (
          <Begin {...{ field, path, model, order }} />
        )}
      </fieldset>
    )
  return (
    <div className={css.field} data-wide={field.isLong || field.kind === 'instant' || undefined}>
      <div className={css.label}>
        <label htmlFor={id}>{field.title ?? field.name}</label>
        {leave}
      </div>
      <Value id={id} of={field} path={path} value={value} model={model} />
      {field.description && <p className={css.hint}>{field.description}</p>}
    </div>
  )
}

function Begin({ field, path, model, order }: Omit<EntryProps, 'value'>) {
  const say = useSay()
  return (
    <>
      <p className={css.wrong}>{model.wrongAt(path)}</p>
      {!model.readOnly && (
        <button
          type="button"
          className={css.add}
          onClick={() => model.set(path, blankOf(field), order)}
        >
          <IconPlus size={13} aria-hidden /> {say('add')} {field.name}
        </button>
      )}
    </>
  )
}

function Legend({ field, aside }: { field: FormField; aside: React.ReactNode }) {
  return (
    <legend>
      <span className={css.legend}>
        {field.title ?? field.name}
        {field.description && <span className={css.hint}>{field.description}</span>}
        {aside}
      </span>
    </legend>
  )
}

export function LeaveOut({ name, onClick }: { name: string; onClick: () => void }) {
  const say = useSay()
  const label = say('leaveOut', { name })
  return (
    <button type="button" className={css.icon} aria-label={label} title={label} onClick={onClick}>
      <IconX size={13} aria-hidden />
    </button>
  )
}
