import { z } from 'zod'
import { codes } from '@misiva/model'
import type { ErrorCode } from '@misiva/model'
import {
  countCommunications,
  listCommunications,
  listRejections,
  listRuns,
  readRun,
} from '@misiva/record'
import type { RunView } from '@misiva/record'
import type { App, Rooms } from './rooms.ts'
import { notFound } from './problems.ts'
import {
  CommunicationList,
  MessageState,
  Problem,
  RejectionList,
  Run,
  RunList,
  RunState,
} from './schemas.ts'
import { showReason } from './reasons.ts'

const id = z.uuid()
const limit = z.coerce.number().int().min(1).max(500).default(100)
const after = id.optional().meta({ description: 'next of the page before' })
const tags = ['runs']
// Counting a filter's matches stops here: a count of 10,000 takes some 5 ms, one of a million does not.
const COUNTED = 10_000

const params = z.object({ run: id })

const RunQuery = z.object({
  state: RunState.optional(),
  template: z.string().optional(),
  after,
  limit,
})

const CommunicationQuery = z.object({
  channel: z.string().optional(),
  state: z.union([MessageState, z.enum(['waiting', 'refused', 'rejected'])]).optional(),
  refusal: z.string().optional().meta({ description: 'Code of the deciding reason' }),
  q: z.string().trim().max(200).optional().meta({ description: 'Part of a key or a customer' }),
  after,
  limit,
})

export function runRoutes(app: App, rooms: Rooms): void {
  lists(app, rooms)
  single(app, rooms)
  events(app, rooms)
}

function lists(app: App, { house }: Rooms): void {
  app.get(
    '/api/runs',
    {
      schema: {
        tags,
        operationId: 'listRuns',
        querystring: RunQuery,
        response: { 200: RunList, 400: Problem },
      },
    },
    async ({ query }) => {
      const found = await listRuns(house.db, { ...query, limit: query.limit + 1 })
      return page(found.map(showRun), query.limit)
    },
  )
  app.get(
    '/api/runs/:run/communications',
    {
      schema: {
        tags,
        operationId: 'listCommunications',
        params,
        querystring: CommunicationQuery,
        response: { 200: CommunicationList, 400: Problem, 404: Problem },
      },
    },
    async ({ params: { run }, query }) => {
      const filter = { ...query, run, text: query.q, limit: query.limit + 1 }
      const [found, total] = await Promise.all([
        listCommunications(house.db, filter),
        countCommunications(house.db, filter, COUNTED),
      ])
      const rows = found.map(({ customerKey, customerName, language, ...row }) => ({
        ...row,
        reason: row.reason && showReason(row.reason),
        messages: [...row.messages],
        customer: { key: customerKey, name: customerName, language },
      }))
      return { ...page(rows, query.limit), total: total ?? null }
    },
  )
  app.get(
    '/api/runs/:run/rejections',
    {
      schema: {
        tags,
        operationId: 'listRejections',
        params,
        querystring: z.object({ code: z.string().optional(), after, limit }),
        response: { 200: RejectionList, 400: Problem, 404: Problem },
      },
    },
    async ({ params: { run }, query }) => {
      const found = await listRejections(house.db, { ...query, run, limit: query.limit + 1 })
      const rows = found.map(({ hint, ...row }) => ({
        ...row,
        title: meaning(row.code).title,
        remedy: hint ?? meaning(row.code).remedy,
      }))
      return page(rows, query.limit)
    },
  )
}

function single(app: App, { house }: Rooms): void {
  app.get(
    '/api/runs/:run',
    {
      schema: {
        tags,
        operationId: 'getRun',
        params,
        response: { 200: Run, 400: Problem, 404: Problem },
      },
    },
    async ({ params: { run } }) => {
      const found = await readRun(house.db, run)
      if (!found) throw notFound(`There is no run ${run}.`)
      return showRun(found)
    },
  )
}

function events(app: App, { house, watchtower }: Rooms): void {
  app.get(
    '/api/runs/:run/events',
    {
      schema: {
        tags,
        operationId: 'watchRun',
        description:
          'Server-sent events: `progress` with a Run whenever it changes, `end` when it has ended.',
        params,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const { run } = request.params
      if (!(await readRun(house.db, run))) throw notFound(`There is no run ${run}.`)
      watchtower.follow(
        {
          key: `run/${run}`,
          event: 'progress',
          read: async () => {
            const found = await readRun(house.db, run)
            return found && showRun(found)
          },
          ended: (value) => value.state === 'done' || value.state === 'stopped',
        },
        request,
        reply,
      )
    },
  )
  app.get(
    '/api/events',
    {
      schema: {
        tags,
        operationId: 'watchRuns',
        description: 'Server-sent events: `runs` with the 20 newest runs whenever one changes.',
        produces: ['text/event-stream'],
      },
    },
    (request, reply) => {
      watchtower.follow(
        {
          key: 'runs',
          event: 'runs',
          read: async () => (await listRuns(house.db, { limit: 20 })).map(showRun),
          ended: () => false,
        },
        request,
        reply,
      )
    },
  )
}

function page<T extends { id: string }>(rows: T[], size: number) {
  const items = rows.slice(0, size)
  return { items, next: rows.length > size ? (items.at(-1)?.id ?? null) : null }
}

const meaning = (code: string) =>
  (codes as Record<string, { title: string; remedy: string }>)[code as ErrorCode] ?? {
    title: code,
    remedy: '',
  }

export function showRun(run: RunView): z.infer<typeof Run> {
  const { input, composed, refused, rejected, waiting } = run
  const { messages, delivered, failed, pending, inDoubt } = run
  const records = composed + refused + rejected + waiting === input
  const sent = messages === delivered + failed + pending + inDoubt
  return {
    id: run.id,
    template: run.template,
    topic: run.topic,
    source: { name: run.source, sha256: run.sourceSha256 },
    recordLimit: run.recordLimit,
    release: run.release,
    state: run.state,
    read: run.read,
    resumed: run.resumed,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    seconds: run.seconds,
    sums: {
      input,
      composed,
      refused,
      rejected,
      waiting,
      messages,
      delivered,
      failed,
      pending,
      inDoubt,
      balances: records && sent,
    },
    channels: run.channels.map((it) => ({ ...it })),
    refused: run.reasons
      .filter((it) => it.kind === 'refused')
      .map(({ code, count }) => ({ code, count })),
    rejected: run.reasons
      .filter((it) => it.kind === 'rejected')
      .map(({ code, count }) => ({ code, count, ...meaning(code) })),
  }
}
