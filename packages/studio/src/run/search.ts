/** What a run's page keeps in its address: a link to it shows the same list. */
export interface RunSearch {
  readonly tab?: 'rejected'
  readonly channel?: string
  readonly state?: ListState
  readonly refusal?: string
  readonly q?: string
  readonly code?: string
}

export const listStates = [
  'waiting',
  'queued',
  'sending',
  'accepted',
  'delivered',
  'failed',
  'in-doubt',
  'refused',
  'rejected',
] as const

export type ListState = (typeof listStates)[number]

/** Reads an address; what it cannot read it leaves out. */
export function readRunSearch(raw: Record<string, unknown>): RunSearch {
  const text = (name: string) => {
    const value = raw[name]
    if (typeof value === 'number') return String(value)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const state = listStates.find((it) => it === raw['state'])
  const channel = text('channel')
  const refusal = text('refusal')
  const q = text('q')
  const code = text('code')
  return {
    ...(raw['tab'] === 'rejected' && { tab: 'rejected' as const }),
    ...(channel && { channel }),
    ...(state && { state }),
    ...(refusal && { refusal }),
    ...(q && { q }),
    ...(code && { code }),
  }
}
