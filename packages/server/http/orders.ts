import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { compileContract, notEffective, ProblemError, type Customer } from '@misiva/model'
import { enterOrder, findOrder, readCustomer } from '@misiva/store'
import { releaseInForce } from '../library/content.ts'
import { Refusal } from '../library/refusals.ts'
import type { App, Rooms } from './rooms.ts'
import { HttpProblem, notFound } from './problems.ts'
import { Problem } from './schemas.ts'
import { staffWith } from './staff.ts'

const ContactPoint = z.object({
  channel: z.string().min(1).max(100),
  address: z.string().min(1).max(1000),
  state: z.enum(['unverified', 'verified', 'bouncing', 'suppressed']).default('unverified'),
})

const NewCustomer = z
  .object({
    key: z.string().min(1).max(200),
    name: z.string().min(1).max(500),
    language: z.string().min(2).max(35),
    country: z.string().length(2).optional(),
    timeZone: z.string().max(100).optional(),
    contactPoints: z.array(ContactPoint).max(50),
    preferences: z
      .array(
        z.object({
          topic: z.string(),
          channel: z.string(),
          origin: z.enum(['stated', 'learned']).default('stated'),
        }),
      )
      .max(100)
      .default([]),
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  })
  .meta({ id: 'NewCustomer' })

export const Order = z
  .object({
    template: z.string().min(1).max(200),
    key: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'Your own name for it; ordered twice, it is sent once' }),
    customer: z.union([
      z.string().min(1).max(200).meta({ description: 'Key of a customer known here' }),
      NewCustomer,
    ]),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Order' })

export const Ordered = z
  .object({
    communication: z.uuid(),
    run: z.uuid(),
    release: z.string(),
    fresh: z.boolean().meta({ description: 'false: it was ordered before under this key' }),
  })
  .meta({ id: 'Ordered' })

/** One communication on demand: the same way through the house as a run's, with the release in force. */
export function orderRoutes(app: App, { house }: Rooms): void {
  app.post(
    '/api/communications',
    {
      schema: {
        tags: ['communications'],
        operationId: 'orderCommunication',
        body: Order,
        response: {
          ...{ 200: Ordered, 202: Ordered, 400: Problem },
          ...{ 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
        },
      },
    },
    async (request, reply) => {
      const { template: name, key = randomUUID(), data } = request.body
      const person = await staffWith(house, request, 'sender', `templates/${name}/`)
      const { release, template } = await templateInForce(name)
      const { timeZone } = release.organisation
      const outside = notEffective(template, timeZone, Temporal.Now.instant())
      // Asked again, an order of a time when it was used is still what it was.
      const known = outside && (await findOrder(house.db, { template: name, key }))
      if (known) return reply.status(200).send({ ...known, fresh: false, release: release.hash })
      if (outside) throw new ProblemError([outside])
      const contract = compileContract(template.contract)
      if (!contract.ok) throw new ProblemError(contract.problems)
      const [misfit] = contract.value.misfits(data)
      if (misfit)
        throw new HttpProblem(
          422,
          'MSV-D007',
          `${misfit.path || 'The data'} ${misfit.message}`,
          misfit.path,
        )
      const { fresh, ...entered } = await enterOrder(house.db, {
        ...{ template: name, topic: template.topic, release: release.hash, key, data },
        customer: await customerOf(request.body.customer),
        by: person.name,
      })
      return reply.status(fresh ? 202 : 200).send({ ...entered, fresh, release: release.hash })
    },
  )

  async function templateInForce(name: string) {
    const hash = await releaseInForce(house.db)
    if (hash === null) throw new Refusal('MSV-L009', 'Nothing is published yet.')
    const release = (await house.releases.load(hash))!
    const template = release.templates.find((candidate) => candidate.name === name)
    if (!template) throw notFound(`There is no template “${name}” in force.`)
    return { release, template }
  }

  async function customerOf(given: z.infer<typeof Order>['customer']): Promise<Customer> {
    if (typeof given === 'string') {
      const known = await readCustomer(house.db, given)
      if (!known) throw notFound(`There is no customer “${given}”.`)
      return known
    }
    const { country, timeZone, attributes, ...customer } = given
    return {
      ...customer,
      ...(country !== undefined && { country }),
      ...(timeZone !== undefined && { timeZone }),
      ...(attributes && { attributes }),
    }
  }
}
