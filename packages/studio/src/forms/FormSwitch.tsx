import { ViewSwitch } from '../frame/ViewSwitch.tsx'
import { useSay } from './language/index.ts'

interface FormSwitchProps {
  readonly asForm: boolean
  readonly choose: (asForm: boolean) => void
}

export function FormSwitch({ asForm, choose }: FormSwitchProps) {
  const say = useSay()
  return (
    <ViewSwitch
      view={asForm ? 'form' : 'source'}
      views={[{ value: 'form', label: say('form') }]}
      choose={(view) => choose(view === 'form')}
    />
  )
}
