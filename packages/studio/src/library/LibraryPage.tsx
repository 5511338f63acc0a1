import { Button, NativeSelect, SegmentedControl, Skeleton, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { ChangeBar } from '../changes/ChangeBar.tsx'
import { NewChange } from '../changes/NewChange.tsx'
import { Failed } from '../frame/NotFound.tsx'
import { useRowKeys } from '../frame/keys.ts'
import { useTitle } from '../frame/title.ts'
import { useSpeech } from '../language/index.tsx'
import { usePerson } from '../people/session.ts'
import { Duplicates } from './Duplicates.tsx'
import { Hits } from './Hits.tsx'
import { useLibraryNews } from './news.ts'
import { ChangeStateMark, KindIcon, Languages } from './ObjectMark.tsx'
import { idOf, libraryQuery, unusedQuery } from './queries.ts'
import type { LibraryObject } from './queries.ts'
import { kinds } from './search.ts'
import type { LibrarySearch } from './search.ts'
import css from './library.module.css'

/** Everything the house says, and how: blocks, templates, style, pictures. */
export function LibraryPage() {
  const { t } = useSpeech()
  useTitle(t('library'))
  const search = useSearch({ from: '/library' })
  const navigate = useNavigate({ from: '/library' })
  const query = useQuery(libraryQuery(search.change))
  useLibraryNews({ change: search.change, path: undefined })
  const set = (next: Partial<Record<keyof LibrarySearch, string | undefined>>) =>
    void navigate({ search: (now) => ({ ...now, ...next }) as LibrarySearch, replace: true })
  if (query.isError && !query.data)
    return <Failed error={query.error} retry={() => void query.refetch()} />
  return (
    <>
      <div className={css.head}>
        <h1>{t('library')}</h1>
        <SegmentedControl
          size="xs"
          aria-label={t('view')}
          value={search.view ?? 'all'}
          onChange={(value) => set({ view: value === 'all' ? undefined : value })}
          data={[
            { value: 'all', label: t('viewAll') },
            { value: 'unused', label: t('viewUnused') },
            { value: 'duplicates', label: t('viewDuplicates') },
          ]}
        />
        <Begin />
      </div>
      {query.data ? (
        search.view === 'duplicates' ? (
          <Duplicates change={search.change} />
        ) : (
          <Objects
            items={query.data.items}
            languages={query.data.languages}
            search={search}
            set={set}
          />
        )
      ) : (
        <Skeleton height={420} radius={8} role="status" aria-label={t('loading')} />
      )}
      <ChangeBar change={search.change} />
    </>
  )
}

function Begin() {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const person = usePerson()
  const [open, setOpen] = useState(false)
  if (!person?.rights.some(({ role }) => role === 'author' || role === 'admin')) return null
  return (
    <>
      <Button
        size="xs"
        ml="auto"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('newChange')}
      </Button>
      {open && (
        <NewChange
          close={() => setOpen(false)}
          begun={(change) => void navigate({ to: '/library', search: { change } })}
        />
      )}
    </>
  )
}

interface ObjectsProps {
  readonly items: readonly LibraryObject[]
  readonly languages: readonly string[]
  readonly search: LibrarySearch
  readonly set: (next: Partial<Record<keyof LibrarySearch, string | undefined>>) => void
}

function Objects({ items, languages, search, set }: ObjectsProps) {
  const { t, word } = useSpeech()
  const list = useRef<HTMLDivElement>(null)
  const unused = useQuery({ ...unusedQuery(search.change), enabled: search.view === 'unused' })
  const shown = useMemo(
    () => items.filter((it) => fits(it, search, unused.data?.items)),
    [items, search, unused.data],
  )
  useRowKeys(list, shown.length)
  const ordered = kinds.flatMap((kind) => shown.filter((it) => it.kind === kind))
  return (
    <>
      <div className={css.filters} role="search">
        <TextInput
          data-search
          aria-label={t('search')}
          placeholder={t('librarySearch')}
          leftSection={<IconSearch size={16} aria-hidden />}
          defaultValue={search.q ?? ''}
          onChange={(event) => set({ q: event.currentTarget.value || undefined })}
          className={css.searchField}
        />
        <NativeSelect
          aria-label={t('kind')}
          value={search.kind ?? ''}
          onChange={(event) => set({ kind: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: t('allKinds') },
            ...kinds.map((it) => ({ value: it, label: word('kinds', it) })),
          ]}
        />
        <NativeSelect
          aria-label={t('languages')}
          value={search.missing ?? ''}
          onChange={(event) => set({ missing: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: t('anyLanguage') },
            ...languages.map((it) => ({ value: it, label: t('missingIn', { language: it }) })),
          ]}
        />
        <span className="soft small" role="status">
          {t('objects', { n: shown.length })}
        </span>
      </div>
      {search.view === 'unused' && <p className={`soft ${css.note}`}>{t('unusedText')}</p>}
      {shown.length === 0 && (
        <p className="soft">{t(search.view === 'unused' ? 'noUnused' : 'noMatches')}</p>
      )}
      <div ref={list}>
        {kinds.map((kind) => {
          const group = ordered.filter((it) => it.kind === kind)
          if (group.length === 0) return null
          return (
            <section key={kind} className={css.group} aria-labelledby={`kind-${kind}`}>
              <h2 id={`kind-${kind}`}>
                {word('kinds', kind)} <span className="soft small">{group.length}</span>
              </h2>
              <ul className={`sheet ${css.rows}`}>
                {group.map((it) => (
                  <Row
                    key={idOf(it)}
                    object={it}
                    index={ordered.indexOf(it)}
                    {...{ languages, change: search.change }}
                  />
                ))}
              </ul>
            </section>
          )
        })}
      </div>
      {search.q && <Hits q={search.q} change={search.change} />}
    </>
  )
}

function fits(it: LibraryObject, search: LibrarySearch, unused: readonly string[] | undefined) {
  const { q, kind, missing, view } = search
  if (kind && it.kind !== kind) return false
  if (view === 'unused' && !unused?.includes(idOf(it))) return false
  if (missing && (it.languages.length === 0 || it.languages.includes(missing))) return false
  const wanted = q?.toLowerCase().trim()
  return !wanted || it.name.toLowerCase().includes(wanted)
}

interface RowProps {
  readonly object: LibraryObject
  readonly index: number
  readonly languages: readonly string[]
  readonly change: string | undefined
}

function Row({ object, index, languages, change }: RowProps) {
  const { t, instant } = useSpeech()
  const { kind, name } = object
  return (
    <li className={css.row} data-row={index}>
      <span className={css.nameCell}>
        <KindIcon kind={kind} name={name} />
        <Link
          to="/library/$kind/$"
          params={{ kind, _splat: name }}
          search={change ? { change } : {}}
          className={css.name}
        >
          {kind === 'house' ? t('house') : name}
        </Link>
      </span>
      <Languages has={object.languages} wanted={kind === 'asset' ? [] : languages} />
      <span className={`soft small ${css.used}`}>
        {object.usedBy > 0 ? t('usedByN', { n: object.usedBy }) : ''}
      </span>
      <span className={css.rowState}>
        {object.problems > 0 && (
          <span className={css.problems}>{t('problems', { n: object.problems })}</span>
        )}
        {object.state !== 'published' && <ChangeStateMark state={object.state} />}
        {object.changes[0] && (
          <span className={`soft small ${css.clip}`}>{object.changes[0].title}</span>
        )}
      </span>
      <span className={`soft small ${css.when}`}>
        {object.changedAt && instant(object.changedAt)}
        {object.changedBy && <span> · {object.changedBy.name}</span>}
      </span>
    </li>
  )
}
