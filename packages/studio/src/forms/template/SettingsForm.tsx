import type { Release } from '@misiva/model'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useSpeech } from '../../language/index.tsx'
import { Entry, Picked } from '../entry.tsx'
import css from '../forms.module.css'
import { useSay } from '../language/index.ts'
import type { Key } from '../language/index.ts'
import { useYaml } from '../useYaml.ts'
import type { YamlModel } from '../useYaml.ts'
import { Alternatives } from './Alternatives.tsx'
import { Effective } from './Effective.tsx'
import type { SettingsProps, Source } from './source.ts'

/** All that defines a template beside its texts and its data. */
export function SettingsForm(props: SettingsProps) {
  const { text, readOnly, write, release } = props
  const say = useSay()
  const yaml = useYaml(text, write)
  const source = yaml.value as Source | undefined
  if (typeof source !== 'object' || source === null)
    return <p className={css.unreadable}>{say('unreadable')}</p>
  const masters = Object.keys(release.style.masters ?? {})
  const topic = release.topics.find(({ name }) => name === source.topic)
  const className = topic && say(`class_${topic.class}` as Key)
  const channels = new Set(
    Object.entries(source.alternatives ?? {}).map(([name, it]) => it?.['channel'] ?? name),
  )
  const senders = Object.entries(release.organisation.senders).filter(([name]) =>
    channels.has(name),
  )
  return (
    <div className={css.form}>
      <div className={css.fields}>
        <Picked
          label={say('topic')}
          value={source.topic ?? ''}
          readOnly={readOnly}
          options={release.topics.map((it) => [it.name, it.title['en'] ?? it.name])}
          hint={className && say('topicNote', { class: className })}
          onChange={(value) => yaml.put(['topic'], value)}
        />
        <Picked
          label={say('master')}
          value={source.master ?? ''}
          readOnly={readOnly}
          options={[['', say('none')], ...masters.map((it) => [it, it] as const)]}
          onChange={(value) => yaml.put(['master'], value || undefined)}
        />
        <Effective {...{ yaml, source, readOnly }} zone={release.organisation.timeZone} />
      </div>
      <Languages {...{ yaml, source, readOnly, release }} />
      <Tones {...{ yaml, source, readOnly }} />
      <Alternatives {...props} yaml={yaml} source={source} />
      {senders.length > 0 && (
        <section className={css.group}>
          <h2>{say('sender')}</h2>
          <dl className={css.senders}>
            {senders.map(([channel, sender]) => (
              <div key={channel}>
                <dt>{channel}</dt>
                <dd>{sender}</dd>
              </div>
            ))}
          </dl>
          <p className={css.hint}>{say('senderNote')}</p>
        </section>
      )}
    </div>
  )
}

interface ListProps {
  readonly yaml: YamlModel
  readonly source: Source
  readonly readOnly: boolean
}

function Languages({ yaml, source, readOnly, release }: ListProps & { release: Release }) {
  const say = useSay()
  const { language } = useSpeech()
  const names = new Intl.DisplayNames(language, { type: 'language' })
  const own = release.organisation.defaultLanguage
  const claimed = source.languages ?? []
  const known = [...new Set(release.templates.flatMap(({ languages }) => languages))]
  return (
    <Tags
      label={say('languages')}
      hint={say('languagesNote')}
      add={say('addLanguage')}
      tags={claimed.map((tag) => ({
        tag,
        label: `${nameIn(names, tag)}${tag === own ? ` (${say('defaultLanguage')})` : ''}`,
        fixed: tag === own,
      }))}
      offers={known.filter((tag) => !claimed.includes(tag))}
      pattern="[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
      readOnly={readOnly}
      onAdd={(tag) => yaml.put(['languages', claimed.length], tag)}
      onRemove={(tag) => yaml.put(['languages', claimed.indexOf(tag)], undefined)}
    />
  )
}

function nameIn(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag
  } catch {
    return tag
  }
}

function Tones({ yaml, source, readOnly }: ListProps) {
  const say = useSay()
  const claimed = source.tones ?? ['neutral']
  return (
    <Tags
      label={say('tones')}
      add={say('addTone')}
      tags={claimed.map((tag) => ({ tag, label: tag, fixed: tag === 'neutral' }))}
      offers={['formal', 'empathetic'].filter((tag) => !claimed.includes(tag))}
      pattern="[a-z][a-z-]*"
      readOnly={readOnly}
      onAdd={(tag) => yaml.put(['tones'], [...claimed, tag])}
      onRemove={(tag) => {
        const left = claimed.filter((it) => it !== tag)
        yaml.put(['tones'], left.length > 1 ? left : undefined)
      }}
    />
  )
}

interface TagsProps {
  readonly label: string
  readonly hint?: string
  readonly add: string
  readonly tags: readonly {
    readonly tag: string
    readonly label: string
    readonly fixed: boolean
  }[]
  readonly offers: readonly string[]
  readonly pattern: string
  readonly readOnly: boolean
  readonly onAdd: (tag: string) => void
  readonly onRemove: (tag: string) => void
}

/** Names that are claimed, and a place to claim one more. */
function Tags({ label, hint, add, tags, offers, pattern, readOnly, onAdd, onRemove }: TagsProps) {
  const say = useSay()
  const [next, setNext] = useState('')
  const fits = new RegExp(`^(?:${pattern})$`).test(next) && !tags.some(({ tag }) => tag === next)
  const take = () => {
    if (!fits) return
    onAdd(next)
    setNext('')
  }
  return (
    <Entry label={label} hint={hint}>
      {(id) => (
        <div className={css.tags} role="group" aria-label={label}>
          {tags.map(({ tag, label: name, fixed }) => (
            <span key={tag} className={css.tag}>
              {name}
              {!fixed && !readOnly && (
                <button
                  type="button"
                  className={css.icon}
                  aria-label={`${say('remove')} ${name}`}
                  onClick={() => onRemove(tag)}
                >
                  <IconX size={12} aria-hidden />
                </button>
              )}
            </span>
          ))}
          <input
            id={id}
            list={`${id}-offers`}
            placeholder={readOnly ? '' : add}
            value={next}
            hidden={readOnly}
            onChange={({ currentTarget }) => setNext(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              take()
            }}
          />
          <datalist id={`${id}-offers`}>
            {offers.map((it) => (
              <option key={it} value={it} />
            ))}
          </datalist>
          {!readOnly && (
            <button type="button" className={css.add} disabled={!fits} onClick={take}>
              <IconPlus size={13} aria-hidden /> {say('add')}
            </button>
          )}
        </div>
      )}
    </Entry>
  )
}
