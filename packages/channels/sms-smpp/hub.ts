import type { Receipt } from '@misiva/model'
import type { PDU } from 'smpp'
import { Link, referenceName } from './link.ts'
import { readReceipt } from './receipt.ts'
import type { PartReceipt } from './receipt.ts'
import type { SmsSettings } from './settings.ts'

/** ESME_RX_T_APPN: not now; the centre keeps the receipt and brings it again. */
const later = 0x64
/** Milliseconds an idle connection stays bound. */
const linger = 3000
/** Milliseconds a receipt that came before its submission's answer waits for it. */
const patience = 2000
/** Messages remembered for their receipts: about 60 MB. Older ones are found by the carrier's id. */
const memory = 100_000

/** A final receipt on its way to whoever asked; `take` acknowledges it to the centre. */
export interface Final {
  readonly receipt: Receipt
  readonly take: () => void
  readonly refuse: () => void
}

/** One message, waiting for the receipts of its parts. */
export interface Tracked {
  readonly message: string
  readonly total: number
  /** The centre's id by part, from 1. */
  readonly ids: Map<number, string>
  readonly states: Map<number, PartReceipt>
  /** Sent by another process: known here by its receipts alone, first at `since` (ms). */
  readonly foreign: boolean
  since: number
  /** The send that waits for it, while it does. */
  sink?: ((final: Final) => void) | undefined
}

/** One centre as this process sees it: a shared bound connection, and where receipts go. */
export class Hub {
  readonly #settings: SmsSettings
  readonly #parts = new Map<string, { readonly tracked: Tracked; readonly sequence: number }>()
  readonly #messages = new Map<string, Tracked>()
  readonly #listeners = new Set<(final: Final) => void>()
  readonly #early = new Map<string, () => void>()
  #link: Promise<Link> | undefined
  #users = 0
  #idle: NodeJS.Timeout | undefined

  constructor(settings: SmsSettings) {
    this.#settings = settings
    // Before the first receipt is read, which may be of a message another process sent.
    referenceName(settings.referenceTag)
  }

  /** The bound connection; bound anew if it was lost. Rejects when it cannot be had. */
  async link(): Promise<Link> {
    let opening = this.#link
    for (;;) {
      const current = await opening?.catch(() => undefined)
      if (current?.alive) return current
      // Whoever comes first binds anew; the others wait for that.
      if (this.#link === opening) break
      opening = this.#link
    }
    opening = Link.bind(this.#settings, (pdu, reply) => this.#deliver(pdu, reply))
    this.#link = opening
    const link = await opening
    link.hold(this.#users > 0)
    return link
  }

  enter(): void {
    clearTimeout(this.#idle)
    this.#users++
    void this.#link?.then(
      (link) => link.hold(true),
      () => undefined,
    )
  }

  leave(): void {
    if (--this.#users > 0) return
    void this.#link?.then(
      (link) => this.#rest(link),
      () => undefined,
    )
  }

  #rest(link: Link): void {
    if (this.#users > 0) return
    link.hold(false)
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => link.unbind(), linger)
    this.#idle.unref()
  }

  listen(listener: (final: Final) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  track(message: string, total: number, foreign = false): Tracked {
    const since = performance.now()
    const tracked: Tracked = { message, total, ids: new Map(), states: new Map(), foreign, since }
    this.#messages.set(message, tracked)
    if (this.#messages.size > memory) {
      const oldest = this.#messages.values().next().value
      if (oldest) this.forget(oldest)
    }
    return tracked
  }

  accepted(tracked: Tracked, sequence: number, id: string): void {
    tracked.ids.set(sequence, id)
    this.#parts.set(id, { tracked, sequence })
    const early = this.#early.get(id)
    this.#early.delete(id)
    early?.()
  }

  /** Messages of other processes some of whose receipts went elsewhere, and have not come for `ms`. */
  incomplete(ms: number): Tracked[] {
    const before = performance.now() - ms
    return [...this.#messages.values()].filter((one) => one.foreign && one.since < before)
  }

  forget(tracked: Tracked): void {
    if (this.#messages.get(tracked.message) === tracked) this.#messages.delete(tracked.message)
    for (const id of tracked.ids.values()) this.#parts.delete(id)
  }

  #deliver(pdu: PDU, reply: (status: number) => void): void {
    const receipt = readReceipt(pdu, referenceName(this.#settings.referenceTag))
    // A customer's own text is not taken by this connection; the centre keeps it for who does.
    if (!receipt) return reply(later)
    if (!receipt.final) return reply(0)
    if (this.#route(receipt, reply)) return
    if (this.#users === 0) return this.#stranger(receipt, reply)
    const timer = setTimeout(() => {
      this.#early.delete(receipt.id)
      if (!this.#route(receipt, reply)) this.#stranger(receipt, reply)
    }, patience)
    this.#early.set(receipt.id, () => {
      clearTimeout(timer)
      this.#route(receipt, reply)
    })
  }

  /** Gives the receipt to its message, if that is known here or named in it. */
  #route(receipt: PartReceipt, reply: (status: number) => void): boolean {
    const known = this.#parts.get(receipt.id)
    const named = receipt.reference
    if (!known && !named) return false
    const tracked =
      known?.tracked ??
      this.#messages.get(named?.message ?? '') ??
      this.track(named?.message ?? '', named?.total ?? 1, true)
    const sequence = known?.sequence ?? named?.sequence ?? 1
    tracked.ids.set(sequence, receipt.id)
    tracked.states.set(sequence, receipt)
    if (tracked.states.size < tracked.total) reply(0)
    else this.#finish(tracked, sequence, reply)
    return true
  }

  #finish(tracked: Tracked, sequence: number, reply: (status: number) => void): void {
    const sink = tracked.sink ?? this.#listeners.values().next().value
    const again = () => {
      // The centre brings the last part's receipt again, and with it this message.
      tracked.states.delete(sequence)
      reply(later)
    }
    if (!sink) return again()
    const parts = [...tracked.states.values()]
    const failed = parts.find((part) => !part.delivered)
    sink({
      receipt: {
        message: tracked.message,
        kind: failed ? 'undelivered' : 'delivered',
        at: now(),
        detail: failed?.detail ?? 'DELIVRD',
        providerId: providerId(tracked),
      },
      take: () => {
        this.forget(tracked)
        reply(0)
      },
      refuse: again,
    })
  }

  /** Neither known nor named: the caller may know the carrier's id. */
  #stranger(receipt: PartReceipt, reply: (status: number) => void): void {
    const listener = this.#listeners.values().next().value
    if (!listener) return reply(later)
    const told: Receipt = {
      message: '',
      kind: receipt.delivered ? 'delivered' : 'undelivered',
      at: now(),
      detail: receipt.detail,
      providerId: receipt.id,
    }
    listener({
      receipt: told,
      take: () => reply(0),
      refuse: () => reply(later),
    })
  }
}

/** Ids of all parts, in order, joined by spaces. */
export function providerId(tracked: Tracked): string {
  const ids = [...tracked.ids].sort(([a], [b]) => a - b)
  return ids.map(([, id]) => id).join(' ')
}

export function now(): string {
  return Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
}

const hubs = new Map<string, Hub>()

export function hubOf(settings: SmsSettings): Hub {
  const key = JSON.stringify(settings)
  let hub = hubs.get(key)
  if (!hub) hubs.set(key, (hub = new Hub(settings)))
  return hub
}
