import { Link } from '@tanstack/react-router'
import type { Run } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import { Bar } from '../marks/Bar.tsx'
import { channelColor } from '../marks/ChannelMark.tsx'
import { StateMark } from '../marks/StateMark.tsx'
import { fileOf } from '../run/source.ts'
import { doneOf } from '../run/sums.ts'
import css from './runs.module.css'

/** A run in a line: what, how far, what became of it, when and how long. */
export function RunLine({ run, index }: { run: Run; index: number }) {
  const { t, word, number, instant, duration } = useSpeech()
  const { sums } = run
  const active = run.state === 'reading' || run.state === 'working'
  const parts = run.channels.map((it) => ({
    label: word('channel', it.channel),
    value: it.messages,
    color: channelColor(it.channel),
  }))
  const outcome = [
    ['delivered', sums.delivered, 'good'],
    ['pending', sums.pending, ''],
    ['failed', sums.failed, 'bad'],
    ['inDoubt', sums.inDoubt, 'warn'],
    ['refused', sums.refused, 'warn'],
    ['rejected', sums.rejected, 'lost'],
  ] as const
  return (
    <li className={`sheet ${css.line}`} data-row={index}>
      <div className={css.what}>
        <Link to="/runs/$run" params={{ run: run.id }} className={css.title}>
          {run.template}
        </Link>
        <span className={`soft ${css.source}`} title={run.source.name}>
          {fileOf(run.source.name)}
        </span>
      </div>
      <div className={css.state}>
        <StateMark state={run.state} />
        {active && (
          <span className="soft small">
            {number(doneOf(sums))} / {number(sums.input)}
          </span>
        )}
      </div>
      <div className={css.bars}>
        <Bar parts={parts} label={t('channelsTitle')} />
        <span className="soft small">
          {t('records', { n: sums.input })} · {t('messages', { n: sums.messages })}
        </span>
      </div>
      <ul className={css.outcome} aria-label={t('outcome')}>
        {outcome
          .filter(([, value], at) => value > 0 || at === 0)
          .map(([key, value, tone]) => (
            <li key={key} data-tone={tone}>
              <strong>{number(value)}</strong> {t(key)}
            </li>
          ))}
      </ul>
      <div className={css.when}>
        <time dateTime={run.startedAt}>{instant(run.startedAt)}</time>
        <span className="soft small">{duration(run.seconds)}</span>
      </div>
    </li>
  )
}
