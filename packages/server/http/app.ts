import swagger from '@fastify/swagger'
import Fastify from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { House } from '../house.ts'
import { createLibrary } from '../library/library.ts'
import { Refusal } from '../library/refusals.ts'
import { changeRoutes } from './changes.ts'
import { channelRoutes } from './channels.ts'
import { communicationRoutes } from './communications.ts'
import { libraryRoutes } from './library.ts'
import { sendRefusal } from './library-problems.ts'
import { publicationRoutes } from './library-publications.ts'
import { messageRoutes } from './messages.ts'
import { orderRoutes } from './orders.ts'
import { peopleRoutes } from './people.ts'
import { dataPolicy, everywhere, hostAllowed } from './policies.ts'
import { personalLinkRoutes } from './personal-links.ts'
import { portalRoutes } from './portal.ts'
import { createPreviews } from './previews.ts'
import { HttpProblem, notFound, sendProblem } from './problems.ts'
import { createRenderer } from './render/index.ts'
import { runRoutes } from './runs.ts'
import { Health } from './schemas.ts'
import { openToAll, refuseForeign, staff } from './staff.ts'
import { studioRoutes } from './studio.ts'
import { createWatchtower } from './watch.ts'
import type { App, Rooms } from './rooms.ts'

/** The whole HTTP interface on an open house; not yet listening. */
export async function createApp(house: House, library = createLibrary(house)): Promise<App> {
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 256 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, _request, reply) =>
    error instanceof Refusal ? sendRefusal(error, reply) : sendProblem(error, reply),
  )
  guard(app, house)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Misiva',
        description:
          'Customer communications: runs, communications, messages and what became of them.',
        version,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  const renderer = createRenderer()
  const watchtower = createWatchtower()
  const rooms: Rooms = { house, renderer, watchtower, previews: createPreviews(house), library }
  app.addHook('preClose', async () => {
    watchtower.close()
    renderer.close()
    await library.close()
  })
  await app.register(async (scope: App) => {
    runRoutes(scope, rooms)
    communicationRoutes(scope, rooms)
    messageRoutes(scope, rooms)
    personalLinkRoutes(scope, rooms)
    orderRoutes(scope, rooms)
    channelRoutes(scope, rooms)
    peopleRoutes(scope, rooms)
    libraryRoutes(scope, rooms)
    changeRoutes(scope, rooms)
    publicationRoutes(scope, rooms)
    healthRoute(scope, rooms)
  })
  portalRoutes(app, rooms)
  await studioRoutes(app)
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
  app.all('/api/*', { schema: { hide: true } }, (request) => {
    throw notFound(`There is no ${request.method} ${request.url}.`)
  })
  await app.ready()
  return app
}

const version = '0.1.0'

/** What is answered before anybody has signed in. */
const anyone = /^\/api\/(?:session(?:\/people)?|health|openapi\.json)(?:\?|$)/

function guard(app: App, house: House): void {
  const known = [new URL(house.settings.url).host]
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(everywhere)
    if (request.url.startsWith('/api/')) {
      reply.header('content-security-policy', dataPolicy)
      reply.header('cache-control', 'no-store')
      refuseForeign(request)
      // A house that sends to real people, or listens beyond this machine, shows staff only.
      if (!anyone.test(request.url) && !openToAll(house)) await staff(house, request)
    }
    const local = house.settings.host === '127.0.0.1' || house.settings.host === '::1'
    if (local && !hostAllowed(request.headers.host, known))
      throw new HttpProblem(
        421,
        'MSV-S005',
        `This server does not answer for the name ${request.headers.host ?? '(none)'}.`,
        'host',
      )
  })
}

function healthRoute(app: App, { house }: Rooms): void {
  app.get(
    '/api/health',
    { schema: { tags: ['house'], operationId: 'health', response: { 200: Health } } },
    async () => {
      const from = performance.now()
      const ok = await house.pool.query('select 1').then(
        () => true,
        () => false,
      )
      const milliseconds = Math.round((performance.now() - from) * 10) / 10
      const status: 'ok' | 'degraded' = ok ? 'ok' : 'degraded'
      return { status, version, database: { ok, milliseconds } }
    },
  )
}
