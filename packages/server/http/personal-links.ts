import { z } from 'zod'
import {
  answersTo,
  enterLink,
  linksOf,
  listAnswers,
  readCommunication,
  revokeLink,
} from '@misiva/record'
import { linkEnd } from '../pipeline.ts'
import type { App, Rooms } from './rooms.ts'
import { notFound } from './problems.ts'
import { Answer, AnswerList, NewPersonalLink, PersonalLink, Problem } from './schemas.ts'
import { staffWith } from './staff.ts'

const params = z.object({ communication: z.uuid() })

/** Personal links as staff handle them, and what customers answered. */
export function personalLinkRoutes(app: App, { house }: Rooms): void {
  const find = async (id: string) => {
    const found = await readCommunication(house.db, id)
    if (!found) throw notFound(`There is no communication ${id}.`)
    return found
  }
  const failures = { 400: Problem, 401: Problem, 403: Problem, 404: Problem }
  app.post(
    '/api/communications/:communication/links',
    {
      schema: {
        tags: ['communications'],
        operationId: 'makePersonalLink',
        params,
        response: { 201: NewPersonalLink, ...failures },
      },
    },
    async (request, reply) => {
      const found = await find(request.params.communication)
      const person = await staffWith(house, request, 'sender', `templates/${found.template}/`)
      const release = await house.releases.load(found.release)
      const topic = release?.topics.find(({ name }) => name === found.topic)
      const url = house.links.make()
      const link = await enterLink(house.db, {
        sha256: house.links.hashOf(url)!,
        communication: found.id,
        expiresAt: linkEnd(topic ?? {}),
        madeBy: person.id,
      })
      return reply.status(201).send({ ...link, url })
    },
  )
  app.post(
    '/api/communications/:communication/links/:link/revoke',
    {
      schema: {
        tags: ['communications'],
        operationId: 'revokePersonalLink',
        params: params.extend({ link: z.uuid() }),
        response: { 200: z.array(PersonalLink), ...failures },
      },
    },
    async (request) => {
      const { communication, link } = request.params
      const found = await find(communication)
      const person = await staffWith(house, request, 'sender', `templates/${found.template}/`)
      if (!(await revokeLink(house.db, communication, link, person.id)))
        throw notFound(`The communication has no link ${link}.`)
      return linksOf(house.db, communication)
    },
  )
  answerRoutes(app, { house })
}

function answerRoutes(app: App, { house }: Pick<Rooms, 'house'>): void {
  app.get(
    '/api/communications/:communication/answers',
    {
      schema: {
        tags: ['communications'],
        operationId: 'answersToCommunication',
        params,
        response: { 200: z.array(Answer), 400: Problem },
      },
    },
    async (request) => answersTo(house.db, request.params.communication),
  )
  app.get(
    '/api/answers',
    {
      schema: {
        tags: ['communications'],
        operationId: 'listAnswers',
        description: 'Answers in the order they came; begin again behind the last id seen.',
        querystring: z.object({
          template: z.string().max(200).optional(),
          question: z.string().max(200).optional(),
          after: z.coerce.number().int().min(0).optional(),
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: { 200: AnswerList, 400: Problem },
      },
    },
    async (request) => {
      const { limit } = request.query
      const items = await listAnswers(house.db, request.query)
      return { items, next: items.length === limit ? items.at(-1)!.id : null }
    },
  )
}
