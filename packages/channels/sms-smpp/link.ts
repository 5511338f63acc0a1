import smpp from 'smpp'
import type { Fields, PDU, Session } from 'smpp'
import type { SmsSettings } from './settings.ts'

/** What came of one submission. */
export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly id: string }
  /** No answer. `begun`: it had been written, so the centre may have it. */
  | { readonly kind: 'lost'; readonly begun: boolean }

/** Called with every deliver_sm; `reply` answers it with a command_status, once. */
export type OnDeliver = (pdu: PDU, reply: (status: number) => void) => void

/** Registers the vendor parameter under a name of ours and returns the name. */
export function referenceName(tag: number | undefined): string | undefined {
  if (tag === undefined) return undefined
  const name = `misiva_reference_${tag}`
  if (!smpp.tlvs[name]) smpp.addTLV(name, { id: tag, type: smpp.types.tlv.string })
  return name
}

/** `ESME_RTHROTTLED` for 0x58. */
export function statusName(status: number): string {
  const found = Object.entries(smpp.errors).find(([, code]) => code === status)
  return found?.[0] ?? `status 0x${status.toString(16).padStart(8, '0')}`
}

/** One bound transceiver: at most `window` submissions without an answer at a time. */
export class Link {
  readonly #session: Session
  readonly #settings: SmsSettings
  readonly #open = new Set<(answer: Answer) => void>()
  readonly #waiting: (() => void)[] = []
  #under = 0
  #closed = false
  #enquiry: NodeJS.Timeout | undefined

  private constructor(session: Session, settings: SmsSettings, onDeliver: OnDeliver) {
    this.#session = session
    this.#settings = settings
    session.on('close', () => this.#lost())
    session.on('deliver_sm', (pdu: PDU) => {
      onDeliver(pdu, (command_status) => {
        if (!this.#closed) session.send(pdu.response({ command_status }))
      })
    })
    session.on('enquire_link', (pdu: PDU) => void session.send(pdu.response()))
    session.on('unbind', (pdu: PDU) => {
      session.send(pdu.response())
      session.close()
    })
    this.#enquiry = setInterval(() => this.#enquire(), settings.enquireLink * 1000)
    this.#enquiry.unref()
  }

  /** Connects and binds. Rejects with the reason in words. */
  static bind(settings: SmsSettings, onDeliver: OnDeliver): Promise<Link> {
    return new Promise((resolve, reject) => {
      const { host, port, tls } = settings
      const session = smpp.connect({ host, port, tls })
      const fail = (why: string) => {
        clearTimeout(timer)
        session.destroy()
        reject(new Error(why))
      }
      const timer = setTimeout(() => fail('no answer to the bind'), settings.timeout * 1000)
      // Stays: a broken frame or a reset must not become an uncaught error; `close` follows.
      session.on('error', (error: Error) => fail(error.message))
      session.once('close', () => fail('the connection was closed'))
      session.once(tls ? 'secureConnect' : 'connect', () => {
        session.socket.setNoDelay(true)
        const login = {
          system_id: settings.systemId,
          password: settings.password,
          system_type: settings.systemType,
          interface_version: 0x34,
        }
        session.bind_transceiver(login, (answer) => {
          if (answer.command_status !== 0) return fail(statusName(answer.command_status))
          clearTimeout(timer)
          session.removeAllListeners('close')
          resolve(new Link(session, settings, onDeliver))
        })
      })
    })
  }

  get alive(): boolean {
    return !this.#closed && this.#session.socket.writable
  }

  /** Whether the connection keeps the process alive. */
  hold(yes: boolean): void {
    if (yes) this.#session.socket.ref()
    else this.#session.socket.unref()
  }

  async submit(fields: Fields): Promise<Answer> {
    while (this.alive && this.#under >= this.#settings.window) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    if (!this.alive) return { kind: 'lost', begun: false }
    this.#under++
    return new Promise<Answer>((resolve) => {
      const done = (answer: Answer) => {
        clearTimeout(timer)
        this.#open.delete(done)
        this.#under--
        this.#waiting.shift()?.()
        resolve(answer)
      }
      const timer = setTimeout(() => this.destroy(), this.#settings.timeout * 1000)
      this.#open.add(done)
      const written = this.#session.submit_sm(fields, (answer) => {
        const id = typeof answer.message_id === 'string' ? answer.message_id : ''
        done({ kind: 'answered', status: answer.command_status, id })
      })
      if (!written) done({ kind: 'lost', begun: false })
    })
  }

  unbind(): void {
    if (!this.alive) return
    this.#session.unbind(() => this.#session.close())
    setTimeout(() => this.destroy(), 1000).unref()
  }

  destroy(): void {
    this.#session.destroy()
    this.#lost()
  }

  #enquire(): void {
    const timer = setTimeout(() => this.destroy(), this.#settings.timeout * 1000)
    timer.unref()
    if (!this.#session.enquire_link(() => clearTimeout(timer))) this.destroy()
  }

  #lost(): void {
    if (this.#closed) return
    this.#closed = true
    clearInterval(this.#enquiry)
    for (const done of this.#open) done({ kind: 'lost', begun: true })
    for (const wake of this.#waiting.splice(0)) wake()
  }
}
