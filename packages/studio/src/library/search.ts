import type { Kind } from './queries.ts'

/** What the library's list keeps in its address. */
export interface LibrarySearch {
  readonly change?: string
  readonly view?: 'unused' | 'duplicates'
  readonly kind?: Kind
  readonly missing?: string
  readonly q?: string
}

/** What an object's page keeps in its address. */
export interface ObjectSearch {
  readonly change?: string
  readonly tab?: 'uses' | 'history'
  readonly file?: string
  readonly beside?: string
}

export const kinds = ['template', 'block', 'style', 'asset', 'house'] as const

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export function readLibrarySearch(raw: Record<string, unknown>): LibrarySearch {
  const [change, missing] = [text(raw['change']), text(raw['missing'])]
  const q = typeof raw['q'] === 'number' ? String(raw['q']) : text(raw['q'])
  const kind = kinds.find((it) => it === raw['kind'])
  const view = (['unused', 'duplicates'] as const).find((it) => it === raw['view'])
  return {
    ...(change && { change }),
    ...(view && { view }),
    ...(kind && { kind }),
    ...(missing && { missing }),
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
