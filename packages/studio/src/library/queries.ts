import { queryOptions } from '@tanstack/react-query'
import { api, need } from '../api/client.ts'
import type { components } from '../api/schema.gen.ts'

type Schemas = components['schemas']
export type Person = Schemas['Person']
export type LibraryObject = Schemas['LibraryObject']
export type LibraryFile = Schemas['LibraryFile']
export type ContentProblem = Schemas['ContentProblem']
export type Conflict = Schemas['Conflict']
export type Presence = Schemas['Presence']
export type Use = Schemas['Use']
export type Kind = LibraryObject['kind']

/** As a change would have it, or, without one, as published. */
export type InChange = string | undefined
const within = (change: InChange) => (change === undefined ? {} : { change })

export const libraryQuery = (change: InChange) =>
  queryOptions({
    queryKey: ['library', 'list', change ?? null],
    queryFn: async () => need(await api.GET('/api/library', { params: { query: within(change) } })),
  })

export const fileQuery = (path: string, change: InChange) =>
  queryOptions({
    queryKey: ['library', 'file', change ?? null, path],
    queryFn: async () =>
      need(await api.GET('/api/library/files', { params: { query: { path, ...within(change) } } })),
  })

export const usesQuery = (object: string, change: InChange) =>
  queryOptions({
    queryKey: ['library', 'uses', change ?? null, object],
    queryFn: async () =>
      need(
        await api.GET('/api/library/uses', { params: { query: { object, ...within(change) } } }),
      ),
  })

export const unusedQuery = (change: InChange) =>
  queryOptions({
    queryKey: ['library', 'unused', change ?? null],
    queryFn: async () =>
      need(await api.GET('/api/library/unused', { params: { query: within(change) } })),
  })

export const idOf = ({ kind, name }: Pick<LibraryObject, 'kind' | 'name'>) => `${kind}/${name}`

/** `block/payment-terms` as its kind and name. */
export function objectOf(id: string): { kind: string; name: string } {
  const slash = id.indexOf('/')
  return { kind: id.slice(0, slash), name: id.slice(slash + 1) }
}

/** Whether a file is one of the object's, also where the change takes it away. */
export function belongsTo(
  path: string,
  { kind, name }: Pick<LibraryObject, 'kind' | 'name'>,
): boolean {
  if (kind === 'block') return path.startsWith(`blocks/${name}.`)
  return kind === 'template' ? path.startsWith(`templates/${name}/`) : path === name
}

/** What a content file is: `print.en.formal.md` is the alternative print, in English, formal. */
export interface Variant {
  readonly path: string
  readonly part: string
  readonly language: string | undefined
  readonly tone: string | undefined
}

/** The variants among the files, or undefined entries left out: YAML and JSON are none. */
export function variantsOf(paths: readonly string[]): Variant[] {
  return paths.flatMap((path) => {
    const file = path.slice(path.lastIndexOf('/') + 1)
    if (!file.endsWith('.md')) return []
    const [part = '', language, tone] = file.slice(0, -3).split('.')
    return [{ path, part, language, tone }]
  })
}

/** The file of an object that is shown: the one asked for, else its variant in the language spoken here. */
export function shownFile(
  object: LibraryObject,
  wanted: string | undefined,
  language: string,
): string | undefined {
  const paths = object.files.map(({ path }) => path)
  const variants = variantsOf(paths)
  return (
    paths.find((path) => path === wanted) ??
    variants.find((it) => it.language === language)?.path ??
    variants[0]?.path ??
    paths.find((path) => path.endsWith('template.yaml')) ??
    paths[0]
  )
}

export const searchQuery = (q: string, change: InChange) =>
  queryOptions({
    queryKey: ['library', 'search', change ?? null, q],
    queryFn: async () =>
      need(await api.GET('/api/library/search', { params: { query: { q, ...within(change) } } })),
  })

export const duplicatesQuery = (change: InChange) =>
  queryOptions({
    queryKey: ['library', 'duplicates', change ?? null],
    queryFn: async () =>
      need(await api.GET('/api/library/duplicates', { params: { query: within(change) } })),
  })

/** Names of the templates that say an object, through however many blocks. */
export const templatesQuery = (object: string, change: InChange) =>
  queryOptions({
    queryKey: ['library', 'templates', change ?? null, object],
    staleTime: 60_000,
    queryFn: async ({ client }) => {
      const seen = new Set([object])
      const found = new Set<string>()
      for (const id of seen) {
        if (id.startsWith('template/')) {
          found.add(objectOf(id).name)
          continue
        }
        const { usedBy } = await client.fetchQuery({ ...usesQuery(id, change), staleTime: 60_000 })
        for (const { object: user } of usedBy) seen.add(user)
      }
      return [...found].toSorted()
    },
  })
