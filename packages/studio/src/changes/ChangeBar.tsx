import { Button } from '@mantine/core'
import { IconArrowRight, IconGitPullRequestDraft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../language/index.tsx'
import { ChangeStateMark, ObjectLink } from '../library/ObjectMark.tsx'
import { changeQuery } from './queries.ts'
import { useStep } from './steps.ts'
import css from './changes.module.css'

/** The change one is writing in, always in sight: what it touches so far, and where it goes next. */
export function ChangeBar({ change }: { change: string | undefined }) {
  const { t } = useSpeech()
  const query = useQuery({ ...changeQuery(change ?? ''), enabled: change !== undefined })
  const submit = useStep('submit')
  if (!change || !query.data) return null
  const { title, state, objects, files, may } = query.data
  return (
    <aside className={css.bar} aria-label={`${t('editing')} ${title}`}>
      <IconGitPullRequestDraft size={20} stroke={1.7} aria-hidden className={css.barIcon} />
      <div className={css.barTitle}>
        <span className="soft small">{t('editing')}</span>
        <Link to="/changes/$change" params={{ change }}>
          {title}
        </Link>
      </div>
      <ChangeStateMark state={state} />
      <ul className={css.touched}>
        {objects.slice(0, 3).map((id) => (
          <li key={id}>
            <ObjectLink id={id} change={change} />
          </li>
        ))}
        {objects.length > 3 && <li className="soft small">+{objects.length - 3}</li>}
        {files.length === 0 && <li className="soft small">{t('noFilesYet')}</li>}
      </ul>
      <div className={css.barActions}>
        <Button
          variant="default"
          size="xs"
          renderRoot={(props) => <Link to="/changes/$change" params={{ change }} {...props} />}
          rightSection={<IconArrowRight size={15} aria-hidden />}
        >
          {t('review')}
        </Button>
        {may.submit && (
          <Button
            size="xs"
            loading={submit.isPending}
            onClick={() => submit.mutate({ change: query.data })}
          >
            {t('submit')}
          </Button>
        )}
      </div>
    </aside>
  )
}
