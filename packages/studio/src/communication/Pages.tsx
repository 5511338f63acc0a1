import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { Rendering } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import css from './communication.module.css'

type PagesRendering = Extract<Rendering, { kind: 'pages' }>

/** A document as paper: one page at a time, turned with the arrow keys; its text for who prefers it. */
export function Pages({ data }: { data: PagesRendering }) {
  const { t } = useSpeech()
  const [number, setNumber] = useState(1)
  const [form, setForm] = useState('picture')
  const pages = data.pages.length
  const page = data.pages[number - 1]
  const turn = (by: number) => setNumber((n) => Math.min(pages, Math.max(1, n + by)))
  if (!page) return <p className="soft">{t('opensWithPassword')}</p>
  return (
    <div
      onKeyDown={(event) => {
        if (event.target instanceof HTMLInputElement) return
        if (event.key === 'ArrowRight') turn(1)
        if (event.key === 'ArrowLeft') turn(-1)
      }}
    >
      <div className={css.bar}>
        <Turner number={number} pages={pages} turn={turn} />
        <SegmentedControl
          size="xs"
          aria-label={t('view')}
          value={form}
          onChange={setForm}
          data={[
            { value: 'picture', label: t('asPicture') },
            { value: 'text', label: t('asText') },
          ]}
        />
      </div>
      {form === 'text' ? (
        <pre
          className={css.plain}
          tabIndex={0}
          aria-label={t('pageOf', { page: number, pages })}
          role="region"
        >
          {page.text}
        </pre>
      ) : (
        <div className={css.desk}>
          <img
            className={css.paper}
            src={page.url}
            width={page.width}
            height={page.height}
            alt={`${t('pageOf', { page: number, pages })}: ${page.text.slice(0, 300)}`}
          />
          {data.pages[number] && <link rel="prefetch" href={data.pages[number].url} />}
        </div>
      )}
    </div>
  )
}

function Turner(props: { number: number; pages: number; turn: (by: number) => void }) {
  const { t } = useSpeech()
  const { number, pages, turn } = props
  const said = <span role="status">{t('pageOf', { page: number, pages })}</span>
  if (pages === 1) return said
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={() => turn(-1)}
        disabled={number === 1}
        aria-label={t('previousPage')}
      >
        <IconChevronLeft size={17} />
      </ActionIcon>
      {said}
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={() => turn(1)}
        disabled={number === pages}
        aria-label={t('nextPage')}
      >
        <IconChevronRight size={17} />
      </ActionIcon>
    </>
  )
}
