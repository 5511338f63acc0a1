import { useQueries } from '@tanstack/react-query'
import { changesQuery } from '../changes/queries.ts'
import { ChangeRow } from '../changes/ChangeRow.tsx'
import { useSpeech } from '../language/index.tsx'
import type { LibraryObject } from './queries.ts'
import css from './library.module.css'

/** Files asked about at most: a template has some thirty, and a change mostly touches several. */
const MOST = 40

/** Every change that touched the object, newest first. */
export function History({ object }: { object: LibraryObject }) {
  const { t } = useSpeech()
  const found = useQueries({
    queries: object.files.slice(0, MOST).map(({ path }) => changesQuery(undefined, path)),
    combine: (answers) => ({
      pending: answers.some((it) => it.isPending),
      changes: [
        ...new Map(
          answers.flatMap((it) => it.data?.items ?? []).map((change) => [change.id, change]),
        ).values(),
      ].toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1)),
    }),
  })
  if (found.pending) return <p className="soft">{t('loading')}</p>
  if (found.changes.length === 0)
    return (
      <p className="soft" style={{ marginTop: '1rem' }}>
        {t('noHistory')}
      </p>
    )
  return (
    <ol className={`sheet ${css.rows}`} style={{ marginTop: '1rem' }}>
      {found.changes.map((change, index) => (
        <ChangeRow key={change.id} change={change} index={index} />
      ))}
    </ol>
  )
}
