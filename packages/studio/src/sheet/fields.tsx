/** Controls for one value each: lengths, choices, switches, words. */
import type { YamlPath } from '@misiva/compose'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useSay } from './language/index.ts'
import { readLength, sayAmount, sayLength, stepOf, units } from './lengths.ts'
import type { Length, Unit } from './lengths.ts'
import { Row, useProperty } from './Property.tsx'
import type { Handles } from './Property.tsx'
import type { SheetModel } from './useSheet.ts'
import css from './sheet.module.css'

export interface FieldProps {
  readonly model: SheetModel
  readonly path: YamlPath
  readonly label: string
  /** Who says it where it is not said here. */
  readonly from?: string | undefined
}

interface LengthInputProps {
  readonly handles: Handles
  /** As the file says it, or as it was typed. */
  readonly value: string
  /** What holds where nothing is said; its unit is taken by a number alone. */
  readonly inherited: Length | undefined
  readonly unit: Unit
  readonly readOnly: boolean
  readonly label?: string
  readonly choices?: readonly Unit[]
  readonly put: (value: string | undefined) => void
}

/** Letters as typed, kept for as long as the value is what they meant. */
interface Typed {
  readonly text: string
  readonly meant: string
}

/** A number with its unit: the arrow keys step, a unit may be typed behind the number. */
export function LengthInput(props: LengthInputProps) {
  const { handles, value, inherited, readOnly, put, label } = props
  const say = useSay()
  const [typed, setTyped] = useState<Typed>()
  const fallback = inherited?.unit ?? props.unit
  const read = readLength(value, fallback)
  const unit = read?.unit ?? fallback
  const plain = read ? sayAmount(read.amount, read.unit) : value
  const shown = typed?.meant === value ? typed.text : plain
  const take = (text: string) => {
    const bare = text.trim().replace(/[.,]$/, '')
    const length = readLength(bare, unit)
    const meant = length ? sayLength(length) : bare
    setTyped({ text, meant })
    put(meant === '' ? undefined : meant)
  }
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (by === 0 || readOnly) return
    event.preventDefault()
    const base = read ?? inherited ?? { amount: 0, unit }
    const amount = base.amount + by * stepOf[base.unit] * (event.shiftKey ? 10 : 1)
    setTyped(undefined)
    put(sayLength({ amount, unit: base.unit }))
  }
  return (
    <span className={css.length}>
      <input
        {...handles}
        {...(label && { 'aria-label': label })}
        className={css.input}
        inputMode="decimal"
        autoComplete="off"
        value={shown}
        placeholder={inherited ? sayAmount(inherited.amount, inherited.unit) : ''}
        readOnly={readOnly}
        onChange={(event) => take(event.currentTarget.value)}
        onKeyDown={step}
        onBlur={() => setTyped(undefined)}
      />
      <select
        className={css.unit}
        aria-label={`${say('unit')}: ${label ?? ''}`}
        value={unit}
        disabled={readOnly}
        onChange={(event) => {
          const next = event.currentTarget.value as Unit
          const base = read ?? inherited
          if (base) put(sayLength({ amount: base.amount, unit: next }))
        }}
      >
        {(props.choices ?? units).map((it) => (
          <option key={it}>{it}</option>
        ))}
      </select>
    </span>
  )
}

interface LengthFieldProps extends FieldProps {
  readonly inherited?: Length | undefined
  readonly unit?: Unit
  readonly needed?: boolean
}

export function LengthField({ model, path, label, from, inherited, ...more }: LengthFieldProps) {
  const property = useProperty(model, path)
  return (
    <Row {...{ label, property, from }} needed={more.needed ?? false}>
      {(handles) => (
        <LengthInput
          handles={handles}
          label={label}
          value={words(property.own)}
          inherited={inherited}
          unit={more.unit ?? 'pt'}
          readOnly={property.readOnly}
          put={(value) => (value === undefined ? property.clear() : property.put(value))}
        />
      )}
    </Row>
  )
}

/** A plain value as text; nothing where nothing is said. */
export const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''

const spoken = (value: unknown) => (Array.isArray(value) ? value.join(', ') : words(value))

interface ChoiceFieldProps extends FieldProps {
  readonly choices: readonly (readonly [value: string, label: string])[]
  /** What holds where nothing is said. */
  readonly inherited?: string | undefined
  /** The value as the file writes it. */
  readonly as?: (value: string) => unknown
  readonly needed?: boolean
}

export function ChoiceField(props: ChoiceFieldProps) {
  const { model, path, label, from, choices, inherited, as } = props
  const property = useProperty(model, path)
  const own = words(property.own)
  const known = own === '' || choices.some(([value]) => value === own)
  const name = choices.find(([value]) => value === inherited)?.[1] ?? inherited
  return (
    <Row {...{ label, property, from }} needed={props.needed ?? false}>
      {(handles) => (
        <select
          {...handles}
          className={css.input}
          value={own}
          disabled={property.readOnly}
          onChange={({ currentTarget: { value } }) =>
            value === '' ? property.clear() : property.put(as ? as(value) : value)
          }
        >
          {!props.needed && <option value="">{name ?? '–'}</option>}
          {!known && <option value={own}>{own}</option>}
          {choices.map(([value, shown]) => (
            <option key={value} value={value}>
              {shown}
            </option>
          ))}
        </select>
      )}
    </Row>
  )
}

export function FlagField(props: FieldProps & { inherited: boolean | undefined }) {
  const { model, path, label, from, inherited } = props
  const property = useProperty(model, path)
  const on = typeof property.own === 'boolean' ? property.own : (inherited ?? false)
  return (
    <Row {...{ label, property, from }}>
      {(handles) => (
        <input
          {...handles}
          type="checkbox"
          role="switch"
          className={css.flag}
          checked={on}
          disabled={property.readOnly}
          onChange={(event) => property.put(event.currentTarget.checked)}
        />
      )}
    </Row>
  )
}

interface TextFieldProps extends FieldProps {
  readonly inherited?: string | undefined
  readonly needed?: boolean
  /** How the words typed are written; undefined refuses nothing. */
  readonly as?: (value: string) => unknown
  readonly options?: readonly string[]
}

export function TextField(props: TextFieldProps) {
  const { model, path, label, from, inherited, as, options } = props
  const property = useProperty(model, path)
  const [typed, setTyped] = useState<Typed>()
  const own = spoken(property.own)
  return (
    <Row {...{ label, property, from }} needed={props.needed ?? false}>
      {(handles) => (
        <>
          <input
            {...handles}
            className={css.input}
            list={options && `${handles.id}-list`}
            value={typed?.meant === own ? typed.text : own}
            placeholder={inherited ?? ''}
            readOnly={property.readOnly}
            onBlur={() => setTyped(undefined)}
            onChange={({ currentTarget: { value } }) => {
              const meant = as ? as(value) : value.trim()
              const isEmpty = value.trim() === ''
              setTyped({ text: value, meant: isEmpty ? (props.needed ? own : '') : spoken(meant) })
              if (!isEmpty) property.put(meant)
              else if (!props.needed) property.clear()
            }}
          />
          {options && (
            <datalist id={`${handles.id}-list`}>
              {options.map((it) => (
                <option key={it} value={it} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Row>
  )
}
