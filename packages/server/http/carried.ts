import { z } from 'zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Rooms } from './rooms.ts'
import { immutable, shownPolicy } from './policies.ts'
import { notFound } from './problems.ts'
import type { Carried } from './render/index.ts'
import { Problem, Rendering } from './schemas.ts'
import { attachment } from './file-names.ts'

const Width = z.object({
  width: z.coerce.number().int().min(64).max(2480).default(1240).meta({ description: 'pixels' }),
})

interface Given<P extends z.ZodRawShape> {
  readonly base: string
  readonly tag: string
  readonly name: string
  readonly params: z.ZodObject<P>
  find(params: z.infer<z.ZodObject<P>>): Promise<Carried>
}

const response = { 400: Problem, 404: Problem, 422: Problem }

const finder =
  <P extends z.ZodRawShape>(given: Given<P>) =>
  (request: FastifyRequest) =>
    given.find(request.params as z.infer<z.ZodObject<P>>)

const schemaOf =
  <P extends z.ZodRawShape>({ tag, name, params: own }: Given<P>) =>
  (what: string, extra: object = {}, params: z.ZodObject = own) => ({
    schema: { tags: [tag], operationId: `${what}${name}`, params, response, ...extra },
  })

/**
 * The ways to look at a message's bytes are the same whether it was sent or is composed only to be
 * looked at; this draws them once under `base`, for whatever `find` finds.
 */
export function carriedRoutes<P extends z.ZodRawShape>(
  app: App,
  rooms: Rooms,
  given: Given<P>,
): void {
  const { renderer } = rooms
  const { base, name } = given
  const tags = [given.tag]
  const found = finder(given)
  const bytes = schemaOf(given)

  app.get(
    `${base}/view`,
    {
      schema: {
        tags,
        operationId: `view${name}`,
        params: given.params,
        response: { 200: Rendering, ...response },
      },
    },
    async (request) => renderer.view(await found(request)),
  )
  app.get(`${base}/bytes`, bytes('bytesOf'), async (request, reply) => {
    const carried = await found(request)
    return exact(request, reply, carried.sha256, carried.bytes, carried.mediaType, carried.file)
  })
  app.get(`${base}/html`, bytes('htmlOf'), async (request, reply) => {
    const carried = await found(request)
    const html = await renderer.html(carried)
    if (html === undefined) throw notFound('This message has no HTML.')
    return immutable(reply, `${carried.sha256}-html`)
      .header('content-security-policy', shownPolicy)
      .type('text/html; charset=utf-8')
      .send(html)
  })
  partRoutes(app, rooms, given)
}

/** Pages as pictures, and what is attached. */
function partRoutes<P extends z.ZodRawShape>(app: App, { renderer }: Rooms, given: Given<P>): void {
  const { base } = given
  const found = finder(given)
  const bytes = schemaOf(given)
  const part = (named: string) =>
    given.params.extend({ [named]: z.coerce.number().int().min(1).max(100_000) })
  app.get(
    `${base}/pages/:page.png`,
    bytes('pageOf', { querystring: Width }, part('page')),
    async (request, reply) => {
      const { page } = request.params as { page: number }
      const { width } = request.query as { width: number }
      const carried = await found(request)
      const png = carried.mediaType.startsWith('application/pdf')
        ? await renderer.page(carried, page, width)
        : undefined
      if (!png) throw notFound(`This message has no page ${page}.`)
      const etag = `${carried.sha256}-${page}-${width}`
      if (request.headers['if-none-match'] === `"${etag}"`)
        return immutable(reply, etag).status(304).send()
      return immutable(reply, etag).type('image/png').send(png)
    },
  )
  app.get(
    `${base}/attachments/:attachment`,
    bytes('attachmentOf', {}, part('attachment')),
    async (request, reply) => {
      const { attachment } = request.params as { attachment: number }
      const carried = await found(request)
      const it = await renderer.attachment(carried, attachment - 1)
      if (!it) throw notFound(`This message has no attachment ${attachment}.`)
      const etag = `${carried.sha256}-a${attachment}`
      return exact(request, reply, etag, it.bytes, it.mediaType, it.filename)
    },
  )
}

/** Always as a download: archived bytes are whatever they are, and are never run in this origin. */
function exact(
  request: FastifyRequest,
  reply: FastifyReply,
  etag: string,
  bytes: Uint8Array,
  mediaType: string,
  file: string,
): FastifyReply {
  immutable(reply, etag).header('content-security-policy', shownPolicy)
  if (request.headers['if-none-match'] === `"${etag}"`) return reply.status(304).send()
  return reply
    .header('content-disposition', attachment(file))
    .type(mediaType)
    .send(Buffer.from(bytes))
}
