import { ProblemError, type Receipt } from '@misiva/model'
import { recordReceipts } from '@misiva/record'
import { enterJob, reopenChunksOf, startWorkers } from '@misiva/store'
import type { Composing } from './composing.ts'
import type { House } from './house.ts'
import { createPipeline } from './pipeline.ts'

/** This process's hands at the queue, and its ears at the channels. */
export interface Workshop {
  close(): Promise<void>
}

/** Works chunks as they come and takes receipts as channels tell them, until closed. */
export async function openWorkshop(
  house: House,
  composing: Composing,
  warn: (words: string) => void,
): Promise<Workshop> {
  const pipeline = createPipeline(house, composing)
  const workers = await startWorkers(house, {
    // While one chunk waits for its carriers the next ones are composed.
    hands: composing.threads + 2,
    work: pipeline.workChunk,
    onError: (error, job) => warn(`Chunk ${job.number} will be tried again: ${wordsOf(error)}`),
  })
  const stop = new AbortController()
  const ears = house.channels.names.map((name) => listen(house, name, stop.signal, warn))
  return {
    async close() {
      stop.abort()
      await workers.stop()
      await Promise.all(ears)
    },
  }
}

/** Longest pause before a channel that stopped talking is listened to again, ms. */
const PAUSE = 30_000

async function listen(
  house: House,
  name: string,
  signal: AbortSignal,
  warn: (words: string) => void,
) {
  const { plugin, settings } = house.channels.get(name)!
  if (!plugin.listen) return
  for (let pause = 500; !signal.aborted; pause = Math.min(pause * 2, PAUSE)) {
    try {
      for await (const receipt of plugin.listen(settings as never, signal)) {
        await take(house, receipt, warn)
        pause = 500
      }
    } catch (error) {
      if (signal.aborted) return
      warn(`Receipts of ${name} cannot be heard: ${wordsOf(error)}`)
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause)
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
    })
  }
}

/**
 * Records a receipt, and enters the chunk of a message that failed by it for another decision. One that
 * names only the carrier's id may be of a message whose sender has not yet written that id down: it
 * is given some seconds, beside the others.
 */
async function take(house: House, receipt: Receipt, warn: (words: string) => void, tries = 8) {
  const { failed, strangers } = await recordReceipts(house.db, [receipt])
  for (const job of await reopenChunksOf(house, failed)) await enterJob(house.db, job)
  if (strangers.length === 0 || tries === 0) return
  setTimeout(() => {
    take(house, receipt, warn, tries - 1).catch((error: unknown) => warn(wordsOf(error)))
  }, 500).unref()
}

function wordsOf(error: unknown): string {
  if (error instanceof ProblemError)
    return error.problems.map((p) => `${p.code} ${p.message}`).join('; ')
  return error instanceof Error ? error.message : String(error)
}
