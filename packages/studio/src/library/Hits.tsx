import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDebouncedValue } from '@mantine/hooks'
import { useSpeech } from '../language/index.tsx'
import { searchQuery, objectOf } from './queries.ts'
import { KindIcon } from './ObjectMark.tsx'
import css from './library.module.css'

/** Where the words stand: in texts, as fields, in names. */
export function Hits({ q, change }: { q: string; change: string | undefined }) {
  const { t, word } = useSpeech()
  const [asked] = useDebouncedValue(q.trim(), 200)
  const hits = useQuery({ ...searchQuery(asked, change), enabled: asked.length > 1 })
  const items = (hits.data?.items ?? []).filter(({ kind }) => kind !== 'name').slice(0, 60)
  if (items.length === 0) return null
  return (
    <section className={css.group} aria-labelledby="hits">
      <h2 id="hits">
        {t('inTheText')} <span className="soft small">{items.length}</span>
      </h2>
      <ul className={`sheet ${css.rows}`}>
        {items.map((hit) => {
          const { kind, name } = objectOf(hit.object)
          return (
            <li key={`${hit.file}:${hit.line}:${hit.column}`} className={css.hit}>
              <span className={css.nameCell}>
                <KindIcon kind={kind} name={name} />
                <Link
                  to="/library/$kind/$"
                  params={{ kind, _splat: name }}
                  search={{ file: hit.file, ...(change && { change }) }}
                  className={css.name}
                >
                  {name}
                </Link>
              </span>
              <span className="soft small">
                {hit.file.slice(hit.file.lastIndexOf('/') + 1)}:{hit.line} · {word('hit', hit.kind)}
              </span>
              <span className={css.excerpt}>
                <Marked text={hit.excerpt} q={asked} />
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Marked({ text, q }: { text: string; q: string }) {
  const at = text.toLowerCase().indexOf(q.toLowerCase())
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + q.length)}</mark>
      {text.slice(at + q.length)}
    </>
  )
}
