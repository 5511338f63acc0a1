import {
  operandKind,
  operatorsFor,
  readCondition,
  takesOperand,
  writeCondition,
} from '@misiva/compose'
import type { Condition, FieldChoice, Operand, Operator, Rule, Setting } from '@misiva/compose'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { ExpressionInput } from './ExpressionInput.tsx'
import css from './editor.module.css'
import { useSay } from './language/index.ts'
import type { Key } from './language/index.ts'

interface ConditionBuilderProps {
  readonly label: string
  readonly value: string
  readonly setting: Setting | undefined
  readonly fields: readonly FieldChoice[]
  readonly readOnly: boolean
  readonly onChange: (value: string) => void
}

/** Names of the tree that are values or lists, by path. */
export function flatFields(fields: readonly FieldChoice[]): readonly FieldChoice[] {
  return fields.flatMap((field) =>
    field.children.length > 0 ? flatFields(field.children) : [field],
  )
}

/** A condition built of fields, comparisons and values, or written; the same expression both ways. */
export function ConditionBuilder(props: ConditionBuilderProps) {
  const { label, value, setting, readOnly, onChange } = props
  const say = useSay()
  const [writing, setWriting] = useState(false)
  const built = setting ? readable(value, setting) : undefined
  const writes = writing || !built
  return (
    <fieldset className={css.condition} disabled={readOnly}>
      <legend>{label}</legend>
      <div className={css.modes} role="group" aria-label={label}>
        <button
          type="button"
          aria-pressed={!writes}
          disabled={!built}
          onClick={() => setWriting(false)}
        >
          {say('build')}
        </button>
        <button type="button" aria-pressed={writes} onClick={() => setWriting(true)}>
          {say('write')}
        </button>
      </div>
      {writes ? (
        <>
          <ExpressionInput
            label={say('source')}
            value={value}
            purpose="condition"
            setting={setting}
            readOnly={readOnly}
            onChange={onChange}
          />
          {!built && value.trim() !== '' && <p className="soft small">{say('tooRich')}</p>}
        </>
      ) : (
        <Rules {...props} condition={built} />
      )}
    </fieldset>
  )
}

function readable(value: string, { environment }: Setting): Condition | undefined {
  return value.trim() === 'true' ? { joint: 'all', rules: [] } : readCondition(value, environment)
}

function Rules({
  condition,
  fields,
  onChange,
}: ConditionBuilderProps & { readonly condition: Condition }) {
  const say = useSay()
  const { joint, rules } = condition
  const all = flatFields(fields)
  const tell = (next: readonly Rule[], how = joint) =>
    onChange(next.length === 0 ? 'true' : writeCondition({ joint: how, rules: next }))
  const add = () => {
    const first = all.find(({ type }) => type === 'bool') ?? all[0]
    if (first) tell([...rules, freshRule(first)])
  }
  return (
    <>
      {rules.length > 1 && (
        <select
          aria-label={say('test')}
          value={joint}
          onChange={({ currentTarget }) => tell(rules, currentTarget.value as 'all')}
        >
          <option value="all">{say('allOf')}</option>
          <option value="any">{say('anyOf')}</option>
        </select>
      )}
      {rules.map((rule, i) => (
        <RuleLine
          // oxlint-disable-next-line react/no-array-index-key -- a rule is its place
          key={i}
          rule={rule}
          fields={all}
          onChange={(next) => tell(rules.with(i, next))}
          onRemove={() => tell(rules.toSpliced(i, 1))}
        />
      ))}
      <button type="button" className={css.add} onClick={add}>
        <IconPlus size={14} aria-hidden /> {say('addRule')}
      </button>
    </>
  )
}

function freshRule(field: FieldChoice, operator?: Operator): Rule {
  const known = operatorsFor(field.type)
  const chosen = operator && known.includes(operator) ? operator : known[0]!
  const kind = operandKind(field.type)
  if (!takesOperand(chosen) || !kind) return { field: field.path, operator: chosen }
  const value = kind === 'number' ? '0' : kind === 'day' ? '2026-01-01' : ''
  return { field: field.path, operator: chosen, operand: { kind, value } }
}

interface RuleLineProps {
  readonly rule: Rule
  readonly fields: readonly FieldChoice[]
  readonly onChange: (rule: Rule) => void
  readonly onRemove: () => void
}

function RuleLine({ rule, fields, onChange, onRemove }: RuleLineProps) {
  const say = useSay()
  const field = fields.find(({ path }) => path === rule.field)
  const { operand } = rule
  return (
    <div className={css.rule}>
      <select
        aria-label={say('field')}
        value={rule.field}
        onChange={({ currentTarget }) =>
          onChange(freshRule(fields.find(({ path }) => path === currentTarget.value)!))
        }
      >
        {!field && <option value={rule.field}>{rule.field}</option>}
        {fields.map(({ path }) => (
          <option key={path} value={path}>
            {path}
          </option>
        ))}
      </select>
      <select
        aria-label={say('operator')}
        value={rule.operator}
        onChange={({ currentTarget }) => {
          const operator = currentTarget.value as Operator
          if (field && takesOperand(operator) && !operand) onChange(freshRule(field, operator))
          else
            onChange({
              field: rule.field,
              operator,
              ...(takesOperand(operator) && operand && { operand }),
            })
        }}
      >
        {operatorsFor(field?.type ?? 'string').map((operator) => (
          <option key={operator} value={operator}>
            {say(`op_${operator}` as Key)}
          </option>
        ))}
      </select>
      {operand && operand.kind !== 'field' && (
        <OperandInput
          operand={operand}
          onChange={(value) => onChange({ ...rule, operand: { kind: operand.kind, value } })}
        />
      )}
      {operand?.kind === 'field' && <code>{operand.value}</code>}
      <button type="button" aria-label={say('removeRule')} onClick={onRemove}>
        <IconX size={14} aria-hidden />
      </button>
    </div>
  )
}

function OperandInput({
  operand,
  onChange,
}: {
  readonly operand: Operand
  readonly onChange: (value: string) => void
}) {
  const say = useSay()
  const [draft, setDraft] = useState(operand.value)
  const { kind } = operand
  const fits = (text: string) =>
    kind === 'text' || (kind === 'day' ? text !== '' : /^-?\d+(\.\d+)?$/.test(text))
  return (
    <input
      aria-label={say('value')}
      type={kind === 'day' ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      aria-invalid={!fits(draft)}
      value={draft}
      onChange={({ currentTarget: { value } }) => {
        setDraft(value)
        if (fits(value)) onChange(value)
      }}
    />
  )
}
