import { z } from 'zod'
import { chooseLanguage, notFoundPage } from '@misiva/portal'
import { readCommunication, recordReceipts } from '@misiva/record'
import type { App, Rooms } from './app.ts'
import { portalPolicy } from './policies.ts'

/**
 * A customer's page behind a signed link: the archived page if the message went by portal, else the
 * portal alternative composed from the release in force then. Whatever is wrong with a link, the
 * answer is the same page.
 */
export function portalRoutes(app: App, { house, previews }: Rooms): void {
  app.get(
    '/p/:token',
    { schema: { hide: true, params: z.object({ token: z.string().max(256) }) } },
    async (request, reply) => {
      reply
        .header('content-security-policy', portalPolicy)
        .header('cache-control', 'no-store')
        .header('x-robots-tag', 'noindex, nofollow, noarchive')
        .header('x-frame-options', 'DENY')
        .type('text/html; charset=utf-8')
      const id = house.links.verify(request.params.token)
      const page = id === undefined ? undefined : await pageOf(id)
      if (page) return reply.send(page)
      const language = chooseLanguage(request.headers['accept-language'])
      return reply.status(404).send(notFoundPage({ language }))
    },
  )

  async function pageOf(id: string): Promise<Buffer | undefined> {
    const found = await readCommunication(house.db, id)
    if (!found) return undefined
    const published = found.messages.findLast((it) => it.mediaType.startsWith('text/html'))
    const opened = published ?? found.messages.at(-1)
    if (published) {
      await recordOpened(published.id)
      return house.blobs.read(published.sha256)
    }
    const alternative = (await previews.alternatives(found)).find((it) => it.takes === 'html')
    if (!alternative) return undefined
    const { bytes } = await previews.compose(found, alternative.name)
    if (opened) await recordOpened(opened.id)
    return Buffer.from(bytes)
  }

  function recordOpened(message: string): Promise<unknown> {
    // To the minute: a page reloaded at once is one look at it.
    const at = Temporal.Now.instant().round({ smallestUnit: 'minute', roundingMode: 'floor' })
    return recordReceipts(house.db, [{ message, kind: 'opened', at: at.toString() }])
  }
}
