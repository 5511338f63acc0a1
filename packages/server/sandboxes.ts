import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import type { Received, Sandbox } from '@misiva/model'
import type { Installation } from './installation.ts'

/** The sandboxes of an installation: servers that speak each channel's protocol and deliver to nobody. */
export interface Sandboxes {
  /** Settings with which a channel reaches its sandbox. */
  settings(channel: string): unknown
  /** What a channel's sandbox took, in order. */
  received(channel: string): Promise<readonly Received[]>
  /** True if they run in this process. */
  readonly own: boolean
  close(): Promise<void>
}

/** What `open.json` says while sandboxes run. */
interface Notice {
  readonly pid: number
  /** A port of the owner's that answers with `token`: proof that it still lives. */
  readonly port: number
  readonly token: string
  readonly settings: Readonly<Record<string, unknown>>
}

/**
 * Joins the sandboxes that another process has open in this folder, or opens them here. A notice left
 * by a process that was killed is recognised by its port, which nobody answers with its token any
 * more (a pid alone may be somebody else's by now).
 */
export async function openSandboxes(
  folder: string,
  installed: readonly Installation[],
): Promise<Sandboxes> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'open.json')
  const received = (channel: string) =>
    installed.find(({ name }) => name === channel)!.readSandbox(join(folder, channel))
  for (;;) {
    const notice = await readNotice(file)
    if (notice && (await lives(notice))) {
      return {
        settings: (channel) => notice.settings[channel],
        received,
        own: false,
        close: async () => {},
      }
    }
    if (notice) await rm(file, { force: true })
    const own = await openHere(folder, file, installed)
    if (own) return { ...own, received, own: true }
  }
}

async function openHere(folder: string, file: string, installed: readonly Installation[]) {
  const token = randomBytes(16).toString('hex')
  const proof = createServer((socket) => {
    socket.on('error', () => {})
    socket.end(token)
  })
  await listen(proof)
  const open = new Map<string, Sandbox>()
  const close = async () => {
    await rm(file, { force: true })
    proof.close()
    for (const sandbox of open.values()) await sandbox.close()
  }
  try {
    const place: Notice = { pid: process.pid, port: portOf(proof), token, settings: {} }
    // Whoever creates the file opens the sandboxes; a second process finds it and joins.
    await writeFile(file, JSON.stringify(place), { flag: 'wx' })
  } catch (error) {
    proof.close()
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  }
  try {
    for (const { name, startSandbox } of installed) {
      open.set(name, await startSandbox({ directory: join(folder, name) }))
    }
    const settings = Object.fromEntries([...open].map(([name, { settings }]) => [name, settings]))
    const notice: Notice = { pid: process.pid, port: portOf(proof), token, settings }
    await writeFile(file, JSON.stringify(notice, null, 2))
    return { settings: (channel: string) => open.get(channel)!.settings, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function readNotice(file: string): Promise<Notice | undefined> {
  for (let tries = 0; tries < 200; tries += 1) {
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text === undefined) return undefined
    try {
      const notice = JSON.parse(text) as Notice
      // Its owner is still starting the servers: their ports come in a moment, unless it died.
      if (Object.keys(notice.settings).length > 0 || !(await lives(notice))) return notice
    } catch {
      // Half written.
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return undefined
}

function lives({ port, token }: Notice): Promise<boolean> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect({ port, host: '127.0.0.1', timeout: 2000 })
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => (text += part))
    socket.on('timeout', () => socket.destroy())
    socket.on('error', () => resolve(false))
    socket.on('close', () => resolve(text === token))
  })
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      // It must not keep a finished process alive.
      server.unref()
      resolve()
    })
  })
}

function portOf(server: Server): number {
  return (server.address() as { port: number }).port
}
