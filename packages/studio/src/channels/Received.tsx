import { Collapse, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Channel } from '../api/client.ts'
import { receivedQuery } from '../api/queries.ts'
import { useSpeech } from '../language/index.tsx'
import css from './channels.module.css'

/** What the other end of a channel's protocol took: the newest, when asked for. */
export function Received({ channel }: { channel: Channel }) {
  const { t, number } = useSpeech()
  const [open, { toggle }] = useDisclosure()
  const count = channel.sandbox?.received
  if (count === null || count === undefined)
    return <p className={`soft small ${css.elsewhere}`}>{t('sandboxElsewhere')}</p>
  return (
    <section className={css.received}>
      <UnstyledButton onClick={toggle} aria-expanded={open} className={css.disclose}>
        <IconChevronRight size={15} aria-hidden data-open={open} />
        <span>{t('sandboxReceived')}</span> <strong>{number(count)}</strong>
      </UnstyledButton>
      <Collapse expanded={open}>{open && <Newest channel={channel.name} />}</Collapse>
    </section>
  )
}

function Newest({ channel }: { channel: string }) {
  const { t, instant, bytes } = useSpeech()
  const query = useQuery(receivedQuery(channel))
  if (!query.data) return <p className="soft">{query.isError ? t('failedTitle') : t('loading')}</p>
  const { items, total } = query.data
  if (items.length === 0) return <p className="soft">{t('sandboxEmpty')}</p>
  return (
    <>
      <p className="soft small">{t('newestOf', { shown: items.length, total })}</p>
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('sandboxReceived')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('when')}</th>
              <th scope="col">{t('to')}</th>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('size')}</th>
              <th scope="col">{t('sha256')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((it, i) => (
              <tr key={`${it.message ?? ''}/${i}`}>
                <td>{instant(it.at)}</td>
                <td>{it.to}</td>
                <td className={css.summary}>{it.summary}</td>
                <td>{bytes(it.bytes)}</td>
                <td>
                  <code title={it.sha256}>{it.sha256.slice(0, 10)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
