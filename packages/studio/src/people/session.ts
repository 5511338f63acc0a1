import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, need } from '../api/client.ts'
import type { Person } from './queries.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => need(await api.GET('/api/session')),
  staleTime: 60_000,
})

/** Who is signed in here; undefined while that is asked, null for nobody. */
export function usePerson(): Person | null | undefined {
  return useQuery(sessionQuery).data?.person
}

export const continueAsQuery = queryOptions({
  queryKey: ['session', 'people'],
  queryFn: async () => need(await api.GET('/api/session/people')),
})

export type Credentials = { person: string } | { email: string; password: string }

export function useSignIn(done: (person: Person) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: Credentials) => need(await api.POST('/api/session', { body })),
    onSuccess: async (session) => {
      // What one person may see and do is not what another may: nothing of it is kept.
      client.clear()
      client.setQueryData(sessionQuery.queryKey, session)
      if (session.person) done(session.person)
    },
  })
}

export function useSignOut(done: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => need(await api.DELETE('/api/session')),
    onSuccess: (session) => {
      client.clear()
      client.setQueryData(sessionQuery.queryKey, session)
      done()
    },
  })
}
