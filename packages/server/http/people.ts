import { z } from 'zod'
import {
  actAs,
  beginSession,
  endSession,
  enterPerson,
  findByEmail,
  findPerson,
  listPeople,
  SESSION_HOURS,
  signIn,
  type Person as PersonOfHouse,
} from '../library/people.ts'
import { listPersonEvents } from '../library/people-events.ts'
import { Refusal } from '../library/refusals.ts'
import type { App, Rooms } from './rooms.ts'
import { Person, PersonEventList, PersonList, Right, Session } from './people-schemas.ts'
import { HttpProblem, notFound } from './problems.ts'
import { Problem } from './schemas.ts'
import { cookieOf, openToAll, staffWith, tokenOf, whoAsks } from './staff.ts'

const tags = ['people']
/** Wrong passwords for an address before it has to wait, and for how long. */
const TRIES = 8
const WAIT = Temporal.Duration.from({ minutes: 10 })

export function peopleRoutes(app: App, rooms: Rooms): void {
  sessionRoutes(app, rooms)
  const { house } = rooms
  app.get(
    '/api/people',
    { schema: { tags, operationId: 'listPeople', response: { 200: PersonList, 401: Problem } } },
    async (request) => {
      await staffWith(house, request, 'admin', '')
      return { items: (await listPeople(house.db)).map(show) }
    },
  )
  app.put(
    '/api/people',
    {
      schema: {
        tags,
        operationId: 'enterPerson',
        description: 'Enters a person, or changes the one with that address.',
        body: z.object({
          email: z.email().max(254),
          name: z.string().trim().min(1).max(200),
          language: z.string().min(2).max(35).optional(),
          password: z.string().min(10).max(1000).optional(),
          active: z.boolean().optional(),
          rights: z.array(Right).max(200),
        }),
        response: { 200: Person, 400: Problem, 401: Problem, 403: Problem },
      },
    },
    async (request) => {
      const admin = await staffWith(house, request, 'admin', '')
      const { language, password, active, ...entry } = request.body
      const self = entry.email.toLowerCase() === admin.email
      const stays = entry.rights.some(({ role, prefix }) => role === 'admin' && prefix === '')
      if (self && (active === false || !stays))
        throw new HttpProblem(
          400,
          'MSV-S005',
          'Nobody takes their own administration away.',
          'rights',
        )
      const person = await house.db.transaction().execute(async (tx) => {
        await actAs(tx, admin.id)
        return enterPerson(tx, {
          ...entry,
          ...(language !== undefined && { language }),
          ...(password !== undefined && { password }),
          ...(active !== undefined && { active }),
        })
      })
      return show(person)
    },
  )
  app.post(
    '/api/people/:person/keys',
    {
      schema: {
        tags,
        operationId: 'createKey',
        description: 'A key for a program that acts as this person; told once, kept as a hash.',
        params: z.object({ person: z.uuid() }),
        body: z.object({ name: z.string().trim().min(1).max(100), days: z.int().min(1).max(730) }),
        response: { 200: z.object({ key: z.string() }), 401: Problem, 403: Problem, 404: Problem },
      },
    },
    async (request) => {
      const admin = await staffWith(house, request, 'admin', '')
      const person = await findPerson(house.db, request.params.person)
      if (!person) throw notFound(`There is no person ${request.params.person}.`)
      const key = await house.db.transaction().execute(async (tx) => {
        await actAs(tx, admin.id)
        return beginSession(tx, person.id, request.body)
      })
      return { key }
    },
  )
  app.get(
    '/api/people/events',
    {
      schema: {
        tags,
        operationId: 'listPersonEvents',
        description: 'Who was given or lost which right, by whom and when; the latest first.',
        querystring: z.object({
          person: z.uuid().optional(),
          after: z.coerce
            .number()
            .int()
            .min(1)
            .optional()
            .meta({ description: 'next of the page before' }),
          limit: z.coerce.number().int().min(1).max(200).default(100),
        }),
        response: { 200: PersonEventList, 401: Problem, 403: Problem },
      },
    },
    async (request) => {
      await staffWith(house, request, 'admin', '')
      const { limit, ...filter } = request.query
      const found = await listPersonEvents(house.db, { ...filter, limit: limit + 1 })
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? items.at(-1)!.id : null }
    },
  )
}

function sessionRoutes(app: App, { house }: Rooms): void {
  const failures = new Map<string, { count: number; since: Temporal.Instant }>()
  app.get(
    '/api/session',
    { schema: { tags, operationId: 'getSession', response: { 200: Session } } },
    async (request) => {
      const person = await whoAsks(house, request)
      return { person: person ? show(person) : null, open: openToAll(house) }
    },
  )
  app.get(
    '/api/session/people',
    {
      schema: {
        tags,
        operationId: 'listContinueAs',
        description: 'Whom one may continue as; only while the house runs on its sandboxes.',
        response: { 200: PersonList, 403: Problem },
      },
    },
    async () => {
      if (!openToAll(house)) throw new Refusal('MSV-L004', 'This house asks for a password.')
      const people = await listPeople(house.db)
      return { items: people.filter(({ active }) => active).map(show) }
    },
  )
  app.post(
    '/api/session',
    {
      schema: {
        tags,
        operationId: 'signIn',
        body: z.union([
          z.object({ email: z.string().max(254), password: z.string().max(1000) }),
          z.object({ person: z.uuid() }),
          z.object({ email: z.string().max(254) }),
        ]),
        response: { 200: Session, 401: Problem, 403: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const person = await admitted(request.body)
      const token = await beginSession(house.db, person.id)
      reply.header('set-cookie', cookieOf(house, token, SESSION_HOURS * 3600))
      return { person: show(person), open: openToAll(house) }
    },
  )
  app.delete(
    '/api/session',
    { schema: { tags, operationId: 'signOut', response: { 200: Session } } },
    async (request, reply) => {
      const token = tokenOf(request)
      if (token !== undefined) await endSession(house.db, token)
      reply.header('set-cookie', cookieOf(house, '', 0))
      return { person: null, open: openToAll(house) }
    },
  )

  async function admitted(
    given: { email: string; password: string } | { person: string } | { email: string },
  ): Promise<PersonOfHouse> {
    if ('password' in given) return byPassword(given.email.trim().toLowerCase(), given.password)
    if (!openToAll(house)) throw new Refusal('MSV-L007', 'This house asks for a password.')
    const person =
      'person' in given
        ? await findPerson(house.db, given.person)
        : await findByEmail(house.db, given.email)
    if (!person?.active) throw notFound('There is no such person.')
    return person
  }

  async function byPassword(email: string, password: string): Promise<PersonOfHouse> {
    const now = Temporal.Now.instant()
    const before = failures.get(email)
    const fresh = before && Temporal.Instant.compare(before.since.add(WAIT), now) > 0
    if (fresh && before.count >= TRIES)
      throw new HttpProblem(429, 'MSV-L007', 'Too many wrong passwords; wait ten minutes.')
    const person = await signIn(house.db, email, password)
    if (person) {
      failures.delete(email)
      return person
    }
    failures.set(email, fresh ? { ...before, count: before.count + 1 } : { count: 1, since: now })
    if (failures.size > 10_000) failures.clear()
    throw new Refusal('MSV-L007', 'No active person has this address and password.')
  }
}

const show = ({ rights, ...person }: PersonOfHouse): z.infer<typeof Person> => ({
  ...person,
  rights: rights.map((right) => ({ ...right })),
})
