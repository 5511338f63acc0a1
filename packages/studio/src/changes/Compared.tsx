import { ActionIcon, Skeleton } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { DesktopFrame } from '../communication/Frames.tsx'
import { useKeys } from '../frame/keys.ts'
import { Told } from '../frame/Told.tsx'
import { useSpeech } from '../language/index.tsx'
import { ChannelMark } from '../marks/ChannelMark.tsx'
import type { ImpactItem } from './queries.ts'
import css from './impact.module.css'

interface Word {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** One composition as it was and as it will be, what differs marked. */
export function Compared({ item }: { item: ImpactItem }) {
  const { t } = useSpeech()
  return (
    <article className={`sheet ${css.compared}`} aria-label={t('beforeAndAfter')}>
      <header className={css.comparedHead}>
        <ChannelMark channel={item.channel} />
        <strong>{item.template}</strong>
        <span className="soft">
          {item.language} · {t('sample')} {item.sample}
        </span>
      </header>
      {item.problems.length > 0 && (
        <ul className={css.problems}>
          {item.problems.map((it) => (
            <li key={`${it.file} ${it.line} ${it.message}`}>
              {it.file}:{it.line}:{it.column} <Told problem={{ ...it, text: it.message }} />{' '}
              <code>{it.code}</code>
            </li>
          ))}
        </ul>
      )}
      <Words item={item} />
      {item.takes === 'pages' ? (
        <Pages item={item} />
      ) : item.takes === 'mime' || item.takes === 'html' ? (
        <WebPages item={item} />
      ) : (
        <Texts item={item} />
      )}
    </article>
  )
}

/** The sentences that differ, with some words around: what one reads first. */
function Words({ item }: { item: ImpactItem }) {
  const words = item.words as unknown as readonly Word[]
  if (item.takes === 'text' || !words.some(({ kind }) => kind !== 'same')) return null
  return (
    <p className={css.words}>
      {words.map(({ kind, text }, at) => {
        if (kind === 'added') return <ins key={at}>{text}</ins>
        if (kind === 'removed') return <del key={at}>{text}</del>
        return <span key={at}>{shortened(text, at > 0, at < words.length - 1)}</span>
      })}
    </p>
  )
}

/** Words kept around a difference, on either side of it. */
const AROUND = 8

function shortened(text: string, after: boolean, before: boolean): string {
  const words = text.split(/(?<=\s)/)
  if (words.length <= AROUND * 2) return text
  const head = after ? words.slice(0, AROUND).join('') : ''
  const tail = before ? words.slice(-AROUND).join('') : ''
  return `${head}… ${tail}`
}

interface Drawn {
  readonly page: number
  readonly pages: number
  readonly differing: readonly number[]
}

/** Both pages side by side; first the first page that differs. */
function Pages({ item }: { item: ImpactItem }) {
  const { t } = useSpeech()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [wanted, setWanted] = useState<number>()
  const [drawn, setDrawn] = useState<Drawn>()
  const [failed, setFailed] = useState(false)
  const source = item.difference ?? item.after ?? item.before
  useEffect(() => {
    if (!source) return
    const stop = new AbortController()
    const draw = async () => {
      let got = await fetchPage(source, wanted ?? 1, stop.signal)
      const first = got.differing[0]
      if (wanted === undefined && first !== undefined && first !== 1)
        got = await fetchPage(source, first, stop.signal)
      const bitmap = await createImageBitmap(got.blob)
      const into = canvas.current
      if (!into || stop.signal.aborted) return
      into.width = bitmap.width
      into.height = bitmap.height
      into.getContext('2d')?.drawImage(bitmap, 0, 0)
      bitmap.close()
      setDrawn({ page: got.page, pages: got.pages, differing: got.differing })
    }
    draw().catch(() => {
      if (!stop.signal.aborted) setFailed(true)
    })
    return () => stop.abort()
  }, [source, wanted])
  const turn = (by: number) => {
    if (drawn) setWanted(Math.min(drawn.pages, Math.max(1, drawn.page + by)))
  }
  useKeys({ ArrowLeft: () => turn(-1), ArrowRight: () => turn(1) })
  if (failed) return <p className="soft">{t('failedTitle')}</p>
  return (
    <>
      <div className={css.pageBar} data-settled={drawn !== undefined}>
        <span>{t('before')}</span>
        <span className={css.turn}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('previousPage')}
            disabled={!drawn || drawn.page <= 1}
            onClick={() => turn(-1)}
          >
            <IconChevronLeft size={17} />
          </ActionIcon>
          {drawn && t('pageOf', { page: drawn.page, pages: drawn.pages })}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('nextPage')}
            disabled={!drawn || drawn.page >= drawn.pages}
            onClick={() => turn(1)}
          >
            <IconChevronRight size={17} />
          </ActionIcon>
        </span>
        <span>{t('after')}</span>
      </div>
      {!drawn && <Skeleton height={480} radius={4} role="status" aria-label={t('loading')} />}
      <canvas
        ref={canvas}
        className={css.spread}
        hidden={!drawn}
        role="img"
        aria-label={t('beforeAndAfter')}
      />
      {drawn && drawn.differing.length > 0 && drawn.pages > 1 && (
        <p className={`small ${css.pagesList}`}>
          <span className="soft">{t('differingPages')}</span>
          {drawn.differing.slice(0, 24).map((page) => (
            <button
              type="button"
              key={page}
              onClick={() => setWanted(page)}
              aria-current={page === drawn.page}
            >
              {page}
            </button>
          ))}
        </p>
      )}
    </>
  )
}

