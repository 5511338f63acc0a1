import smpp from 'smpp'
import type { PDU, Session } from 'smpp'
import type { Kept, KeptPart } from './kept.ts'
import { referenceName } from './link.ts'
import { readReference, textOf } from './receipt.ts'
import type { Trouble } from './trouble.ts'

/** Vendor parameter in which the sandbox takes and returns the client's reference. */
export const referenceTag = 0x1501
// Before the first submission is read: in a process of its own nobody else has named the parameter.
const referenceParameter = referenceName(referenceTag) ?? ''

export interface CentreOptions {
  readonly systemId: string
  readonly password: string
  readonly trouble: (number: string) => Trouble | undefined
  /** Milliseconds an absent handset stays away, and until a receipt that was not taken comes again. */
  readonly absence: number
  readonly retry: number
}

export interface FinalState {
  readonly name: 'DELIVRD' | 'UNDELIV'
  readonly code: 2 | 5
  readonly error: string
}

/** Receipts under way to clients, at most, without an answer. */
const receiptWindow = 100

/** The centre's mind: takes submissions, and brings receipts until they are acknowledged. */
export class Centre {
  readonly #kept: Kept
  readonly #options: CentreOptions
  readonly #bound = new Map<Session, string>()
  readonly #throttled = new Set<string>()
  /** Parts whose receipt is still to be acknowledged, with the moment (ms) it is due. */
  readonly #due = new Map<string, { readonly part: KeptPart; at: number }>()
  readonly #under = new Set<string>()
  readonly #started = performance.now()
  #pump: NodeJS.Timeout | undefined
  #turn = 0
  #next: number

  constructor(kept: Kept, options: CentreOptions) {
    this.#kept = kept
    this.#options = options
    this.#next = 1 + kept.parts.reduce((most, part) => Math.max(most, parseInt(part.id, 16)), 0)
    for (const part of kept.parts) {
      if (!kept.acknowledged.has(part.id)) this.#schedule(part, 0)
    }
  }

  serve(session: Session): void {
    // A client that vanishes is an everyday matter for a message centre.
    session.on('error', () => session.destroy())
    session.on('close', () => void this.#bound.delete(session))
    session.on('enquire_link', (pdu: PDU) => void session.send(pdu.response()))
    session.on('unbind', (pdu: PDU) => {
      session.send(pdu.response())
      session.close()
    })
    for (const command of ['bind_transceiver', 'bind_transmitter', 'bind_receiver']) {
      session.on(command, (pdu: PDU) => this.#bind(session, pdu, command !== 'bind_transmitter'))
    }
    session.on('submit_sm', (pdu: PDU) => {
      this.#submit(session, pdu).catch(() => {
        session.send(pdu.response({ command_status: smpp.errors.ESME_RSYSERR }))
      })
    })
  }

  close(): void {
    clearTimeout(this.#pump)
    for (const session of this.#bound.keys()) session.destroy()
  }

  /** The final state of a part, once it has one. */
  stateOf(part: KeptPart): FinalState | undefined {
    const trouble = this.#options.trouble(part.to)
    if (trouble === 'undeliverable') return { name: 'UNDELIV', code: 5, error: '001' }
    if (trouble === 'absent' && Date.now() < Date.parse(part.at) + this.#options.absence) {
      return undefined
    }
    return { name: 'DELIVRD', code: 2, error: '000' }
  }

  #bind(session: Session, pdu: PDU, receives: boolean): void {
    const { systemId, password } = this.#options
    const right = pdu.system_id === systemId && pdu.password === password
    const status = right ? 0 : (smpp.errors.ESME_RINVPASWD ?? 14)
    session.send(pdu.response({ command_status: status, system_id: 'misiva' }))
    if (!right) return session.close()
    session.socket.setNoDelay(true)
    if (receives) this.#bound.set(session, systemId)
    this.#wake(0)
  }

  async #submit(session: Session, pdu: PDU): Promise<void> {
    const part = this.#partOf(pdu)
    const trouble = this.#options.trouble(part.to)
    const refusal = this.#refusal(trouble, part)
    if (refusal) return void session.send(pdu.response({ command_status: smpp.errors[refusal] }))
    if (trouble === 'drop') return session.destroy()
    await this.#kept.add({ part })
    if (trouble === 'lost') session.destroy()
    else session.send(pdu.response({ message_id: part.id }))
    if (trouble !== 'silent') this.#schedule(part, trouble === 'absent' ? this.#options.absence : 0)
  }

  #refusal(trouble: Trouble | undefined, part: KeptPart): string | undefined {
    if (trouble === 'no-number') return 'ESME_RINVDSTADR'
    if (trouble === 'refuse') return 'ESME_RSUBMITFAIL'
    if (trouble === 'busy') return 'ESME_RTHROTTLED'
    if (trouble !== 'throttled' || this.#throttled.has(part.to)) return undefined
    this.#throttled.add(part.to)
    return 'ESME_RTHROTTLED'
  }

