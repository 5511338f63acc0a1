import type { FastifyInstance, RawServerDefault, FastifyBaseLogger } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { House } from '../house.ts'
import type { Library } from '../library/library.ts'
import type { Previews } from './previews.ts'
import type { Renderer } from './render/index.ts'
import type { Watchtower } from './watch.ts'

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** What the routes are given. */
export interface Rooms {
  readonly house: House
  readonly renderer: Renderer
  readonly previews: Previews
  readonly watchtower: Watchtower
  readonly library: Library
}
