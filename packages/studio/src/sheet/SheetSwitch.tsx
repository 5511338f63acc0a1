import { ViewSwitch } from '../frame/ViewSwitch.tsx'
import { useSay } from './language/index.ts'

export type SheetView = 'style' | 'masters' | 'source'

/** The file that is the style sheet. */
export const SHEET = 'brand/style.yaml'

interface SheetSwitchProps {
  readonly view: SheetView
  readonly choose: (view: SheetView) => void
}

export function SheetSwitch({ view, choose }: SheetSwitchProps) {
  const say = useSay()
  return (
    <ViewSwitch<SheetView>
      view={view}
      views={[
        { value: 'style', label: say('styles') },
        { value: 'masters', label: say('masters') },
      ]}
      choose={choose}
    />
  )
}
