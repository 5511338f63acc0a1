import type { FastifyReply, FastifyRequest } from 'fastify'

/** A value that is read again and again while someone looks, and told when it has changed. */
export interface Watched<T> {
  readonly key: string
  readonly event: string
  read(): Promise<T | undefined>
  /** After telling a value for which this holds, the stream ends. */
  ended(value: T): boolean
}

export interface Watchtower {
  /** Answers as server-sent events until the value has ended or the listener goes. */
  follow<T>(watched: Watched<T>, request: FastifyRequest, reply: FastifyReply): void
  /** Values being polled now: none while nobody looks. */
  readonly polled: number
  close(): void
}

interface Listener {
  tell(data: string, id: string, ended: boolean): void
}

// Three readings a second: twice what a person can follow, and one small indexed read each.
const EVERY_MS = 333
const HEARTBEAT_MS = 15_000

/**
 * Any number of listeners to one value cost one reading. Every event carries the whole value, so a
 * listener that comes again has missed nothing; one that names the value it has (Last-Event-ID) is
 * not told it twice.
 */
export function createWatchtower(): Watchtower {
  const posts = new Map<string, { listeners: Set<Listener>; stop(): void }>()
  const open = new Set<() => void>()

  const join = <T>(watched: Watched<T>, listener: Listener) => {
    let post = posts.get(watched.key)
    if (!post) {
      const listeners = new Set<Listener>()
      const stop = poll(watched, listeners)
      post = { listeners, stop }
      posts.set(watched.key, post)
    }
    post.listeners.add(listener)
    return () => {
      post.listeners.delete(listener)
      if (post.listeners.size > 0) return
      post.stop()
      posts.delete(watched.key)
    }
  }

  return {
    get polled() {
      return posts.size
    },
    follow(watched, request, reply) {
      reply.hijack()
      const { raw } = reply
      // Gone while the value was looked for: its `close` has been told already.
      if (raw.destroyed) return
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      })
      raw.write('retry: 1000\n\n')
      let last = String(request.headers['last-event-id'] ?? '')
      const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS)
      const leave = join(watched, {
        tell(data, id, ended) {
          if (id !== last) raw.write(`id: ${id}\nevent: ${watched.event}\ndata: ${data}\n\n`)
          last = id
          if (!ended) return
          raw.write(`event: end\ndata: {}\n\n`)
          close()
        },
      })
      const close = () => {
        clearInterval(heartbeat)
        leave()
        open.delete(close)
        if (!raw.writableEnded) raw.end()
      }
      open.add(close)
      raw.once('close', close)
    },
    close() {
      for (const end of open) end()
    },
  }
}

/** Reads in turn, never two at once: a slow database is asked less often, not more. */
function poll<T>(watched: Watched<T>, listeners: ReadonlySet<Listener>): () => void {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const look = async () => {
    try {
      const value = await watched.read()
      if (stopped || value === undefined) return
      const data = JSON.stringify(value)
      const ended = watched.ended(value)
      for (const listener of listeners) listener.tell(data, idOf(data), ended)
    } catch (error) {
      // The listeners keep what they have; the next reading may succeed.
      console.error('A watched value could not be read', error)
    } finally {
      if (!stopped) timer = setTimeout(() => void look(), EVERY_MS)
    }
  }
  timer = setTimeout(() => void look(), 0)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/** FNV-1a, 32 bit: enough to tell one value from the next of the same stream. */
function idOf(data: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < data.length; i++) hash = Math.imul(hash ^ data.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16)
}
