import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { WordsDiff } from '../changes/Diff.tsx'
import { Failed } from '../frame/NotFound.tsx'
import { useSpeech } from '../language/index.tsx'
import { ObjectLink } from './ObjectMark.tsx'
import { duplicatesQuery } from './queries.ts'
import css from './library.module.css'

/** Pairs of texts that say nearly the same: candidates for one block. */
export function Duplicates({ change }: { change: string | undefined }) {
  const { t, number } = useSpeech()
  const query = useQuery(duplicatesQuery(change))
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />
  if (!query.data)
    return <Skeleton height={200} radius={8} role="status" aria-label={t('loading')} />
  if (query.data.items.length === 0) return <p className="soft">{t('noDuplicates')}</p>
  return (
    <>
      <p className={`soft ${css.note}`}>{t('duplicatesText')}</p>
      <ul className={`sheet ${css.rows} ${css.pairs}`}>
        {query.data.items.slice(0, 200).map(({ a, b, similarity }) => (
          <li key={`${placeOf(a)} ${placeOf(b)}`} className={css.pair}>
            <div>
              <ObjectLink id={a.object} change={change} />{' '}
              <span className="soft small">
                {fileOf(a.place.file)}:{a.place.line}
              </span>
            </div>
            <div>
              <ObjectLink id={b.object} change={change} />{' '}
              <span className="soft small">
                {fileOf(b.place.file)}:{b.place.line}
              </span>
            </div>
            <strong>{t('similar', { n: number(similarity * 100) })}</strong>
            <p className={css.pairText}>
              <WordsDiff before={a.text} after={b.text} />
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

interface Placed {
  readonly place: { readonly file: string; readonly line: number; readonly column: number }
}
const placeOf = ({ place }: Placed) => `${place.file}:${place.line}:${place.column}`
const fileOf = (file: string) => file.slice(file.lastIndexOf('/') + 1)
