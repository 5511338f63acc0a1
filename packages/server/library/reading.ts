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

/** Content to be read and checked, and every sample composed. */
export interface ReadingTask {
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Blocks that are being taken away. */
  readonly retired: readonly string[]
}

/** Content to be read and checked by a thread that remembers what it read before. */
export interface LiveTask {
  /** Paths and the SHA-256 of their bytes. */
  readonly manifest: ReadonlyMap<string, string>
  /** Bytes by their SHA-256, as far as the thread asked for them. */
  readonly bytes: ReadonlyMap<string, Uint8Array>
  readonly retired: readonly string[]
}

/** Hashes whose bytes the thread does not have (any more). */
export interface Missing {
  readonly missing: readonly string[]
}

/** What a reading is of, and where its bytes are had. */
export interface Readable {
  readonly manifest: ReadonlyMap<string, string>
  readonly retired: readonly string[]
  bytes(hashes: Iterable<string>): Promise<ReadonlyMap<string, Uint8Array>>
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
   * Reads and checks content in a thread of its own, so that nobody else waits. The last readings are
   * kept by `key`. The thread keeps what it read: with 2,000 files a save in a change costs some
   * 0.1 s, where reading all of it anew took 6 s. With `compose` all samples are composed too, from
   * nothing but the files, elsewhere.
   */
  read(key: string, content: Readable, compose: boolean): Promise<ContentReading>
  close(): Promise<void>
}

/** Readings kept: of what is in force and of the changes people have open. */
const KEPT = 24

type Whole = Piscina<ReadingTask | QuestionTask, ContentReading | QuestionAnswer>
type Live = Piscina<LiveTask, ContentReading | Missing>

export function createContentReader(): ContentReader {
  let whole: Whole | undefined
  let live: Live | undefined
  let closed = false
  const known = new Map<string, Promise<ContentReading>>()
  const openWhole = () => {
    if (closed) throw new Error('The library is closed')
    return (whole ??= new Piscina<ReadingTask | QuestionTask, ContentReading | QuestionAnswer>({
      filename: new URL('./reading-thread.ts', import.meta.url).href,
      minThreads: 0,
      maxThreads: Math.max(1, Math.min(2, availableParallelism() - 1)),
      idleTimeout: 60_000,
    }))
  }
  // One: what it remembers is of use to the next reading only there.
  const openLive = () => {
    if (closed) throw new Error('The library is closed')
    return (live ??= new Piscina<LiveTask, ContentReading | Missing>({
      filename: new URL('./live-thread.ts', import.meta.url).href,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 60_000,
    }))
  }
  const readAll = async ({ manifest, retired, bytes }: Readable): Promise<ContentReading> => {
    const found = await bytes(manifest.values())
    const files = new Map([...manifest].map(([path, sha256]) => [path, found.get(sha256)!]))
    return openWhole().run({ files, retired }) as Promise<ContentReading>
  }
  const readLive = async ({ manifest, retired, bytes }: Readable): Promise<ContentReading> => {
    for (let given: ReadonlyMap<string, Uint8Array> = new Map(); ;) {
      const said = await openLive().run({ manifest, retired, bytes: given })
      if (!('missing' in said)) return said
      given = await bytes(said.missing)
    }
  }
  return {
    answer: (task) => openWhole().run(task, { name: 'answer' }) as Promise<QuestionAnswer>,
    read(key, content, compose) {
      const name = `${key} ${compose}`
      // With all samples composed it is the same reading, and says more.
      const kept = known.get(name) ?? known.get(`${key} true`)
      if (kept) {
        known.delete(name)
        known.set(name, kept)
        return kept
      }
      const reading = compose ? readAll(content) : readLive(content)
      known.set(name, reading)
      // A failure of the machine is not remembered; problems of content are its result.
      reading.catch(() => known.delete(name))
      const [oldest] = known.keys()
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest)
      return reading
    },
    async close() {
      const [files, folders] = [whole, live]
      // A reading that still waits for its bytes must not begin a thread nobody would end.
      closed = true
      whole = live = undefined
      await files?.close({ force: true })
      await folders?.close({ force: true })
    },
  }
}
