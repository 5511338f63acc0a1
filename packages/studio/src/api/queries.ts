import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ListState, RunSearch } from '../run/search.ts'
import { api, need } from './client.ts'
import type { Rendering, RunState } from './client.ts'

type Page = string | undefined
const paging = {
  initialPageParam: undefined as Page,
  getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
}

export const runsQuery = (state: RunState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['runs', state ?? 'all'],
    queryFn: async ({ pageParam: after }) =>
      need(
        await api.GET('/api/runs', {
          params: { query: { limit: 50, ...(state && { state }), ...(after && { after }) } },
        }),
      ),
    ...paging,
  })

export const runQuery = (run: string) =>
  queryOptions({
    queryKey: ['run', run],
    queryFn: async () => need(await api.GET('/api/runs/{run}', { params: { path: { run } } })),
  })

export interface ListFilter {
  readonly channel?: string
  readonly state?: ListState
  readonly refusal?: string
  readonly q?: string
}

export const filterOf = ({ channel, state, refusal, q }: RunSearch): ListFilter => ({
  ...(channel && { channel }),
  ...(state && { state }),
  ...(refusal && { refusal }),
  ...(q && { q }),
})

export const communicationsQuery = (run: string, filter: ListFilter) =>
  infiniteQueryOptions({
    queryKey: ['communications', run, filter],
    queryFn: async ({ pageParam: after }) =>
      need(
        await api.GET('/api/runs/{run}/communications', {
          params: { path: { run }, query: { limit: 100, ...filter, ...(after && { after }) } },
        }),
      ),
    ...paging,
    placeholderData: keepPreviousData,
  })

export const rejectionsQuery = (run: string, code: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['rejections', run, code ?? 'all'],
    queryFn: async ({ pageParam: after }) =>
      need(
        await api.GET('/api/runs/{run}/rejections', {
          params: {
            path: { run },
            query: { limit: 100, ...(code && { code }), ...(after && { after }) },
          },
        }),
      ),
    ...paging,
  })

export const communicationQuery = (communication: string) =>
  queryOptions({
    queryKey: ['communication', communication],
    queryFn: async () =>
      need(
        await api.GET('/api/communications/{communication}', {
          params: { path: { communication } },
        }),
      ),
  })

/** What to look at: a message that went, or an alternative that did not. */
export type Look =
  { readonly message: string } | { readonly communication: string; readonly alternative: string }

export const viewQuery = (look: Look) =>
  queryOptions({
    queryKey: ['view', look],
    // Bytes never change; a preview is of one release.
    staleTime: Infinity,
    queryFn: async (): Promise<Rendering> =>
      'message' in look
        ? need(await api.GET('/api/messages/{message}/view', { params: { path: look } }))
        : need(
            await api.GET('/api/communications/{communication}/previews/{alternative}/view', {
              params: { path: look },
            }),
          ),
  })

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: async () => need(await api.GET('/api/channels')),
})

export const receivedQuery = (channel: string) =>
  queryOptions({
    queryKey: ['received', channel],
    queryFn: async () =>
      need(
        await api.GET('/api/channels/{channel}/received', {
          params: { path: { channel }, query: { limit: 20 } },
        }),
      ),
  })
