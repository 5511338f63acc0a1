import { blankOf } from '@misiva/compose'
import type { FormField, YamlPath } from '@misiva/compose'
import { IconCopy, IconPlus, IconX } from '@tabler/icons-react'
import css from '../forms.module.css'
import type { ComponentType } from 'react'
import { useSay } from '../language/index.ts'
import { isRecord } from './model.ts'
import type { RecordModel } from './model.ts'
import { Value } from './Value.tsx'

interface ListProps {
  readonly of: FormField
  readonly path: YamlPath
  readonly value: readonly unknown[]
  readonly model: RecordModel
  /** Shows an entry that is a group: lists stand in groups, and groups in lists. */
  readonly Group: ComponentType<GroupProps>
}

export interface GroupProps {
  readonly of: FormField
  readonly path: YamlPath
  readonly value: Readonly<Record<string, unknown>>
  readonly model: RecordModel
}

/** More columns than this do not stand beside each other. */
const mostColumns = 7

/** Entries: groups of single values as rows of a table, others one below the other. */
export function List(props: ListProps) {
  const { of, path, value, model } = props
  const say = useSay()
  const items = of.items!
  const fields = items.fields ?? []
  const single = fields.every(({ kind }) => kind !== 'object' && kind !== 'list')
  const asTable = items.kind === 'object' && single && fields.length <= mostColumns
  const full = of.most !== undefined && value.length >= of.most
  return (
    <div className={css.list}>
      {value.length === 0 && <p className="soft small">{say('noEntries')}</p>}
      {value.length > 0 && (asTable ? <Rows {...props} fields={fields} /> : <Cards {...props} />)}
      <p className={css.wrong} role="status">
        {model.wrongAt(path)}
      </p>
      {!model.readOnly && !full && (
        <button
          type="button"
          className={css.add}
          onClick={() => model.set([...path, value.length], blankOf(items))}
        >
          <IconPlus size={13} aria-hidden /> {say(asTable ? 'addEntry' : 'addCard')}
        </button>
      )}
    </div>
  )
}

function Rows({ of, path, value, model, fields }: ListProps & { fields: readonly FormField[] }) {
  const shown = fields.filter(
    ({ name, isRequired }) => isRequired || value.some((it) => isRecord(it) && name in it),
  )
  return (
    <div className={css.tableFrame} role="region" aria-label={of.name} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            {fields.map(({ name, kind, description }) => (
              <th key={name} scope="col" title={description} data-kind={kind}>
                {name}
              </th>
            ))}
            {!model.readOnly && <td />}
          </tr>
        </thead>
        <tbody>
          {value.map((row, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- an entry is its place
            <tr key={i}>
              {fields.map((field) => (
                <td key={field.name} data-kind={field.kind}>
                  <Cell
                    {...{ field, model, i, name: of.name }}
                    given={shown.includes(field)}
                    order={fields.map(({ name }) => name)}
                    path={[...path, i, field.name]}
                    value={isRecord(row) ? row[field.name] : undefined}
                  />
                </td>
              ))}
              {!model.readOnly && (
                <td className={css.rowTools}>
                  <Tools {...{ path, i, model }} item={row} size={value.length} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  readonly field: FormField
  readonly name: string
  readonly i: number
  readonly path: YamlPath
  readonly value: unknown
  readonly model: RecordModel
  readonly given: boolean
  readonly order: readonly string[]
}

/** An optional value that is not there is added in its cell. */
function Cell({ field, name, i, path, value, model, order }: CellProps) {
  const say = useSay()
  const label = `${name} ${i + 1}, ${field.name}`
  if (value === undefined && !field.isRequired)
    return model.readOnly ? (
      <span className="soft">–</span>
    ) : (
      <button
        type="button"
        className={css.icon}
        aria-label={`${say('add')} ${label}`}
        onClick={() => model.set(path, blankOf(field), order)}
      >
        <IconPlus size={13} aria-hidden />
      </button>
    )
  return (
    <div className={css.cell}>
      <Value of={field} path={path} value={value} model={model} label={label} />
      {!field.isRequired && !model.readOnly && (
        <button
          type="button"
          className={css.icon}
          aria-label={say('leaveOut', { name: label })}
          onClick={() => model.set(path, undefined)}
        >
          <IconX size={12} aria-hidden />
        </button>
      )}
    </div>
  )
}

interface ToolsProps {
  readonly path: YamlPath
  readonly i: number
  readonly item: unknown
  readonly size: number
  readonly model: RecordModel
}

function Tools({ path, i, item, size, model }: ToolsProps) {
  const say = useSay()
  return (
    <>
      <button
        type="button"
        className={css.icon}
        aria-label={say('copyRow', { n: i + 1 })}
        title={say('copyRow', { n: i + 1 })}
        onClick={() => model.set([...path, size], item)}
      >
        <IconCopy size={14} aria-hidden />
      </button>
      <button
        type="button"
        className={css.icon}
        aria-label={say('removeRow', { n: i + 1 })}
        title={say('removeRow', { n: i + 1 })}
        onClick={() => model.set([...path, i], undefined)}
      >
        <IconX size={14} aria-hidden />
      </button>
    </>
  )
}

function Cards({ of, path, value, model, Group }: ListProps) {
  const items = of.items!
  return (
    <ol className={css.cards}>
      {value.map((item, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- an entry is its place
        <li key={i} data-single={isRecord(item) ? undefined : true}>
          <div className={css.cardHead}>
            <span className="soft small">{i + 1}</span>
            {!model.readOnly && <Tools {...{ path, i, item, model }} size={value.length} />}
          </div>
          {isRecord(item) ? (
            <Group of={items} path={[...path, i]} value={item} model={model} />
          ) : Array.isArray(item) ? (
            <List
              of={{ ...items, name: of.name }}
              path={[...path, i]}
              value={item}
              model={model}
              Group={Group}
            />
          ) : (
            <Value
              of={items}
              path={[...path, i]}
              value={item}
              model={model}
              label={`${of.name} ${i + 1}`}
            />
          )}
        </li>
      ))}
    </ol>
  )
}
