import {
  IconBuilding,
  IconFileText,
  IconPalette,
  IconPhoto,
  IconPuzzle,
  IconTypography,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../language/index.tsx'
import { objectOf } from './queries.ts'
import css from './library.module.css'

const icons = {
  template: IconFileText,
  block: IconPuzzle,
  style: IconPalette,
  asset: IconPhoto,
  house: IconBuilding,
}

export function KindIcon({ kind, name = '' }: { kind: string; name?: string }) {
  const font = /\.(ttf|otf|woff2?)$/.test(name)
  const Icon = font ? IconTypography : (icons[kind as keyof typeof icons] ?? IconFileText)
  return <Icon size={17} stroke={1.6} aria-hidden className={css.kindIcon} data-kind={kind} />
}

export function ObjectLink({ id, change }: { id: string; change: string | undefined }) {
  const { kind, name } = objectOf(id)
  const { word } = useSpeech()
  return (
    <Link
      to="/library/$kind/$"
      params={{ kind, _splat: name }}
      search={change ? { change } : {}}
      className={css.objectLink}
    >
      <KindIcon kind={kind} name={name} />
      <span>{name}</span>
      <span className="unseen">{word('kind', kind)}</span>
    </Link>
  )
}

const tones: Readonly<Record<string, string>> = {
  draft: 'draft',
  'in-review': 'review',
  approved: 'good',
  published: 'plain',
  rejected: 'bad',
  withdrawn: 'plain',
  retired: 'plain',
}

/** State of an object or a change, in a word. */
export function ChangeStateMark({ state }: { state: string }) {
  const { word } = useSpeech()
  return (
    <span className={css.stateMark} data-tone={tones[state] ?? 'plain'}>
      {word('cstate', state)}
    </span>
  )
}

/** Languages in which it is written, and those in which it should be and is not. */
export function Languages({ has, wanted }: { has: readonly string[]; wanted: readonly string[] }) {
  const { t } = useSpeech()
  if (has.length === 0) return null
  return (
    <ul className={css.languages} aria-label={t('languages')}>
      {[...new Set([...wanted, ...has])].map((language) =>
        has.includes(language) ? (
          <li key={language}>{language}</li>
        ) : (
          <li key={language} data-missing>
            <span aria-hidden="true">{language}</span>
            <span className="unseen">{t('notIn', { language })}</span>
          </li>
        ),
      )}
    </ul>
  )
}
