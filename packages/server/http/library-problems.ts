import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { codes, type Problem } from '@misiva/model'
import type { Refusal } from '../library/refusals.ts'
import type { ContentProblem } from './library-schemas.ts'

/** A problem of content as it goes over the wire and as `check --json` prints it. */
export function showProblem({
  place,
  code,
  message,
  hint,
}: Problem): z.infer<typeof ContentProblem> {
  return {
    file: place?.file ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
    code,
    message,
    hint: hint ?? codes[code].remedy,
  }
}

/** A refusal as `application/problem+json`, with all that is wrong and where (RFC 9457 §3.2). */
export function sendRefusal(refusal: Refusal, reply: FastifyReply): FastifyReply {
  const { code, status, message, hint, problems, conflicts } = refusal
  return reply
    .status(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: `urn:misiva:problem:${code}`,
      title: codes[code].title,
      status,
      code,
      detail: message,
      hint,
      ...(problems && { problems: problems.map(showProblem) }),
      ...(conflicts && { conflicts }),
    })
}
