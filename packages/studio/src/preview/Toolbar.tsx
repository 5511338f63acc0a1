import { Chip, SegmentedControl, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { memo, useState } from 'react'
import type { Problem } from '@misiva/model'
import { useSpeech } from '../language/index.tsx'
import type { Choice, LivePreviewProps, PreviewCustomer } from './props.ts'
import { Problems } from './Notes.tsx'
import type { OfferedTemplate } from './protocol.ts'
import type { EngineClient } from './client.ts'
import { useOf } from './useEngine.ts'
import { usePreviewWords } from './words.ts'
import css from './preview.module.css'

interface ToolbarProps {
  readonly choice: Choice
  readonly template: OfferedTemplate
  readonly templates: readonly OfferedTemplate[]
  readonly choose: (next: Partial<Choice>) => void
  readonly hidden: ReadonlySet<string>
  readonly setHidden: (hidden: ReadonlySet<string>) => void
  readonly findCustomers: LivePreviewProps['findCustomers']
  readonly problems: readonly Problem[]
  readonly engine: EngineClient | undefined
}

/** For whom, in which language, how it looks to them, and on which channels. */
export const Toolbar = memo(function Toolbar(props: ToolbarProps) {
  const { choice, template, templates, choose, hidden, setHidden } = props
  const { say } = usePreviewWords()
  const { language } = useSpeech()
  const names = new Intl.DisplayNames(language, { type: 'language' })
  return (
    <div className={css.toolbar}>
      <div className={css.choices}>
        {templates.length > 1 && (
          <Select
            size="xs"
            label={say('template')}
            allowDeselect={false}
            searchable
            value={template.name}
            onChange={(name) => name && choose({ template: name })}
            data={templates.map(({ name }) => name)}
          />
        )}
        <ForWhom {...props} />
        <Select
          size="xs"
          w={150}
          label={say('language')}
          allowDeselect={false}
          value={choice.language}
          onChange={(value) => value && choose({ language: value })}
          data={template.languages.map((value) => ({ value, label: names.of(value) ?? value }))}
        />
        {template.tones.length > 1 && (
          <Select
            size="xs"
            w={120}
            label={say('tone')}
            allowDeselect={false}
            value={choice.tone}
            onChange={(value) => value && choose({ tone: value })}
            data={[...template.tones]}
          />
        )}
        <div>
          <span className={css.label} id="preview-appearance">
            {say('appearance')}
          </span>
          <SegmentedControl
            size="xs"
            aria-labelledby="preview-appearance"
            value={choice.appearance}
            onChange={(value) => choose({ appearance: value as Choice['appearance'] })}
            data={(['light', 'dark', 'both'] as const).map((value) => ({
              value,
              label: say(value),
            }))}
          />
        </div>
      </div>
      <div className={css.chips} role="group" aria-label={say('channels')}>
        {template.alternatives
          .filter(({ takes }) => takes !== undefined)
          .map(({ name }) => (
            <Chip
              key={name}
              size="xs"
              variant="outline"
              checked={!hidden.has(name)}
              onChange={(shown) => {
                const next = new Set(hidden)
                if (shown) next.delete(name)
                else next.add(name)
                setHidden(next)
              }}
            >
              {name}
            </Chip>
          ))}
        <Busy engine={props.engine} />
      </div>
      <Problems problems={props.problems} title={say('problems')} />
    </div>
  )
})

function Busy({ engine }: { engine: EngineClient | undefined }) {
  const settled = useOf(engine, (it) => it.settled) ?? false
  return <span className={css.busy} data-busy={!settled} aria-hidden="true" />
}

const labelOf = ({ name, key }: PreviewCustomer) => `${name} · ${key}`

/** Test data of the template, and customers found by name or key. */
function ForWhom({ choice, template, choose, findCustomers }: ToolbarProps) {
  const { say } = usePreviewWords()
  const [search, setSearch] = useState('')
  const [picked, setPicked] = useState<PreviewCustomer>()
  const { subject } = choice
  // The field shows what is chosen; that is not what someone looks for.
  const own = subject.kind === 'sample' ? subject.name : picked && labelOf(picked)
  const [wanted] = useDebouncedValue(search === own ? '' : search, 250)
  const { data: found = [] } = useQuery({
    queryKey: ['preview', 'customers', template.name, wanted],
    queryFn: () => findCustomers!(template.name, wanted),
    enabled: findCustomers !== undefined,
  })
  const known = picked && !found.some(({ key }) => key === picked.key) ? [picked, ...found] : found
  const data = [
    {
      group: say('testData'),
      items: template.samples.map((name) => ({ value: `sample ${name}`, label: name })),
    },
    ...(known.length > 0
      ? [
          {
            group: say('customers'),
            items: known.map((customer) => ({
              value: `customer ${customer.key}`,
              label: labelOf(customer),
            })),
          },
        ]
      : []),
  ]
  const pick = (value: string | null) => {
    if (!value) return
    const name = value.slice(value.indexOf(' ') + 1)
    if (value.startsWith('sample ')) return choose({ subject: { kind: 'sample', name } })
    const customer = known.find(({ key }) => key === name)
    if (!customer) return
    setPicked(customer)
    const { key, data, customer: who } = customer
    choose({ template: template.name, subject: { kind: 'customer', key, data, customer: who } })
  }
  return (
    <Select
      size="xs"
      w={210}
      label={say('forWhom')}
      allowDeselect={false}
      searchable
      value={subject.kind === 'sample' ? `sample ${subject.name}` : `customer ${subject.key}`}
      onChange={pick}
      onSearchChange={setSearch}
      data={data}
    />
  )
}
