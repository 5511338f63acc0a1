import type { Contract, Organisation } from '@misiva/model'
import { IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import css from '../forms.module.css'
import { useSay } from '../language/index.ts'
import { customerContract } from './customer.ts'
import { Fields, LeaveOut } from './Fields.tsx'
import { isRecord, useRecord } from './model.ts'
import type { RecordModel } from './model.ts'
import { Zones } from './zones.ts'

interface SampleFormProps {
  readonly text: string
  readonly readOnly: boolean
  readonly write: (text: string) => void
  readonly contract: Contract
  readonly organisation: Organisation
  readonly languages: readonly string[]
  readonly channels: readonly string[]
  readonly topics: readonly string[]
}

/** Test data as its contract describes it: data first, then to whom it goes. */
export function SampleForm(props: SampleFormProps) {
  const { text, readOnly, write, contract, organisation, languages, channels, topics } = props
  const say = useSay()
  const customer = useMemo(
    () => customerContract({ organisation, languages, channels, topics }),
    [organisation, languages, channels, topics],
  )
  const record = useRecord({ text, contract, customer, readOnly, write })
  const zones = useMemo(
    () => [...new Set([organisation.timeZone, 'UTC', 'Europe/Madrid', 'America/New_York'])],
    [organisation],
  )
  if (!record) return <p className={css.unreadable}>{say('unreadable')}</p>
  const { model, form } = record
  const value = model.value as Readonly<Record<string, unknown>>
  const person = value['customer']
  return (
    <Zones value={zones}>
      <div className={css.form}>
        <Standing model={model} />
        <Unknown model={model} />
        <Fields of={form} path={[]} value={value} model={model} without={['customer']} />
        <fieldset className={css.group}>
          <legend>
            <span className={css.legend}>
              {say('customer')}
              {isRecord(person) && !readOnly && (
                <LeaveOut name="customer" onClick={() => model.set(['customer'], undefined)} />
              )}
            </span>
          </legend>
          {isRecord(person) ? (
            <Fields of={record.customer} path={['customer']} value={person} model={model} />
          ) : (
            <NoCustomer {...{ model, organisation }} />
          )}
        </fieldset>
      </div>
    </Zones>
  )
}

function Standing({ model }: { model: RecordModel }) {
  const say = useSay()
  const n = model.misfits.length
  if (!model.isChecked) return <p className={css.standing} role="status" />
  return (
    <p className={css.standing} data-good={n === 0} role="status">
      {n === 0 ? say('fits') : say('misfits', { n })}
    </p>
  )
}

/** Properties no contract knows have no control; they can be taken away. */
function Unknown({ model }: { model: RecordModel }) {
  const say = useSay()
  const unknown = model.misfits.filter(({ message }) => message === 'is not in the contract')
  if (unknown.length === 0) return null
  return (
    <ul className={css.unknown}>
      {unknown.map(({ pointer, path, message }) => (
        <li key={pointer}>
          <code>{path}</code> {message}
          {!model.readOnly && (
            <button
              type="button"
              className={css.add}
              onClick={() => model.set(stepsOf(pointer), undefined)}
            >
              {say('remove')}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

const stepsOf = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step))

function NoCustomer({ model, organisation }: { model: RecordModel; organisation: Organisation }) {
  const say = useSay()
  const begin = () =>
    model.set(
      ['customer'],
      { key: '10000', name: 'Sample Customer', language: organisation.defaultLanguage },
      ['customer', ...Object.keys(model.value as object)],
    )
  return (
    <>
      <p className="soft small">{say('noCustomer')}</p>
      {!model.readOnly && (
        <button type="button" className={css.add} onClick={begin}>
          <IconPlus size={13} aria-hidden /> {say('giveCustomer')}
        </button>
      )}
    </>
  )
}
