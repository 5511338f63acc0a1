import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Channel } from '../api/client.ts'
import { channelsQuery } from '../api/queries.ts'
import { Failed } from '../frame/NotFound.tsx'
import { useTitle } from '../frame/title.ts'
import { useSpeech } from '../language/index.tsx'
import { Bar, Legend } from '../marks/Bar.tsx'
import { ChannelMark, channelColor } from '../marks/ChannelMark.tsx'
import css from './channels.module.css'
import { Received } from './Received.tsx'
import { SettingsForm } from './SettingsForm.tsx'

/** The installed channels: what each can do, how it is set, and what its sandbox took. */
export function ChannelsPage() {
  const { t } = useSpeech()
  useTitle(t('channelsTitle2'))
  const query = useQuery(channelsQuery)
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />
  return (
    <>
      <h1>{t('channelsTitle2')}</h1>
      <p className={`soft ${css.intro}`}>{t('channelsText')}</p>
      {query.isPending ? (
        <Skeleton height={320} radius={8} aria-label={t('loading')} />
      ) : (
        <div className={css.list}>
          {query.data.items.map((channel) => (
            <ChannelSheet key={channel.name} channel={channel} />
          ))}
        </div>
      )}
    </>
  )
}

function ChannelSheet({ channel }: { channel: Channel }) {
  const { t, word } = useSpeech()
  const { messages: sums } = channel
  const parts = [
    { label: t('delivered'), value: sums.delivered, color: channelColor(channel.name) },
    { label: t('failed'), value: sums.failed, color: 'var(--bad-fill)' },
    { label: t('pending'), value: sums.pending, color: 'var(--wait-fill)' },
    { label: t('inDoubt'), value: sums.inDoubt, color: 'var(--warn-fill)' },
  ]
  return (
    <article className={`sheet ${css.channel}`} aria-labelledby={`channel-${channel.name}`}>
      <header className={css.head}>
        <h2 id={`channel-${channel.name}`}>
          <ChannelMark channel={channel.name} />
        </h2>
        <code className="soft">{channel.plugin}</code>
        <span className={css.where} data-sandbox={channel.sandbox !== null}>
          {t(channel.sandbox ? 'sandbox' : 'real')}
        </span>
      </header>
      <p className="soft">{t(channel.sandbox ? 'sandboxOn' : 'sandboxOff')}</p>
      <div className={css.sums}>
        <p className="soft small">
          {t('allTime')}: {t('messages', { n: sums.messages })}
        </p>
        <Bar parts={parts} label={word('channel', channel.name)} height={10} />
        <Legend parts={parts.filter((it, i) => i === 0 || it.value > 0)} />
      </div>
      <div className={css.columns}>
        <Properties channel={channel} />
        <SettingsForm channel={channel} />
      </div>
      {channel.sandbox && <Received channel={channel} />}
    </article>
  )
}

function Properties({ channel }: { channel: Channel }) {
  const { t, word, number } = useSpeech()
  const { properties: p } = channel
  const yesNo = (value: boolean) => t(value ? 'yes' : 'no')
  const lines = [
    [t('carries'), word('carries', channel.takes)],
    [t('confirms'), word('confirms', p.confirms)],
    [t('interrupts'), yesNo(p.interrupts)],
    [t('physical'), yesNo(p.physical)],
    [t('batchSize'), number(p.batch)],
    [t('cost'), number(p.costs / 1000, 3)],
  ] as const
  return (
    <section>
      <h3>{t('properties')}</h3>
      <dl className={css.pairs}>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
