import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, need } from '../api/client.ts'
import type { components } from '../api/schema.gen.ts'

type Schemas = components['schemas']
export type Person = Schemas['Person']
export type Right = Schemas['Right']
export type Role = Schemas['Role']
export type PersonEvent = Schemas['PersonEvent']

export const roles = ['reader', 'author', 'approver', 'publisher', 'sender', 'admin'] as const

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async () => need(await api.GET('/api/people')),
})

export const personEventsQuery = (person: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['people', 'events', person ?? null],
    queryFn: async ({ pageParam: after }) =>
      need(
        await api.GET('/api/people/events', {
          params: {
            query: { limit: 100, ...(person && { person }), ...(after && { after }) },
          },
        }),
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })

/** Each role once, however many folders it holds for. */
export const rolesOf = ({ rights }: Person): Role[] => [...new Set(rights.map(({ role }) => role))]

/** Who may act so on paths that begin with the prefix; an administrator does everything. */
export function whoMay(people: readonly Person[], role: Role, prefix: string): readonly Person[] {
  return people.filter(
    (person) =>
      person.active &&
      person.rights.some(
        (right) =>
          (right.role === role || right.role === 'admin') && prefix.startsWith(right.prefix),
      ),
  )
}

/** Whether somebody may write here whose change nobody else could approve. */
export function lacksFourEyes(people: readonly Person[], prefix: string): boolean {
  const approvers = whoMay(people, 'approver', prefix)
  return whoMay(people, 'author', prefix).some(
    (author) => !approvers.some(({ id }) => id !== author.id),
  )
}
