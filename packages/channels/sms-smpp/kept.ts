import type { Received } from '@misiva/model'
import { createHash } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

/** One part as the centre took it. */
export interface KeptPart {
  readonly id: string
  /** ISO 8601 instant in UTC. */
  readonly at: string
  readonly from: string
  readonly to: string
  readonly text: string
  /** Reference of the concatenation, -1 for a text of one part. */
  readonly joint: number
  readonly sequence: number
  readonly total: number
  /** Ours, as the vendor parameter carried it; empty without. */
  readonly reference: string
  readonly userReference: number
  /** Whether a receipt was asked for. */
  readonly registered: boolean
  readonly systemId: string
}

type Line = { readonly part: KeptPart } | { readonly acknowledged: string }

/** A whole text, put together from its parts. */
export interface KeptText {
  readonly parts: readonly KeptPart[]
  readonly text: string
}

interface Pending {
  readonly line: Line
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Parts and acknowledged receipts on disk, one JSON line each, synced before they count (in groups). */
export class Kept {
  readonly parts: KeptPart[] = []
  readonly texts: KeptText[] = []
  readonly acknowledged = new Set<string>()
  readonly #open = new Map<string, KeptPart[]>()
  readonly #file: FileHandle | undefined
  #pending: Pending[] = []
  #writing: Promise<void> | undefined

  private constructor(file: FileHandle | undefined, lines: readonly Line[]) {
    this.#file = file
    for (const line of lines) this.#know(line)
  }

  static async open(directory: string): Promise<Kept> {
    await mkdir(directory, { recursive: true })
    const { lines, length } = await readLines(directory)
    const file = await open(join(directory, 'parts.jsonl'), 'a')
    // A line torn by a crash was never acknowledged.
    await file.truncate(length)
    return new Kept(file, lines)
  }

  /** The same knowledge from the file alone, beside a running sandbox. */
  static async read(directory: string): Promise<readonly KeptText[]> {
    return new Kept(undefined, (await readLines(directory)).lines).texts
  }

  /** Resolves once it is on disk. */
  add(line: Line): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ line, resolve, reject })
      this.#writing ??= this.#write()
    })
  }

  async #write(): Promise<void> {
    while (this.#pending.length > 0) {
      const lot = this.#pending.splice(0)
      try {
        await this.#file?.appendFile(lot.map(({ line }) => `${JSON.stringify(line)}\n`).join(''))
        await this.#file?.datasync()
        for (const one of lot) {
          this.#know(one.line)
          one.resolve()
        }
      } catch (error) {
        for (const one of lot) one.reject(error)
      }
    }
    // In the same turn as the last look at what is pending: what comes next starts anew.
    this.#writing = undefined
  }

  #know(line: Line): void {
    if ('acknowledged' in line) {
      this.acknowledged.add(line.acknowledged)
      return
    }
    const { part } = line
    this.parts.push(part)
    if (part.total === 1) return void this.texts.push({ parts: [part], text: part.text })
    const key = [part.systemId, part.from, part.to, part.joint, part.total].join('|')
    const held = this.#open.get(key) ?? []
    // The same part again: an attempt that was cut short begins anew.
    const parts = [...held.filter((other) => other.sequence !== part.sequence), part]
    if (parts.length < part.total) return void this.#open.set(key, parts)
    this.#open.delete(key)
    parts.sort((a, b) => a.sequence - b.sequence)
    this.texts.push({ parts, text: parts.map((one) => one.text).join('') })
  }

  /** Resolves when nothing waits to be written. */
  async idle(): Promise<void> {
    await this.#writing
  }

  async close(): Promise<void> {
    await this.#writing
    await this.#file?.close()
  }
}

// Written by this file alone, so its shape is known.
const parseLine: (line: string) => Line = JSON.parse

async function readLines(directory: string): Promise<{ lines: Line[]; length: number }> {
  const text = await readFile(join(directory, 'parts.jsonl')).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0)
      throw error
    },
  )
  const length = text.lastIndexOf(10) + 1
  const lines = text.toString('utf8', 0, length).split('\n').filter(Boolean)
  return { lines: lines.map(parseLine), length }
}

export function asReceived({ parts, text }: KeptText): Received {
  const [first] = parts
  const bytes = new TextEncoder().encode(text)
  return {
    message: /^[^:]*/.exec(first?.reference ?? '')?.[0] ?? '',
    from: first?.from ?? '',
    to: first?.to ?? '',
    at: parts.at(-1)?.at ?? '',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.byteLength,
    summary: text.length > 60 ? `${text.slice(0, 59).toWellFormed()}…` : text,
    bytes: () => Promise.resolve(bytes),
  }
}
