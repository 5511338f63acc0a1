import type { Received, Sandbox, SandboxOptions } from '@misiva/model'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { Server as NetServer } from 'node:net'
import { finished } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { callbackify } from 'node:util'
import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { asReceived, Kept, readIndex } from './kept.ts'
import { settings as schema } from './settings.ts'
import type { EmailSettings } from './settings.ts'
import { troubleOf } from './trouble.ts'
import type { Trouble } from './trouble.ts'

export interface EmailSandboxOptions extends SandboxOptions {
  /** Trouble by address; without it the well-known local parts of `Trouble` make theirs. */
  readonly trouble?: (address: string) => Trouble | undefined
  /** Milliseconds that `slow` takes to answer. */
  readonly slow?: number
  /** User and password it asks for. */
  readonly login?: { readonly user: string; readonly password: string }
  /** Certificate and key (PEM): offers STARTTLS, or speaks TLS from the first byte. */
  readonly tls?: {
    readonly cert: string
    readonly key: string
    readonly from: 'start' | 'starttls'
  }
  /** Largest message, bytes (RFC 1870). */
  readonly size?: number
  /** Port of the message trace; 0 or absent: any free one. */
  readonly tracePort?: number
}

export type EmailSandbox = Sandbox<EmailSettings>

/** Messages whose content is just coming in. */
interface Underway {
  messages: number
}

class Refusal extends Error {
  readonly responseCode: number
  constructor(code: number, words: string) {
    super(words)
    this.responseCode = code
  }
}

/** An SMTP server that keeps every message and delivers none, with a message trace over HTTP. */
export async function startSandbox(options: EmailSandboxOptions): Promise<EmailSandbox> {
  const kept = await Kept.open(options.directory)
  const host = options.host ?? '127.0.0.1'
  const way: Underway = { messages: 0 }
  const smtp = smtpServer(options, kept, way)
  const listening = smtp.listen(options.port ?? 0, host)
  const trace = traceServer(kept, way)
  try {
    await once(listening, 'listening')
    trace.listen(options.tracePort ?? 0, host)
    await once(trace, 'listening')
  } catch (error) {
    smtp.close()
    trace.close()
    await kept.close()
    throw error
  }
  return {
    settings: schema.parse({
      host,
      port: portOf(listening),
      security: !options.tls ? 'none' : options.tls.from === 'start' ? 'tls' : 'starttls',
      verifyCertificate: false,
      ...(options.login && { user: options.login.user, password: options.login.password }),
      trace: `http://${host}:${portOf(trace)}/trace/{message}`,
    }),
    received: async () => kept.received(),
    count: async () => kept.entries.length,
    async close() {
      trace.closeAllConnections()
      const traceClosed = new Promise((resolve) => trace.close(resolve))
      hangUp(smtp, () => true)
      await new Promise<void>((resolve) => smtp.close(() => resolve()))
      await traceClosed
      await kept.close()
    },
  }
}

function portOf(server: NetServer): number {
  const address = server.address()
  return address && typeof address === 'object' ? address.port : 0
}

/** A message taken apart for display: parts, addresses, attachments. */
export function parseMail(bytes: Uint8Array): Promise<Email> {
  return PostalMime.parse(bytes)
}

/** What a sandbox kept, read from its directory: also beside a running one, or after its end. */
export async function readSandbox(directory: string): Promise<readonly Received[]> {
  const { entries } = await readIndex(directory)
  return entries.map((entry) => asReceived(directory, entry))
}

