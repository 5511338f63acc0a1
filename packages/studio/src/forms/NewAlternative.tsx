import { SegmentedControl } from '@mantine/core'
import { editYaml, lossesOf } from '@misiva/compose'
import type { Loss } from '@misiva/compose'
import type { ActiveAlternative, Release, Takes, Template } from '@misiva/model'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { usePreviewChannels } from '../preview/library.ts'
import { Picked, Written } from './entry.tsx'
import css from './forms.module.css'
import { useSay } from './language/index.ts'
import type { Key } from './language/index.ts'
import { useMaking } from './making.ts'
import { MakingDialog } from './MakingDialog.tsx'
import { beginning, coverTexts } from './beginning.ts'
import type { Manner } from './beginning.ts'

interface NewAlternativeProps {
  readonly release: Release
  readonly template: Template
  readonly change: string
  readonly close: () => void
  readonly made: (path: string) => void
}

/** An alternative for a channel: with content begun from another's, or carrying another. */
export function NewAlternative(props: NewAlternativeProps) {
  const { release, template, change, close, made } = props
  const say = useSay()
  const channels = usePreviewChannels()
  const active = template.alternatives.filter((it) => it.kind === 'active')
  const free = channels.find(({ name }) => !template.alternatives.some((it) => it.name === name))
  const [channel, setChannel] = useState(free?.name ?? channels[0]?.name ?? '')
  const [given, setGiven] = useState<string>()
  const [kind, setKind] = useState<'active' | 'passive'>('active')
  const [from, setFrom] = useState(active[0]?.name ?? '')
  const [manner, setManner] = useState<Manner>('said')
  const name = given ?? freeName(template, channel)
  const source = active.find((it) => it.name === from)
  const takes = channels.find((it) => it.name === channel)?.takes
  const takesOf = (wanted: string) => channels.find((it) => it.name === wanted)?.takes
  const losses =
    kind === 'active' && source && takes ? lossesIn(release, source, takes, takesOf) : []
  const taken = template.alternatives.some((it) => it.name === name)
  const fits = /^[a-z][a-z0-9-]*$/.test(name) && !taken && takes !== undefined
  const before = template.alternatives.find((it) => it.channel === channel && !it.when)
  const files =
    kind === 'passive'
      ? coverTexts(template, name)
      : beginning({ release, template, name, source, to: takes ?? 'mime', manner })
  const folder = `templates/${template.name}`
  const making = useMaking(change, () => made(files[0]?.path ?? `${folder}/template.yaml`))
  const create = () => {
    const own = name === channel ? {} : { channel }
    const entry =
      kind === 'passive'
        ? { channel, carries: from, cover: `${name}-cover`, filename: 'document.pdf' }
        : { channel, ...own }
    const edit = (text: string) => {
      const next = editYaml(text, ['alternatives', name], entry)
      return next.ok ? next.value : text
    }
    making.rewrite([{ path: `${folder}/template.yaml`, edit }], files)
  }
  return (
    <MakingDialog
      title={say('newAlternative')}
      size="lg"
      {...{ close, fits, making }}
      create={create}
    >
      <div className={css.fields}>
        <Picked
          label={say('channel')}
          value={channel}
          readOnly={false}
          options={channels.map((it) => [it.name, it.name])}
          onChange={setChannel}
        />
        <Written
          label={say('alternativeName')}
          value={name}
          readOnly={false}
          wrong={taken ? say('nameTaken') : undefined}
          onChange={setGiven}
        />
      </div>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={say('alternative')}
        value={kind}
        onChange={(value) => setKind(value as typeof kind)}
        data={(['active', 'passive'] as const).map((value) => ({
          value,
          label: say(`${value}Kind`),
        }))}
      />
      <Picked
        label={say(kind === 'active' ? 'fromContent' : 'carries')}
        value={from}
        readOnly={false}
        options={[
          ...active.map((it) => [it.name, it.name] as const),
          ...(kind === 'active' ? [['', say('emptyText')] as const] : []),
        ]}
        onChange={setFrom}
      />
      {kind === 'active' && source && <Losses {...{ losses, manner, setManner }} />}
      {before && <p className={css.lacking}>{say('neverUsed', { name: before.name })}</p>}
      {files.length > 0 && <p className="soft small">{say('creating', { n: files.length })}</p>}
    </MakingDialog>
  )
}

function freeName(template: Template, channel: string): string {
  const taken = (name: string) => template.alternatives.some((it) => it.name === name)
  let name = channel
  for (let n = 2; taken(name); n++) name = `${channel}-${n}`
  return name
}

/** What the content says that the channel does not, in the house's own language. */
function lossesIn(
  release: Release,
  source: ActiveAlternative,
  takes: Takes,
  takesOf: (channel: string) => Takes | undefined,
): readonly Loss[] {
  const which = { language: release.organisation.defaultLanguage, tone: 'neutral' }
  return lossesOf(release, source, which, takesOf).filter(({ to }) => to === takes)
}

interface LossesProps {
  readonly losses: readonly Loss[]
  readonly manner: Manner
  readonly setManner: (manner: Manner) => void
}

function Losses({ losses, manner, setManner }: LossesProps) {
  const say = useSay()
  if (losses.length === 0) return <p className={css.gained}>{say('translatesAll')}</p>
  return (
    <section className={css.losses} aria-label={say('lossesTitle')}>
      <h3>
        <IconAlertTriangle size={15} aria-hidden /> {say('lossesTitle')}
      </h3>
      <ul>
        {losses.map(({ part, effect, count }) => (
          <li key={part}>
            <strong>{partName(say, part, count)}</strong> {say(`loss_${effect}`)}
          </li>
        ))}
      </ul>
      {(['said', 'whole'] as const).map((value) => (
        <label key={value} className={css.flag}>
          <input
            type="radio"
            name="manner"
            checked={manner === value}
            onChange={() => setManner(value)}
          />
          {say(value === 'said' ? 'asText' : 'asIs')}
        </label>
      ))}
      {manner === 'said' && <p className={css.hint}>{say('asTextNote')}</p>}
    </section>
  )
}

const parts = new Set([
  'table',
  'columns',
  'image',
  'barcode',
  'chart',
  'rule',
  'pageBreak',
  'pageNumber',
])

function partName(say: ReturnType<typeof useSay>, part: Loss['part'], n: number): string {
  return parts.has(part) ? say(`part_${part}` as Key, { n }) : `${n} × ${part}`
}
