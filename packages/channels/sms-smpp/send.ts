import { problem, ProblemError } from '@misiva/model'
import type { Outcome, Outgoing, Receipt } from '@misiva/model'
import { hubOf, now, providerId } from './hub.ts'
import type { Final, Hub, Tracked } from './hub.ts'
import { statusName } from './link.ts'
import type { Answer } from './link.ts'
import { destination } from './number.ts'
import type { SmsSettings } from './settings.ts'
import { submissions } from './submission.ts'
import type { Submission } from './submission.ts'

/** Milliseconds before a throttled part goes again, doubled each time. */
const firstPause = 200
const pauses = 4

/** Statuses that pass: the centre is busy, not unwilling (SMPP 3.4 §5.1.3). */
const passing = new Set(['ESME_RTHROTTLED', 'ESME_RMSGQFUL', 'ESME_RSYSERR', 'ESME_RX_T_APPN'])

/** An outcome for the caller; `take` once it has it, `refuse` if it never fetches it. */
interface Told {
  readonly outcome: Outcome
  readonly take?: () => void
  readonly refuse?: () => void
}

/**
 * Submits all parts, yields what the centre answers, then waits up to `receiptWait` for receipts.
 * A message with a part whose answer never came gets no outcome here: it is in doubt.
 */
export async function* send(
  batch: readonly Outgoing[],
  settings: SmsSettings,
  signal: AbortSignal,
): AsyncGenerator<Outcome> {
  const hub = hubOf(settings)
  const work = new Work(hub, settings, signal)
  hub.enter()
  try {
    const todo = batch.filter((message) => work.check(message))
    if (todo.length > 0 && !signal.aborted) await reach(hub, settings)
    const done = work.run(todo).then(
      () => work.close(),
      (error: unknown) => work.fail(error),
    )
    for await (const told of work.told) {
      work.taken(told)
      yield told.outcome
      told.take?.()
    }
    await done
  } finally {
    work.stop()
    hub.leave()
  }
}

async function reach(hub: Hub, settings: SmsSettings): Promise<void> {
  try {
    await hub.link()
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause)
    const message = `The message centre ${settings.host}:${settings.port} said no: ${words}`
    throw new ProblemError([problem('MSV-K001', message)], { cause })
  }
}

class Work {
  readonly told: ReadableStream<Told>
  readonly #hub: Hub
  readonly #settings: SmsSettings
  readonly #signal: AbortSignal
  readonly #tracked = new Set<Tracked>()
  readonly #untaken = new Set<Told>()
  #out!: ReadableStreamDefaultController<Told>
  #allFinal: () => void = () => undefined
  #broken = false
  #ended = false

