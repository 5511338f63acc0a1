import { ProblemError, type Outcome, type Receipt } from '@misiva/model'
import { createGate, type Gate } from './gate.ts'
import type { Doubtful, Ledger, Queued, Retries, Route, Tally } from './seams.ts'

export interface Delivery {
  /** Sends messages of one channel; ends when each is settled, put off, or in doubt. */
  send(route: Route, queued: readonly Queued[], signal: AbortSignal): Promise<Tally>
  /** Settles doubt: by the channel's look-up, else as the topic says. Gives the number still held. */
  settle(route: Route, doubtful: readonly Doubtful[]): Promise<number>
}

/** Batches of one channel under way at once; a channel's own connections are its own business. */
const ABREAST = 4

/**
 * Makes the one way messages leave the house. Before a batch is given to its channel it is written
 * down as `sending`; what is told of it is written down as it comes, first answers by the hundred and
 * each later receipt before the next is asked for, since asking acknowledges it to the carrier.
 */
export function createDelivery(world: {
  readonly ledger: Ledger
  readonly retries: Retries
  now(): Temporal.Instant
}): Delivery {
  const gates = new Map<string, Gate>()
  const gateOf = (route: Route): Gate => {
    let gate = gates.get(route.name)
    if (!gate) gates.set(route.name, (gate = createGate(ABREAST, route.pace)))
    return gate
  }
  const settle = (route: Route, doubtful: readonly Doubtful[]) =>
    settleDoubt(world, route, doubtful)
  return {
    settle,
    async send(route, queued, signal) {
      const tally: Tally = { sent: 0, retried: 0, givenUp: 0, doubtful: 0, unreachable: undefined }
      await Promise.all(
        batches(queued, batchSize(route)).map((batch) =>
          gateOf(route).pass(batch.length, signal, async () => {
            const doubt = await sendBatch({ ...world, route, tally, signal }, batch)
            if (doubt.length > 0) tally.doubtful += await settle(route, doubt)
          }),
        ),
      )
      return tally
    },
  }
}

function batchSize({ plugin, pace }: Route): number {
  const size = plugin.properties.batch
  return pace === undefined ? size : Math.max(1, Math.min(size, Math.floor(pace)))
}

interface Send {
  readonly ledger: Ledger
  readonly retries: Retries
  readonly route: Route
  readonly tally: Tally
  readonly signal: AbortSignal
  now(): Temporal.Instant
}

/** Sends one batch and gives back what is in doubt after it. */
async function sendBatch(send: Send, batch: readonly Queued[]): Promise<Doubtful[]> {
  const { ledger, route, tally, signal } = send
  const claimed = await ledger.sending(batch.map((queued) => queued.outgoing.envelope.id))
  const open = new Map(
    batch
      .filter((queued) => claimed.has(queued.outgoing.envelope.id))
      .map((queued) => [queued.outgoing.envelope.id, queued]),
  )
  if (open.size === 0) return []
  const notes = createNotes(ledger)
  const told = new Set<string>()
  try {
    const list = [...open.values()].map((queued) => queued.outgoing)
    for await (const outcome of route.plugin.send(list, route.settings as never, signal)) {
      const id = outcome.receipt.message
      const queued = open.get(id)
      open.delete(id)
      if (queued) note(send, notes, queued, outcome)
      else notes.receipts.push(outcome.receipt)
      // An outcome after the first is a receipt the carrier holds until we ask for the next.
      if (told.has(id) || notes.size() >= 100) await notes.flush()
      told.add(id)
    }
  } catch (error) {
    if (error instanceof ProblemError && told.size === 0) {
      // Nothing has gone out: everything waits for the channel to come back, and it does not count
      // as a send that the carrier refused.
      tally.unreachable = error.problems[0]?.message ?? error.message
      for (const [id, queued] of open) putOff(send, notes, id, queued, tally.unreachable)
      open.clear()
    } else if (!signal.aborted) {
      await notes.flush()
      await ledger.doubt([...open.keys()])
      throw error
    }
  }
  await notes.flush()
  await ledger.doubt([...open.keys()])
  return [...open].map(([id, queued]) => ({
    id,
    channel: route.name,
    attempts: queued.attempts + 1,
    inDoubt: queued.inDoubt,
  }))
}

