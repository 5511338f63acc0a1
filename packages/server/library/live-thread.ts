import { CheckMemory, checkReading, LiveFolder } from '@misiva/compose'
import { sha256Hex } from '../content-folder.ts'
import type { ContentReading, LiveTask, Missing } from './reading.ts'
import { nothing, takes, toldOf } from './telling.ts'

/** A folder as it was read last. */
interface Held {
  readonly live: LiveFolder
  readonly memory: CheckMemory
  manifest: ReadonlyMap<string, string>
}

/** Folders kept: what is in force, and changes of several people. A 2,000-file one takes some 60 MB. */
const HELD = 4
/** Where more files differ, a folder of its own is begun. */
const KIN = 200

/** The one used last stands last. */
const held: Held[] = []
const bytes = new Map<string, Uint8Array>()

/**
 * Reads and checks content, only what differs from what was read before; or says whose bytes it lacks.
 */
export default async function readLive(task: LiveTask): Promise<ContentReading | Missing> {
  const { manifest, retired } = task
  if (manifest.size === 0) return nothing
  for (const [sha256, given] of task.bytes) bytes.set(sha256, given)
  const missing = [...new Set(manifest.values())].filter((sha256) => !bytes.has(sha256))
  if (missing.length > 0) return { missing }
  const folder = nearest(manifest)
  for (const path of folder.manifest.keys())
    if (!manifest.has(path)) folder.live.put(path, undefined)
  for (const [path, sha256] of manifest)
    if (folder.manifest.get(path) !== sha256) folder.live.put(path, bytes.get(sha256)!)
  folder.manifest = manifest
  const { memory, live } = folder
  const { release, problems } = await checkReading(live.read(), { takes, memory })
  forget()
  const files = new Map([...manifest].map(([path, sha256]) => [path, bytes.get(sha256)!]))
  return toldOf({ release, problems, retired, files })
}

function nearest(manifest: ReadonlyMap<string, string>): Held {
  const apart = held.map((one) => difference(one.manifest, manifest))
  const least = Math.min(...apart)
  const at = least <= KIN ? apart.indexOf(least) : -1
  const found: Held =
    at >= 0
      ? held.splice(at, 1)[0]!
      : { live: new LiveFolder(sha256Hex), memory: new CheckMemory(), manifest: new Map() }
  held.push(found)
  if (held.length > HELD) held.shift()
  return found
}

/** Paths that are not the same in both. */
function difference(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): number {
  let count = 0
  for (const [path, sha256] of b) if (a.get(path) !== sha256) count += 1
  for (const path of a.keys()) if (!b.has(path)) count += 1
  return count
}

/** Bytes that no folder kept has any more. */
function forget(): void {
  const used = new Set(held.flatMap((one) => [...one.manifest.values()]))
  for (const sha256 of bytes.keys()) if (!used.has(sha256)) bytes.delete(sha256)
}