async function fetchPage(source: string, page: number, signal: AbortSignal) {
  const answer = await fetch(`${source}&page=${page}`, { signal })
  if (!answer.ok) throw new Error(String(answer.status))
  const number = (name: string) => Number(answer.headers.get(name) ?? 0)
  return {
    blob: await answer.blob(),
    page,
    pages: Math.max(number('x-pages-before'), number('x-pages-after')),
    differing: (answer.headers.get('x-pages-differing') ?? '')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  }
}

function WebPages({ item }: { item: ImpactItem }) {
  const { t } = useSpeech()
  return (
    <div className={css.sides}>
      <section aria-label={t('before')}>
        <h3>{t('before')}</h3>
        {item.before && <DesktopFrame src={item.before} appearance="light" title={t('before')} />}
      </section>
      <section aria-label={t('after')}>
        <h3>{t('after')}</h3>
        {(item.difference ?? item.after) && (
          <DesktopFrame
            src={(item.difference ?? item.after)!}
            appearance="light"
            title={t('after')}
          />
        )}
      </section>
    </div>
  )
}

function Texts({ item }: { item: ImpactItem }) {
  const { t } = useSpeech()
  const words = item.words as unknown as readonly Word[]
  const side = (without: 'added' | 'removed') =>
    words
      .filter(({ kind }) => kind !== without)
      .map(({ kind, text }, at) =>
        kind === 'added' ? (
          <ins key={at}>{text}</ins>
        ) : kind === 'removed' ? (
          <del key={at}>{text}</del>
        ) : (
          <span key={at}>{text}</span>
        ),
      )
  const counted = (n: number | null) => (n === null ? '' : t('segments', { n }))
  return (
    <div className={css.sides}>
      <section aria-label={t('before')}>
        <h3>
          {t('before')} <span className="soft small">{counted(item.segmentsBefore)}</span>
        </h3>
        <div className={css.bubble}>{side('added')}</div>
      </section>
      <section aria-label={t('after')}>
        <h3>
          {t('after')} <span className="soft small">{counted(item.segmentsAfter)}</span>
        </h3>
        <div className={css.bubble}>{side('removed')}</div>
      </section>
    </div>
  )
}
