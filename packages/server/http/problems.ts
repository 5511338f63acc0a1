import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { codes, ProblemError } from '@misiva/model'
import type { ErrorCode } from '@misiva/model'

/** An expected failure on its way to becoming `application/problem+json` (RFC 9457). */
export class HttpProblem extends Error {
  readonly status: number
  readonly code: ErrorCode
  readonly field: string | undefined
  constructor(status: number, code: ErrorCode, detail: string, field?: string) {
    super(detail)
    this.status = status
    this.code = code
    this.field = field
  }
}

export const notFound = (what: string): HttpProblem => new HttpProblem(404, 'MSV-S004', what)

const statusByCode: Partial<Record<ErrorCode, number>> = {
  'MSV-R002': 409,
  'MSV-R003': 409,
  'MSV-K001': 502,
  'MSV-S002': 503,
  'MSV-S004': 404,
  'MSV-S005': 400,
}

/** Every error that leaves by HTTP leaves through here; a bug shows its number, not its insides. */
export function sendProblem(error: unknown, reply: FastifyReply): FastifyReply {
  const known = toProblem(error)
  if (known) return write(reply, known)
  reply.log.error(error)
  console.error(error)
  return write(reply, {
    status: 500,
    code: 'MSV-S006',
    detail: `The server failed on request ${reply.request.id}; its log says why.`,
  })
}

interface Known {
  readonly status: number
  readonly code: ErrorCode
  readonly detail: string
  readonly hint?: string | undefined
  readonly field?: string | undefined
}

function toProblem(error: unknown): Known | undefined {
  if (error instanceof HttpProblem)
    return { status: error.status, code: error.code, detail: error.message, field: error.field }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const first = error.validation[0]
    const field = first?.instancePath.split('/').filter(Boolean).join('.') || undefined
    const detail = `${field ?? error.validationContext ?? 'request'}: ${first?.message ?? 'not valid'}`
    return { status: 400, code: 'MSV-S005', detail, field }
  }
  if (error instanceof ProblemError) {
    const [first] = error.problems
    if (!first) return undefined
    const status = statusByCode[first.code] ?? 422
    return { status, code: first.code, detail: first.message, hint: first.hint }
  }
  const { statusCode, message } = error as FastifyError
  if (statusCode && statusCode < 500)
    return {
      status: statusCode,
      code: statusCode === 404 ? 'MSV-S004' : 'MSV-S005',
      detail: message,
    }
  return undefined
}

function write(reply: FastifyReply, { status, code, detail, hint, field }: Known): FastifyReply {
  return reply
    .status(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: `urn:misiva:problem:${code}`,
      title: codes[code].title ?? STATUS_CODES[status],
      status,
      code,
      detail,
      hint: hint ?? codes[code].remedy,
      ...(field && { field }),
    })
}
