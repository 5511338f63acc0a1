import { repeatedIn, waysToShow } from '@misiva/compose'
import type { FieldChoice, Setting } from '@misiva/compose'
import type { TextTemplate } from '@misiva/model'
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { Command } from '@tiptap/pm/state'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { ConditionBuilder, flatFields } from './ConditionBuilder.tsx'
import css from './editor.module.css'
import { pagesForm } from './pages-forms.tsx'
import { ExpressionInput, useDraft } from './ExpressionInput.tsx'
import type { Host } from './host.ts'
import type { Key, Say } from './language/index.ts'
import { tableCommands } from './table-commands.ts'
import { readTemplate, sayTemplate, writeTemplate } from './template.ts'

export interface FormInput {
  readonly node: Node
  readonly pos: number
  readonly editor: Editor
  readonly host: Host
  readonly setting: Setting | undefined
  readonly fields: readonly FieldChoice[]
  readonly readOnly: boolean
  readonly set: (attrs: Readonly<Record<string, unknown>>) => void
  readonly say: Say
}

/** What can be set of a node; undefined where there is nothing. */
export function formOf(input: FormInput): ReactNode {
  const { node, host, set, say, readOnly, setting } = input
  const { styles, images, blocks } = host.context
  const a = node.attrs
  const text = (key: string, label: Key = key as Key) => (
    <TextInput
      label={say(label)}
      value={String(a[key] ?? '')}
      readOnly={readOnly}
      onChange={(value) => set({ [key]: value === '' ? null : value })}
    />
  )
  const words = (key: string, label: Key = key as Key) =>
    formOf.template(say(label), a[key] as TextTemplate | null, setting, readOnly, (value) =>
      set({ [key]: value }),
    )
  const pick = (
    key: string,
    options: readonly (readonly [string, string])[],
    label = key as Key,
  ) => (
    <Pick
      label={say(label)}
      value={String(a[key] ?? '')}
      options={options}
      readOnly={readOnly}
      onChange={(value) => set({ [key]: value === '' ? null : value })}
    />
  )
  const named = (names: readonly string[]) => [
    ['', say('standard')] as const,
    ...names.map((name) => [name, name] as const),
  ]
  const align = () =>
    pick('align', [
      ['', say('standard')],
      ['start', say('alignStart')],
      ['center', say('alignCenter')],
      ['end', say('alignEnd')],
      ...(node.isTextblock ? [['justify', say('alignJustify')] as const] : []),
    ])
  const size = () => (
    <div className={css.two}>
      {text('width')}
      {text('height')}
    </div>
  )
  switch (node.type.name) {
    case 'paragraph':
      return (
        <div className={css.two}>
          {pick('style', named(styles.paragraphs))}
          {align()}
        </div>
      )
    case 'heading':
      return pick('style', named(styles.paragraphs))
    case 'field':
      return <FieldForm {...input} />
    case 'when':
    case 'condition':
      return <Test {...input} value={String(a['test'])} onChange={(test) => set({ test })} />
    case 'each':
      return <Each {...input} of={String(a['of'])} as={String(a['as'])} onChange={set} />
    case 'choose':
      return <Branches {...input} />
    case 'box':
      return pick('style', named(styles.boxes))
    case 'button':
      return words('href')
    case 'choice':
      return text('id')
    case 'choiceOption':
      return text('value', 'answer')
    case 'list':
      return a['ordered'] ? (
        <TextInput
          label={say('start')}
          value={String(a['start'] ?? 1)}
          readOnly={readOnly}
          onChange={(value) =>
            set({ start: value === '1' ? null : Number.parseInt(value, 10) || null })
          }
        />
      ) : undefined
    case 'columns':
      return (
        <>
          <Widths
            {...input}
            widths={a['widths'] as readonly string[]}
            onChange={(widths) => set({ widths })}
          />
          {text('gap')}
        </>
      )
    case 'image':
      return (
        <>
          {pick(
            'src',
            images.map((path) => [path, path] as const),
            'image',
          )}
          {words('alt')}
          {size()}
          {align()}
        </>
      )
    case 'barcode':
      return (
        <>
          {pick(
            'symbology',
            symbologies.map((name) => [name, name] as const),
          )}
          {words('value')}
          {words('alt')}
          {size()}
        </>
      )
    case 'chart':
      return (
        <ChartForm
          {...input}
          alt={words('alt')}
          size={size()}
          kind={pick(
            'kind',
            kinds.map((kind) => [kind, say(`kind_${kind}`)] as const),
          )}
        />
      )
    case 'signature':
      return (
        <>
          {words('name')}
          {words('role')}
          {pick('image', named(images))}
        </>
      )
    case 'space':
      return text('height')
    case 'reference':
      return pick(
        'name',
        blocks.map((name) => [name, name] as const),
        'blockName',
      )
    case 'table':
      return (
        <TableForm
          {...input}
          style={pick('style', named(styles.tables))}
          caption={words('caption')}
        />
      )
    case 'tableRow':
      return <RowForm {...input} />
    case 'tableCell':
      return align()
    default:
      return pagesForm({ name: node.type.name, attrs: a, readOnly, set, text, pick, say })
  }
}

