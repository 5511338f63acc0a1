import { Button, Modal, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCreateChange } from '../changes/NewChange.tsx'
import { changesQuery } from '../changes/queries.ts'
import { useSpeech } from '../language/index.tsx'
import { ChangeStateMark } from './ObjectMark.tsx'
import type { LibraryObject } from './queries.ts'
import css from './library.module.css'

interface EditInProps {
  readonly object: LibraryObject
  readonly close: () => void
  readonly chosen: (change: string) => void
}

/** Every edit belongs to a change: an open one, or one begun here. */
export function EditIn({ object, close, chosen }: EditInProps) {
  const { t } = useSpeech()
  const [title, setTitle] = useState('')
  const open = useQuery(changesQuery('open'))
  const create = useCreateChange((change) => chosen(change.id))
  const mine = (open.data?.items ?? [])
    .filter((it) => it.may.edit)
    .toSorted((a, b) => Number(has(b.objects, object)) - Number(has(a.objects, object)))
    .slice(0, 6)
  return (
    <Modal
      opened
      onClose={close}
      title={t('editIn')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <p className="soft">{t('editInText')}</p>
      {mine.length > 0 && (
        <>
          <h3 style={{ marginTop: '1rem' }}>{t('editOpen')}</h3>
          <ul className={css.openList}>
            {mine.map((it) => (
              <li key={it.id}>
                <button type="button" onClick={() => chosen(it.id)}>
                  <strong>{it.title}</strong>
                  <ChangeStateMark state={it.state} />
                  <span className="soft small" style={{ marginLeft: 'auto' }}>
                    {it.author.name}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate({ title })
        }}
      >
        <h3 style={{ margin: '1rem 0 0.5rem' }}>{t('editNew')}</h3>
        <TextInput
          data-autofocus
          label={t('changeTitle')}
          description={t('changeTitleHint')}
          value={title}
          required
          maxLength={200}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <div className={css.dialogActions}>
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

const has = (objects: readonly string[], { kind, name }: LibraryObject) =>
  objects.includes(`${kind}/${name}`)
