import { once } from 'node:events'
import { createServer } from 'node:net'

/** A loopback port on which nobody listens: given by the system and closed again. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address && typeof address === 'object' ? address.port : 1
}
