import type { Communication } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import css from './communication.module.css'

/** What the customer answered, the last answer first; nothing where nothing was answered. */
export function Answers({ it }: { it: Communication }) {
  const { t, word, instant } = useSpeech()
  if (it.answers.length === 0) return null
  return (
    <section className={`sheet ${css.side}`} aria-labelledby="answers">
      <h2 id="answers">{t('answers')}</h2>
      <ol className={css.answers}>
        {it.answers.toReversed().map((answer) => (
          <li key={answer.id} data-holds={answer.holds}>
            <span className="soft small" lang={answer.language}>
              {answer.questionText}
            </span>
            <strong lang={answer.language}>{answer.answerText}</strong>
            <span className="soft small">
              <time dateTime={answer.at}>{instant(answer.at)}</time>
              {' · '}
              {answer.channel ? word('channel', answer.channel) : t('linkByHand')}
              {!answer.holds && ` · ${t('answeredLater')}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
