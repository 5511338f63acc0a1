import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** A published page. */
export interface PortalPage {
  /** The message's UUID. */
  readonly message: string
  /** The customer's portal account. */
  readonly account: string
  readonly key: string
  readonly customer: string
  readonly language: string
  readonly sha256: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly bytes: Uint8Array
  /** ISO 8601 instant in UTC. */
  readonly at: string
}

/** A page without its bytes. */
export type PageHead = Omit<PortalPage, 'bytes'>

/** What a store must do. It keeps a page durably before `put` ends, and never replaces one. */
export interface PortalStore {
  /** Keeps the pages; those whose message is kept already stay as they are. */
  put(pages: readonly PortalPage[]): Promise<void>
  get(message: string): Promise<PageHead | undefined>
}

/** A store that can also be read through, as the sandbox does. */
export interface ReadableStore extends PortalStore {
  all(): Promise<PageHead[]>
  bytes(message: string): Promise<Uint8Array>
}

/**
 * Pages in a folder: `ab/UUID.html`, and a line in `index.jsonl`, written after it, that makes the
 * page published. One line file for all pages rather than a file beside each: half the syncs.
 */
export function folderStore(folder: string): ReadableStore {
  const root = resolve(folder)
  const index = new Index(join(root, 'index.jsonl'))
  return {
    async put(pages) {
      await mkdir(root, { recursive: true })
      await index.refresh()
      const fresh = pages.filter((page) => !index.heads.has(page.message))
      for (const name of new Set(fresh.map((page) => dirname(pathOf(root, page.message))))) {
        await mkdir(name, { recursive: true })
      }
      // 16 at a time, so that their syncs overlap.
      const queue = fresh.toReversed()
      const lane = async () => {
        for (let page = queue.pop(); page; page = queue.pop()) {
          await writeWhole(pathOf(root, page.message), page.bytes)
        }
      }
      await Promise.all(Array.from({ length: 16 }, lane))
      await index.add(fresh.map(({ bytes: _bytes, ...head }) => head))
    },
    async get(message) {
      await index.refresh()
      return index.heads.get(message)
    },
    async all() {
      await index.refresh()
      return [...index.heads.values()]
    },
    async bytes(message) {
      return new Uint8Array(await readFile(pathOf(root, message)))
    },
  }
}

/** The pages published, in order; what other processes add is read when asked. */
class Index {
  readonly heads = new Map<string, PageHead>()
  readonly #path: string
  #read = 0

  constructor(path: string) {
    this.#path = path
  }

  /** One append, so that lines of several processes never mix; a new line first, against torn ones. */
  async add(heads: readonly PageHead[]): Promise<void> {
    if (heads.length === 0) return
    const file = await open(this.#path, 'a')
    try {
      await file.appendFile(`\n${heads.map((head) => JSON.stringify(head)).join('\n')}\n`)
      await file.datasync()
    } finally {
      await file.close()
    }
  }

  async refresh(): Promise<void> {
    const bytes = await readFrom(this.#path, this.#read)
    const whole = bytes.lastIndexOf(10) + 1
    this.#read += whole
    for (const line of bytes.toString('utf8', 0, whole).split('\n')) {
      const head = parseHead(line)
      // The first is the page; a message published twice at once was published once.
      if (head && !this.heads.has(head.message)) this.heads.set(head.message, head)
    }
  }
}

/** Undefined for an empty line and for one torn by a crash. */
function parseHead(line: string): PageHead | undefined {
  if (!line.endsWith('}')) return undefined
  try {
    // Written by this file alone, so its shape is known.
    const head: PageHead = JSON.parse(line)
    return head
  } catch {
    return undefined
  }
}

async function readFrom(path: string, from: number): Promise<Buffer> {
  let file: FileHandle
  try {
    file = await open(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
  try {
    const { size } = await file.stat()
    const bytes = Buffer.alloc(Math.max(0, size - from))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Under another name first, synced, then renamed: nobody ever sees half a file. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${randomUUID().slice(0, 8)}.part`
  const file = await open(part, 'w')
  try {
    await file.writeFile(bytes)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(part, path)
}

/** Folders by hash: version 7 UUIDs of one run begin alike. An id that is no file name is hashed whole. */
function pathOf(root: string, message: string): string {
  const hash = createHash('sha256').update(message).digest('hex')
  const name = /^[\w-]{1,64}$/.test(message) ? message : hash
  return join(root, hash.slice(0, 2), `${name}.html`)
}
