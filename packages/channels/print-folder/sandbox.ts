import type { Received, Sandbox, SandboxOptions } from '@misiva/model'
import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { settings as schema } from './settings.ts'
import type { PrintSettings } from './settings.ts'
import { Spool } from './spool.ts'
import type { Piece } from './piece.ts'

/** What a check of the spool found. */
export interface Verified {
  readonly pieces: number
  /** Files that are missing or whose bytes are not those of the index. */
  readonly broken: readonly string[]
  /** Documents that stand in no index: left by a crash, not to be printed. */
  readonly strays: readonly string[]
}

export interface PrintSandbox extends Sandbox<PrintSettings> {
  pieces(): Promise<readonly Piece[]>
  /** Compares every file with its hash in the index. */
  verify(): Promise<Verified>
}

/** The spool folder itself, with a reader in the lettershop's place. */
export async function startSandbox(options: SandboxOptions): Promise<PrintSandbox> {
  const folder = resolve(options.directory)
  await mkdir(folder, { recursive: true })
  const spool = new Spool(folder)
  return {
    settings: schema.parse({ folder }),
    received: async () => (await spool.all()).map((piece) => asReceived(folder, piece)),
    count: async () => (await spool.all()).length,
    pieces: () => spool.all(),
    verify: () => verify(folder, spool),
    close: () => Promise.resolve(),
  }
}

/** What stands in a spool's index. */
export async function readSandbox(directory: string): Promise<readonly Received[]> {
  const folder = resolve(directory)
  return (await new Spool(folder).all()).map((piece) => asReceived(folder, piece))
}

function asReceived(folder: string, piece: Piece): Received {
  return {
    message: piece.message,
    from: '',
    to: [piece.name, ...piece.address].join('\n'),
    at: piece.at,
    sha256: piece.sha256,
    size: piece.size,
    summary: piece.file,
    bytes: async () => new Uint8Array(await readFile(join(folder, piece.job, piece.file))),
  }
}

async function verify(folder: string, spool: Spool): Promise<Verified> {
  const pieces = await spool.all()
  const broken: string[] = []
  for (const piece of pieces) {
    const path = join(piece.job, piece.file)
    const bytes = await readFile(join(folder, path)).catch(() => undefined)
    const sha256 = bytes && createHash('sha256').update(bytes).digest('hex')
    if (sha256 !== piece.sha256) broken.push(path)
  }
  const known = new Set(pieces.map((piece) => join(piece.job, piece.file)))
  const files = await readdir(folder, { recursive: true })
  const strays = files.filter((file) => file.endsWith('.pdf') && !known.has(file))
  return { pieces: pieces.length, broken, strays }
}
