/** What is set of fields, conditions, repetitions and choices. */
import { waysToShow } from '@misiva/compose'
import type { Node } from '@tiptap/pm/model'
import { flatFields, ConditionBuilder } from './ConditionBuilder.tsx'
import css from './editor.module.css'
import { Pick, TextInput } from './entries.tsx'
import { ExpressionInput } from './ExpressionInput.tsx'
import type { FormInput } from './form-input.ts'
import { sayTemplate } from './template.ts'

export function FieldForm({ node, setting, fields, readOnly, set, say }: FormInput) {
  const source = String(node.attrs['source'])
  const field = flatFields(fields)
    .toSorted((a, b) => b.path.length - a.path.length)
    .find(
      ({ path }) => source === path || source.includes(`(${path})`) || source.includes(`(${path},`),
    )
  const ways = field ? waysToShow(field.type, field.path) : []
  return (
    <>
      {ways.length > 1 && (
        <Pick
          label={say('format')}
          value={source}
          readOnly={readOnly}
          options={ways.map((way) => [way, sayTemplate([{ source: way }], setting)] as const)}
          onChange={(value) => set({ source: value })}
        />
      )}
      <ExpressionInput
        label={say('source')}
        value={source}
        purpose="text"
        setting={setting}
        readOnly={readOnly}
        onChange={(value) => set({ source: value })}
      />
      <p className={css.preview}>{sayTemplate([{ source }], setting)}</p>
    </>
  )
}

interface TestProps extends FormInput {
  readonly value: string
  readonly label?: string
  readonly onChange: (value: string) => void
}

export function Test({ value, label, setting, fields, readOnly, say, onChange }: TestProps) {
  return (
    <ConditionBuilder
      label={label ?? say('test')}
      value={value}
      setting={setting}
      fields={fields}
      readOnly={readOnly}
      onChange={onChange}
    />
  )
}

interface EachProps extends FormInput {
  readonly of: string
  readonly as: string
  readonly onChange: (each: { readonly of: string; readonly as: string }) => void
}

export function Each({ of, as, setting, fields, readOnly, say, onChange }: EachProps) {
  const lists = flatFields(fields).filter(({ type }) => type.startsWith('list'))
  return (
    <>
      <Pick
        label={say('ofList')}
        value={of}
        readOnly={readOnly}
        options={lists.map(({ path, shown }) => [path, `${path} ${shown ?? ''}`] as const)}
        onChange={(value) => onChange({ of: value, as })}
      />
      <ExpressionInput
        label={say('source')}
        value={of}
        purpose="list"
        setting={setting}
        readOnly={readOnly}
        onChange={(value) => onChange({ of: value, as })}
      />
      <TextInput
        label={say('itemName')}
        value={as}
        readOnly={readOnly}
        onChange={(value) => onChange({ of, as: value })}
      />
    </>
  )
}

export function Branches({ node, pos, editor, readOnly, say }: FormInput) {
  if (readOnly) return undefined
  const { when, otherwise, paragraph } = editor.schema.nodes
  const last = node.lastChild
  const ends = last !== null && last.type === otherwise
  const end = pos + node.nodeSize - 1
  const add = (at: number, made: Node) => editor.view.dispatch(editor.state.tr.insert(at, made))
  return (
    <div className={css.buttons}>
      <button
        type="button"
        onClick={() =>
          add(
            ends ? end - last.nodeSize : end,
            when!.create({ test: 'true' }, paragraph!.create({ filler: true })),
          )
        }
      >
        {say('addWhen')}
      </button>
      {!ends && (
        <button
          type="button"
          onClick={() => add(end, otherwise!.create(null, paragraph!.create({ filler: true })))}
        >
          {say('addOtherwise')}
        </button>
      )}
    </div>
  )
}
