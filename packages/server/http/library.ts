import { z } from 'zod'
import { bytesOf } from '../library/content.ts'
import type { ListedObject } from '../library/library.ts'
import type { App, Rooms } from './rooms.ts'
import { exchangeRoutes } from './library-exchange.ts'
import { showProblem } from './library-problems.ts'
import {
  Conflict,
  Library,
  LibraryFile,
  path,
  Refused,
  Saved,
  SaveFile,
} from './library-schemas.ts'
import { libraryStyleRoutes } from './library-styles.ts'
import { libraryTreeRoutes } from './library-tree.ts'
import { libraryQuestionRoutes } from './library-questions.ts'
import { HttpProblem, notFound } from './problems.ts'
import { Problem } from './schemas.ts'
import { readerOf, sees, staff } from './staff.ts'
import { save, showFile } from './library-files.ts'

const tags = ['library']
export const inChange = z.uuid().optional().meta({ description: 'As this change would have it' })
/** Fonts for Chinese are some 10 MB, a third more as base64. */
const LARGEST = 32 * 1024 * 1024

export function libraryRoutes(app: App, rooms: Rooms): void {
  listRoute(app, rooms)
  fileRoute(app, rooms)
  saveRoute(app, rooms)
  libraryTreeRoutes(app, rooms)
  libraryQuestionRoutes(app, rooms)
  libraryStyleRoutes(app, rooms)
  exchangeRoutes(app, rooms)
}

function listRoute(app: App, { house, library }: Rooms): void {
  app.get(
    '/api/library',
    {
      schema: {
        tags,
        operationId: 'getLibrary',
        querystring: z.object({ change: inChange }),
        response: { 200: Library, 401: Problem, 404: Problem },
      },
    },
    async (request) => {
      const person = await readerOf(house, request)
      const { view, reading, objects } = await library.list(request.query.change)
      return {
        release: view.release,
        defaultLanguage: reading.defaultLanguage,
        languages: [...reading.languages],
        items: objects
          .filter(({ paths }) => paths.some((path) => sees(person, path)))
          .map(showObject),
        problems: reading.problems
          .filter(({ place }) => !place || sees(person, place.file))
          .map(showProblem),
      }
    },
  )
}

function showObject({ paths: _, ...object }: ListedObject) {
  return {
    ...object,
    languages: [...object.languages],
    tones: [...object.tones],
    editors: object.editors.map((it) => ({ ...it })),
    files: object.files.map((file) => ({ ...file })),
    changes: object.changes.map((change) => ({ ...change })),
  }
}

function fileRoute(app: App, rooms: Rooms): void {
  const { house, library } = rooms
  app.get(
    '/api/library/files',
    {
      schema: {
        tags,
        operationId: 'getLibraryFile',
        querystring: z.object({ path, change: inChange }),
        response: { 200: LibraryFile, 401: Problem, 404: Problem },
      },
    },
    async (request) => {
      const person = await readerOf(house, request)
      const { path, change } = request.query
      const view = await library.view(change)
      const known = view.manifest.has(path) || view.files.some((file) => file.path === path)
      if (!known || !sees(person, path)) throw notFound(`There is no file ${path}.`)
      return showFile(rooms, view, path, change ?? null)
    },
  )
  app.get(
    '/api/library/bytes/:sha256',
    {
      schema: {
        tags,
        operationId: 'getLibraryBytes',
        description:
          'Fonts and pictures as they are, by hash: what a preview in the browser asks for.',
        params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
        querystring: z.object({
          as: z
            .enum(['png', 'jpg', 'jpeg', 'gif', 'webp', 'svg', 'ttf', 'otf', 'woff2'])
            .optional()
            .meta({ description: 'The file’s ending, for a picture or font shown in a page' }),
        }),
      },
    },
    async (request, reply) => {
      await readerOf(house, request)
      const { sha256 } = request.params
      const bytes = (await bytesOf(house.db, [sha256])).get(sha256)
      if (!bytes) throw notFound(`There is no content ${sha256}.`)
      return reply
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header(
          'content-security-policy',
          // An SVG opened by itself may dress itself, and nothing else.
          "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        )
        .type((request.query.as && mediaTypes[request.query.as]) ?? 'application/octet-stream')
        .send(Buffer.from(bytes))
    },
  )
}

const mediaTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
  otf: 'font/otf',
  woff2: 'font/woff2',
}

function saveRoute(app: App, rooms: Rooms): void {
  const { house } = rooms
  app.put(
    '/api/library/files',
    {
      bodyLimit: LARGEST,
      schema: {
        tags,
        operationId: 'saveLibraryFile',
        description:
          'Saves into a change. Content with problems is saved, and told what they are; it cannot be published. A revision other than the one seen is a conflict, answered with both versions.',
        body: SaveFile,
        response: {
          200: Saved,
          400: Problem,
          401: Problem,
          403: Problem,
          409: Conflict,
          422: Refused,
        },
      },
    },
    async (request, reply) => {
      const person = await staff(house, request)
      const { change, path, revision, base } = request.body
      const bytes = bytesGiven(request.body)
      return save(rooms, reply, person, {
        ...{ change, path, bytes, revision },
        ...(base !== undefined && { base }),
      })
    },
  )
}

function bytesGiven(body: z.infer<typeof SaveFile>): Uint8Array | null | undefined {
  const given = [body.text !== undefined, body.base64 !== undefined, body.remove, body.restore]
  if (given.filter(Boolean).length !== 1)
    throw new HttpProblem(400, 'MSV-S005', 'Give one of text, base64, remove and restore.', 'text')
  if (body.text !== undefined) return new TextEncoder().encode(body.text)
  if (body.base64 !== undefined) return Buffer.from(body.base64, 'base64')
  return body.remove ? null : undefined
}
