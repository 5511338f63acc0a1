import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ApiError } from '../api/client.ts'
import type { Problem } from '../api/client.ts'
import { changeQuery } from '../changes/queries.ts'
import { fileQuery } from '../library/queries.ts'

interface NewFile {
  readonly path: string
  readonly text: string
}

interface Rewrite {
  readonly path: string
  readonly edit: (text: string) => string
}

export type Making = ReturnType<typeof useMaking>

/** Files saved into a change beside the one that is open: new ones, or others that follow an edit. */
export function useMaking(change: string | undefined, done: () => void) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const save = async (path: string, text: string, revision: number) => {
    const body = { change: change!, path, text, revision }
    const { error } = await api.PUT('/api/library/files', { body })
    if (error) throw new ApiError(error as unknown as Problem)
  }
  const take = (work: () => Promise<void>) => {
    if (change === undefined) return
    setBusy(true)
    setFailure(undefined)
    void settle(work)
  }
  const settle = async (work: () => Promise<void>) => {
    try {
      await work()
      // What is looked at next is looked at with the new files in it.
      await client.invalidateQueries({ queryKey: ['library'] })
      void client.invalidateQueries({ queryKey: ['change', change] })
      done()
    } catch (error) {
      setFailure((error as Error).message)
    } finally {
      setBusy(false)
    }
  }
  const read = async (path: string) => {
    const query = fileQuery(path, change)
    await client.invalidateQueries({ queryKey: query.queryKey })
    return client.fetchQuery({ ...query, staleTime: 0 })
  }
  /** A file that was taken away in this change is begun where that left it; others are new. */
  const revisionOf = async (path: string) => {
    const { files } = await client.fetchQuery({ ...changeQuery(change!), staleTime: 0 })
    return files.find((file) => file.path === path)?.revision ?? 0
  }
  return {
    ...{ busy, failure },
    create: (files: readonly NewFile[]) =>
      take(async () => {
        for (const { path, text } of files) await save(path, text, await revisionOf(path))
      }),
    rewrite: (files: readonly Rewrite[], more: readonly NewFile[] = []) =>
      take(async () => {
        for (const { path, text } of more) await save(path, text, await revisionOf(path))
        for (const { path, edit } of files) {
          const file = await read(path)
          const next = edit(file.text ?? '')
          if (next !== file.text) await save(path, next, file.revision)
        }
      }),
  }
}
