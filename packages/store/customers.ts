import { sql, type Kysely } from 'kysely'
import type { Customer } from '@misiva/model'
import type { Database } from './schema.ts'

/** A customer by the organisation's key, with contact points and preferences in their order. */
export async function readCustomer(
  db: Kysely<Database>,
  key: string,
): Promise<Customer | undefined> {
  const { rows } = await sql<{
    key: string
    name: string
    language: string
    country: string | null
    timeZone: string | null
    attributes: Customer['attributes'] & object
    contactPoints: Customer['contactPoints']
    preferences: Customer['preferences']
  }>`
    select c.key, c.name, c.language, c.country, c.time_zone as "timeZone", c.attributes,
      coalesce((select json_agg(json_build_object('channel', p.channel, 'address', p.address, 'state', p.state)
        order by p.position) from contact_point p where p.customer_id = c.id), '[]') as "contactPoints",
      coalesce((select json_agg(json_build_object('topic', p.topic, 'channel', p.channel, 'origin', p.origin)
        order by p.topic, p.position) from preference p where p.customer_id = c.id), '[]') as preferences
    from customer c where c.key = ${key}
  `.execute(db)
  const [found] = rows
  if (!found) return undefined
  const { country, timeZone, ...customer } = found
  return {
    ...customer,
    ...(country !== null && { country }),
    ...(timeZone !== null && { timeZone }),
  }
}
