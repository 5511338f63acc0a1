import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ApiError } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import { useTitle } from './title.ts'

export function NotFound() {
  const { t } = useSpeech()
  useTitle(t('notFoundTitle'))
  return (
    <div>
      <h1>{t('notFoundTitle')}</h1>
      <p className="soft">{t('notFoundText')}</p>
      <p>
        <Link to="/runs">{t('keyRuns')}</Link>
      </p>
    </div>
  )
}

/** What stands where a screen could not be loaded: the code, the reason and the remedy. */
export function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const { t, told, codeTitle } = useSpeech()
  const problem = error instanceof ApiError ? error.problem : undefined
  const said = problem && told({ ...problem, text: problem.detail })
  return (
    <div role="alert">
      <h1>{problem ? codeTitle(problem.code, problem.title) : t('failedTitle')}</h1>
      <p {...(said?.quoted && { lang: 'en' })}>{said?.quoted ?? said?.said ?? t('offline')}</p>
      {said && (
        <p className="soft">
          {said.remedy} <code>{problem?.code}</code>
        </p>
      )}
      <Button mt="md" variant="default" onClick={retry}>
        {t('retry')}
      </Button>
    </div>
  )
}
