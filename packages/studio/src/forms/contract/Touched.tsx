import { renameJson } from '@misiva/compose'
import type { FieldUse, YamlPath } from '@misiva/compose'
import type { Template } from '@misiva/model'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../../frame/Dialog.tsx'
import { Written } from '../entry.tsx'
import css from '../forms.module.css'
import { useSay } from '../language/index.ts'
import { useMaking } from '../making.ts'
import { concerns, isName } from './schema.ts'
import type { Property } from './schema.ts'
import type { ContractModel } from './useContract.ts'

interface TouchedProps {
  readonly kind: 'rename' | 'remove'
  readonly property: Property
  readonly uses: readonly FieldUse[]
  readonly template: Template
  readonly change: string | undefined
  readonly model: ContractModel
  readonly close: () => void
}

/** Before a property is renamed or removed: the texts and the test data that name it. */
export function Touched(props: TouchedProps) {
  const { kind, property, uses, template, change, model, close } = props
  const say = useSay()
  const [name, setName] = useState(property.name)
  const [samplesToo, setSamplesToo] = useState(true)
  const making = useMaking(change, close)
  const places = uses.filter((it) => concerns(it.path, property.path))
  const samples = template.samples.filter(({ data }) => namesIn(data, stepsOf(property)).length > 0)
  const fits = kind === 'remove' || (isName(name) && name !== property.name)
  const done = () => {
    if (kind === 'remove') {
      model.remove(property)
      return close()
    }
    model.rename(property, name)
    if (!samplesToo || samples.length === 0) return close()
    making.rewrite(
      samples.map(({ file }) => ({
        path: file,
        edit: (text: string) => {
          const data = JSON.parse(text) as unknown
          return namesIn(data, stepsOf(property)).reduce((now, path) => {
            const next = renameJson(now, path, name)
            return next.ok ? next.value : now
          }, text)
        },
      })),
    )
  }
  return (
    <Dialog
      title={say(kind === 'rename' ? 'renameTitle' : 'removeTitle', { name: property.path })}
      close={close}
      size="lg"
    >
      <form
        className={css.dialog}
        onSubmit={(event) => {
          event.preventDefault()
          if (fits) done()
        }}
      >
        {kind === 'rename' && (
          <Written
            label={say('renameTo')}
            value={name}
            readOnly={false}
            wrong={isName(name) ? undefined : say('badName')}
            onChange={setName}
          />
        )}
        <Places places={places} kind={kind} />
        {samples.length > 0 && (
          <p className="small soft">{say('inSamples', { n: samples.length })}</p>
        )}
        {kind === 'rename' && samples.length > 0 && (
          <label className={css.flag}>
            <input
              type="checkbox"
              checked={samplesToo}
              onChange={({ currentTarget }) => setSamplesToo(currentTarget.checked)}
            />
            {say('renameSamples')}
          </label>
        )}
        {making.failure && <p className={css.wrong}>{making.failure}</p>}
        <div className={css.actions}>
          <Button variant="default" onClick={close}>
            {say('cancel')}
          </Button>
          <Button type="submit" disabled={!fits} loading={making.busy}>
            {say(kind === 'rename' ? 'rename' : 'remove')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Places({ places, kind }: { places: readonly FieldUse[]; kind: 'rename' | 'remove' }) {
  const say = useSay()
  if (places.length === 0) return <p className="soft">{say('usedNowhere')}</p>
  const files = Map.groupBy(places, ({ place }) => place.file)
  return (
    <>
      <p role="alert">{say(kind === 'rename' ? 'renameUsed' : 'removeUsed')}</p>
      <ul className={css.places}>
        {[...files].map(([file, found]) => (
          <li key={file}>
            <code>{file}</code>{' '}
            <span className="soft small">
              {[...new Set(found.map(({ place }) => place.line))].join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

const stepsOf = ({ path }: Property) => path.replaceAll('[]', '.[]').split('.')

/** Where data has the property: each entry of a list by itself. */
function namesIn(data: unknown, steps: readonly string[], at: YamlPath = []): readonly YamlPath[] {
  const [step, ...rest] = steps
  if (step === undefined) return [at]
  if (typeof data !== 'object' || data === null) return []
  if (step === '[]')
    return Array.isArray(data) ? data.flatMap((item, i) => namesIn(item, rest, [...at, i])) : []
  const record = data as Readonly<Record<string, unknown>>
  return step in record ? namesIn(record[step], rest, [...at, step]) : []
}
