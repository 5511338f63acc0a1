/** What is set of tables and their rows. */
import { repeatedIn } from '@misiva/compose'
import type { Command } from '@tiptap/pm/state'
import type { ReactNode } from 'react'
import { flatFields } from './ConditionBuilder.tsx'
import css from './editor.module.css'
import { Pick, TextInput, Toggle } from './entries.tsx'
import type { FormInput } from './form-input.ts'
import type { Key } from './language/index.ts'
import { Each, Test } from './logic-forms.tsx'
import { tableCommands } from './table-commands.ts'

interface WidthsProps extends FormInput {
  readonly widths: readonly string[]
  readonly onChange: (widths: readonly string[]) => void
}

export function Widths({ widths, readOnly, say, onChange }: WidthsProps) {
  return (
    <TextInput
      label={say('widths')}
      value={widths.join(' ')}
      readOnly={readOnly}
      onChange={(text) => {
        const next = text.trim().split(/\s+/)
        const fits = next.every((w) => /^(auto|\d+(\.\d+)?(fr|mm|cm|in|pt|px|em|%))$/.test(w))
        if (fits && next.length === widths.length) onChange(next)
      }}
    />
  )
}

export function TableForm(
  input: FormInput & { readonly style: ReactNode; readonly caption: ReactNode },
) {
  const { node, editor, readOnly, set, say, style, caption } = input
  const columns = node.attrs['columns'] as readonly { readonly width: string }[]
  const run = (command: Command) => {
    command(editor.state, editor.view.dispatch)
    editor.view.focus()
  }
  return (
    <>
      {!readOnly && (
        <div className={css.buttons}>
          {Object.entries(tableCommands).map(([key, command]) => (
            <button
              key={key}
              type="button"
              disabled={!command(editor.state)}
              onClick={() => run(command)}
            >
              {say(key as Key)}
            </button>
          ))}
        </div>
      )}
      {style}
      <Widths
        {...input}
        widths={columns.map(({ width }) => width)}
        onChange={(widths) =>
          set({ columns: columns.map((column, i) => ({ ...column, width: widths[i] })) })
        }
      />
      {caption}
    </>
  )
}

export function RowForm(input: FormInput) {
  const { node, setting, fields, readOnly, set, say } = input
  const each = node.attrs['each'] as { readonly of: string; readonly as: string } | null
  const test = node.attrs['test'] as string | null
  const lists = flatFields(fields).filter(({ type }) => type.startsWith('list'))
  const kindsOfRow = ['head', 'body', 'total', 'carried', 'brought'] as const
  return (
    <>
      <Pick
        label={say('rowKind')}
        value={String(node.attrs['kind'])}
        readOnly={readOnly}
        options={kindsOfRow.map((kind) => [kind, say(`row_${kind}`)] as const)}
        onChange={(kind) => set({ kind })}
      />
      <Toggle
        label={say('repeatRow')}
        checked={each !== null}
        readOnly={readOnly}
        onChange={(on) => set({ each: on ? { of: lists[0]?.path ?? '', as: 'line' } : null })}
      />
      {each && <Each {...input} {...each} onChange={(next) => set({ each: next })} />}
      <Toggle
        label={say('rowIf')}
        checked={test !== null}
        readOnly={readOnly}
        onChange={(on) => set({ test: on ? 'true' : null })}
      />
      {test !== null && (
        <Test
          {...input}
          setting={each && setting ? repeatedIn(setting, each.of, each.as).setting : setting}
          value={test}
          label={say('rowIf')}
          onChange={(next) => set({ test: next })}
        />
      )}
    </>
  )
}
