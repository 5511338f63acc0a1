import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { runsQuery } from '../api/queries.ts'
import { useLive } from '../api/live.ts'
import type { Run, RunState } from '../api/client.ts'
import { Failed } from '../frame/NotFound.tsx'
import { useRowKeys } from '../frame/keys.ts'
import { useTitle } from '../frame/title.ts'
import { useSpeech } from '../language/index.tsx'
import { RunLine } from './RunLine.tsx'
import css from './runs.module.css'

const states = ['reading', 'working', 'done', 'stopped'] as const

/** Every run, newest first, as it goes. */
export function RunsPage() {
  const { t, word } = useSpeech()
  useTitle(t('runsTitle'))
  const [state, setState] = useState<RunState | undefined>()
  const query = useInfiniteQuery(runsQuery(state))
  const fresh = useFreshRuns()
  const list = useRef<HTMLOListElement>(null)
  const loaded = query.data?.pages.flatMap((page) => page.items) ?? []
  const runs = merge(loaded, fresh).filter((run) => !state || run.state === state)
  useRowKeys(list, runs.length)

  if (query.isError && !query.data)
    return <Failed error={query.error} retry={() => void query.refetch()} />
  return (
    <>
      <div className={css.head}>
        <h1>{t('runsTitle')}</h1>
        <SegmentedControl
          size="xs"
          aria-label={t('filterByState')}
          value={state ?? 'all'}
          onChange={(value) => setState(states.find((it) => it === value))}
          data={[
            { value: 'all', label: t('allStates') },
            ...states.map((it) => ({ value: it, label: word('state', it) })),
          ]}
        />
      </div>
      {query.isPending ? (
        <Skeleton height={220} radius={8} aria-label={t('loading')} />
      ) : runs.length === 0 ? (
        state ? (
          <p className="soft">{t('noMatches')}</p>
        ) : (
          <NoRuns />
        )
      ) : (
        <ol className={css.list} ref={list}>
          {runs.map((run, index) => (
            <RunLine key={run.id} run={run} index={index} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('showMore')}
        </Button>
      )}
    </>
  )
}

/** The newest runs as the server tells them, changed or begun since the list was read. */
function useFreshRuns(): readonly Run[] {
  const [fresh, setFresh] = useState<readonly Run[]>([])
  const client = useQueryClient()
  const tell = useCallback(
    (value: unknown) => {
      const runs = value as readonly Run[]
      setFresh(runs)
      for (const run of runs) client.setQueryData(['run', run.id], run)
    },
    [client],
  )
  useLive('/api/events', 'runs', true, tell)
  return fresh
}

function merge(loaded: readonly Run[], fresh: readonly Run[]): Run[] {
  const byId = new Map([...loaded, ...fresh].map((run) => [run.id, run]))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1))
}

function NoRuns() {
  const { t } = useSpeech()
  return (
    <div className={`sheet ${css.empty}`}>
      <svg viewBox="0 0 56 40" width="56" height="40" aria-hidden="true">
        <rect x="1" y="1" width="54" height="38" rx="3" />
        <path d="M2 3l26 20L54 3" />
      </svg>
      <h2>{t('noRunsTitle')}</h2>
      <p className="soft">{t('noRunsText')}</p>
      <pre tabIndex={0}>
        <code>
          npx misiva run invoice --content examples/retailer --data examples/retailer/example.csv
        </code>
      </pre>
    </div>
  )
}
