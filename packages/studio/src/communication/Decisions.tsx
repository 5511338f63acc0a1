import type { Communication } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import css from './communication.module.css'

/** Why it went where it went: each decision with every reason that spoke, the last one first in weight. */
export function Decisions({ it }: { it: Communication }) {
  const { t, word, instant, reason: reasonOf } = useSpeech()
  return (
    <section className={`sheet ${css.side}`} aria-labelledby="why">
      <h2 id="why">{t('decisionTitle')}</h2>
      {it.decisions.length === 0 && <p className="soft">{t('notDecided')}</p>}
      {it.decisions.map((decision, i) => (
        <div key={decision.at + String(i)} className={css.decision}>
          <p className="soft small">
            {i > 0 && `${t('decisionAgain')} · `}
            <time dateTime={decision.at}>{instant(decision.at)}</time>
          </p>
          <p className={css.verdict}>
            {decision.kind === 'send'
              ? t('decidedSend', {
                  channel: word('channel', decision.channel ?? ''),
                  address: (decision.address ?? '').split('\n').join(', '),
                })
              : t(decision.kind === 'wait' ? 'decidedWait' : 'decidedRefuse')}
          </p>
          <ol className={css.because}>
            {decision.reasons.map((reason) => (
              <li key={reason.code + reason.text}>{reasonOf(reason)}</li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  )
}
