import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '@misiva/store'
import { createTestDatabase, givenCustomer, type TestDatabase } from '@misiva/store/testing'
import { channelRates } from './rates.ts'

let database: TestDatabase
let customer: string
let release: string

before(async () => {
  database = await createTestDatabase()
  ;({ customer, release } = await givenCustomer(database))
})
after(() => database.close())

async function message(
  topic: string,
  channel: string,
  state: string,
  settled: string | null,
  ...receipts: string[]
): Promise<void> {
  const { db } = database
  const [id, communication] = [newId(), newId()]
  await sql`insert into communication (id, key, template, topic, release, customer_id, recipient, data, dated, search)
    values (${communication}, ${communication}, 't', ${topic}, ${release}, ${customer}, '{}', '{}', now(), '')`.execute(
    db,
  )
  await sql`insert into decision (communication_id, ordinal, kind, channel, address, reasons)
    values (${communication}, 1, 'send', ${channel}, 'a', '[]')`.execute(db)
  await sql`insert into message (id, communication_id, ordinal, channel, alternative, language, tone, address,
      sha256, media_type, extension, units, state, settled_at)
    values (${id}, ${communication}, 1, ${channel}, ${channel}, 'es', 'neutral', 'a',
      ${Buffer.alloc(32)}, 'text/plain', 'txt', 1, ${state}, ${settled})`.execute(db)
  for (const kind of receipts)
    await sql`insert into receipt (message_id, kind, at) values (${id}, ${kind}, ${settled})`.execute(
      db,
    )
}

test('counts what is settled since an instant, and tells shares by topic and channel', async () => {
  const since = '2026-11-01T00:00:00Z'
  const later = '2026-11-02T09:00:00Z'
  await message('invoice', 'email', 'delivered', later, 'delivered', 'opened')
  // Opened and clicked: one customer, told once.
  await message('invoice', 'email', 'delivered', later, 'opened', 'clicked', 'answered')
  await message('invoice', 'email', 'delivered', later, 'delivered')
  await message('invoice', 'email', 'failed', later, 'bounced')
  await message('invoice', 'sms', 'failed', later, 'undelivered')
  await message('reminder', 'sms', 'delivered', since, 'answered')
  // Not known yet, or before the time asked for: neither for nor against the channel.
  await message('invoice', 'email', 'sending', null)
  await message('invoice', 'email', 'in-doubt', null)
  await message('invoice', 'email', 'failed', '2026-10-31T23:59:59Z', 'bounced')

  assert.deepEqual(await channelRates(database.db, since), [
    { topic: 'invoice', channel: 'email', settled: 4, delivered: 3 / 4, engaged: 2 / 3 },
    { topic: 'invoice', channel: 'sms', settled: 1, delivered: 0, engaged: 0 },
    { topic: 'reminder', channel: 'sms', settled: 1, delivered: 1, engaged: 1 },
  ])
  assert.deepEqual(await channelRates(database.db, '2026-12-01T00:00:00Z'), [])
})
