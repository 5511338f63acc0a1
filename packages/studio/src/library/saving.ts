import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { api } from '../api/client.ts'
import type { Problem } from '../api/client.ts'
import { fileQuery } from './queries.ts'
import type { Conflict, ContentProblem, LibraryFile } from './queries.ts'

export interface Draft {
  readonly text: string
  readonly standing: 'saved' | 'unsaved' | 'saving' | 'conflict' | 'failed'
  /** Of the whole content, as the last save found them. */
  readonly problems: readonly ContentProblem[] | undefined
  readonly failure: Problem | undefined
  readonly conflict: Conflict | undefined
}

/** Milliseconds without a keystroke before it is saved. */
const PAUSE = 700

/**
 * Text as it is being written, and its saving: one request at a time, each naming the revision it
 * builds on, so that nobody overwrites anybody. A conflict stops the saving until it is settled.
 */
class Saver {
  readonly #path: string
  readonly #change: string | undefined
  readonly #saved: () => void
  readonly #listeners = new Set<() => void>()
  #draft: Draft
  #revision: number
  #base: string | null | undefined
  #busy = false
  #dirty = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(file: LibraryFile, change: string | undefined, saved: () => void) {
    this.#path = file.path
    this.#change = change
    this.#saved = saved
    this.#revision = file.revision
    this.#draft = {
      ...{ text: file.text ?? '', standing: 'saved' },
      ...{ problems: undefined, failure: undefined, conflict: undefined },
    }
  }

  readonly draft = () => this.#draft

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly write = (text: string) => {
    this.#dirty = true
    const held = this.#draft.conflict !== undefined
    this.#put(held ? { text } : { text, standing: 'unsaved' })
    clearTimeout(this.#timer)
    if (!held) this.#timer = setTimeout(() => void this.save(), PAUSE)
  }

  /** Saves on top of what somebody else saved. */
  readonly settle = (text: string) => {
    const theirs = this.#draft.conflict?.theirs
    if (!theirs) return
    this.#revision = theirs.revision
    this.#base = theirs.published
    this.#dirty = true
    this.#put({ text, conflict: undefined })
    void this.save()
  }

  /** What a colleague saved is shown at once where nothing of one's own is waiting. */
  readonly hear = (file: LibraryFile) => {
    if (this.#dirty || this.#busy || file.text === null) return
    if (file.revision < this.#revision || file.text === this.#draft.text) return
    this.#revision = file.revision
    this.#put({ text: file.text })
  }

  /** Saves what waits, now. */
  async save(): Promise<void> {
    clearTimeout(this.#timer)
    const change = this.#change
    if (change === undefined || this.#busy || !this.#dirty || this.#draft.conflict) return
    this.#busy = true
    this.#dirty = false
    this.#put({ standing: 'saving' })
    const body = { change, path: this.#path, text: this.#draft.text, revision: this.#revision }
    const base = this.#base === undefined ? {} : { base: this.#base }
    const answer = await api
      .PUT('/api/library/files', { body: { ...body, ...base } })
      .catch(() => undefined)
    this.#busy = false
    if (answer?.data) {
      const { revision, problems } = answer.data
      this.#revision = revision
      this.#base = undefined
      this.#put({ problems, failure: undefined, standing: this.#dirty ? 'unsaved' : 'saved' })
      this.#saved()
      return this.save()
    }
    this.#dirty = true
    const error = answer?.error
    if (error && 'theirs' in error) this.#put({ conflict: error, standing: 'conflict' })
    else this.#put({ failure: error as Problem | undefined, standing: 'failed' })
  }

  #put(news: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...news }
    for (const listener of this.#listeners) listener()
  }
}

export function useDraft(file: LibraryFile, change: string | undefined) {
  const client = useQueryClient()
  const [saver] = useState(
    () =>
      new Saver(file, change, () => {
        void client.invalidateQueries({ queryKey: ['change', change] })
        void client.invalidateQueries({ queryKey: ['library'] })
      }),
  )
  const draft = useSyncExternalStore(saver.subscribe, saver.draft)
  useEffect(() => saver.hear(file), [saver, file])
  useEffect(
    () => () => {
      // A screen that is left saves what was written, and then the file is read anew.
      const { queryKey } = fileQuery(file.path, change)
      void saver.save().then(() => client.invalidateQueries({ queryKey }))
    },
    [saver, client, file.path, change],
  )
  return { ...draft, write: saver.write, settle: saver.settle }
}

export type Writing = ReturnType<typeof useDraft>
