import { ActionIcon, SegmentedControl, Skeleton, useComputedColorScheme } from '@mantine/core'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Communication } from '../api/client.ts'
import { communicationQuery } from '../api/queries.ts'
import { Failed } from '../frame/NotFound.tsx'
import { useKeys } from '../frame/keys.ts'
import { useTitle } from '../frame/title.ts'
import { useSpeech } from '../language/index.tsx'
import { StateMark } from '../marks/StateMark.tsx'
import { fileOf } from '../run/source.ts'
import { Answers } from './Answers.tsx'
import { DataTree } from './DataTree.tsx'
import { Decisions } from './Decisions.tsx'
import { Facts } from './Facts.tsx'
import { PersonalLinks } from './PersonalLinks.tsx'
import { Sheet } from './Sheet.tsx'
import { Timeline } from './Timeline.tsx'
import css from './communication.module.css'
import type { Appearance } from './appearance.ts'

const route = getRouteApi('/communications/$communication')

/** One communication: what the customer got and what else there was to get, why, and what became of it. */
export function CommunicationPage() {
  const { t } = useSpeech()
  const { communication: id } = route.useParams()
  const query = useQuery(communicationQuery(id))
  const it = query.data
  useTitle(it ? `${it.key} · ${it.customer.name}` : t('communication'))
  const scheme = useComputedColorScheme('light')
  const [chosen, setAppearance] = useState<Appearance>()
  const appearance = chosen ?? scheme
  if (query.isError && !it) return <Failed error={query.error} retry={() => void query.refetch()} />
  if (!it) return <Skeleton height={480} radius={8} aria-label={t('loading')} />
  return (
    <>
      <Head it={it} />
      <div className={css.page}>
        <div className={css.stage}>
          <div className={css.appearance}>
            <span className="soft small" id="appearance">
              {t('customersAppearance')}
            </span>
            <SegmentedControl
              size="xs"
              aria-labelledby="appearance"
              value={appearance}
              onChange={(value) => setAppearance(value === 'dark' ? 'dark' : 'light')}
              data={[
                { value: 'light', label: t('light') },
                { value: 'dark', label: t('dark') },
              ]}
            />
          </div>
          <Sheets it={it} appearance={appearance} />
        </div>
        <aside className={css.aside}>
          <Answers it={it} />
          <Decisions it={it} />
          <Timeline it={it} />
          <PersonalLinks it={it} />
          <Facts it={it} />
          <DataTree data={it.data} />
        </aside>
      </div>
    </>
  )
}

function Head({ it }: { it: Communication }) {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const { previous, next } = it.neighbours
  const go = (communication: string | null) => {
    if (communication)
      void navigate({ to: '/communications/$communication', params: { communication } })
  }
  useKeys({
    n: () => go(next),
    p: () => go(previous),
    u: () => {
      if (it.run) void navigate({ to: '/runs/$run', params: { run: it.run.id } })
    },
  })
  const last = it.messages.at(-1)
  return (
    <header className={css.head}>
      <div>
        <p className="soft small">
          <Link to="/runs">{t('runs')}</Link>
          {it.run && (
            <>
              {' / '}
              <Link to="/runs/$run" params={{ run: it.run.id }}>
                {t('runOf', { template: it.template, source: fileOf(it.run.source) })}
              </Link>
            </>
          )}
        </p>
        <h1>
          {it.key} <span className={css.name}>{it.customer.name}</span>
        </h1>
      </div>
      <StateMark state={last && it.state === 'composed' ? last.state : it.state} />
      <div className={css.turn}>
        <ActionIcon
          variant="default"
          size="lg"
          disabled={!previous}
          onClick={() => go(previous)}
          aria-label={t('keyPreviousCommunication')}
          title={`${t('previous')} (p)`}
        >
          <IconArrowLeft size={17} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size="lg"
          disabled={!next}
          onClick={() => go(next)}
          aria-label={t('keyNextCommunication')}
          title={`${t('next')} (n)`}
        >
          <IconArrowRight size={17} />
        </ActionIcon>
      </div>
    </header>
  )
}

function Sheets({ it, appearance }: { it: Communication; appearance: Appearance }) {
  const { t } = useSpeech()
  const others = it.alternatives.filter((alternative) => alternative.message === null)
  const went = it.messages.some((message) => message.state !== 'failed')
  return (
    <>
      <section aria-labelledby="went">
        <h2 id="went">{t(it.messages.length > 0 && !went ? 'whatFailed' : 'whatWent')}</h2>
        {it.messages.length === 0 && (
          <p className={`sheet soft ${css.nothing}`}>{t('nothingWent')}</p>
        )}
        <div className={css.sheets}>
          {it.messages.map((message) => (
            <Sheet
              key={message.id}
              look={{ message: message.id }}
              title={message.alternative}
              channel={message.channel}
              message={message}
              to={message.address}
              appearance={appearance}
            />
          ))}
        </div>
      </section>
      {others.length > 0 && (
        <section aria-labelledby="would">
          <h2 id="would">{t('whatWouldGo')}</h2>
          <p className="soft small">{t('whatWouldGoNote')}</p>
          <div className={css.sheets}>
            {others.map((alternative) => (
              <Sheet
                key={alternative.name}
                look={{ communication: it.id, alternative: alternative.name }}
                title={alternative.name}
                channel={alternative.channel}
                appearance={appearance}
              />
            ))}
          </div>
        </section>
      )}
    </>
  )
}
