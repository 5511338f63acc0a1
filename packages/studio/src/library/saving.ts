import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api } from '../api/client.ts'
import type { Problem } from '../api/client.ts'
import { fileQuery } from './queries.ts'
import type { Conflict, ContentProblem, LibraryFile } from './queries.ts'

export type Standing = 'saved' | 'unsaved' | 'saving' | 'conflict' | 'failed'

export interface Draft {
  readonly text: string
  readonly standing: Standing
  readonly problems: readonly ContentProblem[] | undefined
  readonly failure: Problem | undefined
  readonly conflict: Conflict | undefined
  readonly write: (text: string) => void
  /** Saves on top of what somebody else saved. */
  readonly settle: (text: string) => void
}

/** Milliseconds without a keystroke before it is saved. */
const PAUSE = 700

/**
 * Text as it is being written, and its saving: one request at a time, each naming the revision it
 * builds on, so that nobody overwrites anybody. A conflict stops the saving until it is settled.
 */
export function useDraft(file: LibraryFile, change: string | undefined): Draft {
  const client = useQueryClient()
  const [text, setText] = useState(file.text ?? '')
  const [standing, setStanding] = useState<Standing>('saved')
  const [problems, setProblems] = useState<readonly ContentProblem[]>()
  const [failure, setFailure] = useState<Problem>()
  const [conflict, setConflict] = useState<Conflict>()
  const state = useRef({ text, revision: file.revision, busy: false, dirty: false })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const base = useRef<string | null | undefined>(undefined)

  const save = async () => {
    const at = state.current
    if (!change || at.busy || !at.dirty) return
    at.busy = true
    at.dirty = false
    setStanding('saving')
    const answer = await api
      .PUT('/api/library/files', {
        body: {
          ...{ change, path: file.path, text: at.text, revision: at.revision },
          ...(base.current !== undefined && { base: base.current }),
        },
      })
      .catch(() => undefined)
    at.busy = false
    if (answer?.data) {
      at.revision = answer.data.revision
      base.current = undefined
      setProblems(answer.data.problems)
      setFailure(undefined)
      setStanding(at.dirty ? 'unsaved' : 'saved')
      void client.invalidateQueries({ queryKey: ['change', change] })
      void client.invalidateQueries({ queryKey: ['library', 'list'] })
      if (at.dirty) void save()
      return
    }
    at.dirty = true
    if (answer?.response.status === 409 && 'theirs' in (answer.error ?? {})) {
      setConflict(answer.error as Conflict)
      setStanding('conflict')
      return
    }
    setFailure(answer?.error as Problem | undefined)
    setStanding('failed')
  }

  const write = (next: string) => {
    state.current.text = next
    state.current.dirty = true
    setText(next)
    if (conflict) return
    setStanding('unsaved')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), PAUSE)
  }
  const settle = (next: string) => {
    if (!conflict) return
    const { theirs } = conflict
    state.current = { text: next, revision: theirs.revision, busy: false, dirty: true }
    base.current = theirs.published
    setConflict(undefined)
    setText(next)
    void save()
  }

  // What a colleague saved is shown at once where nothing of one's own is waiting.
  useEffect(() => {
    const at = state.current
    if (at.dirty || at.busy || file.revision < at.revision || file.text === null) return
    at.revision = file.revision
    at.text = file.text
    setText(file.text)
  }, [file])
  // A screen that is left saves what was written, and then the file is read anew.
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      void save().then(() =>
        client.invalidateQueries({ queryKey: fileQuery(file.path, change).queryKey }),
      )
    },
    [],
  )
  return { text, standing, problems, failure, conflict, write, settle }
}
