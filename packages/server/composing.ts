import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { Customer, Encoded, Envelope, Problem, Release } from '@misiva/model'
import type { Channels } from './house.ts'

/** One message to compose and encode. */
export interface ComposeTask {
  /** The message's UUID. */
  readonly id: string
  readonly template: string
  readonly channel: string
  readonly language: string
  readonly tone: string
  readonly customer: Customer
  /** JSON text. */
  readonly data: string
  /** The portal page's address. */
  readonly portal: string
  readonly envelope: Envelope
}

export type ComposedTask =
  | {
      readonly ok: true
      readonly alternative: string
      readonly bytes: Uint8Array
      readonly sha256: string
      readonly mediaType: string
      readonly extension: string
      readonly units: number
      readonly details?: Encoded['details']
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** What a thread is given when it begins. */
export interface ThreadWorld {
  readonly release: Release
  /** Settings of each channel, which encoding may ask. */
  readonly channels: Readonly<Record<string, unknown>>
}

export interface Composing {
  readonly threads: number
  /** Composes for a release, on every core; results in the order of the tasks. */
  compose(release: Release, tasks: readonly ComposeTask[]): Promise<ComposedTask[]>
  /** Starts the threads of a release, so that the first tasks do not wait for them. */
  warm(release: Release): void
  close(): Promise<void>
}

/**
 * Tasks a thread is handed at a time: enough that handing over (0.2 ms) is small beside composing
 * them, few enough that the cores end a chunk together.
 */
const HANDFUL = 16
/**
 * MB of a thread's young generation. A document leaves nothing behind when it is written, so more
 * gains no time that could be measured, and costs 80 MB a thread: V8 would take 96.
 */
const YOUNG = 24
/** Releases whose threads stay alive; a fourth one ends the threads of the oldest. */
const KEPT = 3

/**
 * Composing on every core. Each thread is given the release once and compiles a composer the first
 * time it is asked for; after that no parser runs in it.
 */
export function createComposing(channels: Channels, wanted = 0): Composing {
  const threads = wanted > 0 ? wanted : availableParallelism()
  const pools = new Map<string, Piscina<ComposeTask[], ComposedTask[]>>()
  const poolOf = (release: Release) => {
    let pool = pools.get(release.hash)
    if (!pool) {
      pool = openPool(release, channels, threads)
      pools.set(release.hash, pool)
      const [oldest] = pools.keys()
      if (pools.size > KEPT && oldest !== undefined) {
        void pools.get(oldest)!.close()
        pools.delete(oldest)
      }
    }
    return pool
  }
  return {
    threads,
    warm: (release) => void poolOf(release),
    async compose(release, tasks) {
      const pool = poolOf(release)
      const parts: ComposeTask[][] = []
      for (let at = 0; at < tasks.length; at += HANDFUL) parts.push(tasks.slice(at, at + HANDFUL))
      return (await Promise.all(parts.map((part) => pool.run(part)))).flat()
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close({ force: true })))
      pools.clear()
    },
  }
}

function openPool(release: Release, channels: Channels, threads: number) {
  const world: ThreadWorld = {
    release,
    channels: Object.fromEntries(
      channels.names.map((name) => [name, channels.get(name)!.settings]),
    ),
  }
  return new Piscina<ComposeTask[], ComposedTask[]>({
    filename: new URL('./composing-thread.ts', import.meta.url).href,
    workerData: world,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    minThreads: threads,
    maxThreads: threads,
    // A thread works through its handful without a pause; a second one waiting keeps it busy.
    concurrentTasksPerWorker: 1,
  })
}
