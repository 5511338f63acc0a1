import { Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Failed } from '../frame/NotFound.tsx'
import { useTitle } from '../frame/title.ts'
import { useSpeech } from '../language/index.tsx'
import { useLibraryNews } from '../library/news.ts'
import { ChangeStateMark } from '../library/ObjectMark.tsx'
import { Comments } from './Comments.tsx'
import { FilesDiff } from './Diff.tsx'
import { Impact } from './Impact.tsx'
import { changeQuery } from './queries.ts'
import type { Change } from './queries.ts'
import { Judging } from './Judging.tsx'
import { Timeline } from './Timeline.tsx'
import css from './changes.module.css'

/** A change as its reviewer sees it: whom it reaches, what it says, who decided what. */
export function ChangePage() {
  const { t } = useSpeech()
  const { change: id } = useParams({ from: '/changes/$change' })
  const query = useQuery(changeQuery(id))
  useLibraryNews({ change: id, path: undefined })
  useTitle(query.data?.title ?? t('changes'))
  if (query.isError && !query.data)
    return <Failed error={query.error} retry={() => void query.refetch()} />
  if (!query.data)
    return <Skeleton height={420} radius={8} role="status" aria-label={t('loading')} />
  const change = query.data
  return (
    <>
      <nav className={css.crumb} aria-label={t('back')}>
        <Link to="/changes">{t('changes')}</Link>
      </nav>
      <div className={css.changeHead}>
        <div>
          <h1>{change.title}</h1>
          {change.description && <p className={css.description}>{change.description}</p>}
        </div>
        <ChangeStateMark state={change.state} />
      </div>
      <Steps state={change.state} />
      <Judging change={change} />
      <Tabs defaultValue="impact" keepMounted={false} className={css.tabs}>
        <Tabs.List>
          <Tabs.Tab value="impact">{t('impact')}</Tabs.Tab>
          <Tabs.Tab value="files">
            {t('filesTab')} <span className="soft">{change.files.length}</span>
          </Tabs.Tab>
          <Tabs.Tab value="comments">
            {t('comments')}{' '}
            {change.openComments > 0 && <span className="soft">{change.openComments}</span>}
          </Tabs.Tab>
          <Tabs.Tab value="who">{t('who')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="impact" pt="md">
          <Impact change={change} />
        </Tabs.Panel>
        <Tabs.Panel value="files" pt="md">
          <FilesDiff change={change} />
        </Tabs.Panel>
        <Tabs.Panel value="comments" pt="md">
          <Comments change={change} />
        </Tabs.Panel>
        <Tabs.Panel value="who" pt="md">
          <Timeline change={change} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

const way = ['draft', 'in-review', 'approved', 'published'] as const

function Steps({ state }: { state: Change['state'] }) {
  const { t, word } = useSpeech()
  const at = state === 'rejected' ? 0 : way.findIndex((it) => it === state)
  if (at < 0) return null
  return (
    <ol className={css.steps} aria-label={t('steps')}>
      {way.map((step, index) => (
        <li
          key={step}
          data-done={index < at || state === 'published' || undefined}
          aria-current={index === at ? 'step' : undefined}
        >
          {word('cstate', index === 0 && state === 'rejected' ? 'rejected' : step)}
        </li>
      ))}
    </ol>
  )
}
