import { useMutation } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { Dialog } from '../frame/Dialog.tsx'
import { useSpeech } from '../language/index.tsx'
import { ChangeForm } from './ChangeForm.tsx'
import type { Described } from './ChangeForm.tsx'
import { EffectiveFields, useEffective } from './EffectiveFields.tsx'
import type { Change } from './queries.ts'
import { answered, useKeep } from './steps.ts'

/** Says anew what a change is, why, and from when until when it is to hold. */
export function DescribeChange({ change, close }: { change: Change; close: () => void }) {
  const { t } = useSpeech()
  const times = useEffective({ from: change.effectiveFrom, until: change.effectiveUntil })
  const keep = useKeep(close)
  const describe = useMutation({
    mutationFn: async (described: Described) => {
      const { from, until } = times.value()
      return answered(
        await api.PATCH('/api/changes/{change}', {
          params: { path: { change: change.id } },
          body: { ...described, effectiveFrom: from, effectiveUntil: until },
        }),
      )
    },
    onSuccess: keep,
  })
  return (
    <Dialog title={t('describeChange')} close={close} size="lg">
      <ChangeForm
        given={change}
        label={t('save')}
        busy={describe.isPending}
        error={describe.error}
        close={close}
        submit={describe.mutate}
      >
        <EffectiveFields times={times} from />
      </ChangeForm>
    </Dialog>
  )
}
