import { z } from 'zod'
import type { ChangeState as State } from '@misiva/store'
import {
  createChange,
  cursorOf,
  findChange,
  listChanges,
  mayDo,
  readChange,
  type ChangeHead,
} from '../library/changes.ts'
import { bytesOf } from '../library/content.ts'
import type { Person } from '../library/people.ts'
import { isText } from '../library/objects.ts'
import { approve, describe, reject, submit, withdraw } from '../library/review.ts'
import { publishChange } from '../library/publishing.ts'
import type { App, Rooms } from './rooms.ts'
import { commentRoutes } from './changes-comments.ts'
import { impactRoutes } from './changes-impact.ts'
import {
  Change,
  ChangeDiff,
  ChangeList,
  ChangeState,
  NewChange,
  path,
  Refused,
} from './library-schemas.ts'
import { HttpProblem, notFound } from './problems.ts'
import { Problem } from './schemas.ts'
import { readerOf, staff, staffWith } from './staff.ts'

const tags = ['changes']
const params = z.object({ change: z.uuid() })
const errors = {
  400: Problem,
  401: Problem,
  403: Problem,
  404: Problem,
  409: Refused,
  422: Refused,
}

export function changeRoutes(app: App, rooms: Rooms): void {
  const { house } = rooms
  const find = async (id: string): Promise<ChangeHead> => {
    const found = await findChange(house.db, id)
    if (!found) throw notFound(`There is no change ${id}.`)
    return found
  }
  readRoutes(app, rooms, find)
  writeRoutes(app, rooms, find)
  stepRoutes(app, rooms, find)
  commentRoutes(app, rooms)
  impactRoutes(app, rooms)
}

type Find = (id: string) => Promise<ChangeHead>

