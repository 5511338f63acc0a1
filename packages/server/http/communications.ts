import { z } from 'zod'
import { answersTo, linksOf, readCommunication } from '@misiva/record'
import type { AnswerView, CommunicationView, PersonalLinkView } from '@misiva/record'
import type { App, Rooms } from './rooms.ts'
import { carriedRoutes } from './carried.ts'
import { notFound } from './problems.ts'
import { showReason } from './reasons.ts'
import { Communication, Problem } from './schemas.ts'

const params = z.object({ communication: z.uuid() })

export function communicationRoutes(app: App, rooms: Rooms): void {
  const { house, previews } = rooms
  const find = async (id: string) => {
    const found = await readCommunication(house.db, id)
    if (!found) throw notFound(`There is no communication ${id}.`)
    return found
  }
  app.get(
    '/api/communications/:communication',
    {
      schema: {
        tags: ['communications'],
        operationId: 'getCommunication',
        params,
        response: { 200: Communication, 400: Problem, 404: Problem },
      },
    },
    async (request) => {
      const found = await find(request.params.communication)
      const [alternatives, links, answers] = await Promise.all([
        previews.alternatives(found),
        linksOf(house.db, found.id),
        answersTo(house.db, found.id),
      ])
      return show(found, { alternatives, links, answers })
    },
  )
  // What an alternative that was not sent would have looked like, from the release that was in
  // force; composed when asked and kept nowhere.
  carriedRoutes(app, rooms, {
    base: '/api/communications/:communication/previews/:alternative',
    tag: 'communications',
    name: 'Preview',
    params: params.extend({ alternative: z.string().min(1).max(100) }),
    find: async ({ communication, alternative }) =>
      previews.compose(await find(communication), alternative),
  })
}

function show(
  found: CommunicationView,
  beside: {
    readonly alternatives: readonly { name: string; channel: string }[]
    readonly links: readonly PersonalLinkView[]
    readonly answers: readonly AnswerView[]
  },
): z.infer<typeof Communication> {
  const { recipient, previous, next, messages, decisions, ...own } = found
  return {
    ...own,
    customer: {
      key: recipient.key,
      name: recipient.name,
      language: recipient.language,
      country: recipient.country ?? null,
      contactPoints: (recipient.contactPoints ?? []).map((it) => ({ ...it })),
    },
    decisions: decisions.map((it) => ({ ...it, reasons: it.reasons.map(showReason) })),
    messages: messages.map(({ size, receipts, ...it }) => ({
      ...it,
      bytes: size,
      receipts: [...receipts],
    })),
    links: [...beside.links],
    answers: [...beside.answers],
    alternatives: beside.alternatives.map(({ name, channel }) => ({
      name,
      channel,
      message: messages.findLast((it) => it.alternative === name)?.id ?? null,
    })),
    neighbours: { previous, next },
  }
}