  constructor(hub: Hub, settings: SmsSettings, signal: AbortSignal) {
    this.#hub = hub
    this.#settings = settings
    this.#signal = signal
    this.told = new ReadableStream({
      start: (controller) => void (this.#out = controller),
      // Who fetches no more closes the stream before `stop` is reached.
      cancel: () => void (this.#ended = true),
    })
  }

  /** Whether the message can be submitted at all; says why not. */
  check(message: Outgoing): boolean {
    const { to } = message.envelope
    const parts = message.encoded.units
    let why: string | undefined
    if (!destination(to)) why = `MSV-K002 “${to}” is not an international number`
    else if (parts > this.#settings.maxParts) {
      why = `MSV-K003 ${parts} parts, at most ${this.#settings.maxParts} are allowed`
    }
    if (why) this.#tell({ outcome: { receipt: receipt(message, 'rejected', why) } })
    return !why
  }

  async run(todo: readonly Outgoing[]): Promise<void> {
    const queue = todo.toReversed()
    const lane = async () => {
      for (let message = queue.pop(); message; message = queue.pop()) await this.#one(message)
    }
    // One lane for each place in the window keeps it full; parts of a message go one after another.
    const lanes = Math.min(this.#settings.window, queue.length)
    await Promise.all(Array.from({ length: lanes }, lane))
    await this.#receipts()
  }

  async #one(message: Outgoing): Promise<void> {
    const parts = submissions(message, this.#settings)
    const tracked = this.#hub.track(message.envelope.id, parts.length)
    // The final receipt may come in the same packet as the last answer: it waits for its turn.
    const early: Final[] = []
    tracked.sink = (final) => void early.push(final)
    for (const part of parts) {
      const answer = await this.#submit(part)
      if (answer.kind === 'answered' && answer.status === 0) {
        this.#hub.accepted(tracked, part.sequence, answer.id)
        continue
      }
      tracked.sink = undefined
      // In doubt: the receipt, if one comes, will still find the message by its reference.
      if (answer.kind === 'lost' && answer.begun) return
      this.#hub.forget(tracked)
      return this.#tell({ outcome: judge(message, answer, this.#signal.aborted) })
    }
    const told = receipt(message, 'accepted', `ESME_ROK, ${count(parts.length)}`)
    this.#tell({ outcome: { receipt: { ...told, providerId: providerId(tracked) } } })
    this.#tracked.add(tracked)
    tracked.sink = (final) => this.#final(tracked, final)
    for (const final of early) this.#final(tracked, final)
  }

  /** One part; again after a pause if the centre throttles, once on a new connection if it was lost. */
  async #submit(part: Submission): Promise<Answer> {
    let answer: Answer = { kind: 'lost', begun: false }
    for (let attempt = 0; attempt <= pauses; attempt++) {
      if (this.#signal.aborted || this.#broken) return answer
      try {
        answer = await (await this.#hub.link()).submit(part.fields)
      } catch {
        // The connection could not be had again: what has not gone is told as deferred.
        this.#broken = true
        return answer
      }
      if (answer.kind === 'lost' && answer.begun) return answer
      if (answer.kind === 'answered' && !passing.has(statusName(answer.status))) return answer
      if (attempt < pauses) await pause(firstPause * 2 ** attempt, this.#signal)
    }
    return answer
  }

  #final(tracked: Tracked, final: Final): void {
    this.#tracked.delete(tracked)
    tracked.sink = undefined
    this.#tell({ outcome: { receipt: final.receipt }, take: final.take, refuse: final.refuse })
    if (this.#tracked.size === 0) this.#allFinal()
  }

  async #receipts(): Promise<void> {
    if (this.#tracked.size === 0 || this.#settings.receiptWait === 0) return
    const all = new AbortController()
    this.#allFinal = () => all.abort()
    const stop = AbortSignal.any([this.#signal, all.signal])
    await pause(this.#settings.receiptWait * 1000, stop)
  }

  #tell(told: Told): void {
    if (this.#ended) return told.refuse?.()
    this.#untaken.add(told)
    this.#out.enqueue(told)
  }

  taken(told: Told): void {
    this.#untaken.delete(told)
  }

  close(): void {
    this.#release()
    if (!this.#ended) this.#out.close()
  }

  fail(error: unknown): void {
    this.#release()
    if (!this.#ended) this.#out.error(error)
  }

  /** The caller fetches no more: receipts it did not fetch go back to the centre. */
  stop(): void {
    this.#ended = true
    this.#release()
    for (const told of this.#untaken) told.refuse?.()
  }

  #release(): void {
    for (const tracked of this.#tracked) tracked.sink = undefined
    this.#tracked.clear()
  }
}

function judge(message: Outgoing, answer: Answer, aborted: boolean): Outcome {
  if (answer.kind === 'lost') {
    const why = aborted
      ? 'stopped before it was sent'
      : 'the message centre could no longer be reached'
    return { receipt: receipt(message, 'deferred', why), retry: true }
  }
  const name = statusName(answer.status)
  if (passing.has(name)) return { receipt: receipt(message, 'deferred', name), retry: true }
  const code = name === 'ESME_RINVDSTADR' ? 'MSV-K002' : 'MSV-K003'
  return { receipt: receipt(message, 'rejected', `${code} ${name}`) }
}

const count = (parts: number) => (parts === 1 ? '1 part' : `${parts} parts`)

function receipt(message: Outgoing, kind: Receipt['kind'], detail: string): Receipt {
  return { message: message.envelope.id, kind, at: now(), detail }
}

/** Resolves after `ms`, or when the signal says so. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
