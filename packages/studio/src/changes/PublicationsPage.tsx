import { Button, Checkbox, Skeleton, Textarea, TextInput } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, need } from '../api/client.ts'
import { Failed } from '../frame/NotFound.tsx'
import { useTitle } from '../frame/title.ts'
import { Dialog } from '../frame/Dialog.tsx'
import { useSpeech } from '../language/index.tsx'
import { useLibraryNews } from '../library/news.ts'
import { Hash } from '../marks/Hash.tsx'
import { usePerson } from '../people/session.ts'
import { publicationsQuery } from './queries.ts'
import type { Publication } from './queries.ts'
import { Refusal } from './Refusal.tsx'
import { instantOf, zoneHere, ZoneField } from './zone.tsx'
import css from './changes.module.css'

/** What was, is and will be in force, on one line of time. */
export function PublicationsPage() {
  const { t } = useSpeech()
  useTitle(t('publicationsTitle'))
  const person = usePerson()
  const query = useQuery(publicationsQuery)
  useLibraryNews({ change: undefined, path: undefined })
  const [again, setAgain] = useState<Publication>()
  if (query.isError && !query.data)
    return <Failed error={query.error} retry={() => void query.refetch()} />
  const publisher = person?.rights.some(({ role }) => role === 'publisher' || role === 'admin')
  const items = (query.data?.items ?? []).toSorted(
    (a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom) || b.id - a.id,
  )
  return (
    <>
      <h1>{t('publicationsTitle')}</h1>
      <p className={`soft ${css.lead}`}>{t('publicationsText')}</p>
      {query.isPending && (
        <Skeleton height={220} radius={8} role="status" aria-label={t('loading')} />
      )}
      <ol className={css.publications}>
        {items.map((it) => (
          <Entry
            key={it.id}
            publication={it}
            inForce={query.data?.inForce ?? null}
            rollBack={publisher ? () => setAgain(it) : undefined}
          />
        ))}
      </ol>
      {again && <RollBack publication={again} close={() => setAgain(undefined)} />}
    </>
  )
}

const tones: Readonly<Record<string, string>> = { 'in-force': 'good', scheduled: 'review' }

interface EntryProps {
  readonly publication: Publication
  readonly inForce: string | null
  readonly rollBack: (() => void) | undefined
}

function Entry({ publication, inForce, rollBack }: EntryProps) {
  const { t, word, instant } = useSpeech()
  const client = useQueryClient()
  const { release, kind, change, effectiveFrom, publishedBy, note, standing, id } = publication
  const takeBack = useMutation({
    mutationFn: async () =>
      need(
        await api.POST('/api/publications/{publication}/withdraw', {
          params: { path: { publication: id } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['publications'] }),
  })
  return (
    <li data-standing={standing}>
      <time dateTime={effectiveFrom}>{instant(effectiveFrom)}</time>
      <article className={`sheet ${css.publication}`}>
        <header>
          <span className={css.standing} data-tone={tones[standing]}>
            {word('standing', standing)}
          </span>
          {change ? (
            <Link to="/changes/$change" params={{ change: change.id }}>
              {change.title}
            </Link>
          ) : (
            <strong>{word('pkind', kind)}</strong>
          )}
        </header>
        <p className="soft small">
          {change && `${word('pkind', kind)} · `}
          {publishedBy?.name ?? t('theSystem')} · <Hash value={release} label={t('release')} />
        </p>
        {note && <p>{note}</p>}
        {rollBack && (
          <div className={css.publicationActions}>
            {standing === 'scheduled' && (
              <Button
                size="xs"
                variant="default"
                loading={takeBack.isPending}
                onClick={() => takeBack.mutate()}
              >
                {t('takeBack')}
              </Button>
            )}
            {standing === 'past' && release !== inForce && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconArrowBackUp size={15} aria-hidden />}
                onClick={rollBack}
              >
                {t('rollBack')}
              </Button>
            )}
          </div>
        )}
        {takeBack.error && <Refusal error={takeBack.error} />}
      </article>
    </li>
  )
}

function RollBack({ publication, close }: { publication: Publication; close: () => void }) {
  const { t } = useSpeech()
  const client = useQueryClient()
  const [note, setNote] = useState('')
  const [from, setFrom] = useState('')
  const [zone, setZone] = useState(zoneHere())
  const [withdrawScheduled, setWithdraw] = useState(false)
  const roll = useMutation({
    mutationFn: async () =>
      need(
        await api.POST('/api/publications', {
          body: {
            release: publication.release,
            effectiveFrom: instantOf(from, zone),
            note,
            withdrawScheduled,
          },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['publications'] })
      await client.invalidateQueries({ queryKey: ['library'] })
      close()
    },
  })
  return (
    <Dialog title={t('rollBackTitle')} close={close} size="lg">
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          roll.mutate()
        }}
      >
        <p className="soft">{t('rollBackText')}</p>
        <Textarea
          data-autofocus
          label={t('reason')}
          required
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={css.dates}>
          <TextInput
            type="datetime-local"
            label={t('effectiveFrom')}
            description={from ? undefined : t('atOnce')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <ZoneField zone={zone} choose={setZone} />
        </div>
        <Checkbox
          label={t('alsoScheduled')}
          checked={withdrawScheduled}
          onChange={(event) => setWithdraw(event.currentTarget.checked)}
        />
        {roll.error && <Refusal error={roll.error} />}
        <div className={css.actions}>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={roll.isPending}>
            {t('rollBack')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