  #partOf(pdu: PDU): KeptPart {
    const header = joinOf(pdu.short_message)
    const international = pdu.dest_addr_ton === 1
    return {
      id: (this.#next++).toString(16).padStart(8, '0'),
      at: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
      from: `${pdu.source_addr_ton === 1 ? '+' : ''}${textOf(pdu.source_addr)}`,
      to: `${international ? '+' : ''}${textOf(pdu.destination_addr)}`,
      text: textOf(pdu.short_message),
      joint: header?.[0] ?? -1,
      total: header?.[1] ?? 1,
      sequence: header?.[2] ?? 1,
      reference: textOf(pdu[referenceParameter]),
      userReference: Number(pdu.user_message_reference ?? 0),
      registered: (Number(pdu.registered_delivery) & 3) !== 0,
      systemId: this.#options.systemId,
    }
  }

  #schedule(part: KeptPart, delay: number): void {
    if (!part.registered || this.#options.trouble(part.to) === 'silent') return
    this.#due.set(part.id, { part, at: this.#clock() + delay })
    this.#wake(delay)
  }

  #clock(): number {
    return performance.now() - this.#started
  }

  #wake(delay: number): void {
    if (this.#pump && delay > 0) return
    clearTimeout(this.#pump)
    this.#pump = setTimeout(() => this.#bring(), delay)
  }

  /** Brings what is due to whoever is bound, in turn, so that a refusal is next tried elsewhere. */
  #bring(): void {
    this.#pump = undefined
    const sessions = [...this.#bound.keys()]
    if (sessions.length === 0) return
    let soonest = Infinity
    for (const [id, due] of this.#due) {
      if (this.#under.size >= receiptWindow) break
      if (this.#under.has(id)) continue
      if (due.at > this.#clock()) {
        soonest = Math.min(soonest, due.at)
        continue
      }
      const session = sessions[this.#turn++ % sessions.length]
      if (session) this.#deliver(session, due)
    }
    if (soonest < Infinity) this.#wake(Math.max(1, soonest - this.#clock()))
  }

  #deliver(session: Session, due: { readonly part: KeptPart; at: number }): void {
    const { part } = due
    this.#under.add(part.id)
    const answered = (taken: boolean) => {
      if (!this.#under.delete(part.id)) return
      session.removeListener('close', gone)
      if (taken) {
        this.#due.delete(part.id)
        void this.#kept.add({ acknowledged: part.id }).catch(() => undefined)
      } else due.at = this.#clock() + this.#options.retry
      // At once either way: others may be due that found the window full.
      this.#wake(0)
    }
    const gone = () => answered(false)
    session.setMaxListeners(receiptWindow + 20)
    session.once('close', gone)
    const sent = session.deliver_sm(this.#receipt(part), (pdu) =>
      answered(pdu.command_status === 0),
    )
    if (!sent) answered(false)
  }

  /** SMPP 3.4 Appendix B, with the parameters of §5.3.2 beside the text. */
  #receipt(part: KeptPart) {
    const state = this.stateOf(part) ?? { name: 'DELIVRD', code: 2, error: '000' }
    const good = state.code === 2 ? '001' : '000'
    const stamp = part.at.replaceAll(/\D/g, '').slice(2, 12)
    const head = `id:${part.id} sub:001 dlvrd:${good} submit date:${stamp} done date:${stamp}`
    const text = part.text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 20)
    return {
      source_addr_ton: 1,
      source_addr_npi: 1,
      source_addr: part.to.replace('+', ''),
      destination_addr: part.from,
      esm_class: 4,
      data_coding: 0,
      short_message: Buffer.from(
        `${head} stat:${state.name} err:${state.error} text:${text}`,
        'ascii',
      ),
      receipted_message_id: part.id,
      message_state: state.code,
      user_message_reference: part.userReference,
      ...(part.reference && { [referenceParameter]: part.reference }),
    }
  }
}

/** Reference, total and sequence out of the user data header, if it joins parts. */
function joinOf(message: unknown): readonly number[] | undefined {
  if (!message || typeof message !== 'object' || !('udh' in message)) return undefined
  const elements: unknown[] = Array.isArray(message.udh) ? message.udh : []
  for (const element of elements) {
    if (!Buffer.isBuffer(element)) continue
    if (element[0] === 0 && element[1] === 3) return [...element.subarray(2, 5)]
    if (element[0] === 8 && element[1] === 4) {
      return [element.readUInt16BE(2), ...element.subarray(4, 6)]
    }
  }
  return undefined
}

/** Whether all parts of the message named are here, and what became of them. */
export function trace(
  kept: Kept,
  centre: Centre,
  message: string,
): { readonly kind: string; readonly at: string; readonly providerId: string } | undefined {
  const text = kept.texts.findLast(
    ({ parts }) => readReference(parts[0]?.reference ?? '')?.message === message,
  )
  if (!text) return undefined
  const states = text.parts.map((part) => centre.stateOf(part))
  const failed = states.some((state) => state?.name === 'UNDELIV')
  const kind = states.includes(undefined) ? 'accepted' : failed ? 'undelivered' : 'delivered'
  const ids = text.parts.map((part) => part.id)
  return { kind, at: text.parts.at(-1)?.at ?? '', providerId: ids.join(' ') }
}
