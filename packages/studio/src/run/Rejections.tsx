import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useRef } from 'react'
import type { RejectionRow, Run } from '../api/client.ts'
import { rejectionsQuery } from '../api/queries.ts'
import { Failed } from '../frame/NotFound.tsx'
import { useRowKeys } from '../frame/keys.ts'
import { useSpeech } from '../language/index.tsx'
import css from './communications.module.css'
import { fileOf } from './source.ts'

const route = getRouteApi('/runs/$run')

/** Records that could not be read or composed: where each stands, what is wrong, what to do. */
export function Rejections({ run }: { run: Run }) {
  const { t, codeTitle } = useSpeech()
  const { code } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useInfiniteQuery(rejectionsQuery(run.id, code))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const list = useRef<HTMLOListElement>(null)
  useRowKeys(list, rows.length)
  if (query.isError && !query.data)
    return <Failed error={query.error} retry={() => void query.refetch()} />
  return (
    <section aria-label={t('rejectedRows')}>
      {run.rejected.length > 0 && (
        <div className={css.filters}>
          <NativeSelect
            aria-label={t('code')}
            value={code ?? ''}
            onChange={(event) => {
              const chosen = event.currentTarget.value
              void navigate({
                search: { tab: 'rejected', ...(chosen && { code: chosen }) },
                replace: true,
                resetScroll: false,
              })
            }}
            data={[
              { value: '', label: t('allCodes') },
              ...run.rejected.map((it) => ({
                value: it.code,
                label: `${it.code} ${codeTitle(it.code, it.title)}`,
              })),
            ]}
          />
        </div>
      )}
      {rows.length === 0 ? (
        <p className={`soft ${css.none}`}>{query.isPending ? t('loading') : t('noRejections')}</p>
      ) : (
        <ol className={`sheet ${css.rejections}`} ref={list}>
          {rows.map((row, index) => (
            <Rejection key={row.id} row={row} index={index} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button mt="md" variant="default" onClick={() => void query.fetchNextPage()}>
          {t('showMore')}
        </Button>
      )}
    </section>
  )
}

function Rejection({ row, index }: { row: RejectionRow; index: number }) {
  const speech = useSpeech()
  const { t } = speech
  const { file, line, column } = row
  const told = speech.told({ code: row.code, text: row.message, hint: row.remedy })
  const place = [fileOf(file), line, column].filter((it) => it !== null).join(':')
  const said =
    line === null
      ? file
      : column === null
        ? t('lineOf', { line })
        : t('lineColumnOf', { line, column })
  return (
    <li data-row={index}>
      <div>
        <p className={css.place} title={file}>
          <span aria-hidden="true">{place}</span>
          <span className="unseen">{`${file}, ${said}`}</span>
        </p>
        {row.key && (
          <p className="soft small">
            {row.communication ? (
              <Link
                to="/communications/$communication"
                params={{ communication: row.communication }}
              >
                {row.key}
              </Link>
            ) : (
              row.key
            )}
          </p>
        )}
      </div>
      <div>
        <p>
          <code>{row.code}</code> {told.said}
        </p>
        {told.quoted && (
          <p className="soft" lang="en">
            {told.quoted}
          </p>
        )}
        <p className="soft">{told.remedy}</p>
      </div>
    </li>
  )
}
