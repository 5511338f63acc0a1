import type { Communication, Message } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import { ChannelMark } from '../marks/ChannelMark.tsx'
import css from './communication.module.css'

const good = new Set(['delivered', 'printed', 'published', 'opened', 'clicked', 'answered'])
const bad = new Set(['bounced', 'undelivered', 'rejected'])

const toneOf = (kind: string) => (good.has(kind) ? 'good' : bad.has(kind) ? 'bad' : 'plain')

/** What became of each message, in the order the channel told it. */
export function Timeline({ it }: { it: Communication }) {
  const { t } = useSpeech()
  return (
    <section className={`sheet ${css.side}`} aria-labelledby="timeline">
      <h2 id="timeline">{t('timeline')}</h2>
      {it.messages.length === 0 && <p className="soft">{t('nothingWent')}</p>}
      {it.messages.map((message) => (
        <Line key={message.id} message={message} many={it.messages.length > 1} />
      ))}
    </section>
  )
}

function Line({ message, many }: { message: Message; many: boolean }) {
  const { t, word, instant, time } = useSpeech()
  const points = [
    { kind: 'queued', label: t('queuedAt'), at: message.queuedAt, detail: null },
    ...message.receipts.map((it) => ({ ...it, label: word('receipt', it.kind) })),
  ]
  return (
    <div>
      <p className={css.lineHead}>
        {many && <ChannelMark channel={message.channel} />}
        <time dateTime={message.queuedAt} className="soft small">
          {instant(message.queuedAt)}
        </time>
      </p>
      <ol className={css.timeline}>
        {points.map((point, i) => (
          <li key={i} data-tone={toneOf(point.kind)}>
            <span className={css.point}>
              <strong>{point.label}</strong>
              <time dateTime={point.at} title={instant(point.at)} className="soft small">
                {time(point.at)}
              </time>
            </span>
            {point.detail && <span className="soft small">{point.detail}</span>}
          </li>
        ))}
      </ol>
      {message.receipts.length === 0 && <p className="soft small">{t('noReceipts')}</p>}
    </div>
  )
}
