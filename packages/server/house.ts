import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import type { AnyChannel, Received, Release } from '@misiva/model'
import type { Blobs, Database } from '@misiva/store'
import type { Settings } from './settings.ts'

/**
 * Everything an open house offers: what the pipeline, the worker and HTTP are given. Opened by
 * `openHouse`, closed by `close`.
 */
export interface House {
  readonly db: Kysely<Database>
  readonly pool: Pool
  /** The database's own address, for connections that live outside the pool. */
  readonly url: string
  /** The archive's bytes, by SHA-256 in hex. */
  readonly blobs: Blobs
  readonly settings: Settings
  readonly channels: Channels
  readonly releases: Releases
  readonly links: Links
  close(): Promise<void>
}

/** The installed channels by the name the installation gives them: print, email, sms, portal. */
export interface Channels {
  readonly names: readonly string[]
  get(name: string): InstalledChannel | undefined
}

export interface InstalledChannel {
  /** As the installation names it: `email`. */
  readonly name: string
  readonly plugin: AnyChannel
  /** Checked by the plug-in's own schema. */
  readonly settings: unknown
  /** Set where messages go to the sandbox, to nobody. */
  readonly sandbox: boolean
  /** Messages a second at most, where the installation bounds it. */
  readonly pace?: number
  /** What the sandbox took, in order; where this process can see it. */
  received?(): Promise<readonly Received[]>
}

export interface Releases {
  /** Stores the files of a content folder as a release and gives it back read. */
  publish(name: string, files: ReadonlyMap<string, Uint8Array>): Promise<Release>
  /** A release stored before, by its hash; read once and kept. */
  load(hash: string): Promise<Release | undefined>
}

export interface Links {
  /** The address of a new personal link: `http://localhost:4600/p/…`. */
  make(): string
  /** The SHA-256 by which the link of an address, or of a token, is kept; undefined if it is none. */
  hashOf(address: string): Buffer | undefined
  addressOf(token: string): string
  /** An address that looks like one and opens nothing, the same for the same seed. */
  likeness(seed: string): string
}
