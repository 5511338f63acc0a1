import { Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useCallback, useEffect, useRef } from 'react'
import type { Run } from '../api/client.ts'
import { useLive } from '../api/live.ts'
import { runQuery } from '../api/queries.ts'
import { Failed } from '../frame/NotFound.tsx'
import { useTitle } from '../frame/title.ts'
import { useSpeech } from '../language/index.tsx'
import { Hash } from '../marks/Hash.tsx'
import { StateMark } from '../marks/StateMark.tsx'
import { Balance } from './Balance.tsx'
import { Channels } from './Channels.tsx'
import { Communications } from './Communications.tsx'
import { Progress } from './Progress.tsx'
import { Rejections } from './Rejections.tsx'
import css from './run.module.css'
import { fileOf } from './source.ts'
import { isActive } from './state.ts'

const route = getRouteApi('/runs/$run')

/** One run: how far it is, whether its sums hold, and every communication of it. */
export function RunPage() {
  const { t } = useSpeech()
  const { run: id } = route.useParams()
  const { tab } = route.useSearch()
  const client = useQueryClient()
  const query = useQuery(runQuery(id))
  const run = query.data
  useTitle(
    run ? t('runOf', { template: run.template, source: fileOf(run.source.name) }) : t('runsTitle'),
  )
  const tell = useCallback(
    (value: unknown) => client.setQueryData(['run', id], value as Run),
    [client, id],
  )
  const liveness = useLive(`/api/runs/${id}/events`, 'progress', isActive(run), tell)
  useFreshLists(id, run)

  if (query.isError && !run)
    return <Failed error={query.error} retry={() => void query.refetch()} />
  if (!run) return <Skeleton height={320} radius={8} aria-label={t('loading')} />
  return (
    <>
      <Head run={run} reconnecting={liveness === 'reconnecting'} />
      <Progress key={run.id} run={run} />
      <div className={css.pictures}>
        <Balance run={run} />
        <Channels run={run} />
      </div>
      <nav className={css.tabs} aria-label={t('view')}>
        <Link to="/runs/$run" params={{ run: id }} search={{}} data-active={tab === undefined}>
          {t('communications')}
        </Link>
        <Link
          to="/runs/$run"
          params={{ run: id }}
          search={{ tab: 'rejected' }}
          data-active={tab === 'rejected'}
        >
          {t('rejectedRows')} <Count value={run.sums.rejected} />
        </Link>
      </nav>
      {tab === 'rejected' ? <Rejections run={run} /> : <Communications run={run} />}
    </>
  )
}

function Count({ value }: { value: number }) {
  const { number } = useSpeech()
  return <span className={css.count}>{number(value)}</span>
}

function Head({ run, reconnecting }: { run: Run; reconnecting: boolean }) {
  const { t, instant, duration } = useSpeech()
  return (
    <header className={css.head}>
      <p className="soft small">
        <Link to="/runs">{t('runs')}</Link>
      </p>
      <div className={css.title}>
        <h1>{t('runOf', { template: run.template, source: fileOf(run.source.name) })}</h1>
        <StateMark state={run.state} />
        {reconnecting && <span className={css.lost}>{t('reconnecting')}</span>}
      </div>
      <dl className={css.facts}>
        <div>
          <dt>{t('started')}</dt>
          <dd>{instant(run.startedAt)}</dd>
        </div>
        <div>
          <dt>{t('duration')}</dt>
          <dd>{duration(run.seconds)}</dd>
        </div>
        <div>
          <dt>{t('release')}</dt>
          <dd>
            <Hash value={run.release} label={t('release')} />
          </dd>
        </div>
        <div>
          <dt>
            {t('source')}, {t('sha256')}
          </dt>
          <dd>
            <Hash value={run.source.sha256} label={t('source')} />
          </dd>
        </div>
        {run.resumed > 0 && (
          <div>
            <dt>{t('state')}</dt>
            <dd>{t('resumed', { n: run.resumed })}</dd>
          </div>
        )}
      </dl>
    </header>
  )
}

/** Reads the lists again while the run goes on, every two seconds, and once when it has ended. */
function useFreshLists(id: string, run: Run | undefined): void {
  const client = useQueryClient()
  const read = useRef(0)
  const changed = run
    ? `${run.state}/${run.sums.input}/${run.sums.pending}/${run.sums.waiting}`
    : ''
  const active = isActive(run)
  useEffect(() => {
    if (!changed) return
    const wait = active ? Math.max(0, read.current + 2000 - performance.now()) : 0
    const timer = setTimeout(() => {
      read.current = performance.now()
      void client.invalidateQueries({ queryKey: ['communications', id] })
      void client.invalidateQueries({ queryKey: ['rejections', id] })
    }, wait)
    return () => clearTimeout(timer)
  }, [client, id, changed, active])
}
