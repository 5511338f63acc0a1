import type { Loss, MailFinding } from '@misiva/compose'
import type { Problem } from '@misiva/model'
import { useSpeech } from '../language/index.tsx'
import { usePreviewWords } from './words.ts'
import css from './preview.module.css'

interface ProblemsProps {
  readonly problems: readonly Problem[]
  readonly title: string
  readonly mild?: boolean
}

/** What is wrong, where, and what to do about it. */
export function Problems({ problems, title, mild = false }: ProblemsProps) {
  if (problems.length === 0) return null
  return (
    <div className={css.problems} data-mild={mild} role="status">
      <strong>{title}</strong>
      <ul>
        {problems.slice(0, 8).map(({ code, message, hint, place }, i) => (
          <li key={i}>
            {message}
            <span className="soft">
              {hint && <> {hint}.</>} <code>{code}</code>
              {place && (
                <>
                  {' '}
                  <code>
                    {place.file}:{place.line}:{place.column}
                  </code>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What readers with common mail programs will not see as it was meant. */
export function Findings({ findings }: { findings: readonly MailFinding[] }) {
  const { say, has } = usePreviewWords()
  const { language } = useSpeech()
  const list = new Intl.ListFormat(language)
  if (findings.length === 0) return <p className={css.clear}>{say('allClear')}</p>
  const lost = findings.some(({ effect }) => effect === 'lost')
  return (
    <details className={css.notes} open={lost}>
      <summary>
        {say('clients')} <span className={css.count}>{findings.length}</span>
      </summary>
      <ul>
        {findings.map(({ feature, effect, clients, count }) => {
          const word = `mail_${feature}`
          const n = feature === 'clipped' ? Math.round(count / 1024) : count
          const who = clients.map((client) => (client === 'all' ? say('all') : client))
          return (
            <li key={feature} data-effect={effect}>
              <span>{has(word) ? say(word, { n }) : feature}</span>
              <span className="soft">{list.format(who)}</span>
            </li>
          )
        })}
      </ul>
    </details>
  )
}

/** What this content would lose if another channel's alternative began from it. */
export function Losses({ losses }: { losses: readonly Loss[] }) {
  const { say, has } = usePreviewWords()
  if (losses.length === 0) return null
  const forms = [...new Set(losses.map(({ to }) => to))]
  const word = (name: string) => (has(name) ? say(name) : name)
  return (
    <details className={css.notes}>
      <summary>
        {say('losses')} <span className={css.count}>{losses.length}</span>
      </summary>
      <ul>
        {forms.map((form) => (
          <li key={form}>
            <span>{word(`to_${form}`)}</span>
            <span className="soft">
              {losses
                .filter(({ to }) => to === form)
                .map(
                  ({ part, effect, count }) =>
                    `${count > 1 ? `${count} × ` : ''}${word(`part_${part}`)}: ${say(effect === 'refused' ? 'refusedThere' : 'droppedThere')}`,
                )
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
