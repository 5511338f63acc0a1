import { z } from 'zod'
import { releaseInForce } from '../library/content.ts'
import { listPublications, rollBack, takeBack } from '../library/publishing.ts'
import type { App, Rooms } from './rooms.ts'
import { Publication, PublicationList, Refused } from './library-schemas.ts'
import { Problem } from './schemas.ts'
import { readerOf, staffWith } from './staff.ts'

const tags = ['publications']
const errors = { 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Refused }

/** The time line: what was, is and will be in force. */
export function publicationRoutes(app: App, { house, library }: Rooms): void {
  const found = async (id: number): Promise<z.infer<typeof Publication>> =>
    (await listPublications(house.db)).find((it) => it.id === id)!
  app.get(
    '/api/publications',
    {
      schema: {
        tags,
        operationId: 'listPublications',
        response: { 200: PublicationList, 401: Problem },
      },
    },
    async (request) => {
      await readerOf(house, request)
      return { inForce: await releaseInForce(house.db), items: await listPublications(house.db) }
    },
  )
  app.post(
    '/api/publications',
    {
      schema: {
        tags,
        operationId: 'rollBack',
        description: 'Puts an older release into force again.',
        body: z.object({
          release: z.string().regex(/^[0-9a-f]{64}$/),
          effectiveFrom: z.iso.datetime({ offset: true }).nullish(),
          note: z.string().trim().min(1).max(5000),
          withdrawScheduled: z
            .boolean()
            .default(false)
            .meta({ description: 'Also take back what is scheduled after it' }),
        }),
        response: { 201: Publication, ...errors },
      },
    },
    async (request, reply) => {
      const person = await staffWith(house, request, 'publisher')
      const { release, effectiveFrom, note, withdrawScheduled } = request.body
      const id = await rollBack(library, person, {
        ...{ release, note, withdrawScheduled },
        from: effectiveFrom ?? null,
      })
      return reply.status(201).send(await found(id))
    },
  )
  app.post(
    '/api/publications/:publication/withdraw',
    {
      schema: {
        tags,
        operationId: 'withdrawPublication',
        params: z.object({ publication: z.coerce.number().int().min(1) }),
        response: { 200: Publication, ...errors },
      },
    },
    async (request) => {
      const person = await staffWith(house, request, 'publisher')
      const { publication } = request.params
      await takeBack(library, person, publication)
      return found(publication)
    },
  )
}
