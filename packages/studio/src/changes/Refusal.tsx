import { useSpeech } from '../language/index.tsx'
import { refusalOf } from './steps.ts'
import css from './changes.module.css'

/** Why a step was refused: what is wrong, every place of it, and what to do. */
export function Refusal({ error }: { error: Error }) {
  const { t } = useSpeech()
  const refused = refusalOf(error)
  return (
    <div className={css.refusal} role="alert">
      <strong>{refused?.detail ?? t('offline')}</strong>
      {refused && <p className="soft">{refused.hint}</p>}
      {refused?.problems && (
        <ul>
          {refused.problems.slice(0, 12).map((it) => (
            <li key={`${it.file} ${it.line} ${it.column} ${it.message}`}>
              <code>
                {it.file}:{it.line}:{it.column}
              </code>{' '}
              {it.message} <span className="soft">{it.hint}</span>
            </li>
          ))}
        </ul>
      )}
      {refused?.conflicts?.map((path) => (
        <p key={path}>
          <code>{path}</code> {t('conflictFile')}
        </p>
      ))}
    </div>
  )
}
