import { z } from 'zod'
import type { TextUnit } from '@misiva/compose'
import { objectNamed, type Reference } from '../library/references.ts'
import type { App, Rooms } from './rooms.ts'
import { Duplicates, Presence, SearchHits, Unused, Uses } from './library-schemas.ts'
import { notFound } from './problems.ts'
import { Problem } from './schemas.ts'
import { readerOf, sees, staff } from './staff.ts'

const tags = ['library']
const querystring = z.object({ change: z.uuid().optional() })

/** Where used, what nobody uses, who has what open, and the news of it all. */
export function libraryQuestionRoutes(app: App, rooms: Rooms): void {
  usesRoutes(app, rooms)
  searchRoutes(app, rooms)
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
      const { unused } = await library.read(await library.view(request.query.change))
      return { items: [...unused] }
    },
  )
}

function searchRoutes(app: App, { house, library }: Rooms): void {
  app.get(
    '/api/library/search',
    {
      schema: {
        tags,
        operationId: 'searchLibrary',
        description:
          'In text, fields and names; case, accents and kinds of space make no difference.',
        querystring: querystring.extend({ q: z.string().trim().min(1).max(200) }),
        response: { 200: SearchHits, 401: Problem },
      },
    },
    async (request) => {
      const person = await readerOf(house, request)
      const { q, change } = request.query
      const view = await library.view(change)
      const { hits } = await library.answer(view, { kind: 'search', words: q })
      return {
        items: hits
          .filter(({ place }) => sees(person, place.file))
          .map(({ object, place, in: kind, language, tone, excerpt, from, to }) => ({
            ...{ object: objectNamed(object), ...place, kind, excerpt, from, to },
            ...{ language: language ?? null, tone: tone ?? null },
          })),
      }
    },
  )
  app.get(
    '/api/library/duplicates',
    {
      schema: {
        tags,
        operationId: 'listDuplicates',
        description: 'Texts in one language that are nearly the same, the most alike first.',
        querystring: querystring.extend({ least: z.coerce.number().min(0.5).max(1).default(0.7) }),
        response: { 200: Duplicates, 401: Problem },
      },
    },
    async (request) => {
      const person = await readerOf(house, request)
      const { least, change } = request.query
      const view = await library.view(change)
      const { pairs } = await library.answer(view, { kind: 'duplicates', least })
      return {
        items: pairs
          .filter(({ a, b }) => sees(person, a.place.file) && sees(person, b.place.file))
          .map(({ a, b, similarity, differences }) => ({
            ...{ a: showText(a), b: showText(b), similarity },
            differences: differences.map((it) => ({ ...it })),
          })),
      }
    },
  )
}

const showText = ({ object, ...unit }: TextUnit) => ({
  ...unit,
  object: objectNamed(object),
  place: { ...unit.place },
})

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
      // Gone while we looked who it is: its `close` has been told already.
      if (raw.destroyed) return
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
      raw.once('close', () => {
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
