import { firstSample, pickVariant, readFolder } from '@misiva/compose'
import type { Folder } from '@misiva/compose'
import type { Content, Language } from '@misiva/model'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ContentEditorProps } from '../editor/props.ts'
import { idOf, libraryQuery, templatesQuery } from './queries.ts'
import type { LibraryObject } from './queries.ts'

type Release = Folder['release']

const readable = /\.(md|ya?ml|json|xml|csv|txt)$/
const picture = /\.(svg|png|jpe?g|webp|gif)$/

/** Bytes by hash never change: what was read once is not asked for again. */
const kept = new Map<string, Promise<Uint8Array>>()

function bytesOf(sha256: string): Promise<Uint8Array> {
  const known = kept.get(sha256)
  if (known) return known
  const asked = fetch(`/api/library/bytes/${sha256}`).then(async (answer) => {
    if (!answer.ok) throw new Error(String(answer.status))
    return new Uint8Array(await answer.arrayBuffer())
  })
  asked.catch(() => kept.delete(sha256))
  kept.set(sha256, asked)
  return asked
}

/** The content as the editor needs it around what is written: names, contracts, blocks. */
const releaseQuery = (change: string | undefined) =>
  queryOptions({
    queryKey: ['library', 'release', change ?? null],
    queryFn: async ({ client }): Promise<Release> => {
      // As it stands after the save that asks for it: a list that was told to be old is asked for anew.
      const { items } = await client.fetchQuery({ ...libraryQuery(change), staleTime: Infinity })
      const files = items.flatMap((it) => it.files)
      const read = await Promise.all(
        files.map(async ({ path, sha256 }) => {
          // Of fonts, pictures and finished documents the names are enough.
          const bytes = readable.test(path) ? await bytesOf(sha256) : new Uint8Array()
          return [path, bytes] as const
        }),
      )
      // Nothing here is compared by its hash.
      return readFolder(new Map(read), () => '').release
    },
  })

/** The library's content as it would be published; undefined while that is asked. */
export const useRelease = (change: string | undefined): Release | undefined =>
  useQuery(releaseQuery(change)).data

export type Surroundings = Pick<ContentEditorProps, 'context' | 'contract' | 'sample'>

/** What the editor is given of the library; undefined while that is asked, null where no template uses it. */
export function useSurroundings(
  object: LibraryObject,
  language: Language,
  change: string | undefined,
): Surroundings | null | undefined {
  const list = useQuery(libraryQuery(change)).data
  const release = useQuery(releaseQuery(change)).data
  const users = useQuery(templatesQuery(idOf(object), change)).data
  return useMemo(() => {
    if (!list || !release || !users) return undefined
    const template = release.templates.find(({ name }) => users.includes(name))
    if (!template) return null
    const { paragraphs, text, tables, boxes, cells = {}, tokens } = release.style
    const hashes = new Map(list.items.flatMap((it) => it.files).map((it) => [it.path, it.sha256]))
    const { defaultLanguage } = release.organisation
    const context: ContentEditorProps['context'] = {
      organisation: release.organisation,
      samples: template.samples,
      styles: {
        paragraphs: Object.keys(paragraphs),
        text: Object.keys(text),
        tables: Object.keys(tables),
        boxes: Object.keys(boxes),
        cells: Object.keys(cells),
      },
      tokens,
      images: [...hashes.keys()].filter((path) => picture.test(path)),
      imageUrl: (path) => {
        const sha256 = hashes.get(path)
        const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
        return sha256 && `/api/library/bytes/${sha256}?as=${ending}`
      },
      blocks: release.blocks.map(({ name }) => name),
      block: (name) => {
        const variants = release.blocks.find((it) => it.name === name)?.variants
        if (!variants) return undefined
        const variant = pickVariant(variants, language, 'neutral', defaultLanguage) as
          { readonly content: Content } | undefined
        const usedBy = list.items.find((it) => it.kind === 'block' && it.name === name)?.usedBy
        return { name, content: variant?.content, ...(usedBy !== undefined && { usedBy }) }
      },
    }
    const sample = firstSample(template, language) ?? template.samples[0]
    return { context, contract: template.contract, sample }
  }, [list, release, users, language])
}
