import { Avatar, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { changeQuery } from '../changes/queries.ts'
import { useSpeech } from '../language/index.tsx'
import { usePerson } from '../people/session.ts'
import { useLibraryNews } from './news.ts'
import { shownFile } from './queries.ts'
import type { LibraryObject, Presence } from './queries.ts'
import css from './library.module.css'

interface OthersProps {
  readonly object: LibraryObject
  readonly change: string | undefined
  /** The file asked for in the address. */
  readonly file: string | undefined
}

/** Who else works on the object: since when, in which of its files, and in which change. */
export function Others({ object, change, file }: OthersProps) {
  const { language } = useSpeech()
  const me = usePerson()
  const path = shownFile(object, file, language)
  const present = useLibraryNews({ change, path })
  const others = presentAt(present, object, me?.id).filter((it) => it.change !== null)
  return (
    <ul className={css.others} aria-live="polite">
      {others.map((it) => (
        <Other
          key={`${it.person.id} ${it.change} ${it.path}`}
          at={it}
          here={it.path === path && it.change === (change ?? null)}
          within={change}
        />
      ))}
    </ul>
  )
}

/** Others who have a file of the object open; somebody with two windows on one file is there once. */
export function presentAt(
  present: readonly Presence[],
  object: LibraryObject,
  me: string | undefined,
): readonly Presence[] {
  const paths = new Set(object.files.map(({ path }) => path))
  const found = new Map<string, Presence>()
  for (const it of present.toSorted((a, b) => (a.since < b.since ? 1 : -1)))
    if (it.person.id !== me && paths.has(it.path))
      found.set(`${it.person.id} ${it.change} ${it.path}`, it)
  return [...found.values()]
}

function Other({ at, here, within }: { at: Presence; here: boolean; within: string | undefined }) {
  const { t, clock } = useSpeech()
  const elsewhere = at.change !== null && at.change !== within
  const change = useQuery({ ...changeQuery(at.change ?? ''), enabled: elsewhere })
  const { name } = at.person
  return (
    <li className={css.presence} data-here={here || undefined}>
      <Avatar name={name} size={22} color="petrol" variant="filled" aria-hidden />
      <span>
        <strong>{here ? t('editingToo', { name }) : t('hasOpen', { name })}</strong>{' '}
        {!here && <code>{at.path.slice(at.path.lastIndexOf('/') + 1)}</code>}{' '}
        <span className="small">
          {t('since', { time: clock(at.since) })}
          {elsewhere && change.data && ` · ${t('inChange', { title: change.data.title })}`}
        </span>
      </span>
    </li>
  )
}

/** Faces of who is at work on an object, for a list. */
export function Faces({ present }: { present: readonly Presence[] }) {
  const { t, clock } = useSpeech()
  const people = [...new Map(present.map((it) => [it.person.id, it])).values()]
  if (people.length === 0) return null
  return (
    <Avatar.Group spacing={6}>
      {people.slice(0, 3).map(({ person, since }) => {
        const words = `${t('hasOpen', { name: person.name })} ${t('since', { time: clock(since) })}`
        return (
          <Tooltip key={person.id} label={words}>
            <Avatar
              name={person.name}
              size={22}
              color="petrol"
              variant="filled"
              role="img"
              aria-label={words}
            />
          </Tooltip>
        )
      })}
    </Avatar.Group>
  )
}
