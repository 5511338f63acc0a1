import { SegmentedControl } from '@mantine/core'
import { useSpeech } from '../language/index.tsx'
import { useSay } from './language/index.ts'

interface FormSwitchProps {
  readonly asForm: boolean
  readonly choose: (asForm: boolean) => void
}

export function FormSwitch({ asForm, choose }: FormSwitchProps) {
  const { t } = useSpeech()
  const say = useSay()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('view')}
      value={asForm ? 'form' : 'source'}
      onChange={(value) => choose(value === 'form')}
      data={[
        { value: 'form', label: say('form') },
        { value: 'source', label: t('sourceText') },
      ]}
    />
  )
}
