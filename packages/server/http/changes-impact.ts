import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Release } from '@misiva/model'
import {
  createImpactView,
  htmlOf,
  impact,
  type ImpactItem,
  type ImpactView,
} from '../impact/index.ts'
import { findChange } from '../library/changes.ts'
import { readFiles } from '../library/content.ts'
import { Refusal } from '../library/refusals.ts'
import { readReleaseFiles } from '../open-house.ts'
import type { App, Rooms } from './rooms.ts'
import { showProblem } from './library-problems.ts'
import { Impact, Refused } from './library-schemas.ts'
import { shownPolicy } from './policies.ts'
import { notFound } from './problems.ts'
import { Problem } from './schemas.ts'
import { readerOf } from './staff.ts'

const tags = ['changes']
const params = z.object({ change: z.uuid() })
const errors = { 401: Problem, 404: Problem, 409: Refused, 422: Problem }
/** Pairs of releases whose composers stay compiled, for pictures that are asked for one by one. */
const KEPT = 3

const Shown = z.object({
  template: z.string(),
  alternative: z.string(),
  channel: z.string(),
  takes: z.enum(['pages', 'mime', 'text', 'html', 'speech', 'json']),
  language: z.string(),
  tone: z.string(),
  sample: z.string(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

/** What a change alters for customers: the list, and each of its items as a picture or a page. */
export function impactRoutes(app: App, rooms: Rooms): void {
  const sides = createSides(rooms)
  app.addHook('onClose', async () => sides.close())
  listRoute(app, rooms, sides)
  viewRoutes(app, rooms, sides)
}

type Sides = ReturnType<typeof createSides>

function createSides({ house, library }: Rooms) {
  const releases = new Map<string, Promise<Release>>()
  const views = new Map<string, ImpactView>()
  const kept = <T>(
    map: Map<string, T>,
    key: string,
    make: () => T,
    drop: (value: T) => void,
  ): T => {
    const known = map.get(key)
    if (known !== undefined) return known
    const made = make()
    map.set(key, made)
    const [oldest] = map.keys()
    if (map.size > KEPT * 2 && oldest !== undefined) {
      drop(map.get(oldest)!)
      map.delete(oldest)
    }
    return made
  }
  const of = async (change: string) => {
    if (!(await findChange(house.db, change))) throw notFound(`There is no change ${change}.`)
    const view = await library.view(change)
    const before = await beforeOf(view)
    if (before === null) throw new Refusal('MSV-L009', 'Nothing is published to compare with.')
    const release = kept(
      releases,
      view.key,
      async () => readReleaseFiles(await readFiles(house.db, view.manifest)),
      () => {},
    )
    release.catch(() => releases.delete(view.key))
    const old = await house.releases.load(before)
    if (!old) throw notFound(`The release ${before} is not stored here.`)
    return { before: old, after: await release }
  }
  /** What a change is compared with; a published one with what was in force before it. */
  async function beforeOf(view: Awaited<ReturnType<typeof library.view>>): Promise<string | null> {
    if (view.change?.state !== 'published') return view.release
    const { rows } = await sql<{ release: string }>`
      select b.release from publication p join publication b
        on (b.effective_from, b.id) < (p.effective_from, p.id) and b.published_at < p.published_at
        and (b.withdrawn_at is null or b.withdrawn_at > p.published_at)
      where p.change_id = ${view.change.id} and p.kind = 'change'
      order by b.effective_from desc, b.id desc limit 1
    `.execute(house.db)
    return rows[0]?.release ?? view.release
  }
  return {
    of,
    async view(change: string): Promise<ImpactView> {
      const { before, after } = await of(change)
      const key = `${before.hash} ${after.hash}`
      return kept(
        views,
        key,
        () => createImpactView(before, after),
        (view) => view.close(),
      )
    },
    close() {
      for (const view of views.values()) view.close()
      views.clear()
    },
  }
}

function listRoute(app: App, rooms: Rooms, sides: Sides): void {
  app.get(
    '/api/changes/:change/impact',
    {
      schema: {
        tags,
        operationId: 'getImpact',
        description:
          'What the change alters: every sample that may come out differently, composed before and after. As JSON when all is known, or, for text/event-stream, as it is found: `selected` {tasks}, `item`, `end`.',
        params,
        response: { 200: Impact, ...errors },
      },
    },
    async (request, reply) => {
      await readerOf(rooms.house, request)
      const { change } = request.params
      const { before, after } = await sides.of(change)
      const address = (task: Parameters<typeof addressOf>[1], side: Side) =>
        addressOf(change, task, side)
      if (request.headers.accept?.includes('text/event-stream')) {
        await stream(request, reply, before, after, address)
        return reply as never
      }
      let tasks = 0
      const items: z.infer<typeof Impact>['items'] = []
      const options = { address, onSelected: (count: number) => (tasks = count) }
      for await (const item of impact(before, after, options)) items.push(show(item))
      return { tasks, items }
    },
  )
}

type Side = 'before' | 'after' | 'difference'

async function stream(
  request: FastifyRequest,
  reply: FastifyReply,
  before: Release,
  after: Release,
  address: (task: Parameters<typeof addressOf>[1], side: Side) => string,
): Promise<void> {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  const stop = new AbortController()
  request.raw.once('close', () => stop.abort())
  const write = (event: string, data: unknown) =>
    raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  try {
    const onSelected = (tasks: number) => void write('selected', { tasks })
    const options = { address, onSelected, signal: stop.signal }
    for await (const item of impact(before, after, options)) write('item', show(item))
    write('end', {})
  } catch (error) {
    if (!stop.signal.aborted) console.error('The impact of a change could not be told', error)
  } finally {
    raw.end()
  }
}

function show(item: ImpactItem): z.infer<typeof Impact>['items'][number] {
  return {
    ...item,
    differs: [...item.differs],
    words: item.words.map((word) => ({ ...word })),
    missing: [...item.missing],
    behind: [...item.behind],
    problems: item.problems.map(showProblem),
  }
}

function addressOf(
  change: string,
  task: Pick<
    ImpactItem,
    'template' | 'alternative' | 'channel' | 'takes' | 'language' | 'tone' | 'sample'
  >,
  side: Side,
): string {
  const { template, alternative, channel, takes, language, tone, sample } = task
  const query = new URLSearchParams({
    template,
    alternative,
    channel,
    takes,
    language,
    tone,
    sample,
  })
  return `/api/changes/${change}/impact/${side}?${query}`
}

function viewRoutes(app: App, rooms: Rooms, sides: Sides): void {
  app.get(
    '/api/changes/:change/impact/:side',
    {
      schema: {
        tags,
        operationId: 'showImpact',
        description:
          'One item of the impact, before, after, or both with differences marked: a page as PNG, HTML for a sandboxed frame, or plain text. x-pages-before, x-pages-after and x-pages-differing say what other pages there are.',
        params: params.extend({ side: z.enum(['before', 'after', 'difference']) }),
        querystring: Shown,
      },
    },
    async (request, reply) => {
      await readerOf(rooms.house, request)
      const { change, side } = request.params
      const { page, ...item } = request.query
      const view = await sides.view(change)
      const composed = side === 'difference' ? undefined : await view.composed(item, side)
      if (composed?.kind === 'text')
        return reply.type('text/plain; charset=utf-8').send(composed.text)
      const html = side === 'difference' ? await view.markedHtml(item) : htmlOf(composed)
      if (html !== undefined)
        return reply
          .header('content-security-policy', shownPolicy)
          .type('text/html; charset=utf-8')
          .send(html)
      const png =
        side === 'difference' ? await view.spread(item, page) : await view.page(item, side, page)
      if (!png) throw notFound('There is nothing to show on this side.')
      const pages = await view.pages(item)
      return reply
        .header('x-pages-before', pages?.before ?? 0)
        .header('x-pages-after', pages?.after ?? 0)
        .header('x-pages-differing', pages?.differing.join(' ') ?? '')
        .type('image/png')
        .send(Buffer.from(png))
    },
  )
}
