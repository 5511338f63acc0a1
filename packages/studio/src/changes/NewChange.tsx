import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, need } from '../api/client.ts'
import { Dialog } from '../frame/Dialog.tsx'
import { useSpeech } from '../language/index.tsx'
import { ChangeForm } from './ChangeForm.tsx'
import type { Described } from './ChangeForm.tsx'
import { changeQuery } from './queries.ts'

interface NewChangeProps {
  readonly close: () => void
  readonly begun: (change: string) => void
}

/** Begins a change, wherever that is asked for. */
export function BeginChange({ close, begun }: NewChangeProps) {
  const { t } = useSpeech()
  const client = useQueryClient()
  const create = useMutation({
    mutationFn: async (body: Described) => need(await api.POST('/api/changes', { body })),
    onSuccess: (change) => {
      client.setQueryData(changeQuery(change.id).queryKey, change)
      void client.invalidateQueries({ queryKey: ['changes'] })
      begun(change.id)
    },
  })
  return (
    <ChangeForm
      label={t('begin')}
      busy={create.isPending}
      error={create.error}
      close={close}
      submit={create.mutate}
    />
  )
}

export function NewChange({ close, begun }: NewChangeProps) {
  const { t } = useSpeech()
  return (
    <Dialog title={t('newChange')} close={close}>
      <BeginChange
        close={close}
        begun={(change) => {
          close()
          begun(change)
        }}
      />
    </Dialog>
  )
}
