import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, readdir, rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'

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

/** What a store must do. It keeps a page durably before `put` ends, and never replaces one. */
export interface PortalStore {
  /** Keeps the pages; those whose message is kept already stay as they are. */
  put(pages: readonly PortalPage[]): Promise<void>
  get(message: string): Promise<Omit<PortalPage, 'bytes'> | undefined>
}

/** A store that can also be read through, as the sandbox does. */
export interface ReadableStore extends PortalStore {
  all(): Promise<Omit<PortalPage, 'bytes'>[]>
  bytes(message: string): Promise<Uint8Array>
}

/**
 * Pages in a folder: `ab/UUID.html` and beside it `ab/UUID.json`, which is written last and makes
 * the page published.
 */
export function folderStore(folder: string): ReadableStore {
  const root = resolve(folder)
  const get = (message: string) => readHead(root, message)
  return {
    get,
    async put(pages) {
      // 16 at a time, so that their syncs overlap.
      const queue = pages.toReversed()
      const lane = async () => {
        for (let page = queue.pop(); page; page = queue.pop()) {
          if (!(await get(page.message))) await write(root, page)
        }
      }
      await mkdir(root, { recursive: true })
      await Promise.all(Array.from({ length: 16 }, lane))
    },
    async all() {
      const names = await readdir(root, { recursive: true })
      const heads = names.filter((name) => name.endsWith('.json'))
      const read = heads.map(async (name) => parseHead(await readFile(join(root, name), 'utf8')))
      return (await Promise.all(read)).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    },
    async bytes(message) {
      return new Uint8Array(await readFile(`${pathOf(root, message)}.html`))
    },
  }
}

// Written by this file alone, so its shape is known.
const parseHead: (text: string) => Omit<PortalPage, 'bytes'> = JSON.parse

async function readHead(
  root: string,
  message: string,
): Promise<Omit<PortalPage, 'bytes'> | undefined> {
  try {
    return parseHead(await readFile(`${pathOf(root, message)}.json`, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function write(root: string, page: PortalPage): Promise<void> {
  const { bytes, ...head } = page
  const path = pathOf(root, page.message)
  await mkdir(join(path, '..'), { recursive: true })
  await writeWhole(`${path}.html`, bytes)
  await writeWhole(`${path}.json`, JSON.stringify(head))
}

/** Under another name first, synced, then renamed: nobody ever sees half a file. */
async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
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
  return join(root, hash.slice(0, 2), /^[\w-]{1,64}$/.test(message) ? message : hash)
}
