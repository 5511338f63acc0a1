import { queryOptions } from '@tanstack/react-query'
import { api, need } from '../api/client.ts'
import type { components } from '../api/schema.gen.ts'

type Schemas = components['schemas']
export type Change = Schemas['Change']
export type ChangeState = Schemas['ChangeState']
export type ImpactItem = Schemas['ImpactItem']
export type Comment = Schemas['Comment']
export type Publication = Schemas['Publication']
export type Refused = Schemas['Refused']

export const changesQuery = (state: ChangeState | 'open' | undefined, path?: string) =>
  queryOptions({
    queryKey: ['changes', state ?? 'all', path ?? null],
    queryFn: async () =>
      need(
        await api.GET('/api/changes', {
          params: { query: { limit: 200, ...(state && { state }), ...(path && { path }) } },
        }),
      ),
  })

export const changeQuery = (change: string) =>
  queryOptions({
    queryKey: ['change', change],
    queryFn: async () =>
      need(await api.GET('/api/changes/{change}', { params: { path: { change } } })),
  })

export const diffQuery = (change: string) =>
  queryOptions({
    queryKey: ['change', change, 'diff'],
    queryFn: async () =>
      need(await api.GET('/api/changes/{change}/diff', { params: { path: { change } } })),
  })

export const commentsQuery = (change: string) =>
  queryOptions({
    queryKey: ['change', change, 'comments'],
    queryFn: async () =>
      need(await api.GET('/api/changes/{change}/comments', { params: { path: { change } } })),
  })

export const publicationsQuery = queryOptions({
  queryKey: ['publications'],
  queryFn: async () => need(await api.GET('/api/publications')),
})