function note(send: Send, notes: Notes, queued: Queued, { receipt, retry }: Outcome): void {
  const { retries, tally } = send
  if (receipt.kind !== 'deferred' || retry !== true) {
    notes.receipts.push(receipt)
    tally.sent += 1
    return
  }
  const words = receipt.detail ?? 'the carrier asked to try later'
  if (queued.attempts + 1 < retries.attempts) {
    notes.receipts.push(receipt)
    putOff(send, notes, receipt.message, queued, words)
    return
  }
  tally.givenUp += 1
  const detail = `given up after ${retries.attempts} attempts; last: ${words}`
  notes.receipts.push(receipt, { ...receipt, kind: 'undelivered', detail })
}

function putOff(send: Send, notes: Notes, id: string, queued: Queued, detail: string): void {
  const at = send.now().add(pause(send.retries, queued.attempts + 1))
  notes.again.push({ id, at: at.toString(), detail })
  send.tally.retried += 1
}

/** What is to be written down next, in one go. */
interface Notes {
  readonly receipts: Receipt[]
  readonly again: { id: string; at: string; detail: string }[]
  size(): number
  flush(): Promise<void>
}

function createNotes(ledger: Ledger): Notes {
  const receipts: Receipt[] = []
  const again: { id: string; at: string; detail: string }[] = []
  return {
    receipts,
    again,
    size: () => receipts.length + again.length,
    async flush() {
      const toldNow = receipts.splice(0)
      const againNow = again.splice(0)
      if (toldNow.length > 0) await ledger.receipts(toldNow)
      if (againNow.length > 0) await ledger.again(againNow)
    },
  }
}

async function settleDoubt(
  { ledger, retries, now }: Pick<Send, 'ledger' | 'retries' | 'now'>,
  route: Route,
  doubtful: readonly Doubtful[],
): Promise<number> {
  const found: Receipt[] = []
  const again: { id: string; at: string; detail: string }[] = []
  let held = 0
  for (const { id, inDoubt, attempts } of doubtful) {
    const answer = await lookUp(route, id)
    const detail = answer.certain
      ? 'the carrier never had it'
      : 'in doubt, sent again as the topic says'
    if (answer.receipt) found.push(answer.receipt)
    else if (!answer.certain && inDoubt === 'hold') held += 1
    else if (attempts >= retries.attempts) {
      const words = `given up after ${attempts} attempts; last: ${detail}`
      found.push({ message: id, kind: 'undelivered', at: now().toString(), detail: words })
    } else {
      // The first time at once, for a crash says nothing against the carrier; then with pauses, for a
      // carrier that hangs up on a message may do so again.
      const at = attempts <= 1 ? now() : now().add(pause(retries, attempts - 1))
      again.push({ id, at: at.toString(), detail })
    }
  }
  if (found.length > 0) await ledger.receipts(found)
  await ledger.again(again)
  return held
}

/** The pause after so many sends. */
function pause({ first, factor, longest }: Retries, sends: number): Temporal.Duration {
  const seconds = Math.min(first * factor ** (sends - 1), longest)
  return Temporal.Duration.from({ milliseconds: Math.round(seconds * 1000) })
}

/** `certain` and no receipt: it never went out. */
async function lookUp(
  { plugin, settings }: Route,
  id: string,
): Promise<{ receipt?: Receipt; certain: boolean }> {
  if (!plugin.lookup) return { certain: false }
  try {
    const receipt = await plugin.lookup(id, settings as never)
    return receipt ? { receipt, certain: true } : { certain: true }
  } catch (error) {
    if (error instanceof ProblemError) return { certain: false }
    throw error
  }
}

function batches<T>(list: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size))
  return parts
}
