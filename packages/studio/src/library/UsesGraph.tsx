import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Failed } from '../frame/NotFound.tsx'
import { useSpeech } from '../language/index.tsx'
import { KindIcon, ObjectLink } from './ObjectMark.tsx'
import { idOf, usesQuery } from './queries.ts'
import type { LibraryObject, Use } from './queries.ts'
import css from './library.module.css'

/** Both ways at once: what is lost without it to the left, what it needs to the right. */
export function UsesGraph({
  object,
  change,
}: {
  object: LibraryObject
  change: string | undefined
}) {
  const { t } = useSpeech()
  const query = useQuery(usesQuery(idOf(object), change))
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />
  if (!query.data)
    return <Skeleton mt="md" height={180} radius={8} role="status" aria-label={t('loading')} />
  const { uses, usedBy } = query.data
  return (
    <div className={css.graph}>
      <Nodes title={t('usedByTitle')} none={t('usedByNothing')} items={usedBy} change={change} />
      <Edges count={usedBy.length} side="left" />
      <div className={`sheet ${css.centre}`}>
        <strong>
          <KindIcon kind={object.kind} name={object.name} />
          {object.name}
        </strong>
      </div>
      <Edges count={uses.length} side="right" />
      <Nodes title={t('usesTitle')} none={t('usesNothing')} items={uses} change={change} />
    </div>
  )
}

function Nodes(props: {
  title: string
  none: string
  items: readonly Use[]
  change: string | undefined
}) {
  const { t } = useSpeech()
  return (
    <section aria-label={props.title}>
      <h2>
        {props.title} <span className="soft small">{props.items.length}</span>
      </h2>
      {props.items.length === 0 && <p className="soft">{props.none}</p>}
      <ul className={css.nodes}>
        {props.items.map(({ object, places }) => (
          <li key={object} className={`sheet ${css.node}`}>
            <ObjectLink id={object} change={props.change} />
            <span
              className="soft small"
              title={places.map(({ file, line }) => `${file}:${line}`).join('\n')}
            >
              {t('places', { n: places.length })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A curve from the middle to each node, drawn over the height of the list. */
function Edges({ count, side }: { count: number; side: 'left' | 'right' }) {
  const left = side === 'left'
  return (
    <svg
      className={css.edges}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden="true"
      style={{ height: `${Math.max(1, count) * 2.9 + 2}rem` }}
    >
      {Array.from({ length: count }, (_, i) => {
        const y = 8 + ((i + 0.5) * 92) / count
        return (
          <path
            key={y}
            vectorEffect="non-scaling-stroke"
            d={left ? `M0 ${y}C60 ${y} 40 50 100 50` : `M0 50C60 50 40 ${y} 100 ${y}`}
          />
        )
      })}
    </svg>
  )
}
