import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { useRowKeys } from '../frame/keys.ts'
import { useSpeech } from '../language/index.tsx'
import { usePerson } from '../people/session.ts'
import { Filters } from './Filters.tsx'
import type { SetSearch } from './Filters.tsx'
import { Hits } from './Hits.tsx'
import { ChangeStateMark, KindIcon, Languages } from './ObjectMark.tsx'
import { Faces, presentAt } from './Presence.tsx'
import { idOf, unusedQuery } from './queries.ts'
import type { LibraryObject, Presence } from './queries.ts'
import { kinds } from './search.ts'
import type { LibrarySearch, Sort } from './search.ts'
import css from './library.module.css'

interface ObjectsProps {
  readonly items: readonly LibraryObject[]
  readonly languages: readonly string[]
  /** Who has what open now. */
  readonly present: readonly Presence[]
  readonly search: LibrarySearch
  readonly set: SetSearch
}

/** The library's objects by kind, as far as the filters let them through. */
export function Objects({ items, languages, present, search, set }: ObjectsProps) {
  const { t, word } = useSpeech()
  const me = usePerson()
  const list = useRef<HTMLDivElement>(null)
  const unused = useQuery({ ...unusedQuery(search.change), enabled: search.view === 'unused' })
  const shown = useMemo(
    () =>
      items
        .filter((it) => fits(it, search, unused.data?.items))
        .toSorted(orders[search.sort ?? 'name']),
    [items, search, unused.data],
  )
  useRowKeys(list, shown.length)
  const ordered = kinds.flatMap((kind) => shown.filter((it) => it.kind === kind))
  return (
    <>
      <Filters {...{ items, languages, search, set }} shown={shown.length} />
      {search.view === 'unused' && <p className={`soft ${css.note}`}>{t('unusedText')}</p>}
      {shown.length === 0 && (
        <p className="soft">{t(search.view === 'unused' ? 'noUnused' : 'noMatches')}</p>
      )}
      <div ref={list}>
        {kinds.map((kind) => {
          const group = ordered.filter((it) => it.kind === kind)
          if (group.length === 0) return null
          return (
            <section key={kind} className={css.group} aria-labelledby={`kind-${kind}`}>
              <h2 id={`kind-${kind}`}>
                {word('kinds', kind)} <span className="soft small">{group.length}</span>
              </h2>
              <ul className={`sheet ${css.rows}`}>
                {group.map((it) => (
                  <Row
                    key={idOf(it)}
                    object={it}
                    index={ordered.indexOf(it)}
                    present={presentAt(present, it, me?.id).filter(({ change }) => change !== null)}
                    {...{ languages, change: search.change }}
                  />
                ))}
              </ul>
            </section>
          )
        })}
      </div>
      {search.q && <Hits q={search.q} change={search.change} />}
    </>
  )
}

function fits(it: LibraryObject, search: LibrarySearch, unused: readonly string[] | undefined) {
  const { q, kind, state, missing, by, view } = search
  if (kind && it.kind !== kind) return false
  if (state && it.state !== state) return false
  if (by && !it.editors.some(({ id }) => id === by)) return false
  if (view === 'unused' && !unused?.includes(idOf(it))) return false
  if (missing && (it.languages.length === 0 || it.languages.includes(missing))) return false
  const wanted = q?.toLowerCase().trim()
  return !wanted || it.name.toLowerCase().includes(wanted)
}

type Order = (a: LibraryObject, b: LibraryObject) => number
const byName: Order = (a, b) => a.name.localeCompare(b.name)
const orders: Readonly<Record<Sort, Order>> = {
  name: byName,
  changed: (a, b) => (b.changedAt ?? '').localeCompare(a.changedAt ?? '') || byName(a, b),
  used: (a, b) => b.usedBy - a.usedBy || byName(a, b),
  problems: (a, b) => b.problems - a.problems || byName(a, b),
}

interface RowProps {
  readonly present: readonly Presence[]
  readonly object: LibraryObject
  readonly index: number
  readonly languages: readonly string[]
  readonly change: string | undefined
}

function Row({ object, index, languages, present, change }: RowProps) {
  const { t, instant } = useSpeech()
  const { kind, name } = object
  return (
    <li className={css.row} data-row={index}>
      <span className={css.nameCell}>
        <KindIcon kind={kind} name={name} />
        <Link
          to="/library/$kind/$"
          params={{ kind, _splat: name }}
          search={change ? { change } : {}}
          className={css.name}
        >
          {kind === 'house' ? t('house') : name}
        </Link>
        <Faces present={present} />
      </span>
      <Languages has={object.languages} wanted={kind === 'asset' ? [] : languages} />
      <span className={`soft small ${css.used}`}>
        {object.usedBy > 0 ? t('usedByN', { n: object.usedBy }) : ''}
      </span>
      <span className={css.rowState}>
        {object.problems > 0 && (
          <span className={css.problems}>{t('problems', { n: object.problems })}</span>
        )}
        {object.state !== 'published' && <ChangeStateMark state={object.state} />}
        {object.changes[0] && (
          <span className={`soft small ${css.clip}`}>{object.changes[0].title}</span>
        )}
      </span>
      <span className={`soft small ${css.when}`}>
        {object.changedAt && instant(object.changedAt)}
        {object.changedBy && <span>{object.changedBy.name}</span>}
      </span>
    </li>
  )
}
