import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { csvEnd, csvHead, csvRows } from './csv.ts'
import { lock } from './lock.ts'
import type { Piece, NewPiece } from './piece.ts'
import { Ticket } from './ticket.ts'

/** What one job's index said when last read, and how far. */
interface KnownIndex {
  length: number
  last: Piece | undefined
  readonly ticket: Ticket
}

const unknown = (job: string): KnownIndex => ({
  length: 0,
  last: undefined,
  ticket: new Ticket(job),
})

/**
 * The spool folder: `JOB/FILE.pdf`, `JOB/index.jsonl`, `JOB/index.csv` and
 * `JOB/ticket.json`. A piece exists once its
 * line stands in `index.jsonl`; files go before lines, so a line never names a file that is not
 * whole. One process writes at a time (`.lock`); the index is the memory, shared by all.
 */
export class Spool {
  readonly #folder: string
  readonly #pieces = new Map<string, Piece>()
  readonly #known = new Map<string, KnownIndex>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Prints the pieces that are not printed yet; all of them as they stand in the index. */
  print(pieces: readonly NewPiece[]): Promise<Piece[]> {
    return this.#alone(async () => {
      await mkdir(this.#folder, { recursive: true })
      const unlock = await lock(join(this.#folder, '.lock'))
      try {
        await this.#refresh()
        // By message, since the same one may stand twice in a batch.
        const fresh = new Map(
          pieces
            .filter((piece) => !this.#pieces.has(piece.message))
            .map((piece) => [piece.message, piece]),
        )
        for (const [job, some] of Map.groupBy(fresh.values(), (piece) => piece.job)) {
          await this.#add(job, some)
        }
        return pieces.flatMap((piece) => this.#pieces.get(piece.message) ?? [])
      } finally {
        await unlock()
      }
    })
  }

  find(message: string): Promise<Piece | undefined> {
    return this.#alone(async () => {
      await this.#refresh()
      return this.#pieces.get(message)
    })
  }

  all(): Promise<Piece[]> {
    return this.#alone(async () => {
      await this.#refresh()
      return [...this.#pieces.values()]
    })
  }

  /** One after another within the process; the lock file keeps other processes out. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(() => work())
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #add(job: string, pieces: readonly NewPiece[]): Promise<void> {
    const folder = join(this.#folder, job)
    await mkdir(folder, { recursive: true })
    // 16 at a time: the syncs of a batch overlap, 3 times as fast as one by one.
    const queue = pieces.toReversed()
    const write = async () => {
      for (let piece = queue.pop(); piece; piece = queue.pop()) {
        await writeWhole(folder, piece.file, piece.bytes)
      }
    }
    await Promise.all(Array.from({ length: 16 }, write))
    await syncFolder(folder)
    const known = this.#known.get(job) ?? unknown(job)
    const at = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
    const lines = pieces.map(({ bytes: _bytes, ...piece }, i) => {
      return { ...piece, job, piece: (known.last?.piece ?? 0) + i + 1, at }
    })
    await append(
      join(folder, 'index.jsonl'),
      lines.map((line) => `${JSON.stringify(line)}\n`),
      known.length,
    )
    await this.#writeCsv(job, known.last, lines)
    await this.#refresh()
    await writeWhole(folder, 'ticket.json', this.#known.get(job)!.ticket.text())
  }

  /** Appends to the CSV, or, where a crash left it behind the index, writes it anew. */
  async #writeCsv(job: string, last: Piece | undefined, added: readonly Piece[]): Promise<void> {
    const path = join(this.#folder, job, 'index.csv')
    const whole = last && (await tail(path, 64)).endsWith(csvEnd(last))
    // One begun by an earlier version has other columns.
    if (whole && (await begins(path, csvHead()))) {
      return append(path, [csvRows(added)])
    }
    const before = [...this.#pieces.values()].filter((piece) => piece.job === job)
    await writeWhole(
      join(this.#folder, job),
      'index.csv',
      csvHead() + csvRows([...before, ...added]),
    )
  }

  /** Reads what others have added since. */
  async #refresh(): Promise<void> {
    const entries = await readdir(this.#folder, { withFileTypes: true }).catch(ifMissing([]))
    for (const entry of entries) {
      if (!entry.isDirectory()) continue
      const known = this.#known.get(entry.name) ?? unknown(entry.name)
      const text = await readFrom(join(this.#folder, entry.name, 'index.jsonl'), known.length)
      const whole = text.lastIndexOf(10) + 1
      if (whole === 0) continue
      for (const line of text.toString('utf8', 0, whole).split('\n').filter(Boolean)) {
        const piece = parsePiece(line)
        this.#pieces.set(piece.message, piece)
        known.last = piece
        known.ticket.add(piece)
      }
      known.length += whole
      this.#known.set(entry.name, known)
    }
  }
}

// Written by this file alone, so its shape is known.
const parsePiece: (line: string) => Piece = JSON.parse

/** Under another name first, synced, then renamed: nobody ever sees half a file. */
async function writeWhole(folder: string, name: string, bytes: Uint8Array | string): Promise<void> {
  const part = join(folder, `.${name}.${randomUUID().slice(0, 8)}.part`)
  const file = await open(part, 'w')
  try {
    await file.writeFile(bytes)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(part, join(folder, name))
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Appends; after the last whole line where that is given: one torn by a crash is cut off. */
async function append(path: string, lines: readonly string[], length?: number): Promise<void> {
  const file = await open(path, 'a')
  try {
    if (length !== undefined) await file.truncate(length)
    await file.appendFile(lines.join(''))
    await file.datasync()
  } finally {
    await file.close()
  }
}

async function begins(path: string, head: string): Promise<boolean> {
  const bytes = Buffer.from(head)
  const file = await open(path)
  try {
    const found = Buffer.alloc(bytes.length)
    await file.read(found, 0, found.length, 0)
    return found.equals(bytes)
  } finally {
    await file.close()
  }
}

async function tail(path: string, bytes: number): Promise<string> {
  const size = await stat(path).then((file) => file.size, ifMissing(0))
  return (await readFrom(path, Math.max(0, size - bytes))).toString('utf8')
}

async function readFrom(path: string, from: number): Promise<Buffer> {
  const file = await open(path).catch(ifMissing(undefined))
  if (!file) return Buffer.alloc(0)
  try {
    const { size } = await file.stat()
    const bytes = Buffer.alloc(Math.max(0, size - from))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function ifMissing<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead
    throw error
  }
}
