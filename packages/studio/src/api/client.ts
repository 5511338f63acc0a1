import createClient from 'openapi-fetch'
import type { components, paths } from './schema.gen.ts'

type Schemas = components['schemas']
export type Run = Schemas['Run']
export type RunState = Schemas['RunState']
export type Reconciliation = Schemas['Reconciliation']
export type ChannelCount = Schemas['ChannelCount']
export type CommunicationRow = Schemas['CommunicationRow']
export type Communication = Schemas['Communication']
export type Message = Schemas['Message']
export type Rendering = Schemas['Rendering']
export type RejectionRow = Schemas['RejectionRow']
export type Channel = Schemas['Channel']
export type Problem = Schemas['Problem']

export const api = createClient<paths>({ baseUrl: '/' })

/** A failure as the server tells it: a code, and what to do. */
export class ApiError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** Unwraps an answer; whatever went wrong is thrown as an ApiError or, offline, as fetch threw it. */
export function need<T>(answer: { data?: T; error?: unknown }): T {
  if (answer.data !== undefined) return answer.data
  throw new ApiError(answer.error as Problem)
}
