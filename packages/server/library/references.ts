import type { Place, Release } from '@misiva/model'
import { objectId, objectOf } from './objects.ts'

/** One object naming another, and where. */
export interface Reference {
  readonly from: string
  readonly to: string
  readonly place: Place
}

/** Every reference between the objects of a release, in the order of the files. */
export function referencesOf(release: Release): Reference[] {
  const found: Reference[] = []
  const assets = new Set(release.assets.map(({ path }) => path))
  const from = (file: string) => objectId(objectOf(file))
  const start = (file: string): Place => ({ file, line: 1, column: 1 })
  const add = (file: string, to: string, place: Place = start(file)) => {
    if (from(file) !== to) found.push({ from: from(file), to, place })
  }
  for (const { variants } of release.blocks)
    for (const { file, content } of variants) walk(content, file, undefined, assets, add)
  for (const template of release.templates) {
    const file = `templates/${template.name}/template.yaml`
    add(file, 'house/house')
    add(file, 'style/brand')
    for (const alternative of template.alternatives)
      for (const variant of alternative.kind === 'active'
        ? alternative.variants
        : alternative.cover)
        walk(variant.content, variant.file, undefined, assets, add)
  }
  const style = 'brand/style.yaml'
  walk(release.style, style, undefined, assets, add)
  return found
}

type Add = (file: string, to: string, place?: Place) => void

/** Goes through any tree of values: blocks by their node, files wherever their path is a value. */
function walk(
  value: unknown,
  file: string,
  place: Place | undefined,
  assets: ReadonlySet<string>,
  add: Add,
): void {
  if (typeof value === 'string') {
    if (assets.has(value)) add(file, `asset/${value}`, place)
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) walk(item, file, place, assets, add)
    return
  }
  const node = value as Record<string, unknown>
  const at = (node['place'] as Place | undefined) ?? place
  if (node['type'] === 'block') add(file, `block/${String(node['name'])}`, at)
  for (const [key, item] of Object.entries(node)) {
    if (key === 'place') continue
    const running = /^(?:first)?(?:header|footer)$/i.test(key) || key === 'block'
    if (running && typeof item === 'string' && node['type'] === undefined)
      add(file, `block/${item}`, at)
    else walk(item, file, at, assets, add)
  }
}
