import { Button, Skeleton, Tabs } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ChangeBar } from '../changes/ChangeBar.tsx'
import { changeQuery } from '../changes/queries.ts'
import { Failed, NotFound } from '../frame/NotFound.tsx'
import { useTitle } from '../frame/title.ts'
import { useSpeech } from '../language/index.tsx'
import { usePerson } from '../people/session.ts'
import { Content } from './Content.tsx'
import { EditIn } from './EditIn.tsx'
import { History } from './History.tsx'
import { ChangeStateMark, KindIcon, Languages } from './ObjectMark.tsx'
import { Others } from './Presence.tsx'
import { libraryQuery } from './queries.ts'
import type { LibraryObject } from './queries.ts'
import { Retire } from './Retire.tsx'
import type { ObjectSearch } from './search.ts'
import { UsesGraph } from './UsesGraph.tsx'
import css from './library.module.css'

/** One object of the library: its variants, who uses it and what became of it. */
export function ObjectPage() {
  const { t } = useSpeech()
  const { kind, _splat: name = '' } = useParams({ from: '/library/$kind/$' })
  const search = useSearch({ from: '/library/$kind/$' })
  useTitle(name)
  const query = useQuery(libraryQuery(search.change))
  if (query.isError && !query.data)
    return <Failed error={query.error} retry={() => void query.refetch()} />
  if (!query.data)
    return <Skeleton height={420} radius={8} role="status" aria-label={t('loading')} />
  const object = query.data.items.find((it) => it.kind === kind && it.name === name)
  if (!object) return <NotFound />
  // Another object is another page: nothing written here may end up there.
  return (
    <Opened
      key={`${kind}/${name} ${search.change}`}
      object={object}
      languages={query.data.languages}
      search={search}
    />
  )
}

interface OpenedProps {
  readonly object: LibraryObject
  readonly languages: readonly string[]
  readonly search: ObjectSearch
}

function Opened({ object, languages, search }: OpenedProps) {
  const { t, word } = useSpeech()
  const { kind, name } = object
  const navigate = useNavigate({ from: '/library/$kind/$' })
  const set = (next: Partial<Record<keyof ObjectSearch, string | undefined>>) =>
    void navigate({ search: (now) => ({ ...now, ...next }) as ObjectSearch, replace: true })
  return (
    <>
      <nav className={css.crumb} aria-label={t('back')}>
        <Link to="/library" search={search.change ? { change: search.change } : {}}>
          {t('library')}
        </Link>
        <span aria-hidden="true">/</span>
        <span className="soft">{word('kinds', kind)}</span>
      </nav>
      <div className={css.objectHead}>
        <h1>
          <KindIcon kind={kind} name={name} />
          {kind === 'house' ? t('house') : name}
        </h1>
        <ChangeStateMark state={object.state} />
        <Languages has={object.languages} wanted={kind === 'asset' ? [] : languages} />
        <span className="soft small">{t('usedByN', { n: object.usedBy })}</span>
        <Others change={search.change} object={object} file={search.file} />
        <Actions object={object} search={search} set={set} />
      </div>
      <Tabs
        value={search.tab ?? 'content'}
        onChange={(tab) => set({ tab: tab === 'content' ? undefined : (tab ?? undefined) })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="content">{t('content')}</Tabs.Tab>
          <Tabs.Tab value="uses">{t('whereUsed')}</Tabs.Tab>
          <Tabs.Tab value="history">{t('history')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="content">
          <Content {...{ object, languages, search, set }} />
        </Tabs.Panel>
        <Tabs.Panel value="uses">
          <UsesGraph object={object} change={search.change} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <History object={object} />
        </Tabs.Panel>
      </Tabs>
      <ChangeBar change={search.change} />
    </>
  )
}

interface ActionsProps {
  readonly object: LibraryObject
  readonly search: ObjectSearch
  readonly set: (next: { change?: string | undefined }) => void
}

function Actions({ object, search, set }: ActionsProps) {
  const { t } = useSpeech()
  const person = usePerson()
  const [choosing, setChoosing] = useState(false)
  const change = useQuery({
    ...changeQuery(search.change ?? ''),
    enabled: search.change !== undefined,
  })
  const writes = person?.rights.some(({ role }) => role === 'author' || role === 'admin')
  if (search.change)
    return (
      <div className={css.objectActions}>
        {change.data &&
          (change.data.may.edit ? (
            <Retire object={object} change={search.change} />
          ) : (
            <span className="soft small">{t('readOnly')}</span>
          ))}
        <Button size="xs" variant="default" onClick={() => set({ change: undefined })}>
          {t('leaveChange')}
        </Button>
      </div>
    )
  return (
    <div className={css.objectActions}>
      {writes ? (
        <Button
          size="xs"
          leftSection={<IconPencil size={15} aria-hidden />}
          onClick={() => setChoosing(true)}
        >
          {t('edit')}
        </Button>
      ) : (
        person === null && <span className="soft small">{t('readOnlyVisitor')}</span>
      )}
      {choosing && (
        <EditIn
          object={object}
          close={() => setChoosing(false)}
          chosen={(id) => {
            setChoosing(false)
            set({ change: id })
          }}
        />
      )}
    </div>
  )
}
