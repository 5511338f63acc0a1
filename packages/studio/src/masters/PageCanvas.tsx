import type { Four } from '@misiva/compose'
import { useElementSize } from '@mantine/hooks'
import { useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import type { View } from '../preview/protocol.ts'
import { useSay } from '../sheet/language/index.ts'
import { footerArea, headerArea, textArea } from './geometry.ts'
import type { Sheet } from './geometry.ts'
import type { Area, EnvelopeWindow } from './windows.ts'
import css from './masters.module.css'

export interface Shows {
  readonly margins: boolean
  readonly frames: boolean
  readonly marks: boolean
  readonly grid: boolean
}

interface PageCanvasProps {
  readonly paper: Sheet
  readonly margins: Four
  readonly shows: Shows
  readonly window: EnvelopeWindow | undefined
  /** Blocks of the running header and footer on this page. */
  readonly running: { readonly header: string | undefined; readonly footer: string | undefined }
  readonly view: Extract<View, { kind: 'pages' }> | undefined
  readonly words: string
  readonly measured: (width: number) => void
  /** Frames and margins, which can be moved: given the pixels of a millimetre. */
  readonly children: (scale: number) => ReactNode
}

/** An area as it lies on the paper, whatever the paper's size on the screen. */
export const placed = (area: Area, paper: Sheet) => ({
  left: `${(area.x / paper.width) * 100}%`,
  top: `${(area.y / paper.height) * 100}%`,
  width: `${(area.width / paper.width) * 100}%`,
  height: `${(area.height / paper.height) * 100}%`,
})

/** The page to scale: what the engine sets, and over it what the master says. */
export function PageCanvas(props: PageCanvasProps) {
  const { paper, margins, shows, running, view, words, measured } = props
  const say = useSay()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const canvas = useRef<HTMLCanvasElement>(null)
  const image = view?.image
  useLayoutEffect(() => measured(Math.ceil(width / 40) * 40), [width, measured])
  useLayoutEffect(() => {
    const page = canvas.current
    if (!page || !image) return
    page.width = image.width
    page.height = image.height
    page.getContext('2d', { alpha: false })?.putImageData(image, 0, 0)
  }, [image])
  return (
    <div className={css.desk}>
      <div
        ref={ref}
        className={css.paper}
        style={{ aspectRatio: `${paper.width} / ${paper.height}` }}
      >
        {view && (
          <canvas
            ref={canvas}
            className={css.live}
            role="img"
            aria-label={words.replaceAll(/\s+/g, ' ').slice(0, 300) || say('master')}
          />
        )}
        {shows.grid && <Grid paper={paper} />}
        {shows.margins && (
          <>
            <div className={css.text} style={placed(textArea(paper, margins), paper)} />
            {running.header && (
              <Running area={headerArea(paper, margins)} paper={paper}>
                {say('headerArea')} · {running.header}
              </Running>
            )}
            {running.footer && (
              <Running area={footerArea(paper, margins)} paper={paper} atEnd>
                {say('footerArea')} · {running.footer}
              </Running>
            )}
          </>
        )}
        {props.window && <Window window={props.window} paper={paper} marks={shows.marks} />}
        {width > 0 && props.children(width / paper.width)}
      </div>
    </div>
  )
}

function Running(props: { area: Area; paper: Sheet; atEnd?: boolean; children: ReactNode }) {
  return (
    <div className={css.running} style={placed(props.area, props.paper)} data-end={props.atEnd}>
      <span>{props.children}</span>
    </div>
  )
}

function Grid({ paper }: { paper: Sheet }) {
  return (
    <svg className={css.grid} viewBox={`0 0 ${paper.width} ${paper.height}`} aria-hidden="true">
      <defs>
        <pattern id="masters-grid" width="5" height="5" patternUnits="userSpaceOnUse">
          <path d="M5 0H0V5" fill="none" strokeWidth="0.12" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#masters-grid)" />
    </svg>
  )
}

/** What the envelope shows, and where the letter is folded for it. */
function Window(props: { window: EnvelopeWindow; paper: Sheet; marks: boolean }) {
  const { window, paper, marks } = props
  const say = useSay()
  const at = (mm: number) => ({ top: `${(mm / paper.height) * 100}%` })
  return (
    <>
      <div className={css.window} style={placed(window.window, paper)}>
        <span>{say(`window_${window.name}` as 'window_dinA')}</span>
      </div>
      {marks && (
        <>
          {window.folds.map((mm) => (
            <div key={mm} className={css.fold} style={at(mm)}>
              <span>
                {say('fold')} {mm} mm
              </span>
            </div>
          ))}
          {window.punch !== undefined && (
            <div className={css.fold} data-punch style={at(window.punch)}>
              <span>
                {say('punch')} {window.punch} mm
              </span>
            </div>
          )}
        </>
      )}
    </>
  )
}
