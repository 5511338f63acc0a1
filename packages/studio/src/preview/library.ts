/** What the preview shows, asked of the server: files of the library, channels, customers. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Customer, Takes } from '@misiva/model'
import { api, need } from '../api/client.ts'
import type { PreviewChannel, PreviewCustomer } from './props.ts'
import type { FileAt } from './protocol.ts'

/** Files as a change would have them, or as they are in force. */
export const previewFilesQuery = (change: string | undefined) =>
  queryOptions({
    queryKey: ['library', change ?? 'in force', 'files'],
    queryFn: async (): Promise<readonly FileAt[]> => {
      const query = change === undefined ? {} : { change }
      const { items } = need(await api.GET('/api/library', { params: { query } }))
      return items
        .filter(({ state }) => state !== 'retired')
        .flatMap(({ files }) => files)
        .map(({ path, sha256 }) => ({ path, sha256, url: `/api/library/bytes/${sha256}` }))
    },
  })

/** For `LivePreview`: asked again whenever a query of the key `library` is. */
export function useLibraryFiles(change?: string): readonly FileAt[] | undefined {
  return useQuery(previewFilesQuery(change)).data
}

/** Forms a channel may carry that no built-in channel has yet: a voice can be listened to here. */
const always: readonly PreviewChannel[] = [{ name: 'voice', takes: 'speech' }]

export function usePreviewChannels(): readonly PreviewChannel[] {
  const { data } = useQuery({
    queryKey: ['channels', 'forms'],
    queryFn: async () => need(await api.GET('/api/channels')).items,
    staleTime: Infinity,
  })
  return useMemo(() => {
    const installed = (data ?? []).map(({ name, takes, properties }) => ({
      name,
      takes: takes as Takes,
      costs: properties.costs,
    }))
    return [...installed, ...always.filter(({ name }) => !installed.some((it) => it.name === name))]
  }, [data])
}

/** Customers offered at a time: each is asked for by itself. */
const MOST = 6

/** Whom the last runs of a template wrote to, by name or key. */
export async function findCustomers(
  template: string,
  search: string,
): Promise<readonly PreviewCustomer[]> {
  const runs = need(await api.GET('/api/runs', { params: { query: { limit: 50 } } }))
  const run = runs.items.find((it) => it.template === template)
  if (!run) return []
  const { items } = need(
    await api.GET('/api/runs/{run}/communications', {
      params: { path: { run: run.id }, query: { limit: MOST, ...(search && { q: search }) } },
    }),
  )
  return Promise.all(items.map(async ({ id }) => asCustomer(id)))
}

async function asCustomer(communication: string): Promise<PreviewCustomer> {
  const it = need(
    await api.GET('/api/communications/{communication}', { params: { path: { communication } } }),
  )
  const { key, name, language, country, contactPoints } = it.customer
  const customer: Customer = {
    key,
    name,
    language,
    ...(country !== null && { country }),
    contactPoints: contactPoints as Customer['contactPoints'],
    preferences: [],
  }
  return { key: it.key, name, template: it.template, data: it.data, customer }
}
