import { z } from 'zod'
import type { Reference } from '../library/references.ts'
import type { App, Rooms } from './app.ts'
import { Presence, Unused, Uses } from './library-schemas.ts'
import { notFound } from './problems.ts'
import { Problem } from './schemas.ts'
import { readerOf, staff } from './staff.ts'

const tags = ['library']
const querystring = z.object({ change: z.uuid().optional() })

/** Where used, what nobody uses, who has what open, and the news of it all. */
export function libraryQuestionRoutes(app: App, rooms: Rooms): void {
  usesRoutes(app, rooms)
  presenceRoutes(app, rooms)
}

function usesRoutes(app: App, { house, library }: Rooms): void {
  app.get(
    '/api/library/uses',
    {
      schema: {
        tags,
        operationId: 'getUses',
        querystring: querystring.extend({
          object: z.string().max(500).meta({ description: 'block/payment-terms' }),
        }),
        response: { 200: Uses, 401: Problem },
      },
    },
    async (request) => {
      await readerOf(house, request)
      const { object, change } = request.query
      const { references } = await library.read(await library.view(change))
      return {
        uses: grouped(
          references.filter(({ from }) => from === object),
          'to',
        ),
        usedBy: grouped(
          references.filter(({ to }) => to === object),
          'from',
        ),
      }
    },
  )
  app.get(
    '/api/library/unused',
    {
      schema: {
        tags,
        operationId: 'listUnused',
        querystring,
        response: { 200: Unused, 401: Problem },
      },
    },
    async (request) => {
      await readerOf(house, request)
      const { reading, objects } = await library.list(request.query.change)
      const used = reached(reading.references, reading.templates)
      return {
        items: objects
          .filter(
            ({ kind, state }) => (kind === 'block' || kind === 'asset') && state !== 'retired',
          )
          .map(({ kind, name }) => `${kind}/${name}`)
          .filter((id) => !used.has(id)),
      }
    },
  )
}

/** What templates and the style sheet reach, through however many blocks. */
function reached(references: readonly Reference[], templates: readonly string[]): Set<string> {
  const next = Map.groupBy(references, ({ from }) => from)
  const seen = new Set<string>()
  const open = ['style/brand', ...templates.map((name) => `template/${name}`)]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    open.push(...(next.get(at) ?? []).map(({ to }) => to))
  }
  return seen
}

function grouped(references: readonly Reference[], side: 'from' | 'to') {
  return [...Map.groupBy(references, (reference) => reference[side])]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([object, found]) => ({ object, places: found.map(({ place }) => ({ ...place })) }))
}

function presenceRoutes(app: App, { house, library }: Rooms): void {
  app.get(
    '/api/events/library',
    {
      schema: {
        tags,
        operationId: 'watchLibrary',
        description:
          'Server-sent events: `hello` with the connection’s id, `news` {kind: saved | change | published | comment, change, paths, by, revision}, `presence` {items: Presence[]}. Presence ends with the connection.',
        querystring: z.object({
          change: z.uuid().optional(),
          path: z.string().max(500).optional(),
        }),
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const person = await readerOf(house, request)
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      })
      const write = (event: string, data: unknown) =>
        raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      const listening = library.events.listen(person, write)
      raw.write('retry: 1000\n\n')
      write('hello', { connection: listening.id })
      const { change, path } = request.query
      listening.open(path === undefined ? undefined : { change: change ?? null, path })
      const heartbeat = setInterval(() => raw.write(': still here\n\n'), 15_000)
      request.raw.once('close', () => {
        clearInterval(heartbeat)
        listening.leave()
      })
    },
  )
  app.put(
    '/api/library/presence',
    {
      schema: {
        tags,
        operationId: 'setPresence',
        description: 'Which file the listener of /api/events/library has open; without path: none.',
        body: z.object({
          connection: z.uuid(),
          change: z.uuid().nullish(),
          path: z.string().max(500).nullish(),
        }),
        response: { 200: z.object({ items: z.array(Presence) }), 401: Problem, 404: Problem },
      },
    },
    async (request) => {
      await staff(house, request)
      const { connection, change, path } = request.body
      const listening = library.events.listener(connection)
      if (!listening) throw notFound('That connection has ended.')
      listening.open(path ? { change: change ?? null, path } : undefined)
      return { items: path ? [...library.events.present(change ?? null, path)] : [] }
    },
  )
}
