import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, need } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import { changeQuery } from './queries.ts'
import type { Change } from './queries.ts'
import css from './changes.module.css'

export function useCreateChange(done: (change: Change) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: { title: string; description?: string }) =>
      need(await api.POST('/api/changes', { body })),
    onSuccess: (change) => {
      client.setQueryData(changeQuery(change.id).queryKey, change)
      void client.invalidateQueries({ queryKey: ['changes'] })
      done(change)
    },
  })
}

interface NewChangeProps {
  readonly close: () => void
  readonly begun: (change: string) => void
}

/** What is to change and why: what a colleague reads before approving. */
export function NewChange({ close, begun }: NewChangeProps) {
  const { t } = useSpeech()
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const create = useCreateChange((change) => {
    close()
    begun(change.id)
  })
  return (
    <Modal
      opened
      onClose={close}
      title={t('newChange')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate({ title, description })
        }}
      >
        <TextInput
          data-autofocus
          label={t('changeTitle')}
          description={t('changeTitleHint')}
          required
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          label={t('changeWhy')}
          autosize
          minRows={2}
          maxLength={10_000}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <div className={css.actions}>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('begin')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
