import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { Run } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import { Bar } from '../marks/Bar.tsx'
import type { Part } from '../marks/Bar.tsx'
import { Reasons } from './Channels.tsx'
import { isActive } from './state.ts'
import css from './run.module.css'

/**
 * The two sums of a run as a picture: bars of one scale between the same two ends, so that whatever
 * were missing would be seen as a gap, and the sums themselves in figures.
 */
export function Balance({ run }: { run: Run }) {
  const { t } = useSpeech()
  const { sums } = run
  const scale = Math.max(sums.input, sums.messages)
  const records: Part[] = [
    { label: t('composed'), value: sums.composed, color: 'var(--good-fill)' },
    { label: t('refused'), value: sums.refused, color: 'var(--warn-fill)' },
    { label: t('rejected'), value: sums.rejected, color: 'var(--lost-fill)' },
    { label: t('waiting'), value: sums.waiting, color: 'var(--wait-fill)' },
  ]
  const messages: Part[] = [
    { label: t('delivered'), value: sums.delivered, color: 'var(--good-fill)' },
    { label: t('failed'), value: sums.failed, color: 'var(--bad-fill)' },
    { label: t('pending'), value: sums.pending, color: 'var(--wait-fill)' },
    { label: t('inDoubt'), value: sums.inDoubt, color: 'var(--warn-fill)' },
  ]
  return (
    <section className={`sheet ${css.panel}`} aria-labelledby="balance">
      <div className={css.panelHead}>
        <h2 id="balance">{t('balanceTitle')}</h2>
        <Verdict run={run} />
      </div>
      <Sum
        label={t('input')}
        total={sums.input}
        scale={scale}
        parts={run.sums.waiting > 0 ? records : records.slice(0, 3)}
      />
      <Sum
        label={t('messagesAre')}
        total={sums.messages}
        scale={scale}
        parts={messages.filter((it, i) => i < 3 || it.value > 0)}
      />
      {sums.messages > sums.composed && <p className="soft small">{t('messagesNote')}</p>}
      <Reasons run={run} />
    </section>
  )
}

function Verdict({ run }: { run: Run }) {
  const { t } = useSpeech()
  if (!run.sums.balances)
    return (
      <span className={css.verdict} data-tone="bad">
        <IconAlertTriangle size={15} aria-hidden /> {t('balanceBad')}
      </span>
    )
  return (
    <span className={css.verdict} data-tone="good">
      <IconCheck size={15} aria-hidden /> {t(isActive(run) ? 'balanceOpen' : 'balanceOk')}
    </span>
  )
}

function Sum(props: { label: string; total: number; scale: number; parts: readonly Part[] }) {
  const { number } = useSpeech()
  const { label, total, scale, parts } = props
  const width = `${scale > 0 ? (total / scale) * 100 : 0}%`
  return (
    <div className={css.sum}>
      <div className={css.ends} style={{ width }}>
        <Bar parts={[{ label, value: total, color: 'var(--ink-fill)' }]} label={label} height={6} />
        <Bar parts={parts} of={total} label={label} height={16} />
      </div>
      <p className={css.equation}>
        <span>
          <strong>{number(total)}</strong> <span className="soft">{label}</span>
        </span>
        {parts.map((part, i) => (
          <span key={part.label}>
            <span className={css.sign}>{i === 0 ? '=' : '+'}</span>
            <span className={css.swatch} style={{ background: part.color }} />
            <strong>{number(part.value)}</strong> <span className="soft">{part.label}</span>
          </span>
        ))}
      </p>
    </div>
  )
}
