import type { Language, Problem, Release, Takes } from '@misiva/model'
import type { ImpactTask, WordDifference } from '@misiva/compose'

/** In what two results of one composition differ. `look`: the words are the same, the rest is not. */
export type Difference =
  'text' | 'subject' | 'pages' | 'segments' | 'attachments' | 'look' | 'serves' | 'problems'

/** What a change does to one sample in one alternative, language and tone. */
export interface ImpactItem {
  readonly template: string
  readonly alternative: string
  readonly channel: string
  readonly language: Language
  readonly tone: string
  readonly sample: string
  readonly takes: Takes
  /** Whether a customer would get something else: other bytes, or by another alternative. */
  readonly changed: boolean
  readonly differs: readonly Difference[]
  /** Null where it has no pages, does not exist or cannot be composed; the next three as well. */
  readonly pagesBefore: number | null
  readonly pagesAfter: number | null
  readonly segmentsBefore: number | null
  readonly segmentsAfter: number | null
  /** Addresses, made by `options.address`: of what it was, what it becomes, and both marked. */
  readonly before: string | null
  readonly after: string | null
  readonly difference: string | null
  /** What can be read in both; null where nothing changed. */
  readonly text: { readonly before: string; readonly after: string } | null
  /** The same as words kept, removed and added; empty where nothing changed. */
  readonly words: readonly WordDifference[]
  /** Languages the template claims in which the changed content is not written at all. */
  readonly missing: readonly Language[]
  /** Languages whose text was left as it was while this language's changed. */
  readonly behind: readonly Language[]
  /** Why the new content cannot be composed. */
  readonly problems: readonly Problem[]
}

export interface ImpactOptions {
  /** Threads that compose; one for each core unless given. */
  readonly threads?: number
  readonly signal?: AbortSignal
  /** Where the side of an item is shown. Without it addresses are null. */
  readonly address?: (task: ImpactTask, side: 'before' | 'after' | 'difference') => string
  /** Called once what may differ is known, before any of it is composed. */
  readonly onSelected?: (tasks: number) => void
}

/**
 * Composes whatever the change can alter, in both releases, on every core, and tells what differs,
 * in the order of the selection. Nothing is kept or sent. Stops when `signal` aborts.
 */
export type Impact = (
  before: Release,
  after: Release,
  options?: ImpactOptions,
) => AsyncIterable<ImpactItem>
