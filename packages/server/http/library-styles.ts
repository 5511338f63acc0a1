import { z } from 'zod'
import { renameStyleIn } from '../library/style-names.ts'
import { path, Refused, Saved } from './library-schemas.ts'
import type { App, Rooms } from './rooms.ts'
import { Problem } from './schemas.ts'
import { staff } from './staff.ts'

const name = z.string().min(1).max(100)

/** Styles of the sheet, as all that names them is concerned. */
export function libraryStyleRoutes(app: App, { house, library }: Rooms): void {
  app.post(
    '/api/library/styles/rename',
    {
      schema: {
        tags: ['library'],
        operationId: 'renameStyle',
        description:
          'Renames a style in the style sheet and in every text that names it, in one change: all of it or nothing.',
        body: z.object({
          change: z.uuid(),
          part: z.enum(['paragraphs', 'text', 'tables', 'boxes', 'cells']),
          from: name,
          to: name,
          revision: z
            .int()
            .min(0)
            .meta({ description: 'Of brand/style.yaml, as it was seen; 0 where not touched yet' }),
        }),
        response: {
          200: z.object({
            files: z.array(z.object({ path, revision: z.int(), sha256: Saved.shape.sha256 })),
          }),
          400: Problem,
          401: Problem,
          403: Problem,
          404: Problem,
          409: Problem,
          422: Refused,
        },
      },
    },
    async (request) => {
      const person = await staff(house, request)
      const { change } = request.body
      const files = await renameStyleIn(library, person, request.body)
      await library.tell(house.db, {
        kind: 'saved',
        change,
        paths: files.map((file) => file.path),
        by: { id: person.id, name: person.name },
      })
      return { files: [...files] }
    },
  )
}
