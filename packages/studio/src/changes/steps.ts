import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ApiError } from '../api/client.ts'
import type { Problem } from '../api/client.ts'
import { changeQuery } from './queries.ts'
import type { Change, Refused } from './queries.ts'

export type Step = 'submit' | 'approve' | 'reject' | 'withdraw'

/** What is sent with an approval names what was looked at: a later edit is not approved unseen. */
export function useStep(step: Step, done?: () => void) {
  const keep = useKeep(done)
  return useMutation({
    mutationFn: async ({ change, reason }: { change: Change; reason?: string }) => {
      const { id, changedAt } = change
      return answered(
        await api.POST(`/api/changes/{change}/${step}`, {
          params: { path: { change: id } },
          body: { ...(reason && { reason }), ...(step === 'approve' && { seen: changedAt }) },
        }),
      )
    },
    onSuccess: keep,
  })
}

export interface Publishing {
  readonly change: string
  readonly effectiveFrom: string | null
  readonly effectiveUntil: string | null
  readonly note: string
}

export function usePublish(done: () => void) {
  const keep = useKeep(done)
  return useMutation({
    mutationFn: async ({ change, ...body }: Publishing) =>
      answered(
        await api.POST('/api/changes/{change}/publish', { params: { path: { change } }, body }),
      ),
    onSuccess: keep,
  })
}

export const refusalOf = (error: Error | null): Refused | undefined =>
  error instanceof ApiError ? (error.problem as Refused) : undefined

/** Keeps what a step answered; lists it stands in are asked for again. */
export function useKeep(done?: () => void) {
  const client = useQueryClient()
  return (change: Change) => {
    client.setQueryData(changeQuery(change.id).queryKey, change)
    for (const key of ['changes', 'library', 'publications'])
      void client.invalidateQueries({ queryKey: [key] })
    done?.()
  }
}

export function answered(answer: { data?: Change; error?: unknown }): Change {
  if (answer.data) return answer.data
  throw new ApiError(answer.error as Problem)
}
