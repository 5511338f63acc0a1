import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { afterPaint } from './after-paint.ts'
import { framePath, writeInto } from './document.ts'
import css from './preview.module.css'

export type Appearance = 'light' | 'dark'

interface FrameProps {
  readonly html: string
  readonly title: string
  readonly appearance: Appearance
}

/** CSS pixels a phone and a reading pane are wide. */
const PHONE = 390
const DESKTOP = 820

/** The frame's own color-scheme is what `prefers-color-scheme` answers inside it. */
function Inside(props: FrameProps & { width: number; height: number; scale: number }) {
  const { html, title, appearance, width, height, scale } = props
  const frame = useRef<HTMLIFrameElement>(null)
  const current = useRef(html)
  current.current = html
  // After the page's picture: two frames of a whole document are 10 to 30 ms of the browser's work.
  useEffect(
    () =>
      afterPaint(() => {
        if (frame.current) writeInto(frame.current, html)
      }),
    [html],
  )
  return (
    <iframe
      ref={frame}
      src={framePath}
      onLoad={(event) => writeInto(event.currentTarget, current.current)}
      title={title}
      sandbox="allow-same-origin"
      style={{
        colorScheme: appearance,
        width: width / scale,
        height: height / scale,
        transform: `scale(${scale})`,
      }}
    />
  )
}

export function Phone(props: FrameProps & { head?: ReactNode; height?: number }) {
  const { ref, width } = useElementSize()
  const { height = 500, head } = props
  return (
    <div className={css.phone} data-appearance={props.appearance}>
      {head && <div className={css.phoneHead}>{head}</div>}
      <div ref={ref} className={css.screen} style={{ height }}>
        {width > 0 && <Inside {...props} width={width} height={height} scale={width / PHONE} />}
      </div>
    </div>
  )
}

export function Desktop(props: FrameProps & { head?: ReactNode; height?: number }) {
  const { ref, width } = useElementSize()
  const { height = 500, head } = props
  return (
    <div className={css.desktop} data-appearance={props.appearance}>
      {head && <div className={css.desktopHead}>{head}</div>}
      <div ref={ref} className={css.screen} style={{ height }}>
        {width > 0 && (
          <Inside {...props} width={width} height={height} scale={Math.min(1, width / DESKTOP)} />
        )}
      </div>
    </div>
  )
}
