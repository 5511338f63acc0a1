import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { WordsDiff } from '../changes/Diff.tsx'
import { useSpeech } from '../language/index.tsx'
import type { Conflict } from './queries.ts'
import css from './library.module.css'

interface ConflictDialogProps {
  readonly conflict: Conflict
  readonly mine: string
  readonly settle: (text: string) => void
}

/** Two people saved one file: both versions, and one to be made of them. Closing it is no choice. */
export function ConflictDialog({ conflict, mine, settle }: ConflictDialogProps) {
  const { t } = useSpeech()
  const { theirs, ancestor } = conflict
  const [text, setText] = useState(mine)
  const name = theirs.editedBy?.name ?? t('theSystem')
  const before = ancestor ?? ''
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size="xl"
      title={t('conflictTitle')}
    >
      <p>{t('conflictText')}</p>
      <div className={css.two}>
        <section aria-label={t('theirs', { name })}>
          <h3>{t('theirs', { name })}</h3>
          <pre tabIndex={0}>
            <WordsDiff before={before} after={theirs.text ?? ''} />
          </pre>
          <Button mt="xs" size="xs" variant="default" onClick={() => setText(theirs.text ?? '')}>
            {t('useTheirs')}
          </Button>
        </section>
        <section aria-label={t('mine')}>
          <h3>{t('mine')}</h3>
          <pre tabIndex={0}>
            <WordsDiff before={before} after={mine} />
          </pre>
          <Button mt="xs" size="xs" variant="default" onClick={() => setText(mine)}>
            {t('useMine')}
          </Button>
        </section>
      </div>
      <Textarea
        label={t('merged')}
        autosize
        minRows={5}
        maxRows={14}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <div className={css.dialogActions}>
        <Button onClick={() => settle(text)}>{t('saveMerged')}</Button>
      </div>
    </Modal>
  )
}
