import { Link } from '@tanstack/react-router'
import type { ChannelCount, Run } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import { Bar } from '../marks/Bar.tsx'
import { ChannelMark, channelColor } from '../marks/ChannelMark.tsx'
import { isActive } from './state.ts'
import css from './run.module.css'

/** Messages by channel; a line leads to its communications. */
export function Channels({ run }: { run: Run }) {
  const { t } = useSpeech()
  const channels = run.channels.toSorted((a, b) => b.messages - a.messages)
  const most = channels[0]?.messages ?? 1
  return (
    <section className={`sheet ${css.panel}`} aria-labelledby="by-channel">
      <div className={css.panelHead}>
        <h2 id="by-channel">{t('channelsTitle')}</h2>
      </div>
      {run.channels.length === 0 && (
        <p className="soft">{t(isActive(run) ? 'noMessages' : 'noMessagesAtAll')}</p>
      )}
      <ul className={css.channels}>
        {channels.map((it) => (
          <ChannelLine key={it.channel} run={run.id} count={it} most={most} />
        ))}
      </ul>
    </section>
  )
}

function ChannelLine({ run, count, most }: { run: string; count: ChannelCount; most: number }) {
  const { t, number } = useSpeech()
  const color = channelColor(count.channel)
  const rest = [
    [t('delivered'), count.delivered],
    [t('failed'), count.failed],
    [t('pending'), count.pending],
    [t('inDoubt'), count.inDoubt],
  ] as const
  return (
    <li>
      <Link to="/runs/$run" params={{ run }} search={{ channel: count.channel }}>
        <ChannelMark channel={count.channel} />
      </Link>
      <Bar
        label={count.channel}
        of={most}
        height={12}
        parts={[
          { label: t('delivered'), value: count.delivered, color },
          { label: t('failed'), value: count.failed, color: 'var(--bad-fill)' },
          { label: t('pending'), value: count.pending, color: 'var(--wait-fill)' },
          { label: t('inDoubt'), value: count.inDoubt, color: 'var(--warn-fill)' },
        ]}
      />
      <strong className={css.channelCount}>{number(count.messages)}</strong>
      <ul className={css.channelRest}>
        {rest
          .filter(([, value]) => value > 0)
          .map(([label, value]) => (
            <li key={label}>
              {label} {number(value)}
            </li>
          ))}
      </ul>
    </li>
  )
}

/** Why communications were refused and records rejected; each leads to them. */
export function Reasons({ run }: { run: Run }) {
  const { t, word, number, codeTitle } = useSpeech()
  if (run.refused.length === 0 && run.rejected.length === 0) return null
  return (
    <div className={css.reasons}>
      {run.refused.length > 0 && (
        <div>
          <h3>{t('whyRefused')}</h3>
          <ul>
            {run.refused.map(({ code, count }) => (
              <li key={code}>
                <Link to="/runs/$run" params={{ run: run.id }} search={{ refusal: code }}>
                  {word('reason', code)}
                </Link>{' '}
                <strong>{number(count)}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
      {run.rejected.length > 0 && (
        <div>
          <h3>{t('whyRejected')}</h3>
          <ul>
            {run.rejected.map(({ code, count, title }) => (
              <li key={code}>
                <Link to="/runs/$run" params={{ run: run.id }} search={{ tab: 'rejected', code }}>
                  {codeTitle(code, title)}
                </Link>{' '}
                <strong>{number(count)}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
