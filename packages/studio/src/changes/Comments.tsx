import { Avatar, Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, need } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import { usePerson } from '../people/session.ts'
import { commentsQuery } from './queries.ts'
import type { Change, Comment } from './queries.ts'
import css from './changes.module.css'

/** What was said about the change, file by file, and what of it is still open. */
export function Comments({ change }: { change: Change }) {
  const { t } = useSpeech()
  const person = usePerson()
  const query = useQuery(commentsQuery(change.id))
  const items = query.data?.items ?? []
  return (
    <div className={css.comments}>
      {query.data && items.length === 0 && <p className="soft">{t('noComments')}</p>}
      <ol>
        {items.map((comment) => (
          <Said key={comment.id} comment={comment} change={change.id} signedIn={Boolean(person)} />
        ))}
      </ol>
      {person && change.files.length > 0 && <Write change={change} />}
    </div>
  )
}

interface SaidProps {
  readonly comment: Comment
  readonly change: string
  readonly signedIn: boolean
}

function Said({ comment, change, signedIn }: SaidProps) {
  const { t, instant } = useSpeech()
  const client = useQueryClient()
  const done = comment.resolvedAt !== null
  const resolve = useMutation({
    mutationFn: async () =>
      need(
        await api.PATCH('/api/changes/{change}/comments/{comment}', {
          params: { path: { change, comment: comment.id } },
          body: { resolved: !done },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['change', change] }),
  })
  return (
    <li className="sheet" data-done={done || undefined}>
      <header>
        <Avatar
          name={comment.author.name}
          color="petrol"
          variant="light"
          radius="xl"
          size={28}
          aria-hidden
        />
        <strong>{comment.author.name}</strong>
        <code className="soft">{comment.path}</code>
        <time className="soft small" dateTime={comment.at}>
          {instant(comment.at)}
        </time>
      </header>
      <p>{comment.text}</p>
      {comment.suggestion && <blockquote>{comment.suggestion}</blockquote>}
      <footer>
        {comment.resolvedBy && (
          <span className="soft small">{t('resolvedBy', { name: comment.resolvedBy.name })}</span>
        )}
        {signedIn && (
          <Button
            size="compact-xs"
            variant="subtle"
            loading={resolve.isPending}
            onClick={() => resolve.mutate()}
          >
            {t(done ? 'reopen' : 'resolve')}
          </Button>
        )}
      </footer>
    </li>
  )
}

function Write({ change }: { change: Change }) {
  const { t } = useSpeech()
  const client = useQueryClient()
  const [path, setPath] = useState(change.files[0]!.path)
  const [text, setText] = useState('')
  const add = useMutation({
    mutationFn: async () =>
      need(
        await api.POST('/api/changes/{change}/comments', {
          params: { path: { change: change.id } },
          body: { path, text },
        }),
      ),
    onSuccess: () => {
      setText('')
      return client.invalidateQueries({ queryKey: ['change', change.id] })
    },
  })
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <NativeSelect
        label={t('commentOn')}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        data={change.files.map((it) => it.path)}
      />
      <Textarea
        label={t('commentText')}
        required
        autosize
        minRows={3}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={css.actions}>
        <Button type="submit" loading={add.isPending}>
          {t('addComment')}
        </Button>
      </div>
    </form>
  )
}
