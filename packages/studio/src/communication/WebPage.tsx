import type { Rendering } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import type { Appearance } from './appearance.ts'
import { DesktopFrame, PhoneFrame } from './Frames.tsx'
import css from './communication.module.css'

type HtmlRendering = Extract<Rendering, { kind: 'html' }>

/** The customer's own page, on a phone and on a desk. */
export function WebPage(props: { data: HtmlRendering; appearance: Appearance; label: string }) {
  const { t } = useSpeech()
  const { data, appearance, label } = props
  return (
    <div className={css.devices}>
      <PhoneFrame
        src={data.html}
        appearance={appearance}
        title={t('frameOf', { what: `${label}, ${t('phone')}` })}
      />
      <DesktopFrame
        src={data.html}
        appearance={appearance}
        title={t('frameOf', { what: `${label}, ${t('desktop')}` })}
        head={<span className={css.clip}>{data.title}</span>}
      />
    </div>
  )
}
