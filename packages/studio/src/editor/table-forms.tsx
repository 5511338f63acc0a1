/** What is set of tables and their rows. */
import { rowSetting } from '@misiva/compose'
import type { RowScope, Setting } from '@misiva/compose'
import type { Node } from '@tiptap/pm/model'
import type { Command } from '@tiptap/pm/state'
import type { ReactNode } from 'react'
import { flatFields } from './ConditionBuilder.tsx'
import css from './editor.module.css'
import { Pick, TextInput, Toggle } from './entries.tsx'
import type { Options } from './entries.tsx'
import { ExpressionInput } from './ExpressionInput.tsx'
import { scopeOfRow } from './facts.ts'
import type { FormInput } from './form-input.ts'
import type { Key } from './language/index.ts'
import { Each, Test } from './logic-forms.tsx'
import { groupRows, tableCommands } from './table-commands.ts'

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

const kindsOfRow = [
  ...(['head', 'body', 'total'] as const),
  ...(['group', 'subtotal', 'continued'] as const),
  ...(['carried', 'brought'] as const),
]
const speakOfGroups: ReadonlySet<string> = new Set(['group', 'subtotal', 'continued'])

interface Group {
  readonly as: string
  readonly by: string | null
}

export function RowForm(input: FormInput & { readonly styles: Options }) {
  const { node, pos, editor, setting, fields, readOnly, set, say, styles } = input
  const { kind, each, test, style } = node.attrs as {
    readonly kind: string
    readonly each: { readonly of: string; readonly as: string } | null
    readonly test: string | null
    readonly style: string | null
  }
  const lists = flatFields(fields).filter(({ type }) => type.startsWith('list'))
  const at = editor.state.doc.resolve(pos)
  const scope = scopeOfRow(at.parent, at.index())
  const inside = setting && rowSetting(setting, scope).setting
  const inGroup = speakOfGroups.has(kind)
  return (
    <>
      <Pick
        label={say('rowKind')}
        value={kind}
        readOnly={readOnly}
        options={kindsOfRow.map((it) => [it, say(`row_${it}`)] as const)}
        onChange={(next) => set(ofKind(next, at.parent, node))}
      />
      {inGroup && <GroupOf {...input} scope={scope} />}
      {!inGroup && (
        <Toggle
          label={say('repeatRow')}
          checked={each !== null}
          readOnly={readOnly}
          onChange={(on) => set({ each: on ? { of: lists[0]?.path ?? '', as: 'line' } : null })}
        />
      )}
      {each && <Each {...input} {...each} onChange={(next) => set({ each: next })} />}
      {each && !readOnly && kind === 'body' && (
        <div className={css.buttons}>
          <button type="button" onClick={() => groupRows(editor, pos, firstText(inside, each.as))}>
            {say('groupRows')}
          </button>
        </div>
      )}
      <Toggle
        label={say('rowIf')}
        checked={test !== null}
        readOnly={readOnly}
        onChange={(on) => set({ test: on ? 'true' : null })}
      />
      {test !== null && (
        <Test
          {...input}
          setting={inside}
          value={test}
          label={say('rowIf')}
          onChange={(next) => set({ test: next })}
        />
      )}
      <Pick
        label={say('style')}
        value={style ?? ''}
        readOnly={readOnly}
        options={styles}
        onChange={(next) => set({ style: next || null })}
      />
      <StyleBy {...input} setting={inside} />
    </>
  )
}

/** A field of the items to begin with: the first that is text. */
function firstText(setting: Setting | undefined, item: string): string {
  const { variables, types } = setting?.environment ?? {}
  const fields = types?.get(variables?.get(item) ?? '')?.fields ?? {}
  const [name] = Object.entries(fields).find(([, type]) => type === 'string') ?? []
  return name ? `${item}.${name}` : "''"
}

/** A row that becomes one of a group speaks of the nearest group there is. */
function ofKind(kind: string, table: Node, row: Node): Readonly<Record<string, unknown>> {
  if (!speakOfGroups.has(kind)) return { kind, group: null }
  const known = groupsOf(table).at(-1)
  const group = row.attrs['group'] ?? { as: known ?? 'group', by: known ? null : "''" }
  return { kind, group, each: null }
}

function groupsOf(table: Node): readonly string[] {
  const names = table.children.flatMap(({ attrs }) => (attrs['group'] as Group | null)?.as ?? [])
  return [...new Set(names)]
}

/** Which group, and by what it is made where this row says so. */
function GroupOf(input: FormInput & { readonly scope: RowScope }) {
  const { node, setting, readOnly, set, say, scope } = input
  const { as, by } = (node.attrs['group'] as Group | null) ?? { as: '', by: null }
  const { levels, grouped } = scope
  // What makes a group is said of an item, in the groups around it.
  const item =
    setting && grouped
      ? rowSetting(setting, { levels: levels.slice(0, -1), grouped, each: grouped }).setting
      : setting
  return (
    <>
      <TextInput
        label={say('groupName')}
        value={as}
        readOnly={readOnly}
        onChange={(name) => set({ group: { as: name.trim(), by } })}
      />
      <Toggle
        label={say('groupMade')}
        checked={by !== null}
        readOnly={readOnly}
        onChange={(on) => set({ group: { as, by: on ? "''" : null } })}
      />
      {by !== null && (
        <ExpressionInput
          label={say('groupBy')}
          value={by}
          purpose="text"
          setting={item}
          readOnly={readOnly}
          onChange={(next) => set({ group: { as, by: next } })}
        />
      )}
    </>
  )
}

/** A cell style chosen for each record. */
export function StyleBy({ node, setting, readOnly, set, say }: FormInput) {
  const styleBy = node.attrs['styleBy'] as string | null
  return (
    <>
      <Toggle
        label={say('styleBy')}
        checked={styleBy !== null}
        readOnly={readOnly}
        onChange={(on) => set({ styleBy: on ? "''" : null })}
      />
      {styleBy !== null && (
        <ExpressionInput
          label={say('styleChosen')}
          value={styleBy}
          purpose="text"
          setting={setting}
          readOnly={readOnly}
          onChange={(next) => set({ styleBy: next })}
        />
      )}
    </>
  )
}