function readRoutes(app: App, rooms: Rooms, find: Find): void {
  const { house } = rooms
  app.get(
    '/api/changes',
    {
      schema: {
        tags,
        operationId: 'listChanges',
        querystring: z.object({
          state: z
            .union([ChangeState, z.literal('open')])
            .optional()
            .meta({ description: 'open: neither published nor withdrawn' }),
          path: path.optional().meta({ description: 'Changes that touched this file' }),
          after: z
            .string()
            .regex(/^[0-9T:.Z+-]{20,40}_[0-9a-f-]{36}$/)
            .optional()
            .meta({ description: 'next of the page before' }),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: { 200: ChangeList, 400: Problem, 401: Problem },
      },
    },
    async (request) => {
      const person = await readerOf(house, request)
      const { state, path, limit, after } = request.query
      const open: State[] = ['draft', 'in-review', 'approved', 'rejected']
      const found = await listChanges(house.db, {
        limit: limit + 1,
        ...(after !== undefined && { after }),
        ...(state && { states: state === 'open' ? open : [state] }),
        ...(path !== undefined && { path }),
      })
      const shown = found.slice(0, limit)
      return {
        items: await Promise.all(shown.map((head) => show(rooms, head, person))),
        next: found.length > limit ? cursorOf(shown.at(-1)!) : null,
      }
    },
  )
  app.get(
    '/api/changes/:change',
    { schema: { tags, operationId: 'getChange', params, response: { 200: Change, ...errors } } },
    async (request) =>
      show(rooms, await find(request.params.change), await readerOf(house, request)),
  )
  app.get(
    '/api/changes/:change/diff',
    {
      schema: {
        tags,
        operationId: 'getChangeDiff',
        params,
        response: { 200: ChangeDiff, ...errors },
      },
    },
    async (request) => {
      await readerOf(house, request)
      const head = await find(request.params.change)
      const { files } = await readChange(house.db, head)
      const view = await rooms.library.view(head.id)
      const hashes = files.flatMap((file) => [
        ...[file.base ?? [], file.sha256 ?? []].flat(),
        ...(file.conflict ? [view.published.get(file.path) ?? []].flat() : []),
      ])
      const bytes = await bytesOf(house.db, hashes)
      const text = (sha256: string | null | undefined) =>
        sha256 ? new TextDecoder().decode(bytes.get(sha256)) : null
      return {
        items: files.map(({ path, kind, base, sha256, conflict }) => {
          const readable = isText(path)
          return {
            ...{ path, kind, binary: !readable, conflict },
            before: readable ? text(base) : null,
            after: readable ? text(sha256) : null,
            published: readable && conflict ? text(view.published.get(path)) : null,
          }
        }),
      }
    },
  )
}

function writeRoutes(app: App, rooms: Rooms, find: Find): void {
  const { house, library } = rooms
  app.post(
    '/api/changes',
    {
      schema: {
        tags,
        operationId: 'createChange',
        body: NewChange,
        response: { 201: Change, ...errors },
      },
    },
    async (request, reply) => {
      const person = await staffWith(house, request, 'author')
      refuseBackwards(request.body.effectiveFrom, request.body.effectiveUntil)
      const head = await house.db
        .transaction()
        .execute((tx) => createChange(tx, person, request.body))
      await news(rooms, head.id, person)
      return reply.status(201).send(await show(rooms, head, person))
    },
  )
  app.patch(
    '/api/changes/:change',
    {
      schema: {
        tags,
        operationId: 'describeChange',
        params,
        body: NewChange.partial(),
        response: { 200: Change, ...errors },
      },
    },
    async (request) => {
      const person = await staffWith(house, request, 'author')
      const head = await find(request.params.change)
      const { effectiveFrom, effectiveUntil } = { ...head, ...defined(request.body) }
      refuseBackwards(effectiveFrom, effectiveUntil)
      await describe(library, head, person, request.body)
      await news(rooms, head.id, person)
      return show(rooms, await find(head.id), person)
    },
  )
}

/** Without what was not given: that stays as it is. */
const defined = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>

function refuseBackwards(from?: string | null, until?: string | null): void {
  if (!from || !until || Temporal.Instant.compare(from, until) < 0) return
  throw new HttpProblem(400, 'MSV-S005', 'It would end before it begins.', 'effectiveUntil')
}

const Reason = z.object({
  reason: z.string().trim().max(5000).optional(),
  seen: z.string().optional().meta({ description: 'changedAt of what was looked at, for approve' }),
})

function stepRoutes(app: App, rooms: Rooms, find: Find): void {
  const { house, library } = rooms
  const step = (
    name: 'submit' | 'approve' | 'reject' | 'withdraw',
    take: (
      head: ChangeHead,
      person: Person,
      reason: string | undefined,
      seen: string | undefined,
    ) => Promise<void>,
  ) =>
    app.post(
      `/api/changes/:change/${name}`,
      {
        schema: {
          tags,
          operationId: `${name}Change`,
          params,
          body: Reason.nullish(),
          response: { 200: Change, ...errors },
        },
      },
      async (request) => {
        const person = await staff(house, request)
        const { change } = request.params as { change: string }
        const head = await find(change)
        const { reason, seen } = (request.body as z.infer<typeof Reason> | null | undefined) ?? {}
        await take(head, person, reason, seen)
        await news(rooms, head.id, person)
        return show(rooms, await find(head.id), person)
      },
    )
  step('submit', (head, person) => submit(library, head, person))
  step('approve', (head, person, reason, seen) => approve(library, head, person, reason, seen))
  step('reject', (head, person, reason) => reject(library, head, person, reason))
  step('withdraw', (head, person, reason) => withdraw(library, head, person, reason))
  app.post(
    '/api/changes/:change/publish',
    {
      schema: {
        tags,
        operationId: 'publishChange',
        description:
          'Puts an approved change into force, now or from effectiveFrom on; with effectiveUntil, for so long. All samples are composed first; any problem refuses it.',
        params,
        body: z
          .object({
            effectiveFrom: z.iso.datetime({ offset: true }).nullish(),
            effectiveUntil: z.iso.datetime({ offset: true }).nullish(),
            note: z.string().max(5000).optional(),
          })
          .nullish(),
        response: { 200: Change, ...errors },
      },
    },
    async (request) => {
      const person = await staff(house, request)
      const head = await find(request.params.change)
      const { effectiveFrom, effectiveUntil, note } = request.body ?? {}
      await publishChange(library, head, person, {
        from: effectiveFrom ?? head.effectiveFrom,
        until: effectiveUntil ?? head.effectiveUntil,
        note: note ?? '',
      })
      return show(rooms, await find(head.id), person)
    },
  )
}

async function news({ house, library }: Rooms, change: string, person: Person): Promise<void> {
  const by = { id: person.id, name: person.name }
  await library.tell(house.db, { kind: 'change', change, paths: [], by })
}

export async function show(
  { house }: Rooms,
  head: ChangeHead,
  person: Person | undefined,
): Promise<z.infer<typeof Change>> {
  const change = await readChange(house.db, head)
  return {
    ...change,
    editors: [...change.editors],
    objects: [...change.objects],
    events: change.events.map((event) => ({ ...event })),
    files: change.files.map((file) => ({ ...file })),
    may: { ...mayDo(change, person) },
  }
}
