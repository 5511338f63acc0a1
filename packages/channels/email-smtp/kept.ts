import type { Received } from '@misiva/model'
import { mkdir, open, readFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

/** One received message in the index: where its bytes stand in `mail.dat`. */
export interface Entry extends Omit<Received, 'bytes'> {
  readonly offset: number
}

interface Pending {
  readonly entry: Omit<Entry, 'offset'>
  readonly bytes: Uint8Array
  readonly resolve: (number: number) => void
  readonly reject: (error: unknown) => void
}

/**
 * Mail on disk: bytes appended to `mail.dat`, then a line to `index.jsonl`, each synced before the
 * message counts. Messages that arrive during a sync share the next one (group commit): one by one
 * the sandbox takes 300 messages a second here, together 3,000.
 */
export class Kept {
  readonly entries: Entry[]
  readonly #directory: string
  readonly #data: FileHandle
  readonly #index: FileHandle
  #end: number
  #pending: Pending[] = []
  #writing: Promise<void> | undefined

  private constructor(
    directory: string,
    data: FileHandle,
    index: FileHandle,
    end: number,
    entries: Entry[],
  ) {
    this.#directory = directory
    this.#data = data
    this.#index = index
    this.#end = end
    this.entries = entries
  }

  static async open(directory: string): Promise<Kept> {
    await mkdir(directory, { recursive: true })
    const { entries, length } = await readIndex(directory)
    const data = await open(join(directory, 'mail.dat'), 'a')
    const index = await open(join(directory, 'index.jsonl'), 'a')
    // A line torn by a crash was never acknowledged.
    await index.truncate(length)
    return new Kept(directory, data, index, (await data.stat()).size, entries)
  }

  /** Resolves with the message's number, from 1, once it is on disk. */
  add(entry: Omit<Entry, 'offset'>, bytes: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ entry, bytes, resolve, reject })
      this.#writing ??= this.#write()
    })
  }

  async #write(): Promise<void> {
    while (this.#pending.length > 0) {
      const lot = this.#pending.splice(0)
      try {
        await this.#data.appendFile(Buffer.concat(lot.map((one) => one.bytes)))
        await this.#data.datasync()
        const entries = lot.map((one) => {
          const offset = this.#end
          this.#end += one.bytes.byteLength
          return { ...one.entry, offset }
        })
        await this.#index.appendFile(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
        await this.#index.datasync()
        const before = this.entries.length
        this.entries.push(...entries)
        for (const [i, one] of lot.entries()) one.resolve(before + i + 1)
      } catch (error) {
        for (const one of lot) one.reject(error)
      }
    }
    // In the same turn as the last look at what is pending: what comes next starts anew.
    this.#writing = undefined
  }

  received(): Received[] {
    return this.entries.map((entry) => asReceived(this.#directory, entry))
  }

  /** Resolves when nothing waits to be written. */
  async idle(): Promise<void> {
    await this.#writing
  }

  async close(): Promise<void> {
    await this.#writing
    await this.#data.close()
    await this.#index.close()
  }
}

// Written by this file alone, so its shape is known.
const parseEntry: (line: string) => Entry = JSON.parse

/** Whole lines of the index, and how many bytes they take. */
export async function readIndex(directory: string): Promise<{ entries: Entry[]; length: number }> {
  const text = await readFile(join(directory, 'index.jsonl')).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0)
      throw error
    },
  )
  const length = text.lastIndexOf(10) + 1
  const lines = text.toString('utf8', 0, length).split('\n').filter(Boolean)
  return { entries: lines.map((line) => parseEntry(line)), length }
}

export function asReceived(directory: string, entry: Entry): Received {
  const { offset, ...rest } = entry
  return {
    ...rest,
    async bytes() {
      const file = await open(join(directory, 'mail.dat'))
      try {
        const bytes = new Uint8Array(entry.size)
        await file.read(bytes, 0, entry.size, offset)
        return bytes
      } finally {
        await file.close()
      }
    },
  }
}
