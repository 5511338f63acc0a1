import { useState } from 'react'
import type { Run } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import { isActive } from './state.ts'
import css from './run.module.css'
import { addSample, doneOf, rateOf, workedOf } from './sums.ts'
import type { Sample } from './sums.ts'

/** How far a run is: what is done, how fast, what remains, and what has been refused so far. */
export function Progress({ run }: { run: Run }) {
  const { t, number } = useSpeech()
  const samples = useSamples(run)
  const done = doneOf(run.sums)

  if (run.state === 'stopped')
    return (
      <p className={`sheet ${css.notice}`} role="status">
        {t('stoppedText')}
      </p>
    )
  if (!isActive(run)) return null
  const { input, refused, rejected } = run.sums
  const remaining = Math.max(0, input - done)
  const share = input > 0 ? done / input : 0
  return (
    <section className={`sheet ${css.progress}`} aria-label={t('progress')}>
      <div
        className={css.track}
        role="progressbar"
        aria-label={t('progressOf', { done, input })}
        aria-valuemin={0}
        aria-valuemax={input}
        aria-valuenow={done}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <dl className={css.figures}>
        <Figure label={t('done')} value={number(done)} />
        <Rate run={run} samples={samples} remaining={remaining} />
        <Figure
          label={t('remaining')}
          value={run.read ? number(remaining) : t('remainingAtLeast', { n: remaining })}
        />
        <Figure label={t('refusedSoFar')} value={number(refused)} />
        <Figure label={t('rejectedSoFar')} value={number(rejected)} />
      </dl>
      {!run.read && <p className="soft small">{t('stillReading', { n: input })}</p>}
    </section>
  )
}

/** What the last seconds of this run told, one sample for each value that came. */
function useSamples(run: Run): readonly Sample[] {
  const [kept, setKept] = useState<{ readonly run: Run; readonly samples: readonly Sample[] }>()
  if (kept?.run !== run) {
    const sample = { at: run.seconds * 1000, worked: workedOf(run.sums) }
    setKept({ run, samples: addSample(kept?.samples ?? [], sample) })
  }
  return kept?.samples ?? []
}

function Rate(props: { run: Run; samples: readonly Sample[]; remaining: number }) {
  const { t, number, duration } = useSpeech()
  const rate = rateOf(props.samples)
  const left =
    rate && props.run.read
      ? t('timeLeftAbout', { time: duration(Math.ceil(props.remaining / rate)) })
      : props.run.read
        ? '–'
        : t('timeLeftUnknown')
  return (
    <>
      <Figure
        label={t('rate')}
        value={rate === undefined ? '–' : t('perSecond', { n: number(rate) })}
      />
      <Figure label={t('timeLeft')} value={left} quiet={!props.run.read} />
    </>
  )
}

function Figure({ label, value, quiet }: { label: string; value: string; quiet?: boolean }) {
  return (
    <div data-quiet={quiet}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
