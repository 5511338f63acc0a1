import { z } from 'zod'
import { readMessage } from '@misiva/record'
import type { App, Rooms } from './rooms.ts'
import { carriedRoutes } from './carried.ts'
import { notFound } from './problems.ts'
import { fileName } from './file-names.ts'

/** Messages as they went out: what is shown is made from the archived bytes and nothing else. */
export function messageRoutes(app: App, rooms: Rooms): void {
  const { house } = rooms
  carriedRoutes(app, rooms, {
    base: '/api/messages/:message',
    tag: 'messages',
    name: 'Message',
    params: z.object({ message: z.uuid() }),
    async find({ message: id }) {
      const message = await readMessage(house.db, id)
      if (!message) throw notFound(`There is no message ${id}.`)
      const senderOf = async ({ release, channel }: typeof message) =>
        (await house.releases.load(release))?.organisation.senders[channel] ?? null
      const bytes = await house.blobs.read(message.sha256)
      if (!bytes) throw notFound(`The archive no longer has the bytes of message ${id}.`)
      return {
        bytes,
        sha256: message.sha256,
        mediaType: message.mediaType,
        file: `${fileName(message.key)}.${message.extension}`,
        base: `/api/messages/${id}`,
        from: message.mediaType.startsWith('text/plain') ? await senderOf(message) : null,
      }
    },
  })
}
