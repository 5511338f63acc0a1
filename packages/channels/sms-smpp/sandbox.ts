import type { Received, Sandbox, SandboxOptions } from '@misiva/model'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server as NetServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import smpp from 'smpp'
import { Centre, referenceTag, trace } from './centre.ts'
import { asReceived, Kept } from './kept.ts'
import { settings as schema } from './settings.ts'
import type { SmsSettings } from './settings.ts'
import { troubleOf } from './trouble.ts'
import type { Trouble } from './trouble.ts'

export interface SmsSandboxOptions extends SandboxOptions {
  /** Trouble by number; without it numbers of country code 999 make theirs. */
  readonly trouble?: (number: string) => Trouble | undefined
  readonly systemId?: string
  readonly password?: string
  /** Milliseconds an absent handset stays away. */
  readonly absence?: number
  /** Milliseconds until a receipt that was not taken is brought again. */
  readonly retry?: number
  /** Port of the message trace; 0 or absent: any free one. */
  readonly tracePort?: number
}

/** An SMPP message centre that keeps every text and delivers none, with a message trace over HTTP. */
export async function startSandbox(options: SmsSandboxOptions): Promise<Sandbox<SmsSettings>> {
  const host = options.host ?? '127.0.0.1'
  const systemId = options.systemId ?? 'misiva'
  const password = options.password ?? 'sandbox'
  const kept = await Kept.open(options.directory)
  const centre = new Centre(kept, {
    systemId,
    password,
    trouble: options.trouble ?? troubleOf,
    absence: options.absence ?? 3000,
    retry: options.retry ?? 1000,
  })
  const sockets = new Set<{ destroy(): void }>()
  const server = smpp.createServer({}, (session) => {
    sockets.add(session)
    session.on('close', () => sockets.delete(session))
    centre.serve(session)
  })
  const web = traceServer(kept, centre)
  try {
    await listen(server, options.port ?? 0, host)
    await listen(web, options.tracePort ?? 0, host)
  } catch (error) {
    server.close()
    centre.close()
    await kept.close()
    throw error
  }
  return {
    settings: schema.parse({
      host,
      port: portOf(server),
      systemId,
      password,
      referenceTag,
      trace: `http://${host}:${portOf(web)}/trace/{message}`,
    }),
    received: () => Promise.resolve(kept.texts.map(asReceived)),
    count: () => Promise.resolve(kept.texts.length),
    async close() {
      centre.close()
      for (const socket of sockets) socket.destroy()
      web.closeAllConnections()
      await Promise.all([closed(server), closed(web)])
      await kept.close()
    },
  }
}

/** What a sandbox kept, read from its directory: also beside a running one, or after its end. */
export async function readSandbox(directory: string): Promise<readonly Received[]> {
  return (await Kept.read(directory)).map(asReceived)
}

async function listen(server: NetServer, port: number, host: string): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening')
}

function closed(server: NetServer): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

function portOf(server: NetServer): number {
  const address = server.address()
  return address && typeof address === 'object' ? address.port : 0
}

/** `GET /trace/UUID` → the receipt as JSON, or 404. */
function traceServer(kept: Kept, centre: Centre) {
  return createServer((request, response) => {
    const id = decodeURIComponent(/^\/trace\/([^/?]+)$/.exec(request.url ?? '')?.[1] ?? '')
    void (async () => {
      if (!trace(kept, centre, id)) {
        // What lies unread in the sockets is taken before “never seen” is said: a sender that was
        // killed and asks at once would send a second time.
        await setTimeout(10)
        await kept.idle()
      }
      const found = trace(kept, centre, id)
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(found ?? {}))
    })()
  })
}
