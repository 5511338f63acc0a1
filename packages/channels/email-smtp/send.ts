import { problem, ProblemError } from '@misiva/model'
import type { Outcome, Outgoing, Receipt } from '@misiva/model'
import { mailbox } from './address.ts'
import { sender } from './encode.ts'
import type { Answer, Line } from './line.ts'
import { poolOf } from './pool.ts'
import type { Pool } from './pool.ts'
import type { EmailSettings } from './settings.ts'

/** Milliseconds a message under way may still take after a stop; then its connection is cut. */
const grace = 3000

/** Sends over up to `connections` lines at once; outcomes come as the relay answers. */
export async function* send(
  batch: readonly Outgoing[],
  settings: EmailSettings,
  signal: AbortSignal,
): AsyncGenerator<Outcome> {
  const todo = batch.filter((message) => mailbox(message.envelope.to) !== undefined)
  const pool = poolOf(settings)
  const first = todo.length > 0 && !signal.aborted ? await reach(pool, settings) : undefined
  for (const message of batch) {
    if (mailbox(message.envelope.to) !== undefined) continue
    const detail = `MSV-K002 “${message.envelope.to}” is not a mailbox`
    yield { receipt: receipt(message, 'rejected', detail) }
  }
  const work = new Work(todo, signal)
  const count = first ? Math.min(settings.connections, todo.length) : 0
  const lanes = Array.from({ length: count }, (_, i) =>
    lane(work, pool, i === 0 ? first : undefined),
  )
  const done = Promise.all(lanes).then(
    () => work.end(),
    (error: unknown) => work.fail(error),
  )
  try {
    yield* work.outcomes
    await done
  } finally {
    work.stop()
  }
}

async function reach(pool: Pool, settings: EmailSettings): Promise<Line> {
  try {
    return await pool.take()
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause)
    const where = `${settings.host}:${settings.port}`
    throw new ProblemError([problem('MSV-K001', `The mail relay ${where} said no: ${words}`)], {
      cause,
    })
  }
}

/** The messages still to go, and the outcomes found so far. */
class Work {
  readonly outcomes: ReadableStream<Outcome>
  readonly #todo: Outgoing[]
  readonly #again = new Set<string>()
  readonly #signal: AbortSignal
  #out!: ReadableStreamDefaultController<Outcome>
  #stopped = false

  constructor(todo: readonly Outgoing[], signal: AbortSignal) {
    this.#todo = todo.toReversed()
    this.#signal = signal
    this.outcomes = new ReadableStream({
      start: (controller) => void (this.#out = controller),
      // Who fetches no more closes the stream before `stop` is reached.
      cancel: () => void (this.#stopped = true),
    })
  }

  next(): Outgoing | undefined {
    return this.#stopped || this.#signal.aborted ? undefined : this.#todo.pop()
  }

  /** Once more on another connection: true the first time. */
  again(message: Outgoing): boolean {
    if (this.#again.has(message.envelope.id)) return false
    this.#again.add(message.envelope.id)
    this.#todo.push(message)
    return true
  }

  tell(outcome: Outcome): void {
    if (!this.#stopped) this.#out.enqueue(outcome)
  }

  /** Runs `cut` if a stop comes and the message under way does not end in time. */
  async within<T>(cut: () => void, answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const onAbort = () => (timer = setTimeout(cut, grace))
    if (this.#signal.aborted) onAbort()
    else this.#signal.addEventListener('abort', onAbort, { once: true })
    try {
      return await answer
    } finally {
      clearTimeout(timer)
      this.#signal.removeEventListener('abort', onAbort)
    }
  }

  end(): void {
    const why = this.#signal.aborted
      ? 'stopped before it was sent'
      : 'the relay could no longer be reached'
    for (const message of this.#todo.splice(0)) {
      this.tell({ receipt: receipt(message, 'deferred', why), retry: true })
    }
    if (!this.#stopped) this.#out.close()
  }

  fail(error: unknown): void {
    if (!this.#stopped) this.#out.error(error)
  }

  stop(): void {
    this.#stopped = true
  }
}

/** One connection's share: takes the next message as long as there is one. */
async function lane(work: Work, pool: Pool, first: Line | undefined): Promise<void> {
  let line = first
  try {
    for (let message = work.next(); message; message = work.next()) {
      if (!line?.alive) {
        if (line) pool.give(line)
        line = undefined
        try {
          line = await pool.take()
        } catch {
          // Another lane may still have its connection; what nobody takes is told as deferred.
          if (!work.again(message))
            work.tell(unsent(message, 'the relay could no longer be reached'))
          return
        }
      }
      const held: Line = line
      const { envelope } = message
      const from = sender(envelope.from).address
      const answer = await work.within(
        () => held.destroy(),
        held.submit(from, mailbox(envelope.to) ?? '', message),
      )
      const outcome = judge(message, answer)
      if (outcome) work.tell(outcome)
      else if (answer.kind === 'lost' && !answer.begun && !work.again(message)) {
        work.tell(unsent(message, answer.words))
      }
    }
  } finally {
    if (line) pool.give(line)
  }
}

/** The answer as an outcome; none for a lost connection (in doubt, or to be tried again). */
function judge(message: Outgoing, answer: Answer): Outcome | undefined {
  if (answer.kind === 'lost') return undefined
  if (answer.kind === 'accepted') {
    const queued = /queued as ([^\s;,)>]+)/i.exec(answer.words)?.[1]
    const told = receipt(message, 'accepted', answer.words)
    return { receipt: queued ? { ...told, providerId: queued } : told }
  }
  if (answer.code < 500) return unsent(message, answer.words)
  // A refusal of the sender says nothing against the customer's address.
  const ours = answer.command === 'MAIL FROM'
  const words = ours ? `MSV-K003 ${answer.words}` : answer.words
  return { receipt: receipt(message, ours ? 'rejected' : 'bounced', words) }
}

function unsent(message: Outgoing, words: string): Outcome {
  return { receipt: receipt(message, 'deferred', words), retry: true }
}

function receipt(message: Outgoing, kind: Receipt['kind'], detail: string): Receipt {
  const at = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
  return { message: message.envelope.id, kind, at, detail: detail.slice(0, 1000) }
}
