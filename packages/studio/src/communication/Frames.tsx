import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { Appearance } from './appearance.ts'
import css from './communication.module.css'

interface FrameProps {
  readonly src: string
  readonly title: string
  readonly appearance: Appearance
}

/**
 * HTML that customers get, in a frame that can run nothing, fetch nothing and reach nothing. The
 * frame's own color-scheme is what `prefers-color-scheme` answers inside it.
 */
function Inside({
  src,
  title,
  appearance,
  width,
  height,
  scale,
}: FrameProps & { width: number; height: number; scale: number }) {
  return (
    <iframe
      src={src}
      title={title}
      sandbox=""
      style={{
        colorScheme: appearance,
        width: width / scale,
        height: height / scale,
        transform: `scale(${scale})`,
      }}
    />
  )
}

const PHONE = 390
const DESKTOP = 860

export function PhoneFrame(props: FrameProps & { head?: ReactNode }) {
  const { ref, width } = useElementSize()
  return (
    <div className={css.phone} data-appearance={props.appearance}>
      {props.head && <div className={css.phoneHead}>{props.head}</div>}
      <div ref={ref} className={css.screen} style={{ height: 520 }}>
        {width > 0 && <Inside {...props} width={width} height={520} scale={width / PHONE} />}
      </div>
    </div>
  )
}

export function DesktopFrame(props: FrameProps & { head?: ReactNode }) {
  const { ref, width } = useElementSize()
  return (
    <div className={css.desktop} data-appearance={props.appearance}>
      <div className={css.desktopHead}>
        <span className={css.dots} aria-hidden="true" />
        {props.head}
      </div>
      <div ref={ref} className={css.screen} style={{ height: 520 }}>
        {width > 0 && (
          <Inside {...props} width={width} height={520} scale={Math.min(1, width / DESKTOP)} />
        )}
      </div>
    </div>
  )
}
