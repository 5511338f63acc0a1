import type { FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { may, mayAnywhere, personOf, type Person } from '../library/people.ts'
import { Refusal } from '../library/refusals.ts'
import type { Role } from '@misiva/store'
import { HttpProblem } from './problems.ts'

const COOKIE = 'misiva-session'

/** The secret of a session: the browser's cookie, or a program's key. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')
  if (bearer) return bearer[1]
  for (const part of (request.headers.cookie ?? '').split(/;\s*/)) {
    const [name, value] = part.split('=')
    if (name === COOKIE && value) return value
  }
  return undefined
}

/** Not readable by scripts, not sent by pages of others; over TLS only where the house is reached so. */
export function cookieOf(house: House, token: string, seconds: number): string {
  const secure = house.settings.url.startsWith('https:') ? '; Secure' : ''
  return `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`
}

export async function whoAsks(house: House, request: FastifyRequest): Promise<Person | undefined> {
  const token = tokenOf(request)
  return token === undefined ? undefined : personOf(house.db, token)
}

/**
 * Whether anyone may continue as anyone: everything goes to sandboxes, and the house listens to this
 * machine alone. The first real channel ends it.
 */
export function openToAll(house: House): boolean {
  const { host } = house.settings
  const local = host === '127.0.0.1' || host === '::1' || host === 'localhost'
  return local && house.channels.names.every((name) => house.channels.get(name)?.sandbox)
}

/** The person who asks; 401 if nobody is signed in. */
export async function staff(house: House, request: FastifyRequest): Promise<Person> {
  const person = await whoAsks(house, request)
  if (!person) throw new Refusal('MSV-L003', 'Nobody is signed in.')
  return person
}

export async function staffWith(
  house: House,
  request: FastifyRequest,
  role: Role,
  path?: string,
): Promise<Person> {
  const person = await staff(house, request)
  const allowed = path === undefined ? mayAnywhere(person, role) : may(person, role, path)
  if (!allowed) throw new Refusal('MSV-L004', `${person.name} does not have the role ${role} here.`)
  return person
}

/** Who reads: a person with any role, or, in a house open to all, anybody. */
export async function readerOf(house: House, request: FastifyRequest): Promise<Person | undefined> {
  const person = await whoAsks(house, request)
  if (person || openToAll(house)) return person
  throw new Refusal('MSV-L003', 'Nobody is signed in.')
}

/** Whether a person may see a path; in a house open to all nothing is hidden from a visitor. */
export const sees = (person: Person | undefined, path: string): boolean =>
  person === undefined || may(person, 'reader', path)

/**
 * A page of another site can make a browser send a request here, cookie or not. What changes anything
 * must come from our own pages (Fetch Metadata, or Origin where that is missing) or from no page.
 */
export function refuseForeign(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const foreign =
    site !== undefined
      ? site !== 'same-origin' && site !== 'none'
      : origin !== undefined && !sameHost(origin, request.headers.host)
  if (foreign)
    throw new HttpProblem(
      403,
      'MSV-S005',
      'The request comes from a page of another site.',
      'origin',
    )
}

function sameHost(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host.toLowerCase() === host?.toLowerCase()
  } catch {
    return false
  }
}