function smtpServer(options: EmailSandboxOptions, kept: Kept, way: Underway): SMTPServer {
  const trouble = options.trouble ?? troubleOf
  const seen = new Set<string>()
  const server: SMTPServer = new SMTPServer({
    name: 'sandbox.misiva.example',
    banner: 'Misiva sandbox: keeps everything, delivers nothing',
    disableReverseLookup: true,
    // Off: the library would put its own before the ones given here.
    hideENHANCEDSTATUSCODES: true,
    allowInsecureAuth: true,
    authOptional: !options.login,
    disabledCommands: [...(options.login ? [] : ['AUTH']), ...(options.tls ? [] : ['STARTTLS'])],
    closeTimeout: 500,
    ...(options.size && { size: options.size, rejectOversized: true }),
    ...(options.tls && { ...options.tls, secure: options.tls.from === 'start' }),
    onAuth(auth, _session, done) {
      const { user, password } = options.login ?? {}
      if (auth.username === user && auth.password === password) return done(null, { user })
      done(new Refusal(535, '5.7.8 The user or the password is wrong'))
    },
    onRcptTo({ address }, _session, done) {
      const refusal = refuseRecipient(trouble(address), address, seen)
      done(refusal)
    },
    onData(stream, session, done) {
      way.messages++
      callbackify(take)(stream, session, (error, words) => {
        way.messages--
        done(error, words)
      })
    },
  })
  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    const to = session.envelope.rcptTo.map((rcpt) => rcpt.address)
    const bytes = await content(stream)
    const what = to.map(trouble).find(Boolean)
    if (what === 'refuse') throw new Refusal(554, '5.7.1 Content refused by policy')
    if (what === 'drop') hangUp(server, (id) => id === session.id)
    if (what === 'drop') throw new Refusal(421, '4.3.0 Gone')
    const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
    const number = await kept.add(await describe(bytes, from, to), bytes)
    if (what === 'lost') hangUp(server, (id) => id === session.id)
    if (what === 'slow') await setTimeout(options.slow ?? 2000)
    return `2.0.0 OK: queued as ${number}`
  }
  server.on('error', () => {
    // A client that hangs up is not the sandbox's trouble; a port taken comes by `listen`.
  })
  return server
}

/** Ends connections without a word, as a crash of the relay would. */
function hangUp(server: SMTPServer, whose: (id: string) => boolean): void {
  for (const connection of server.connections) {
    // oxlint-disable-next-line no-underscore-dangle -- the library gives no other way to the socket
    if (whose(connection.id)) connection._socket.destroy()
  }
}

function refuseRecipient(
  what: Trouble | undefined,
  address: string,
  seen: Set<string>,
): Refusal | null {
  if (what === 'bounce') return new Refusal(550, '5.1.1 No such user here')
  if (what === 'full') return new Refusal(452, '4.2.2 The mailbox is full')
  if (what === 'busy') return new Refusal(421, '4.3.2 Too busy, come back later')
  if (what === 'greylist' && !seen.has(address)) {
    seen.add(address)
    return new Refusal(451, '4.7.1 Greylisted, try again later')
  }
  return null
}

async function content(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  await finished(stream, { writable: false })
  if (stream.sizeExceeded) throw new Refusal(552, '5.3.4 The message is too large')
  return Buffer.concat(chunks)
}

/** The head is parsed at once, the body only for display: a third of a millisecond each otherwise. */
async function describe(bytes: Buffer, from: string, to: readonly string[]) {
  const end = bytes.indexOf('\r\n\r\n')
  const head = await PostalMime.parse(bytes.subarray(0, end < 0 ? bytes.length : end + 4))
  return {
    message: /^<([^@>]*)@/.exec(head.messageId ?? '')?.[1] ?? '',
    from,
    to: to.join(', '),
    at: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.byteLength,
    summary: head.subject ?? '',
  }
}

/** `GET /trace/UUID` → the receipt as JSON, or 404. */
function traceServer(kept: Kept, way: Underway): Server {
  const find = (id: string) => kept.entries.findIndex((entry) => entry.message === id) + 1
  return createServer((request, response) => {
    const id = decodeURIComponent(/^\/trace\/([^/?]+)$/.exec(request.url ?? '')?.[1] ?? '')
    void (async () => {
      if (!find(id)) await settled(kept, way)
      const number = find(id)
      const entry = kept.entries[number - 1]
      response.writeHead(entry ? 200 : 404, { 'content-type': 'application/json' })
      const detail = entry && `kept by the sandbox for ${entry.to}`
      const found = entry && { kind: 'accepted', at: entry.at, detail, providerId: String(number) }
      response.end(JSON.stringify(found ?? {}))
    })()
  })
}

/** Milliseconds a “never seen” waits for messages that are just coming in. */
const patience = 2000

/**
 * Before it says “never seen” of a message: what lies unread in the sockets is read, what is being
 * taken is taken. Otherwise a sender that was killed and asks at once would send a second time.
 */
async function settled(kept: Kept, way: Underway): Promise<void> {
  const end = performance.now() + patience
  do {
    await setTimeout(5)
    await kept.idle()
  } while (way.messages > 0 && performance.now() < end)
}
