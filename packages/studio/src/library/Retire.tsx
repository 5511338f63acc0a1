import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, need } from '../api/client.ts'
import { Refusal } from '../changes/Refusal.tsx'
import { changeQuery } from '../changes/queries.ts'
import { Dialog } from '../frame/Dialog.tsx'
import { useSpeech } from '../language/index.tsx'
import { ObjectLink } from './ObjectMark.tsx'
import { belongsTo, idOf, usesQuery } from './queries.ts'
import type { LibraryObject } from './queries.ts'
import css from './library.module.css'

interface RetireProps {
  readonly object: LibraryObject
  readonly change: string
}

/** Takes an object away with all its files, or brings it back; both only in the change, until it is published. */
export function Retire({ object, change }: RetireProps) {
  const { t } = useSpeech()
  const [asked, setAsked] = useState(false)
  if (object.kind === 'house' || object.kind === 'style') return null
  if (object.state === 'retired') return <BringBack object={object} change={change} />
  return (
    <>
      <Button size="xs" variant="subtle" color="gray" onClick={() => setAsked(true)}>
        {t('retire')}
      </Button>
      {asked && <Ask object={object} change={change} close={() => setAsked(false)} />}
    </>
  )
}

function Ask({ object, change, close }: RetireProps & { close: () => void }) {
  const { t } = useSpeech()
  const uses = useQuery(usesQuery(idOf(object), change))
  const usedBy = uses.data?.usedBy ?? []
  const retire = useSavings(change, close)
  return (
    <Dialog title={t('retireTitle', { name: object.name })} close={close}>
      {uses.data &&
        (usedBy.length === 0 ? (
          <p>{t('retireUnused')}</p>
        ) : (
          <>
            <p role="alert">{t('retireUsed', { n: usedBy.length })}</p>
            <ul className={css.usedList}>
              {usedBy.map(({ object: user, places }) => (
                <li key={user}>
                  <ObjectLink id={user} change={change} />
                  <span className="soft small">
                    {places
                      .slice(0, 4)
                      .map(({ file, line }) => `${file.slice(file.lastIndexOf('/') + 1)}:${line}`)
                      .join(', ')}
                    {places.length > 4 && ' …'}
                  </span>
                </li>
              ))}
            </ul>
          </>
        ))}
      {retire.error && <Refusal error={retire.error} />}
      <div className={css.dialogActions}>
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
        <Button
          color="red"
          loading={retire.isPending}
          disabled={!uses.data}
          onClick={() =>
            retire.mutate({ paths: object.files.map(({ path }) => path), what: 'remove' })
          }
        >
          {t('retire')}
        </Button>
      </div>
    </Dialog>
  )
}

function BringBack({ object, change }: RetireProps) {
  const { t } = useSpeech()
  const query = useQuery(changeQuery(change))
  const restore = useSavings(change)
  const paths = (query.data?.files ?? [])
    .filter(({ kind, path }) => kind === 'removed' && belongsTo(path, object))
    .map(({ path }) => path)
  return (
    <>
      <Button
        size="xs"
        variant="light"
        loading={restore.isPending}
        disabled={paths.length === 0}
        onClick={() => restore.mutate({ paths, what: 'restore' })}
      >
        {t('bringBack')}
      </Button>
      {restore.error && <Refusal error={restore.error} />}
    </>
  )
}

/** One file after the other, each at the revision it has now. */
function useSavings(change: string, done?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({
      paths,
      what,
    }: {
      paths: readonly string[]
      what: 'remove' | 'restore'
    }) => {
      for (const path of paths) {
        const file = need(
          await api.GET('/api/library/files', { params: { query: { path, change } } }),
        )
        const body = { change, path, revision: file.revision, [what]: true }
        need(await api.PUT('/api/library/files', { body }))
      }
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['library'] })
      await client.invalidateQueries({ queryKey: ['change', change] })
    },
    onSuccess: () => done?.(),
  })
}
