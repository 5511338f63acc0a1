import { fieldChoices, settingOf } from '@misiva/compose'
import type { FieldChoice, Setting } from '@misiva/compose'
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { ConditionBuilder } from '../../editor/ConditionBuilder.tsx'
import { readTemplate, sayTemplate } from '../../editor/template.ts'
import { ChannelMark } from '../../marks/ChannelMark.tsx'
import { Picked, Written } from '../entry.tsx'
import css from '../forms.module.css'
import { useSay } from '../language/index.ts'
import type { YamlModel } from '../useYaml.ts'
import { Embedded, Password } from './Output.tsx'
import type { SettingsProps, Source } from './source.ts'

interface AlternativesProps extends SettingsProps {
  readonly yaml: YamlModel
  readonly source: Source
}

/** The alternatives in the order in which they are tried. */
export function Alternatives(props: AlternativesProps) {
  const { source, release, template } = props
  const say = useSay()
  const all = Object.entries(source.alternatives ?? {})
  const { setting, fields } = useMemo(() => {
    const { organisation } = release
    const { contract, samples } = template
    const language = organisation.defaultLanguage
    const made = settingOf({ contract, organisation, samples, sample: samples[0], language })
    if (!made.ok) return { setting: undefined, fields: [] }
    return { setting: made.value, fields: fieldChoices(made.value, contract) }
  }, [release, template])
  return (
    <section className={css.group}>
      <h2>{say('alternatives')}</h2>
      <p className={css.hint}>{say('firstWins')}</p>
      <ol className={css.alternatives}>
        {all.map(([name, it], i) => (
          <li key={name}>
            <One {...props} {...{ name, i, setting, fields }} it={it ?? {}} />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface OneProps extends AlternativesProps {
  readonly name: string
  readonly i: number
  readonly it: Readonly<Record<string, string>>
  readonly setting: Setting | undefined
  readonly fields: readonly FieldChoice[]
}

function One(props: OneProps) {
  const { yaml, source, name, i, it, readOnly, channels, release, setting } = props
  const say = useSay()
  const passive = it['carries'] !== undefined
  const put = (key: string, value: string | undefined) =>
    yaml.put(['alternatives', name, key], value)
  const channel = it['channel'] ?? name
  const takesOf = (one: string) => channels.find((each) => each.name === one)?.takes
  const takes = takesOf(channel)
  const carried = it['carries'] ?? ''
  const carriedTakes = takesOf(source.alternatives?.[carried]?.['channel'] ?? carried)
  const below = (path: readonly (string | number)[], value: unknown) =>
    yaml.put(['alternatives', name, ...path], value)
  const others = Object.entries(source.alternatives ?? {})
    .filter(([other, that]) => other !== name && that?.['carries'] === undefined)
    .map(([other]) => [other, other] as const)
  const masters = Object.keys(release.style.masters ?? {})
  return (
    <>
      <header className={css.alternativeHead}>
        <ChannelMark channel={channel} />
        <strong>{name}</strong>
        <WrittenIn {...props} />
        {!readOnly && <Moves {...{ yaml, name, i }} />}
      </header>
      <div className={css.fields}>
        <Picked
          label={say('channel')}
          value={channel}
          readOnly={readOnly}
          options={channels.map((each) => [each.name, each.name])}
          onChange={(value) => put('channel', value)}
        />
        {passive && (
          <>
            <Picked
              label={say('carries')}
              value={it['carries'] ?? ''}
              readOnly={readOnly}
              options={others}
              onChange={(value) => put('carries', value)}
            />
            <Written
              label={say('cover')}
              value={it['cover'] ?? ''}
              readOnly={readOnly}
              onChange={(value) => put('cover', value || undefined)}
            />
            <Written
              label={say('filename')}
              value={it['filename'] ?? ''}
              readOnly={readOnly}
              placeholder="document.pdf"
              hint={it['filename'] && sayTemplate(readTemplate(it['filename']), setting)}
              onChange={(value) => put('filename', value || undefined)}
            />
          </>
        )}
        {!passive && takes === 'pages' && (
          <Picked
            label={say('master')}
            value={it['master'] ?? ''}
            readOnly={readOnly}
            options={[
              ['', source.master ?? say('none')],
              ...masters.map((each) => [each, each] as const),
            ]}
            onChange={(value) => put('master', value || undefined)}
          />
        )}
      </div>
      <When {...props} put={(value) => put('when', value)} />
      {!passive && takes === 'pages' && <Embedded {...props} put={below} />}
      {(passive ? carriedTakes : takes) === 'pages' && <Password {...props} put={below} />}
    </>
  )
}

function When({ it, setting, fields, readOnly, put }: OneProps & { put: (v?: string) => void }) {
  const say = useSay()
  // Written as true or false it is a boolean to YAML.
  const given: unknown = it['when']
  const when = typeof given === 'boolean' ? JSON.stringify(given) : it['when']
  if (when === undefined)
    return readOnly ? null : (
      <button type="button" className={css.linkish} onClick={() => put('true')}>
        <IconPlus size={13} aria-hidden /> {say('addCondition')}
      </button>
    )
  return (
    <div className={css.when}>
      <ConditionBuilder
        label={say('when')}
        value={when}
        setting={setting}
        fields={fields}
        readOnly={readOnly}
        onChange={put}
      />
      {!readOnly && (
        <button type="button" className={css.linkish} onClick={() => put(undefined)}>
          {say('always')}
        </button>
      )}
    </div>
  )
}

/** In which of the claimed languages its text, or its cover text, is written. */
function WrittenIn({ name, source, template }: OneProps) {
  const say = useSay()
  const known = template.alternatives.find((each) => each.name === name)
  const variants = known?.kind === 'passive' ? known.cover : (known?.variants ?? [])
  const claimed = source.languages ?? []
  const missing = claimed.filter((tag) => !variants.some(({ language }) => language === tag))
  if (missing.length === 0) return null
  return <span className={css.lacking}>{say('notWritten', { languages: missing.join(', ') })}</span>
}

function Moves({ yaml, name, i }: { yaml: YamlModel; name: string; i: number }) {
  const say = useSay()
  return (
    <span className={css.moves}>
      <button
        type="button"
        className={css.icon}
        disabled={i === 0}
        aria-label={say('up', { name })}
        title={say('up', { name })}
        onClick={() => yaml.move(['alternatives'], i, i - 1)}
      >
        <IconArrowUp size={15} aria-hidden />
      </button>
      <button
        type="button"
        className={css.icon}
        aria-label={say('removeAlternative', { name })}
        title={say('removeAlternative', { name })}
        onClick={() => yaml.put(['alternatives', name], undefined)}
      >
        <IconX size={15} aria-hidden />
      </button>
    </span>
  )
}
