import type { z } from 'zod'
import type { Receipt } from './communication.ts'

/**
 * The Channel contract: what a channel plug-in is. The built-in channels use nothing else, and
 * `packages/channels/contract.ts` holds every one of them to it. Shared code never asks a channel's
 * name; it reads `takes` and `properties`.
 */
export interface Channel<Settings = unknown> {
  /** `email-smtp`. */
  readonly name: string
  readonly takes: Takes
  readonly properties: ChannelProperties
  /** Validates the settings and draws their form; a secret carries `.meta({ secret: true })`. */
  readonly settings: z.ZodType<Settings>
  /** The exact bytes that will go out, before they go: what the archive keeps. Pure and repeatable. */
  encode(composed: Composed, envelope: Envelope, settings: Settings): Encoded | Promise<Encoded>
  /**
   * Sends a batch, yielding outcomes in whatever order they come; each message of the batch gets at
   * least one. Later outcomes of the same message (a delivery receipt) may follow in the same call.
   * Never throws for a message; throws only when the whole connection cannot be had.
   *
   * Doubt: a message without an outcome when the iteration ends was begun and its answer never came
   * (the connection was lost after the content had gone). It may have arrived; `lookup` tells. A
   * message known not to have gone (a stop, a connection lost before it) is told as `deferred` with
   * `retry`. A throw (ProblemError, MSV-K001) comes before the first message: nothing has gone out.
   * An outcome counts as taken when the caller asks for the next: only then is a receipt
   * acknowledged to the carrier.
   */
  send(batch: readonly Outgoing[], settings: Settings, signal: AbortSignal): AsyncIterable<Outcome>
  /** Verifies, then translates, what a provider calls back with over HTTP. */
  receive?(request: Incoming, settings: Settings): Promise<readonly Receipt[]>
  /**
   * Receipts that come by a connection of their own (SMPP deliver_sm) until `signal` aborts. A
   * receipt of a message sent by another process whose carrier returns no reference of ours has an
   * empty `message`; the caller finds it by `providerId`.
   */
  listen?(settings: Settings, signal: AbortSignal): AsyncIterable<Receipt>
  /**
   * Settles doubt after a crash: what became of this message, or undefined if it never went out.
   * Throws (ProblemError, MSV-K001) when that cannot be told now; the doubt then remains.
   */
  lookup?(messageId: string, settings: Settings): Promise<Receipt | undefined>
}

/**
 * A channel whose settings only it knows: they are opaque to whoever holds it, and given back to it as
 * its own schema made them.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- `unknown` would fit no plug-in: settings stand in both directions
export type AnyChannel = Channel<any>

/** The form of content a channel carries; composing follows it. */
export type Takes = 'pages' | 'mime' | 'text' | 'html' | 'speech' | 'json'

export interface ChannelProperties {
  /** Interrupts the customer (SMS, voice, push): quiet hours apply. */
  readonly interrupts: boolean
  /** Paper and the like: reaches a postal address, the last resort of fallback. */
  readonly physical: boolean
  /** What the strongest receipt proves: handed over, or arrived. */
  readonly confirms: 'acceptance' | 'delivery'
  /** Rough cost of one message (segment, sheet …) in thousandths of the organisation's currency. */
  readonly costs: number
  /** Messages in one `send` at most. */
  readonly batch: number
}

/** What a printer has to know of pages beside what is on them. */
export interface Printing {
  readonly sheets: number
  /** Edge over which sheets printed on both sides are turned; absent: one side. */
  readonly duplex?: 'longEdge' | 'shortEdge'
  /** Sheets of one paper after each other, in order. */
  readonly media: readonly SheetRange[]
}

/** Sheets and their pages, counted from 1, both ends included. */
export interface SheetRange {
  readonly sheets: readonly [first: number, last: number]
  readonly pages: readonly [first: number, last: number]
  /** Name of the paper, as the page master has it. */
  readonly tray?: string
  /** Points, as printed. */
  readonly width: number
  readonly height: number
}

