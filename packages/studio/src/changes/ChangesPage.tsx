import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { Failed } from '../frame/NotFound.tsx'
import { useRowKeys } from '../frame/keys.ts'
import { useTitle } from '../frame/title.ts'
import { useSpeech } from '../language/index.tsx'
import { useLibraryNews } from '../library/news.ts'
import { usePerson } from '../people/session.ts'
import { ChangeRow } from './ChangeRow.tsx'
import { NewChange } from './NewChange.tsx'
import { changesQuery } from './queries.ts'
import css from './changes.module.css'

const filters = ['open', 'in-review', 'approved', 'published', 'all'] as const

/** What is being written, waits for a colleague, or has been published. */
export function ChangesPage() {
  const { t, word } = useSpeech()
  useTitle(t('changes'))
  const navigate = useNavigate()
  const person = usePerson()
  const [filter, setFilter] = useState<(typeof filters)[number]>('open')
  const [begin, setBegin] = useState(false)
  const query = useQuery(changesQuery(filter === 'all' ? undefined : filter))
  const list = useRef<HTMLOListElement>(null)
  const items = query.data?.items ?? []
  useLibraryNews({ change: undefined, path: undefined })
  useRowKeys(list, items.length)
  if (query.isError && !query.data)
    return <Failed error={query.error} retry={() => void query.refetch()} />
  const label = { open: t('openChanges'), all: t('allChanges') }
  return (
    <>
      <div className={css.head}>
        <h1>{t('changes')}</h1>
        <SegmentedControl
          size="xs"
          aria-label={t('state')}
          value={filter}
          onChange={(value) => setFilter(filters.find((it) => it === value) ?? 'open')}
          data={filters.map((value) => ({
            value,
            label: value in label ? label[value as 'open' | 'all'] : word('cstate', value),
          }))}
        />
        {person?.rights.some(({ role }) => role === 'author' || role === 'admin') && (
          <Button
            size="xs"
            ml="auto"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setBegin(true)}
          >
            {t('newChange')}
          </Button>
        )}
      </div>
      {query.isPending ? (
        <Skeleton height={220} radius={8} role="status" aria-label={t('loading')} />
      ) : items.length === 0 ? (
        <div className={`sheet ${css.empty}`}>
          <h2>{t('noChangesTitle')}</h2>
          <p className="soft">{t('noChangesText')}</p>
        </div>
      ) : (
        <ol className={`sheet ${css.rows}`} ref={list}>
          {items.map((change, index) => (
            <ChangeRow key={change.id} change={change} index={index} />
          ))}
        </ol>
      )}
      {begin && (
        <NewChange
          close={() => setBegin(false)}
          begun={(change) => void navigate({ to: '/library', search: { change } })}
        />
      )}
    </>
  )
}
