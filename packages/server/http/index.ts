import type { House } from '../house.ts'
import type { Library } from '../library/library.ts'
import { ProblemError, problem } from '@misiva/model'
import { createApp } from './app.ts'

/**
 * Comes in: an open house and requests, of staff for the studio and of customers for their page.
 * Goes out: the HTTP interface described by OpenAPI at `/api/openapi.json`, live progress as
 * server-sent events, the studio's files and the portal. Refuses: what does not fit the description
 * (`application/problem+json` with a code and a hint), names it does not answer for, and any frame,
 * script or picture that its content policy does not name.
 */
export interface HttpServer {
  /** `http://127.0.0.1:4600` */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Listens on the settings' host and port (0: any free one). A taken port is MSV-S001. */
export async function startHttp(house: House, library?: Library): Promise<HttpServer> {
  const app = await createApp(house, library)
  const { host, port } = house.settings
  try {
    await app.listen({ host, port })
  } catch (cause) {
    await app.close()
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause
    throw new ProblemError(
      [
        problem(
          'MSV-S001',
          `Port ${port} of ${host} is in use by another program.`,
          undefined,
          'Stop that program, or set MISIVA_PORT to another port (0 takes any free one).',
        ),
      ],
      { cause },
    )
  }
  const address = app.server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `http://${name}:${bound}`, port: bound, close: () => app.close() }
}

export { createApp } from './app.ts'
