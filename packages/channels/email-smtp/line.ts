import type { Outgoing } from '@misiva/model'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { NodemailerError } from 'nodemailer/lib/errors'
import { Content } from './content.ts'
import type { EmailSettings } from './settings.ts'

/** What came of handing one message to the relay. */
export type Answer =
  | { readonly kind: 'accepted'; readonly words: string }
  /** `code` is the SMTP reply code; `command` the one it answers. */
  | {
      readonly kind: 'refused'
      readonly words: string
      readonly code: number
      readonly command: string
    }
  /** No answer. `begun`: the content had started to go, so the relay may have it. */
  | { readonly kind: 'lost'; readonly words: string; readonly begun: boolean }

/** One SMTP connection, greeted, encrypted and authenticated. */
export class Line {
  readonly #connection: SMTPConnection
  /** A refusal left a transaction open (RFC 5321 §4.1.4): the next MAIL needs a RSET before it. */
  #open = false
  private constructor(connection: SMTPConnection) {
    this.#connection = connection
  }

  static open(settings: EmailSettings): Promise<Line> {
    const wait = settings.timeout * 1000
    const connection = new SMTPConnection({
      host: settings.host,
      port: settings.port,
      secure: settings.security === 'tls',
      requireTLS: settings.security === 'starttls',
      ignoreTLS: settings.security === 'none',
      tls: { rejectUnauthorized: settings.verifyCertificate },
      connectionTimeout: Math.min(wait, 15_000),
      greetingTimeout: Math.min(wait, 15_000),
      socketTimeout: wait,
      socketCloseTimeout: 1000,
      ...(settings.clientName && { name: settings.clientName }),
    })
    return new Promise((resolve, reject) => {
      // Stays: an idle connection that the relay ends must not become an uncaught error.
      connection.on('error', reject)
      connection.connect((error) => {
        if (error) return reject(error)
        if (!settings.user) return resolve(new Line(connection))
        connection.login({ user: settings.user, pass: settings.password ?? '' }, (refused) => {
          if (!refused) return resolve(new Line(connection))
          connection.close()
          reject(refused)
        })
      })
    })
  }

  get alive(): boolean {
    return !this.#connection.destroyed && this.#socket?.writable === true
  }

  get #socket() {
    // Public by its documentation, in spite of its name.
    // oxlint-disable-next-line no-underscore-dangle -- nodemailer's name
    return this.#connection._socket || undefined
  }

  /** Whether the connection keeps the process alive: not while it only waits for work. */
  hold(yes: boolean): void {
    if (yes) this.#socket?.ref()
    else this.#socket?.unref()
  }

  async submit(from: string, to: string, message: Outgoing): Promise<Answer> {
    if (this.#open && !(await this.#reset())) {
      return { kind: 'lost', words: 'the relay ended the connection', begun: false }
    }
    const answer = await this.#send(from, to, message)
    this.#open = answer.kind === 'refused'
    return answer
  }

  #reset(): Promise<boolean> {
    return new Promise((resolve) => {
      const ended = () => resolve(false)
      this.#connection.once('end', ended)
      this.#connection.reset((error) => {
        this.#connection.removeListener('end', ended)
        resolve(!error)
      })
    })
  }

  #send(from: string, to: string, message: Outgoing): Promise<Answer> {
    let begun = false
    const bytes = message.encoded.bytes
    // A stream rather than a buffer, because its first read is the moment the relay said 354:
    // the border between “certainly not sent” and “perhaps sent”.
    const content = new Content(bytes, () => (begun = true))
    return new Promise((resolve) => {
      const envelope = { from, to: [to], size: bytes.byteLength }
      this.#connection.send(envelope, content, (error, info) => {
        if (!error) return resolve({ kind: 'accepted', words: info?.response ?? '' })
        resolve(answerOf(error, begun))
      })
    })
  }

  quit(): void {
    if (this.alive) this.#connection.quit()
  }

  destroy(): void {
    this.#connection.close()
  }
}

function answerOf(error: NodemailerError, begun: boolean): Answer {
  if (error.responseCode) {
    const words = error.response ?? error.message
    return { kind: 'refused', words, code: error.responseCode, command: error.command ?? '' }
  }
  // Refused on this side by what the relay announced: its SIZE (RFC 1870).
  if (error.code === 'EMESSAGE' || error.code === 'EENVELOPE') {
    return { kind: 'refused', words: error.message, code: 552, command: 'MAIL FROM' }
  }
  return { kind: 'lost', words: error.message, begun }
}
