/**
 * The engine of the preview, in a worker: the program that composes what customers get, fed with
 * what is being written. It draws the newest state it was told of; between two alternatives it
 * looks whether there is a newer one, and leaves the older unfinished.
 */
import type { FileAt, FromEngine, ToEngine } from '../protocol.ts'
import { bytesOf } from './machine.ts'
import { Session } from './session.ts'

type Show = Extract<ToEngine, { kind: 'show' }>

const tell = (message: FromEngine, transfer: Transferable[] = []) =>
  self.postMessage(message, { transfer })

const session = new Session(tell)
/** Bytes by hash: the same hash is the same object, which is how unchanged files are told. */
const kept = new Map<string, Promise<Uint8Array>>()
const hashes = new Map<string, string>()
const edited = new Map<string, unknown>()
let newest: Show | undefined
let working = false
let opened: Promise<void> | undefined

async function takeFiles(files: readonly FileAt[]): Promise<void> {
  const wanted = new Map(files.map((file) => [file.path, file]))
  for (const path of hashes.keys())
    if (!wanted.has(path)) {
      hashes.delete(path)
      if (!edited.has(path)) session.put(path, undefined)
    }
  await Promise.all(
    files.map(async ({ path, sha256, url }) => {
      if (hashes.get(path) === sha256) return
      let bytes = kept.get(sha256)
      if (!bytes) kept.set(sha256, (bytes = bytesOf(url)))
      const got = await bytes
      hashes.set(path, sha256)
      if (!edited.has(path)) session.put(path, got)
    }),
  )
}

const encoder = new TextEncoder()

/** Edits are the whole of what is being written: what is missing is as it was saved again. */
async function takeEdits({ edits }: Show): Promise<void> {
  const now = new Map(edits)
  for (const path of [...edited.keys()]) {
    if (now.has(path)) continue
    edited.delete(path)
    const hash = hashes.get(path)
    session.put(path, hash === undefined ? undefined : await kept.get(hash))
  }
  for (const [path, edit] of now) {
    if (edited.get(path) === edit) continue
    edited.set(path, edit)
    session.put(path, typeof edit === 'string' ? encoder.encode(edit) : (edit ?? undefined))
  }
}

/** Lets messages in: a macrotask, which a promise is not. */
const breath = new MessageChannel()
let breathe = () => {}
breath.port1.onmessage = () => breathe()
const pause = () =>
  new Promise<void>((resolve) => {
    breathe = resolve
    breath.port2.postMessage(0)
  })

async function work(): Promise<void> {
  if (working || !opened) return
  working = true
  try {
    for (let done = 0; newest && newest.revision !== done;) {
      // Files that came meanwhile belong to what is drawn next.
      await opened
      const show: Show = newest
      done = show.revision
      await takeEdits(show)
      await session.draw(show.revision, show.look, async () => {
        await pause()
        return newest !== show
      })
    }
  } catch (error) {
    tell({ kind: 'broken', message: error instanceof Error ? error.message : String(error) })
  } finally {
    working = false
  }
}

async function test(template: string): Promise<void> {
  try {
    await opened
    await session.test(template)
  } catch (error) {
    tell({ kind: 'broken', message: error instanceof Error ? error.message : String(error) })
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToEngine>) => {
  if (data.kind === 'files') {
    session.takes = data.takes
    const before = opened
    opened = (async () => {
      await before?.catch(() => {})
      await takeFiles(data.files)
    })()
    // Whoever is shown something is shown it again from the new files.
    if (newest) newest = { ...newest, revision: newest.revision + 0.001 }
  } else if (data.kind === 'test') void test(data.template)
  else newest = data
  void work()
})
