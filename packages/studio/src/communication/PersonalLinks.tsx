import { ActionIcon, Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, need } from '../api/client.ts'
import type { Communication } from '../api/client.ts'
import { communicationQuery } from '../api/queries.ts'
import { Refusal } from '../changes/Refusal.tsx'
import { useSpeech } from '../language/index.tsx'
import css from './communication.module.css'

/** The customer's own addresses of this communication: how often each was opened; one more, or one less. */
export function PersonalLinks({ it }: { it: Communication }) {
  const { t } = useSpeech()
  const { make, revoke } = useLinks(it.id)
  const refused = make.error ?? revoke.error
  return (
    <section className={`sheet ${css.side}`} aria-labelledby="links">
      <div className={css.sideHead}>
        <h2 id="links">{t('personalLinks')}</h2>
        <Button
          size="compact-xs"
          variant="subtle"
          loading={make.isPending}
          onClick={() => make.mutate()}
        >
          {t('makeLink')}
        </Button>
      </div>
      {make.data && <Fresh url={make.data.url} />}
      {refused && <Refusal error={refused} />}
      <ul className={css.answers}>
        {it.links.map((link) => (
          <Line key={link.id} link={link} revoke={() => revoke.mutate(link.id)} />
        ))}
      </ul>
    </section>
  )
}

function Line({ link, revoke }: { link: Communication['links'][number]; revoke: () => void }) {
  const { t, word, instant } = useSpeech()
  const name = link.channel
    ? word('channel', link.channel)
    : t('linkFrom', { name: link.madeBy?.name ?? '' })
  return (
    <li data-holds={link.state === 'open'}>
      <span className={css.linkHead}>
        <strong>{name}</strong>
        {link.state === 'open' && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            onClick={revoke}
            aria-label={`${t('revokeLink')}: ${name}`}
          >
            {t('revokeLink')}
          </Button>
        )}
      </span>
      <span className="soft small">
        {link.lastOpenedAt
          ? t('linkOpened', { n: link.opens, when: instant(link.lastOpenedAt) })
          : t('linkUnopened')}
      </span>
      <span className="soft small">
        {t(
          link.state === 'open'
            ? 'linkUntil'
            : link.state === 'expired'
              ? 'linkExpired'
              : 'linkRevoked',
          { when: instant(link.revokedAt ?? link.expiresAt) },
        )}
      </span>
    </li>
  )
}

/** Told this once: only its hash is kept. */
function Fresh({ url }: { url: string }) {
  const { t } = useSpeech()
  return (
    <div className={css.fresh} role="status">
      <code>{url}</code>
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            onClick={copy}
            aria-label={t('copyLink')}
            title={t('copyLink')}
          >
            {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
          </ActionIcon>
        )}
      </CopyButton>
      <span className="soft small">{t('linkOnce')}</span>
    </div>
  )
}

function useLinks(communication: string) {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries(communicationQuery(communication))
  const make = useMutation({
    mutationFn: async () =>
      need(
        await api.POST('/api/communications/{communication}/links', {
          params: { path: { communication } },
        }),
      ),
    onSuccess,
  })
  const revoke = useMutation({
    mutationFn: async (link: string) =>
      need(
        await api.POST('/api/communications/{communication}/links/{link}/revoke', {
          params: { path: { communication, link } },
        }),
      ),
    onSuccess,
  })
  return { make, revoke }
}
