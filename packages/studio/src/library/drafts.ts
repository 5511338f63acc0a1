import { Temporal } from 'temporal-polyfill'

/** What somebody wrote and the server does not have yet, as this browser keeps it. */
export interface KeptDraft {
  /** One opening of a file: two windows keep two drafts. */
  readonly writing: string
  readonly text: string
  /** What it was written on, and its revision. */
  readonly ground: string
  readonly revision: number
  /** ISO 8601 instant of the last keystroke. */
  readonly at: string
}

export interface DraftPlace {
  readonly person: string
  readonly change: string
  readonly path: string
}

/** A file that is opened again and again without a connection keeps so many. */
const MOST = 5

const keyOf = ({ person, change, path }: DraftPlace) => `misiva.draft ${person} ${change} ${path}`

/** Drafts of the place, the latest first. */
export function keptDrafts(place: DraftPlace): readonly KeptDraft[] {
  try {
    return JSON.parse(localStorage.getItem(keyOf(place)) ?? '[]') as KeptDraft[]
  } catch {
    // Somebody else's words under our name: nothing to be offered.
    return []
  }
}

export function keepDraft(place: DraftPlace, draft: Omit<KeptDraft, 'at'>): void {
  const kept: KeptDraft = { ...draft, at: Temporal.Now.instant().toString() }
  const others = keptDrafts(place).filter(({ writing }) => writing !== draft.writing)
  store(place, [kept, ...others].slice(0, MOST))
}

export function forgetDraft(place: DraftPlace, writing: string): void {
  store(
    place,
    keptDrafts(place).filter((it) => it.writing !== writing),
  )
}

function store(place: DraftPlace, drafts: readonly KeptDraft[]): void {
  try {
    if (drafts.length === 0) localStorage.removeItem(keyOf(place))
    else localStorage.setItem(keyOf(place), JSON.stringify(drafts))
  } catch {
    // A full store: the text is still on the screen, and the browser asks before it is left.
  }
}
