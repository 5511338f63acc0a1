import { Desktop, Phone } from './Frame.tsx'
import type { Appearance } from './Frame.tsx'
import type { View } from './protocol.ts'
import { usePreviewWords } from './words.ts'
import css from './preview.module.css'

interface PortalViewProps {
  readonly view: Extract<View, { kind: 'html' }>
  readonly appearances: readonly Appearance[]
  readonly name: string
}

/** The customer's own page, on a phone and on a desk. */
export function PortalView({ view, appearances, name }: PortalViewProps) {
  const { say } = usePreviewWords()
  return appearances.map((appearance) => (
    <div key={appearance} className={css.devices}>
      <Phone
        html={view.html}
        appearance={appearance}
        title={say('of', { what: name, device: say('phone'), appearance: say(appearance) })}
      />
      <Desktop
        html={view.html}
        appearance={appearance}
        head={<span className={css.clip}>{view.title}</span>}
        title={say('of', { what: name, device: say('desktop'), appearance: say(appearance) })}
      />
    </div>
  ))
}
