import { Avatar, Button, NativeSelect, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Failed } from '../frame/NotFound.tsx'
import { useSpeech } from '../language/index.tsx'
import { personEventsQuery } from './queries.ts'
import type { Person, PersonEvent } from './queries.ts'
import css from './people.module.css'

/** Who gave whom which right, and when: nothing of it is ever changed. */
export function Record({ people }: { people: readonly Person[] }) {
  const { t } = useSpeech()
  const [person, setPerson] = useState('')
  const query = useInfiniteQuery(personEventsQuery(person || undefined))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isError && !query.data)
    return <Failed error={query.error} retry={() => void query.refetch()} />
  return (
    <>
      <div className={css.recordHead}>
        <p className="soft">{t('rightsRecordText')}</p>
        <NativeSelect
          aria-label={t('people')}
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
          data={[
            { value: '', label: t('everybody') },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      {query.isPending ? (
        <Skeleton height={240} radius={8} role="status" aria-label={t('loading')} />
      ) : (
        <ol className={`sheet ${css.rows}`}>
          {items.map((event) => (
            <Line key={event.id} event={event} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button mt="md" variant="default" onClick={() => void query.fetchNextPage()}>
          {t('showMore')}
        </Button>
      )}
    </>
  )
}

function Line({ event }: { event: PersonEvent }) {
  const { t, word, instant } = useSpeech()
  const { kind, person, by, role, prefix, detail, at } = event
  return (
    <li className={css.line} data-kind={kind}>
      <Avatar name={person.name} size={28} color="petrol" variant="light" aria-hidden />
      <span>
        <strong>{person.name}</strong> {word('pevent', kind)}
        {role && (
          <>
            {' '}
            <em>{word('rightTo', role)}</em> {prefix ? <code>{prefix}</code> : t('everywhere')}
          </>
        )}
        {detail && <span className="soft"> “{detail}”</span>}
      </span>
      <span className="soft small">{t('by', { name: by?.name ?? t('byNobody') })}</span>
      <time className="soft small" dateTime={at}>
        {instant(at)}
      </time>
    </li>
  )
}
