import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useLayoutEffect, useRef } from 'react'
import { Files, Shut } from './Files.tsx'
import type { View } from './protocol.ts'
import { usePreviewWords } from './words.ts'
import css from './preview.module.css'

interface PageViewProps {
  readonly view: Extract<View, { kind: 'pages' }>
  readonly words: string
  /** CSS pixels. */
  readonly width: number
  readonly turn: (page: number) => void
}

/** A document as paper, one page at a time, turned by the arrow keys. */
export function PageView({ view, words, width, turn }: PageViewProps) {
  const { say } = usePreviewWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { page, pages, image } = view
  useLayoutEffect(() => {
    const paper = canvas.current
    if (!paper) return
    if (paper.width !== image.width) paper.width = image.width
    if (paper.height !== image.height) paper.height = image.height
    paper.getContext('2d', { alpha: false })?.putImageData(image, 0, 0)
  }, [image])
  const go = (by: number) => turn(Math.min(pages - 1, Math.max(0, page + by)))
  const said = say('page', { page: page + 1, pages })
  return (
    <div
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') go(1)
        if (event.key === 'ArrowLeft') go(-1)
      }}
    >
      <div className={css.desk}>
        <canvas
          ref={canvas}
          className={css.paper}
          role="img"
          aria-label={`${said}: ${words.replaceAll(/\s+/g, ' ').slice(0, 300)}`}
          style={{ width, height: (width * view.height) / view.width }}
        />
      </div>
      <div className={css.turner}>
        {pages > 1 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            onClick={() => go(-1)}
            disabled={page === 0}
            aria-label={say('previousPage')}
          >
            <IconChevronLeft size={17} />
          </ActionIcon>
        )}
        <span role="status">{said}</span>
        {pages > 1 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            onClick={() => go(1)}
            disabled={page === pages - 1}
            aria-label={say('nextPage')}
          >
            <IconChevronRight size={17} />
          </ActionIcon>
        )}
      </div>
      {(view.files.length > 0 || view.shut) && (
        <div className={css.carried}>
          {view.files.length > 0 && <span className="soft">{say('carried')}</span>}
          <Files files={view.files} />
          {view.shut && <Shut />}
        </div>
      )}
      <details className={css.words}>
        <summary>{say('pageText')}</summary>
        <pre>{words}</pre>
      </details>
    </div>
  )
}