/** What composing made of a communication for one channel. */
export type Composed =
  | {
      readonly kind: 'pages'
      readonly title: string
      readonly pdf: Uint8Array
      readonly pages: number
      readonly printing?: Printing
      /** Opens with a password only. */
      readonly protected?: true
      /** Files within the PDF. */
      readonly attachments?: readonly {
        readonly filename: string
        readonly mediaType: string
        readonly bytes: Uint8Array
      }[]
    }
  | {
      readonly kind: 'mime'
      readonly subject: string
      readonly html: string
      readonly text: string
      readonly attachments: readonly {
        readonly filename: string
        readonly mediaType: string
        readonly bytes: Uint8Array
      }[]
      /** Pictures the HTML names by `cid:`. */
      readonly inline: readonly {
        readonly cid: string
        readonly mediaType: string
        readonly bytes: Uint8Array
      }[]
    }
  | {
      readonly kind: 'text'
      readonly text: string
      readonly encoding: 'GSM-7' | 'UCS-2'
      readonly segments: number
    }
  | { readonly kind: 'html'; readonly title: string; readonly html: string }

/** Who it is from and to, and what it is, for channels that write it on the outside. */
export interface Envelope {
  /** The message's UUID. */
  readonly id: string
  readonly from: string
  readonly to: string
  readonly toName: string
  readonly language: string
  /** ISO 8601 instant that stands on the message (e-mail Date). Given, so that bytes repeat. */
  readonly date: string
  /** The source's key, for a piece index: the invoice number. */
  readonly key: string
  readonly customer: string
  /** ISO 3166-1 alpha-2 of the address, where known: print sorts by it. */
  readonly country?: string
}

export interface Encoded {
  readonly bytes: Uint8Array
  /** `message/rfc822`, `application/pdf`, `text/plain; charset=utf-8`, `text/html; charset=utf-8`. */
  readonly mediaType: string
  /** `eml`, `pdf`, `txt`, `html`. */
  readonly extension: string
  /** Pages of a document, segments of an SMS: what the carrier counts. */
  readonly units: number
  /**
   * What the channel's own `send` has to know beside the bytes; JSON, opaque to everyone else, kept
   * with the message for a send that comes later.
   */
  readonly details?: Readonly<Record<string, unknown>>
}

export interface Outgoing {
  readonly envelope: Envelope
  readonly encoded: Encoded
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string
}

/** A receipt, and whether trying again later can help. */
export interface Outcome {
  readonly receipt: Receipt
  readonly retry?: boolean
}

export interface Incoming {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * A channel's other end for trying things out: a real server of the channel's own protocol that
 * delivers to nobody. It keeps what it received, durably, before it says so; opened again on the
 * same directory after a crash it still knows it all.
 */
export interface Sandbox<Settings = unknown> {
  /** Settings with which the channel reaches it. */
  readonly settings: Settings
  /** What it took, in order; a message taken twice stands here twice. */
  received(): Promise<readonly Received[]>
  count(): Promise<number>
  close(): Promise<void>
}

/** A message as the other end has it. */
export interface Received {
  /** The message's UUID, as the protocol carried it; empty if it carried none. */
  readonly message: string
  readonly from: string
  readonly to: string
  /** ISO 8601 instant in UTC. */
  readonly at: string
  /** SHA-256 of the bytes, hex: equals that of what was encoded. */
  readonly sha256: string
  /** Bytes of the message. */
  readonly size: number
  /** Subject, file name or first words: what a list shows. */
  readonly summary: string
  bytes(): Promise<Uint8Array>
}

/** What every sandbox takes; each channel adds its own. */
export interface SandboxOptions {
  /** Where it keeps what it received. Made if it is missing. */
  readonly directory: string
  /** 0 or absent: any free one. */
  readonly port?: number
  readonly host?: string
}
