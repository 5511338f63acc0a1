import { useQuery } from '@tanstack/react-query'
import { libraryQuery } from '../library/queries.ts'

/** Folders of the library that a right may hold for; the empty one is everything. */
export function useFolders(): readonly string[] {
  const library = useQuery(libraryQuery(undefined))
  const templates = (library.data?.items ?? [])
    .filter(({ kind }) => kind === 'template')
    .map(({ name }) => `templates/${name}/`)
  return ['', 'blocks/', 'brand/', 'templates/', ...templates]
}
