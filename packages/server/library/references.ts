import { graphOf } from '@misiva/compose'
import type { Place, Release, Takes } from '@misiva/model'
import { objectId, objectOf } from './objects.ts'

/** One object of the library naming another, and where. */
export interface Reference {
  readonly from: string
  readonly to: string
  readonly place: Place
}

/**
 * Who names whom among the objects people work with: a template's alternatives are the template, all
 * styles and page masters the style sheet, topics the house. In the order of the files.
 */
export function referencesOf(
  release: Release,
  takes: (channel: string) => Takes | undefined,
): Reference[] {
  const graph = graphOf(release, takes)
  const found: Reference[] = []
  const seen = new Set<string>()
  for (const object of graph.objects)
    for (const { to: named, place } of graph.uses(object)) {
      const from = objectId(objectOf(place.file))
      const to = objectNamed(named)
      const key = `${from} ${to} ${place.file}:${place.line}:${place.column}`
      if (from === to || seen.has(key)) continue
      seen.add(key)
      found.push({ from, to, place })
    }
  return found.toSorted(({ place: a }, { place: b }) =>
    a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1,
  )
}

/** `alternative/invoice/email` is part of `template/invoice`. */
export function objectNamed(id: string): string {
  const [kind, name = ''] = id.split('/')
  if (kind === 'alternative' || kind === 'template') return `template/${name}`
  if (kind === 'style') return 'style/brand'
  if (kind === 'topic' || kind === 'house') return 'house/house'
  return id
}
