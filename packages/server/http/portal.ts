import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { expiredPage, notFoundPage } from '@misiva/portal'
import { recordAnswer } from '@misiva/record'
import type { App, Rooms } from './rooms.ts'
import { attachment } from './file-names.ts'
import { portalPolicy } from './policies.ts'
import { documentOf, pageOf } from './portal-content.ts'
import { answeredOf, askedOf, holdingAnswer, questionOf, unasked } from './portal-questions.ts'
import { languageOf, noteOpening, visitOf, type Visit } from './portal-visit.ts'

const params = z.object({ token: z.string().max(256) })
const word = z.string().min(1).max(200)
const Query = z.object({
  question: word.optional(),
  answer: word.optional(),
  answered: word.optional(),
  page: word.optional(),
})
const Form = z.object({ question: word, answer: word })

/**
 * What a customer reaches by a personal link: the page, the document to be kept, and questions to be
 * answered. Whatever is wrong with a link that was never given, the answer is the same page; one that
 * has expired says so. No GET answers a question, and no HEAD or prefetch counts as a look.
 */
export function portalRoutes(app: App, rooms: Rooms): void {
  const { house } = rooms
  // In a scope of its own: nothing else here takes forms.
  void app.register(async (scope: App) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 8192 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    scope.get(
      '/p/:token',
      { schema: { hide: true, params, querystring: Query } },
      async (request, reply) => {
        const visit = await enter(rooms, request, reply)
        if (!visit) return reply
        if (request.query.answered === undefined) await noteOpening(house, visit, request)
        return reply.send((await shown(rooms, visit, request.query)) ?? missing(request, reply))
      },
    )
    scope.get('/p/:token/document', { schema: { hide: true, params } }, async (request, reply) => {
      const visit = await enter(rooms, request, reply)
      if (!visit) return reply
      const found = await documentOf(rooms, visit)
      if (!found) return reply.send(missing(request, reply))
      await noteOpening(house, visit, request)
      return reply
        .header('content-disposition', attachment(found.file))
        .type('application/pdf')
        .send(Buffer.from(found.bytes))
    })
    scope.post(
      '/p/:token',
      { schema: { hide: true, params, body: Form } },
      async (request, reply) => {
        const visit = await enter(rooms, request, reply)
        return visit ? answer(rooms, visit, request, reply) : reply
      },
    )
  })
}

/** The visit a token begins; where there is none, what is wrong has been answered. */
async function enter(
  rooms: Rooms,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visit | undefined> {
  reply
    .header('content-security-policy', portalPolicy)
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow, noarchive')
    .header('x-frame-options', 'DENY')
    .type('text/html; charset=utf-8')
  const { token } = request.params as z.infer<typeof params>
  const visit = await visitOf(rooms, token, request.headers['accept-language'])
  if (!visit) void reply.send(missing(request, reply))
  else if (visit.link.state !== 'open') void reply.status(410).send(expiredPage(visit.world))
  else return visit
  return undefined
}

function missing(request: FastifyRequest, reply: FastifyReply): string {
  reply.status(404).type('text/html; charset=utf-8')
  return notFoundPage({ language: languageOf(undefined, request.headers['accept-language']) })
}

/** The page, or what the address asks for beside it; a question nobody asked leads to the page. */
async function shown(
  rooms: Rooms,
  visit: Visit,
  { question: id, answer: chosen, answered, page }: z.infer<typeof Query>,
): Promise<Buffer | string | undefined> {
  if (page !== undefined) return pageOf(rooms, visit)
  const named = answered ?? id
  const question =
    named === undefined ? await unasked(rooms, visit) : await questionOf(rooms, visit, named)
  if (!question) return pageOf(rooms, visit)
  const holds = await holdingAnswer(rooms, visit, question)
  // Pressed in the mail once more: it is answered so already.
  if (holds && (answered !== undefined || holds.answer === chosen))
    return answeredOf(visit, question, holds)
  return askedOf(visit, question, chosen)
}

/** Records the answer and shows it under an address that may be loaded again. */
async function answer(
  rooms: Rooms,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const given = request.body as z.infer<typeof Form>
  const question = await questionOf(rooms, visit, given.question)
  if (!question) return reply.send(missing(request, reply))
  const option = question.options.find(({ value }) => value === given.answer)
  if (!option) return reply.status(422).send(askedOf(visit, question, undefined))
  await recordAnswer(rooms.house.db, {
    communication: visit.communication.id,
    link: visit.link.id,
    message: visit.link.message,
    question: question.id,
    answer: option.value,
    questionText: question.text,
    answerText: option.label,
    language: visit.variant.language,
  })
  return reply.redirect(`${visit.token}?answered=${encodeURIComponent(question.id)}`, 303)
}
