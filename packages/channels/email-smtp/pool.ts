import { Line } from './line.ts'
import type { EmailSettings } from './settings.ts'

/** Milliseconds a connection waits for the next batch before it is ended with QUIT. */
const linger = 3000

/**
 * Connections to one relay, shared by all sends of the process, so that their number stays what
 * the settings say however many batches are under way.
 */
export class Pool {
  readonly #settings: EmailSettings
  readonly #idle: { readonly line: Line; readonly timer: NodeJS.Timeout }[] = []
  readonly #waiting: (() => void)[] = []
  #out = 0

  constructor(settings: EmailSettings) {
    this.#settings = settings
  }

  /** A connection for one's own use until `give`; waits while all are out. Throws if none can be had. */
  async take(): Promise<Line> {
    while (this.#out >= this.#settings.connections) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    this.#out++
    try {
      for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
        clearTimeout(idle.timer)
        if (!idle.line.alive) continue
        idle.line.hold(true)
        return idle.line
      }
      return await Line.open(this.#settings)
    } catch (error) {
      this.#free()
      throw error
    }
  }

  give(line: Line): void {
    if (line.alive) {
      line.hold(false)
      const timer = setTimeout(() => {
        this.#idle.splice(
          this.#idle.findIndex((idle) => idle.line === line),
          1,
        )
        line.quit()
      }, linger)
      timer.unref()
      this.#idle.push({ line, timer })
    }
    this.#free()
  }

  #free(): void {
    this.#out--
    this.#waiting.shift()?.()
  }
}

const pools = new Map<string, Pool>()

export function poolOf(settings: EmailSettings): Pool {
  const key = JSON.stringify(settings)
  let pool = pools.get(key)
  if (!pool) pools.set(key, (pool = new Pool(settings)))
  return pool
}
