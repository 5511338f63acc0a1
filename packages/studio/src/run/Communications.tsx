import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { CommunicationRow, Run } from '../api/client.ts'
import { communicationsQuery, filterOf } from '../api/queries.ts'
import { Failed } from '../frame/NotFound.tsx'
import { useRowKeys } from '../frame/keys.ts'
import { useSpeech } from '../language/index.tsx'
import { ChannelMark } from '../marks/ChannelMark.tsx'
import { StateMark } from '../marks/StateMark.tsx'
import css from './communications.module.css'
import { Filters } from './Filters.tsx'

const route = getRouteApi('/runs/$run')
const ROW = 45

/** The communications of a run, each with the reason it went where it went. Only what is seen is drawn. */
export function Communications({ run }: { run: Run }) {
  const { t } = useSpeech()
  const filter = filterOf(route.useSearch())
  const query = useInfiniteQuery(communicationsQuery(run.id, filter))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const total = query.data?.pages[0]?.total
  if (query.isError && !query.data)
    return <Failed error={query.error} retry={() => void query.refetch()} />
  const filtered = Object.keys(filter).length > 0
  return (
    <section aria-label={t('communications')}>
      <Filters run={run} total={query.data ? (total ?? null) : undefined} />
      {rows.length > 0 ? (
        <Rows
          rows={rows}
          total={total ?? undefined}
          more={query.hasNextPage && !query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      ) : (
        <p className={`soft ${css.none}`}>
          {query.isPending ? t('loading') : t(filtered ? 'noMatches' : 'noCommunications')}
        </p>
      )}
    </section>
  )
}

interface RowsProps {
  readonly rows: readonly CommunicationRow[]
  readonly total: number | undefined
  readonly more: boolean
  readonly onMore: () => void
}

function Rows({ rows, total, more, onMore }: RowsProps) {
  const { t } = useSpeech()
  const list = useRef<HTMLDivElement>(null)
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const measure = () =>
      setOffset((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(document.body)
    return () => watch.disconnect()
  }, [])
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here and passed nowhere
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: offset,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last >= rows.length - 30) onMore()
  }, [more, last, rows.length, onMore])
  useRowKeys(list, rows.length, (index) => virtual.scrollToIndex(index, { align: 'center' }))

  return (
    <div
      role="table"
      aria-label={t('communications')}
      aria-rowcount={total === undefined ? -1 : total + 1}
      className={`sheet ${css.table}`}
    >
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={`${css.row} ${css.headRow}`}>
          {(['key', 'customer', 'channel', 'state', 'why'] as const).map((column) => (
            <span role="columnheader" key={column}>
              {t(column)}
            </span>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        ref={list}
        style={{ height: virtual.getTotalSize() }}
        className={css.body}
      >
        {items.map((item) => {
          const row = rows[item.index]
          return (
            row && (
              <div
                role="row"
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                data-row={item.index}
                aria-rowindex={item.index + 2}
                className={css.row}
                style={{ transform: `translateY(${item.start - offset}px)` }}
              >
                <Cells row={row} />
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}

function Cells({ row }: { row: CommunicationRow }) {
  const { t, reason: reasonOf } = useSpeech()
  const last = row.messages.at(-1)
  const { reason } = row
  const why = reason && reasonOf(reason)
  return (
    <>
      <span role="cell" className={css.key}>
        <Link to="/communications/$communication" params={{ communication: row.id }}>
          {row.key}
        </Link>
      </span>
      <span role="cell" className={css.customer}>
        {row.customer.name} <span className="soft small">{row.customer.key}</span>
      </span>
      <span role="cell" className={css.channel}>
        {row.messages.map((message, i) => (
          <ChannelMark
            key={message.id}
            channel={message.channel}
            label={i === row.messages.length - 1}
          />
        ))}
      </span>
      <span role="cell" className={css.state}>
        <StateMark state={last && row.state === 'composed' ? last.state : row.state} />
      </span>
      <span role="cell" className={css.why} title={why ?? undefined}>
        {why ?? <span className="soft">{row.state === 'waiting' ? t('notDecided') : ''}</span>}
      </span>
    </>
  )
}
