import { z } from 'zod'
import { bytesOf } from '../library/content.ts'
import { snapshot, takePush } from '../library/exchange.ts'
import type { App, Rooms } from './rooms.ts'
import { showProblem } from './library-problems.ts'
import { ContentProblem, path, Refused } from './library-schemas.ts'
import { Problem } from './schemas.ts'
import { readerOf, sees, staff } from './staff.ts'

const tags = ['library']
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const errors = { 400: Problem, 401: Problem, 403: Problem, 422: Refused }
/** A whole folder with its fonts, as base64. */
const LARGEST = 192 * 1024 * 1024

/** What a folder on another machine pulls and pushes. */
export function exchangeRoutes(app: App, { house, library }: Rooms): void {
  app.get(
    '/api/library/snapshot',
    {
      schema: {
        tags,
        operationId: 'getSnapshot',
        description: 'Every file in force by path, with its hash.',
        response: {
          200: z.object({ release: sha256.nullable(), files: z.record(z.string(), sha256) }),
          ...errors,
        },
      },
    },
    async (request) => {
      const person = await readerOf(house, request)
      const { release, files } = await snapshot(library)
      const seen = Object.entries(files).filter(([path]) => sees(person, path))
      return { release, files: Object.fromEntries(seen) }
    },
  )
  app.post(
    '/api/library/bytes',
    {
      schema: {
        tags,
        operationId: 'getManyBytes',
        body: z.object({ hashes: z.array(sha256).max(200) }),
        response: { 200: z.record(z.string(), z.string()), ...errors },
      },
    },
    async (request) => {
      await readerOf(house, request)
      const bytes = await bytesOf(house.db, request.body.hashes)
      const encoded = [...bytes].map(([hash, it]) => [hash, Buffer.from(it).toString('base64')])
      return Object.fromEntries(encoded)
    },
  )
  app.post(
    '/api/library/push',
    {
      bodyLimit: LARGEST,
      schema: {
        tags,
        operationId: 'pushFiles',
        description:
          'Files of a folder, as a draft for review or, with publish, into force at once. A file changed here too is a conflict, and nothing is taken.',
        body: z.object({
          title: z.string().trim().min(1).max(200),
          publish: z.boolean().default(false),
          dryRun: z.boolean().default(false),
          files: z
            .array(z.object({ path, base: sha256.nullable(), base64: z.string().nullable() }))
            .max(20_000),
        }),
        response: {
          200: z.object({
            change: z.uuid().nullable(),
            release: sha256.nullable(),
            conflicts: z.array(z.string()),
            files: z.array(z.string()),
            problems: z.array(ContentProblem),
          }),
          ...errors,
        },
      },
    },
    async (request) => {
      const person = await staff(house, request)
      const { files, ...push } = request.body
      const pushed = await takePush(library, person, {
        ...push,
        files: files.map(({ path, base, base64 }) => ({
          ...{ path, base },
          bytes: base64 === null ? null : Buffer.from(base64, 'base64'),
        })),
      })
      return {
        ...pushed,
        conflicts: [...pushed.conflicts],
        files: [...pushed.files],
        problems: pushed.problems.map(showProblem),
      }
    },
  )
}
