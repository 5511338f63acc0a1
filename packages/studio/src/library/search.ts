import type { Kind } from './queries.ts'

/** What the library's list keeps in its address. */
export interface LibrarySearch {
  readonly change?: string
  readonly view?: 'unused' | 'duplicates'
  readonly kind?: Kind
  readonly state?: ObjectState
  readonly missing?: string
  /** A person's id: what they ever edited. */
  readonly by?: string
  readonly sort?: Sort
  readonly q?: string
}

/** What an object's page keeps in its address. */
export interface ObjectSearch {
  readonly change?: string
  readonly tab?: 'uses' | 'history'
  readonly file?: string
  readonly beside?: string
}

export const states = [
  'published',
  'draft',
  'in-review',
  'approved',
  'rejected',
  'retired',
] as const
export type ObjectState = (typeof states)[number]

/** name is what a list without a word about it has. */
export const sorts = ['name', 'changed', 'used', 'problems'] as const
export type Sort = (typeof sorts)[number]

export const kinds = ['template', 'block', 'style', 'asset', 'house'] as const

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export function readLibrarySearch(raw: Record<string, unknown>): LibrarySearch {
  const [change, missing] = [text(raw['change']), text(raw['missing'])]
  const q = typeof raw['q'] === 'number' ? String(raw['q']) : text(raw['q'])
  const kind = kinds.find((it) => it === raw['kind'])
  const state = states.find((it) => it === raw['state'])
  const sort = sorts.find((it) => it === raw['sort'] && it !== 'name')
  const by = text(raw['by'])
  const view = (['unused', 'duplicates'] as const).find((it) => it === raw['view'])
  return {
    ...(change && { change }),
    ...(view && { view }),
    ...(kind && { kind }),
    ...(state && { state }),
    ...(missing && { missing }),
    ...(by && { by }),
    ...(sort && { sort }),
    ...(q && { q }),
  }
}

export function readObjectSearch(raw: Record<string, unknown>): ObjectSearch {
  const [change, file, beside] = [text(raw['change']), text(raw['file']), text(raw['beside'])]
  const tab = (['uses', 'history'] as const).find((it) => it === raw['tab'])
  return {
    ...(change && { change }),
    ...(tab && { tab }),
    ...(file && { file }),
    ...(beside && { beside }),
  }
}
