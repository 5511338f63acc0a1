import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ChangeBar } from '../changes/ChangeBar.tsx'
import { NewChange } from '../changes/NewChange.tsx'
import { Failed } from '../frame/NotFound.tsx'
import { useTitle } from '../frame/title.ts'
import { useSpeech } from '../language/index.tsx'
import { usePerson } from '../people/session.ts'
import { Duplicates } from './Duplicates.tsx'
import { useLibraryNews } from './news.ts'
import { Objects } from './Objects.tsx'
import { libraryQuery } from './queries.ts'
import type { LibrarySearch } from './search.ts'
import css from './library.module.css'

/** Everything the house says, and how: blocks, templates, style, pictures. */
export function LibraryPage() {
  const { t } = useSpeech()
  useTitle(t('library'))
  const search = useSearch({ from: '/library' })
  const navigate = useNavigate({ from: '/library' })
  const query = useQuery(libraryQuery(search.change))
  const present = useLibraryNews({ change: search.change, path: undefined })
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
            present={present}
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
