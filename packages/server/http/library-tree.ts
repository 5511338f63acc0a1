import { z } from 'zod'
import { printContentFile, readMarkdown, sourceOf } from '@misiva/compose'
import type { Content, TextTemplate } from '@misiva/model'
import { bytesOf } from '../library/content.ts'
import type { App, Rooms } from './rooms.ts'
import { save } from './library-files.ts'
import { showProblem } from './library-problems.ts'
import { Conflict, LibraryTree, path, Refused, Saved, SaveTree } from './library-schemas.ts'
import { HttpProblem, notFound } from './problems.ts'
import { Problem } from './schemas.ts'
import { readerOf, sees, staff } from './staff.ts'

const tags = ['library']

/** Content files as the tree the editor edits; what is saved is the Markdown that says the same. */
export function libraryTreeRoutes(app: App, rooms: Rooms): void {
  const { house, library } = rooms
  app.get(
    '/api/library/tree',
    {
      schema: {
        tags,
        operationId: 'getLibraryTree',
        querystring: z.object({ path, change: z.uuid().optional() }),
        response: { 200: LibraryTree, 400: Problem, 401: Problem, 404: Problem },
      },
    },
    async (request) => {
      const person = await readerOf(house, request)
      const { path, change } = request.query
      refuseOthers(path)
      const view = await library.view(change)
      const sha256 = view.manifest.get(path)
      if (sha256 === undefined || !sees(person, path)) throw notFound(`There is no file ${path}.`)
      const source = sourceOf(path, (await bytesOf(house.db, [sha256])).get(sha256)!)
      const revision = view.files.find((file) => file.path === path)?.revision ?? 0
      const head = { path, sha256, revision }
      if (!source.ok)
        return {
          ...head,
          ...{ subject: null, preheader: null, content: [] },
          problems: source.problems.map(showProblem),
        }
      const { content, subject, preheader, problems } = readMarkdown(source.value)
      return {
        ...head,
        subject: subject ? [...subject] : null,
        preheader: preheader ? [...preheader] : null,
        content: [...content],
        problems: problems.map(showProblem),
      }
    },
  )
  app.put(
    '/api/library/tree',
    {
      bodyLimit: 8 * 1024 * 1024,
      schema: {
        tags,
        operationId: 'saveLibraryTree',
        body: SaveTree,
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
      refuseOthers(path)
      return save(rooms, reply, person, {
        ...{ change, path, revision },
        bytes: new TextEncoder().encode(printed(path, request.body)),
        ...(base !== undefined && { base }),
      })
    },
  )
}

function refuseOthers(path: string): void {
  if (path.endsWith('.md')) return
  throw new HttpProblem(400, 'MSV-S005', `${path} has no content tree; only .md files do.`, 'path')
}

/** The Markdown of a tree. A tree that no Markdown says is refused, never saved as something else. */
function printed(path: string, tree: z.infer<typeof SaveTree>): string {
  const wrong = (why: string) =>
    new HttpProblem(400, 'MSV-S005', `The tree cannot be printed: ${why}`, 'content')
  let text: string
  try {
    text = printContentFile({
      content: tree.content as unknown as Content,
      ...(tree.subject && { subject: tree.subject as TextTemplate }),
      ...(tree.preheader && { preheader: tree.preheader as TextTemplate }),
    })
  } catch (error) {
    // A shape the content tree does not have: it came from outside and was only looked at loosely.
    if (error instanceof TypeError) throw wrong(error.message)
    throw error
  }
  const source = sourceOf(path, new TextEncoder().encode(text))
  if (!source.ok) throw wrong(source.problems[0]!.message)
  const again = readMarkdown(source.value)
  if (bare(again.content) !== bare(tree.content)) throw wrong('it would read back as another one')
  return text
}

/** A tree without its places, keys in one order. */
function bare(value: unknown): string {
  return JSON.stringify(value, (key, item: unknown) => {
    if (key === 'place') return undefined
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}
