import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useSpeech } from '../language/index.tsx'
import { Refusal } from './Refusal.tsx'
import css from './changes.module.css'

/** What a change says of itself; more about it may be asked beside (`children`). */
export interface Described {
  readonly title: string
  readonly description: string
}

interface ChangeFormProps {
  readonly given?: Described
  readonly label: string
  readonly busy: boolean
  readonly error: Error | null
  readonly close: () => void
  readonly submit: (described: Described) => void
  readonly children?: ReactNode
}

/** What is to change and why: what a colleague reads before approving. */
export function ChangeForm(props: ChangeFormProps) {
  const { t } = useSpeech()
  const [title, setTitle] = useState(props.given?.title ?? '')
  const [description, setDescription] = useState(props.given?.description ?? '')
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        props.submit({ title: title.trim(), description: description.trim() })
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
        maxRows={8}
        maxLength={10_000}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      {props.children}
      {props.error && <Refusal error={props.error} />}
      <div className={css.actions}>
        <Button variant="default" onClick={props.close}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={props.busy}>
          {props.label}
        </Button>
      </div>
    </form>
  )
}
