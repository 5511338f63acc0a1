import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { findChange } from '../library/changes.ts'
import type { App, Rooms } from './rooms.ts'
import { Comment, CommentList, path } from './library-schemas.ts'
import { notFound } from './problems.ts'
import { Problem } from './schemas.ts'
import { readerOf, staffWith } from './staff.ts'

const tags = ['changes']
const params = z.object({ change: z.uuid() })
const errors = { 400: Problem, 401: Problem, 403: Problem, 404: Problem }

/** Remarks and proposed words, at a place of a file of a change. */
export function commentRoutes(app: App, { house, library }: Rooms): void {
  const told = (change: string, at: string, by: { id: string; name: string }) =>
    library.tell(house.db, { kind: 'comment', change, paths: [at], by })
  app.get(
    '/api/changes/:change/comments',
    {
      schema: {
        tags,
        operationId: 'listComments',
        params,
        response: { 200: CommentList, ...errors },
      },
    },
    async (request) => {
      await readerOf(house, request)
      return { items: await comments(request.params.change) }
    },
  )
  app.post(
    '/api/changes/:change/comments',
    {
      schema: {
        tags,
        operationId: 'addComment',
        params,
        body: z.object({
          path,
          text: z.string().trim().min(1).max(10_000),
          anchor: z.record(z.string(), z.unknown()).optional(),
          suggestion: z.string().max(100_000).nullish(),
          answers: z.uuid().nullish(),
        }),
        response: { 201: Comment, ...errors },
      },
    },
    async (request, reply) => {
      const person = await staffWith(house, request, 'reader', request.body.path)
      const { change } = request.params
      if (!(await findChange(house.db, change))) throw notFound(`There is no change ${change}.`)
      const { path, text, anchor, suggestion, answers } = request.body
      const id = randomUUIDv7()
      await house.db
        .insertInto('content_comment')
        .values({
          ...{ id, path, text, change_id: change, author_id: person.id },
          anchor: JSON.stringify(anchor ?? {}),
          suggestion: suggestion ?? null,
          answers: answers ?? null,
        })
        .execute()
      await told(change, path, { id: person.id, name: person.name })
      return reply.status(201).send((await comments(change)).find((it) => it.id === id)!)
    },
  )
  app.patch(
    '/api/changes/:change/comments/:comment',
    {
      schema: {
        tags,
        operationId: 'resolveComment',
        params: params.extend({ comment: z.uuid() }),
        body: z.object({ resolved: z.boolean() }),
        response: { 200: Comment, ...errors },
      },
    },
    async (request) => {
      const { change, comment } = request.params
      const known = (await comments(change)).find((it) => it.id === comment)
      if (!known) throw notFound(`There is no comment ${comment} on this change.`)
      const person = await staffWith(house, request, 'reader', known.path)
      const { resolved } = request.body
      await house.db
        .updateTable('content_comment')
        .set({
          resolved_by: resolved ? person.id : null,
          resolved_at: resolved ? Temporal.Now.instant().toString() : null,
        })
        .where('id', '=', comment)
        .execute()
      await told(change, known.path, { id: person.id, name: person.name })
      return (await comments(change)).find((it) => it.id === comment)!
    },
  )

  async function comments(change: string): Promise<z.infer<typeof Comment>[]> {
    const { rows } = await sql<z.infer<typeof Comment>>`
      select c.id, c.change_id as change, c.path, c.anchor, c.text, c.suggestion, c.at, c.answers,
        json_build_object('id', a.id, 'name', a.name) as author,
        case when r.id is not null then json_build_object('id', r.id, 'name', r.name) end as "resolvedBy",
        c.resolved_at as "resolvedAt"
      from content_comment c join person a on a.id = c.author_id left join person r on r.id = c.resolved_by
      where c.change_id = ${change} order by c.at, c.id
    `.execute(house.db)
    return rows
  }
}
