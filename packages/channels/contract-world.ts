/** A channel, its sandbox and messages for it: what the contract's laws are held against. */
import type {
  Channel,
  SandboxOptions,
  Sandbox,
  Received,
  Composed,
  Envelope,
  Outcome,
  Outgoing,
} from '@misiva/model'
import * as fc from 'fast-check'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Sends until it is done. */
export const never = new AbortController().signal

/** A channel put to the test, with what the test must know of it. */
export interface Subject<S> {
  readonly channel: Channel<S>
  /** The package's name: a process of its own imports it to be killed. */
  readonly module: string
  startSandbox(options: SandboxOptions): Promise<Sandbox<S>>
  readSandbox(directory: string): Promise<readonly Received[]>
  readonly from: string
  /** Content for the channel that says `text`, under `title` where it has one. */
  compose(text: string, title: string): Composed
  /** Good addresses, each its own. */
  address(n: number): string
  /** Addresses that are none of this channel. */
  readonly badAddresses: readonly string[]
  /** Settings that must be refused. */
  readonly invalid: readonly unknown[]
  /** The settings, with nobody behind them, nor behind the trace. */
  unreachable(settings: S): S | Promise<S>
  /** Addresses whose answers never come: the message was kept, or it was not. */
  readonly doubt?: { readonly kept: string; readonly dropped: string }
}

/** One sandbox in a directory of its own, and messages for it. */
export class World<S> {
  readonly subject: Subject<S>
  directory = ''
  sandbox!: Sandbox<S>
  #n = 0

  constructor(subject: Subject<S>) {
    this.subject = subject
  }

  get settings(): S {
    return this.sandbox.settings
  }

  async open(): Promise<void> {
    this.directory = await mkdtemp(join(tmpdir(), 'misiva-channel-'))
    this.sandbox = await this.subject.startSandbox({ directory: this.directory })
  }

  async close(): Promise<void> {
    await this.sandbox.close()
    await rm(this.directory, { recursive: true, force: true })
  }

  envelope(change: Partial<Envelope> = {}): Envelope {
    const n = ++this.#n
    return {
      id: randomUUID(),
      from: this.subject.from,
      to: this.subject.address(n),
      toName: `Zoë Ünal ${n}`,
      language: 'de-CH',
      date: '2010-12-01T08:26:00Z',
      key: `53636${n}`,
      customer: `C${n}`,
      ...change,
    }
  }

  async outgoing(change: Partial<Envelope> = {}): Promise<Outgoing> {
    const envelope = this.envelope(change)
    const composed = this.subject.compose(`Grüße, ${envelope.key}: 12,50 €`, `№ ${envelope.key}`)
    const encoded = await this.subject.channel.encode(composed, envelope, this.settings)
    return { envelope, encoded, sha256: sha256(encoded.bytes) }
  }

  batch(count: number): Promise<Outgoing[]> {
    return Promise.all(Array.from({ length: count }, () => this.outgoing()))
  }

  async send(batch: readonly Outgoing[], signal = never): Promise<Outcome[]> {
    return Array.fromAsync(this.subject.channel.send(batch, this.settings, signal))
  }

  /** What the other end has of these messages, by message. */
  async received(batch: readonly Outgoing[]): Promise<Map<string, Received[]>> {
    const ids = new Set(batch.map((message) => message.envelope.id))
    const all = await this.sandbox.received()
    return Map.groupBy(
      all.filter((one) => ids.has(one.message)),
      (one) => one.message,
    )
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Text as enemies and accidents write it. */
export const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    'a\r\nX-Injected: yes',
    'a\nX-Injected: yes\n\n<script>',
    '\u2028X-Injected: yes\u2029',
    '"><b>\0\u001b[31m',
    'עברית ‮gnp.exe ﷽ 👩‍👩‍👧‍👦 \ud800 \udfff',
    '../../etc/passwd',
    'x'.repeat(5000),
    '',
  ),
)
