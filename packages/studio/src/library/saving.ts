import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { api } from '../api/client.ts'
import type { Problem } from '../api/client.ts'
import { usePerson } from '../people/session.ts'
import { forgetDraft, keepDraft, keptDrafts } from './drafts.ts'
import type { DraftPlace, KeptDraft } from './drafts.ts'
import { fileQuery } from './queries.ts'
import type { Conflict, ContentProblem, LibraryFile } from './queries.ts'

export interface Draft {
  readonly text: string
  /** offline: nobody answers; it is kept here and tried again. */
  readonly standing: 'saved' | 'unsaved' | 'saving' | 'conflict' | 'offline' | 'failed'
  /** Of the whole content, as the last save found them. */
  readonly problems: readonly ContentProblem[] | undefined
  readonly failure: Problem | undefined
  readonly conflict: Conflict | undefined
}

/** Milliseconds without a keystroke before it is saved, and between two tries without a connection. */
const PAUSE = 700
const AGAIN = 2500

/**
 * Text as it is being written, and its saving: one request at a time, each naming the revision it
 * builds on, so that nobody overwrites anybody. A conflict stops the saving until it is settled, and
 * what is not saved is kept in this browser until it is.
 */
class Saver {
  readonly #path: string
  readonly #place: DraftPlace | undefined
  readonly #saved: () => void
  readonly #writing = crypto.randomUUID()
  readonly #listeners = new Set<() => void>()
  #draft: Draft
  /** The text as the server had it at the revision. */
  #ground: string
  #revision: number
  #base: string | null | undefined
  #busy = false
  #dirty = false
  #left = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(file: LibraryFile, place: DraftPlace | undefined, saved: () => void) {
    this.#path = file.path
    this.#place = place
    this.#saved = saved
    this.#revision = file.revision
    this.#ground = file.text ?? ''
    this.#draft = {
      ...{ text: this.#ground, standing: 'saved' },
      ...{ problems: undefined, failure: undefined, conflict: undefined },
    }
  }

  readonly draft = () => this.#draft
  readonly ground = () => this.#ground

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly write = (text: string) => {
    this.#dirty = true
    const held = this.#draft.conflict !== undefined
    this.#put(held ? { text } : { text, standing: 'unsaved' })
    this.#keep()
    clearTimeout(this.#timer)
    if (!held) this.#timer = setTimeout(() => void this.save(), PAUSE)
  }

  /** Saves on top of what somebody else saved. */
  readonly settle = (text: string) => {
    const theirs = this.#draft.conflict?.theirs
    if (!theirs) return
    this.#revision = theirs.revision
    this.#base = theirs.published
    this.#ground = theirs.text ?? ''
    this.#dirty = true
    this.#put({ text, conflict: undefined })
    this.#keep()
    void this.save()
  }

  /** Goes on with what was kept; where others saved since, that is the conflict it would have been. */
  readonly takeUp = ({ text, ground, revision }: KeptDraft) => {
    this.#ground = ground
    this.#revision = revision
    this.write(text)
    void this.save()
  }

  /** What a colleague saved is shown at once where nothing of one's own is waiting. */
  readonly hear = (file: LibraryFile) => {
    if (this.#dirty || this.#busy || file.text === null) return
    if (file.revision < this.#revision || file.text === this.#draft.text) return
    this.#revision = file.revision
    this.#ground = file.text
    this.#put({ text: file.text })
  }

  /** Whether leaving now would leave something behind. */
  readonly waits = () => this.#dirty || this.#busy

  readonly stay = () => (this.#left = false)

  /** A screen that is left saves what was written; what cannot be saved then stays kept. */
  readonly leave = async () => {
    this.#left = true
    clearTimeout(this.#timer)
    await this.save()
  }

  /** Saves what waits, now. */
  readonly save = async (): Promise<void> => {
    clearTimeout(this.#timer)
    const change = this.#place?.change
    if (change === undefined || this.#busy || !this.#dirty || this.#draft.conflict) return
    this.#busy = true
    this.#dirty = false
    this.#put({ standing: 'saving' })
    const { text } = this.#draft
    const body = { change, path: this.#path, text, revision: this.#revision }
    const base = this.#base === undefined ? {} : { base: this.#base }
    const answer = await api
      .PUT('/api/library/files', { body: { ...body, ...base } })
      .catch(() => undefined)
    this.#busy = false
    if (answer?.data) {
      const { revision, problems } = answer.data
      this.#revision = revision
      this.#ground = text
      this.#base = undefined
      this.#put({ problems, failure: undefined, standing: this.#dirty ? 'unsaved' : 'saved' })
      this.#keep()
      this.#saved()
      return this.save()
    }
    this.#dirty = true
    this.#refused(answer?.error)
  }

  #refused(error: Conflict | Problem | undefined): void {
    if (error && 'theirs' in error) this.#put({ conflict: error, standing: 'conflict' })
    else if (error?.code) this.#put({ failure: error, standing: 'failed' })
    else {
      this.#put({ failure: undefined, standing: 'offline' })
      if (!this.#left) this.#timer = setTimeout(() => void this.save(), AGAIN)
    }
  }

  /** In this browser stands what the server does not have. */
  #keep(): void {
    if (!this.#place) return
    if (!this.#dirty) return forgetDraft(this.#place, this.#writing)
    const { text } = this.#draft
    const [writing, ground, revision] = [this.#writing, this.#ground, this.#revision]
    keepDraft(this.#place, { writing, text, ground, revision })
  }

  #put(news: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...news }
    for (const listener of this.#listeners) listener()
  }
}

export function useDraft(file: LibraryFile, change: string | undefined) {
  const client = useQueryClient()
  const person = usePerson()?.id
  const [place] = useState<DraftPlace | undefined>(() =>
    change && person ? { person, change, path: file.path } : undefined,
  )
  const [saver] = useState(
    () =>
      new Saver(file, place, () => {
        void client.invalidateQueries({ queryKey: ['change', change] })
        void client.invalidateQueries({ queryKey: ['library'] })
      }),
  )
  const draft = useSyncExternalStore(saver.subscribe, saver.draft)
  const offer = useOffer(place, file)
  useEffect(() => saver.hear(file), [saver, file])
  useEffect(() => {
    saver.stay()
    const ask = (event: BeforeUnloadEvent) => {
      if (saver.waits()) event.preventDefault()
    }
    const online = () => void saver.save()
    window.addEventListener('beforeunload', ask)
    window.addEventListener('online', online)
    return () => {
      window.removeEventListener('beforeunload', ask)
      window.removeEventListener('online', online)
      const { queryKey } = fileQuery(file.path, change)
      void saver.leave().then(() => client.invalidateQueries({ queryKey }))
    }
  }, [saver, client, file.path, change])
  const takeUp = () => {
    if (offer.kept) saver.takeUp(offer.kept)
    offer.drop()
  }
  return {
    ...draft,
    ...{ write: saver.write, settle: saver.settle, ground: saver.ground },
    ...{ kept: offer.kept, takeUp, drop: offer.drop },
  }
}

/** What was written here and never saved, one at a time, the latest first. */
function useOffer(place: DraftPlace | undefined, file: LibraryFile) {
  const [kept, setKept] = useState<readonly KeptDraft[]>(() => (place ? keptDrafts(place) : []))
  const left = kept.filter(({ text }) => text !== file.text)
  const drop = () => {
    const [first, ...others] = left
    if (place && first) forgetDraft(place, first.writing)
    setKept(others)
  }
  return { kept: left[0], drop }
}

export type Writing = ReturnType<typeof useDraft>
