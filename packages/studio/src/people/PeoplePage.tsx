import { Button, Skeleton, Tabs } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Failed } from '../frame/NotFound.tsx'
import { useTitle } from '../frame/title.ts'
import { useSpeech } from '../language/index.tsx'
import { Face } from './Face.tsx'
import { Folders } from './Folders.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { peopleQuery } from './queries.ts'
import type { Person } from './queries.ts'
import { Record } from './Record.tsx'
import { usePerson } from './session.ts'
import css from './people.module.css'

/** Who works here, what each may do where, and who gave it to them. */
export function PeoplePage() {
  const { t } = useSpeech()
  useTitle(t('people'))
  const me = usePerson()
  const admin = me?.rights.some(({ role, prefix }) => role === 'admin' && prefix === '')
  const { tab = 'people' } = useSearch({ from: '/people' })
  const navigate = useNavigate({ from: '/people' })
  const query = useQuery({ ...peopleQuery, enabled: admin === true })
  const [edited, setEdited] = useState<Person | 'new'>()
  if (me !== undefined && !admin)
    return (
      <>
        <h1>{t('people')}</h1>
        <p className={`soft ${css.lead}`}>{t('peopleAdmins')}</p>
      </>
    )
  if (query.isError && !query.data)
    return <Failed error={query.error} retry={() => void query.refetch()} />
  const people = query.data?.items ?? []
  return (
    <>
      <div className={css.head}>
        <h1>{t('people')}</h1>
        <Button
          size="xs"
          ml="auto"
          leftSection={<IconUserPlus size={15} aria-hidden />}
          onClick={() => setEdited('new')}
        >
          {t('enterPerson')}
        </Button>
      </div>
      <Tabs
        value={tab}
        onChange={(value) =>
          void navigate({
            search: value === 'folders' || value === 'record' ? { tab: value } : {},
            replace: true,
          })
        }
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="people">{t('people')}</Tabs.Tab>
          <Tabs.Tab value="folders">{t('byFolder')}</Tabs.Tab>
          <Tabs.Tab value="record">{t('rightsRecord')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people" pt="md">
          {query.data ? (
            <ul className={`sheet ${css.rows}`}>
              {people.map((person) => (
                <Row key={person.id} person={person} edit={() => setEdited(person)} />
              ))}
            </ul>
          ) : (
            <Skeleton height={240} radius={8} role="status" aria-label={t('loading')} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="folders" pt="md">
          <Folders people={people} />
        </Tabs.Panel>
        <Tabs.Panel value="record" pt="md">
          <Record people={people} />
        </Tabs.Panel>
      </Tabs>
      {edited && (
        <PersonDialog
          person={edited === 'new' ? undefined : edited}
          close={() => setEdited(undefined)}
        />
      )}
    </>
  )
}

function Row({ person, edit }: { person: Person; edit: () => void }) {
  const { t, word } = useSpeech()
  return (
    <li className={css.row} data-away={!person.active || undefined}>
      <div className={css.rowWho}>
        <Face person={person} size={34} under={person.email} />
      </div>
      <ul className={css.rights} aria-label={t('rights')}>
        {person.rights.map(({ role, prefix }) => (
          <li key={`${role} ${prefix}`} data-role={role}>
            {word('role', role)}
            {prefix && <code>{prefix}</code>}
          </li>
        ))}
        {!person.active && <li data-role="away">{t('sentAway')}</li>}
      </ul>
      <Button
        size="compact-sm"
        variant="default"
        onClick={edit}
        aria-label={`${t('edit')} ${person.name}`}
      >
        {t('edit')}
      </Button>
    </li>
  )
}
