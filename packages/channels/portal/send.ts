import { problem, ProblemError } from '@misiva/model'
import type { Outcome, Outgoing, Receipt } from '@misiva/model'
import { resolve } from 'node:path'
import type { PortalSettings } from './settings.ts'
import { folderStore } from './store.ts'
import type { PortalPage, PortalStore } from './store.ts'

/** Pages published between two looks at the stop signal. */
const share = 100

/** Publishes the pages; a message already published is told as published, and stays as it is. */
export async function* send(
  batch: readonly Outgoing[],
  settings: PortalSettings,
  signal: AbortSignal,
): AsyncGenerator<Outcome> {
  const store = storeOf(settings)
  const good = batch.filter((message) => isAccount(message.envelope.to))
  for (let at = 0; at < good.length; at += share) {
    const some = good.slice(at, at + share)
    yield* signal.aborted
      ? some.map((message) => deferred(message, 'stopped before it was published'))
      : await publish(some, store, at === 0)
  }
  for (const { envelope } of batch) {
    if (isAccount(envelope.to)) continue
    const detail = `MSV-K002 “${envelope.to}” is not a portal account`
    yield { receipt: { message: envelope.id, kind: 'rejected', at: now(), detail } }
  }
}

/** `first`: nothing of the batch is published yet, so a store that cannot be had is told by a throw. */
async function publish(
  messages: readonly Outgoing[],
  store: PortalStore,
  first: boolean,
): Promise<Outcome[]> {
  const at = now()
  try {
    await store.put(messages.map((message) => pageOf(message, at)))
  } catch (cause) {
    if (first) throw cannot(cause)
    const words = cause instanceof Error ? cause.message : String(cause)
    return messages.map((message) => deferred(message, words))
  }
  return messages.map(({ envelope }) => ({
    receipt: { message: envelope.id, kind: 'published', at },
  }))
}

export async function lookup(
  messageId: string,
  settings: PortalSettings,
): Promise<Receipt | undefined> {
  try {
    const page = await storeOf(settings).get(messageId)
    return page && { message: messageId, kind: 'published', at: page.at }
  } catch (cause) {
    throw cannot(cause)
  }
}

const folders = new Map<string, PortalStore>()

/** One store for a folder, so that its index is read once. */
function storeOf({ store, folder }: PortalSettings): PortalStore {
  if (store) return store
  const path = resolve(folder ?? '.')
  let known = folders.get(path)
  if (!known) folders.set(path, (known = folderStore(path)))
  return known
}

function pageOf({ envelope, encoded, sha256 }: Outgoing, at: string): PortalPage {
  return {
    message: envelope.id,
    account: envelope.to,
    key: envelope.key,
    customer: envelope.customer,
    language: envelope.language,
    sha256,
    mediaType: encoded.mediaType,
    size: encoded.bytes.byteLength,
    bytes: encoded.bytes,
    at,
  }
}

/** An account name is a token: no white space or controls, at most 254 characters. */
function isAccount(name: string): boolean {
  return /^[^\s\p{Cc}\p{Cs}]{1,254}$/u.test(name)
}

function deferred({ envelope }: Outgoing, detail: string): Outcome {
  return { receipt: { message: envelope.id, kind: 'deferred', at: now(), detail }, retry: true }
}

function cannot(cause: unknown): ProblemError {
  const words = cause instanceof Error ? cause.message : String(cause)
  return new ProblemError([problem('MSV-K001', `The store of pages said no: ${words}`)], { cause })
}

function now(): string {
  return Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
}
