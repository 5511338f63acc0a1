import { SegmentedControl } from '@mantine/core'
import { useSpeech } from '../language/index.tsx'

interface ViewSwitchProps<V extends string> {
  readonly view: V
  readonly views: readonly { readonly value: V; readonly label: string }[]
  readonly choose: (view: V) => void
}

/** The ways one file is looked at; its source text is always the last. */
export function ViewSwitch<V extends string>({
  view,
  views,
  choose,
}: ViewSwitchProps<V | 'source'>) {
  const { t } = useSpeech()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('view')}
      value={view}
      onChange={choose}
      data={[...views, { value: 'source', label: t('sourceText') }]}
    />
  )
}
