import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { Hit, NearDuplicate } from '@misiva/compose'
import type { Problem } from '@misiva/model'
import type { Reference } from './references.ts'

/** What reading a whole folder of content tells. */
export interface ContentReading {
  readonly problems: readonly Problem[]
  readonly defaultLanguage: string
  readonly languages: readonly string[]
  readonly templates: readonly string[]
  readonly references: readonly Reference[]
  /** Blocks and files that nothing sent reaches. */
  readonly unused: readonly string[]
}

export interface ReadingTask {
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Composes every sample in every alternative, language and tone. */
  readonly compose: boolean
  /** Blocks that are being taken away. */
  readonly retired: readonly string[]
}

export type Question =
  | { readonly kind: 'search'; readonly words: string }
  | { readonly kind: 'duplicates'; readonly least: number }

export interface QuestionTask {
  readonly key: string
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly question: Question
}

export interface QuestionAnswer {
  readonly hits: readonly Hit[]
  readonly pairs: readonly NearDuplicate[]
}

export interface ContentReader {
  /** Searches the content, or finds what nearly repeats itself in it. */
  answer(task: QuestionTask): Promise<QuestionAnswer>
  /**
   * Reads and checks content in a thread of its own (0.4 s for the 150 files of a house, some seconds
   * with all samples), so that nobody else waits. The last readings are kept by `key`.
   */
  read(
    key: string,
    task: () => Promise<Omit<ReadingTask, 'compose'>>,
    compose: boolean,
  ): Promise<ContentReading>
  close(): Promise<void>
}

/** Readings kept: of what is in force and of the changes people have open. */
const KEPT = 24

export function createContentReader(): ContentReader {
  let pool: Piscina<ReadingTask | QuestionTask, ContentReading | QuestionAnswer> | undefined
  const known = new Map<string, Promise<ContentReading>>()
  const open = () =>
    (pool ??= new Piscina<ReadingTask | QuestionTask, ContentReading | QuestionAnswer>({
      filename: new URL('./reading-thread.ts', import.meta.url).href,
      minThreads: 0,
      maxThreads: Math.max(1, Math.min(2, availableParallelism() - 1)),
      idleTimeout: 60_000,
    }))
  return {
    answer: (task) => open().run(task, { name: 'answer' }) as Promise<QuestionAnswer>,
    read(key, task, compose) {
      const name = `${key} ${compose}`
      // With all samples composed it is the same reading, and says more.
      const kept = known.get(name) ?? known.get(`${key} true`)
      if (kept) {
        known.delete(name)
        known.set(name, kept)
        return kept
      }
      const reading = task().then(
        (given) => open().run({ ...given, compose }) as Promise<ContentReading>,
      )
      known.set(name, reading)
      // A failure of the machine is not remembered; problems of content are its result.
      reading.catch(() => known.delete(name))
      const [oldest] = known.keys()
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest)
      return reading
    },
    async close() {
      const open = pool
      pool = undefined
      await open?.close({ force: true })
    },
  }
}
