import { setTimeout as sleep } from 'node:timers/promises'

/** Lets so many through at once, and so many a second. */
export interface Gate {
  pass<T>(count: number, signal: AbortSignal, work: () => Promise<T>): Promise<T>
}

/**
 * A gate before a channel. `abreast` bounds the batches under way; `pace` (messages a second) spaces
 * them: a batch of fifty at ten a second keeps the next one waiting for five seconds.
 */
export function createGate(abreast: number, pace?: number): Gate {
  let under = 0
  const waiting: (() => void)[] = []
  let free = 0
  const enter = async () => {
    if (under >= abreast) await new Promise<void>((resolve) => waiting.push(resolve))
    else under += 1
  }
  const leave = () => {
    // The place goes to the first who waits, without becoming free in between.
    const next = waiting.shift()
    if (next) next()
    else under -= 1
  }
  return {
    async pass(count, signal, work) {
      await enter()
      try {
        if (pace !== undefined) {
          const now = performance.now()
          const start = Math.max(now, free)
          free = start + (count / pace) * 1000
          if (start > now) await sleep(start - now, undefined, { signal })
        }
        return await work()
      } finally {
        leave()
      }
    },
  }
}