formOf.template = function template(
  label: string,
  value: TextTemplate | null,
  setting: Setting | undefined,
  readOnly: boolean,
  onChange: (value: TextTemplate) => void,
): ReactNode {
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

const kinds = ['bar', 'horizontal', 'stacked', 'line', 'pie', 'donut', 'sparkline'] as const
const symbologies = [
  'qrcode',
  'code128',
  'datamatrix',
  'ean13',
  'pdf417',
  'azteccode',
  'interleaved2of5',
  'gs1-128',
]

export interface TextInputProps {
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

interface PickProps extends TextInputProps {
  readonly options: readonly (readonly [string, string])[]
}

function Pick({ label, value, options, readOnly, onChange }: PickProps) {
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

function FieldForm({ node, setting, fields, readOnly, set, say }: FormInput) {
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

function Test({ value, label, setting, fields, readOnly, say, onChange }: TestProps) {
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

function Each({ of, as, setting, fields, readOnly, say, onChange }: EachProps) {
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

function Branches({ node, pos, editor, readOnly, say }: FormInput) {
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

interface WidthsProps extends FormInput {
  readonly widths: readonly string[]
  readonly onChange: (widths: readonly string[]) => void
}

function Widths({ widths, readOnly, say, onChange }: WidthsProps) {
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

interface ChartFormProps extends FormInput {
  readonly alt: ReactNode
  readonly size: ReactNode
  readonly kind: ReactNode
}

function ChartForm({ node, setting, readOnly, set, say, alt, size, kind }: ChartFormProps) {
  const a = node.attrs
  return (
    <>
      {kind}
      <ExpressionInput
        label={say('data')}
        value={String(a['data'])}
        purpose="list"
        setting={setting}
        readOnly={readOnly}
        onChange={(data) => set({ data })}
      />
      <TextInput
        label={say('label')}
        value={String(a['label'])}
        readOnly={readOnly}
        onChange={(label) => set({ label })}
      />
      <ExpressionInput
        label={say('values')}
        value={(a['values'] as readonly string[]).join('\n')}
        purpose="any"
        setting={undefined}
        readOnly={readOnly}
        onChange={(text) => set({ values: text.split('\n').filter((line) => line.trim() !== '') })}
      />
      {alt}
      {size}
    </>
  )
}

function TableForm(input: FormInput & { readonly style: ReactNode; readonly caption: ReactNode }) {
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

function RowForm(input: FormInput) {
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

interface ToggleProps {
  readonly label: string
  readonly checked: boolean
  readonly readOnly: boolean
  readonly onChange: (on: boolean) => void
}

function Toggle({ label, checked, readOnly, onChange }: ToggleProps) {
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
