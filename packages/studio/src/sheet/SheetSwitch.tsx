import { SegmentedControl } from '@mantine/core'
import { useSpeech } from '../language/index.tsx'
import { useSay } from './language/index.ts'

export type SheetView = 'style' | 'masters' | 'source'

/** The file that is the style sheet. */
export const SHEET = 'brand/style.yaml'

interface SheetSwitchProps {
  readonly view: SheetView
  readonly choose: (view: SheetView) => void
}

export function SheetSwitch({ view, choose }: SheetSwitchProps) {
  const { t } = useSpeech()
  const say = useSay()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('view')}
      value={view}
      onChange={(value) => choose(value as SheetView)}
      data={[
        { value: 'style', label: say('styles') },
        { value: 'masters', label: say('masters') },
        { value: 'source', label: t('sourceText') },
      ]}
    />
  )
}
