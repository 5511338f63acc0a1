import { Told } from '../frame/Told.tsx'
import { useSpeech } from '../language/index.tsx'
import { refusalOf } from './steps.ts'
import css from './changes.module.css'

/** Why a step was refused: what is wrong, every place of it, and what to do. */
export function Refusal({ error }: { error: Error }) {
  const { t, told } = useSpeech()
  const refused = refusalOf(error)
  const said = refused && told({ ...refused, text: refused.detail })
  return (
    <div className={css.refusal} role="alert">
      <strong>{said?.said ?? t('offline')}</strong>
      {said?.quoted && <p lang="en">{said.quoted}</p>}
      {said?.remedy && <p className="soft">{said.remedy}</p>}
      {refused?.problems && (
        <ul>
          {refused.problems.slice(0, 12).map((it) => (
            <li key={`${it.file} ${it.line} ${it.column} ${it.message}`}>
              <code>
                {it.file}:{it.line}:{it.column}
              </code>{' '}
              <Told problem={{ ...it, text: it.message }} />
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
