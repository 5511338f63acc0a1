import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Receipt, ReceiptKind } from '@misiva/model'
import { newId } from '@misiva/store'
import { createTestDatabase, givenCustomer, type TestDatabase } from '@misiva/store/testing'
import { recordReceipts } from './receipts.ts'

const kinds: ReceiptKind[] = [
  'accepted',
  'sent',
  'delivered',
  'bounced',
  'undelivered',
  'deferred',
  'opened',
]
const at = (second: number) => `2026-11-22T10:00:${String(second).padStart(2, '0')}Z`

describe('receipts', () => {
  let database: TestDatabase
  let customer: string
  let release: string

  before(async () => {
    database = await createTestDatabase()
    ;({ customer, release } = await givenCustomer(database))
    await sql`insert into contact_point (customer_id, channel, address, state, position)
      values (${customer}, 'email', 'a@example.org', 'verified', 0)`.execute(database.db)
  })
  after(() => database.close())

  async function message(confirms: 'acceptance' | 'delivery', state = 'sending'): Promise<string> {
    const [id, communication] = [newId(), newId()]
    await sql`insert into communication (id, key, template, topic, release, customer_id, recipient, data, dated, search)
      values (${communication}, ${communication}, 'invoice', 'invoice', ${release}, ${customer}, '{}', '{}', now(), '')`.execute(
      database.db,
    )
    await sql`insert into decision (communication_id, ordinal, kind, channel, address, reasons)
      values (${communication}, 1, 'send', 'email', 'a@example.org', '[]')`.execute(database.db)
    await sql`insert into message (id, communication_id, ordinal, channel, alternative, language, tone, address,
        sha256, media_type, extension, units, confirms, state)
      values (${id}, ${communication}, 1, 'email', 'email', 'es', 'neutral', 'a@example.org',
        ${Buffer.alloc(32)}, 'text/plain', 'txt', 1, ${confirms}, ${state})`.execute(database.db)
    return id
  }
  const stateOf = async (id: string) =>
    (await database.pool.query('select state from message where id = $1', [id])).rows[0]
      .state as string
  const tell = (id: string, ...given: ReceiptKind[]) =>
    recordReceipts(
      database.db,
      given.map((kind, i): Receipt => ({ message: id, kind, at: at(i) })),
    )

  test('move a message as far as its channel can prove', async () => {
    const cases: ['acceptance' | 'delivery', ReceiptKind[], string][] = [
      ['acceptance', ['accepted'], 'delivered'],
      ['delivery', ['accepted'], 'accepted'],
      ['delivery', ['accepted', 'delivered'], 'delivered'],
      ['delivery', ['undelivered'], 'failed'],
      ['acceptance', ['rejected'], 'failed'],
      ['delivery', ['deferred'], 'sending'],
      ['delivery', ['opened'], 'delivered'],
    ]
    for (const [confirms, given, wanted] of cases) {
      const id = await message(confirms)
      await tell(id, ...given)
      assert.equal(await stateOf(id), wanted, `${confirms}: ${given.join(', ')}`)
    }
  })

  test('a late word: a relay may bounce what it took, arrival is not taken back, doubt ends', async () => {
    const mail = await message('acceptance')
    await tell(mail, 'accepted')
    assert.deepEqual(
      (await recordReceipts(database.db, [{ message: mail, kind: 'bounced', at: at(9) }])).failed,
      [mail],
    )
    assert.equal(await stateOf(mail), 'failed')
    const { rows } = await database.pool.query('select state from contact_point')
    assert.equal(rows[0].state, 'bouncing')

    const text = await message('delivery')
    await tell(text, 'delivered')
    await recordReceipts(database.db, [{ message: text, kind: 'undelivered', at: at(9) }])
    assert.equal(await stateOf(text), 'delivered')

    const doubtful = await message('delivery', 'in-doubt')
    await tell(doubtful, 'accepted')
    assert.equal(await stateOf(doubtful), 'accepted')
  })

  test('told twice is told once; of a stranger nothing is kept', async () => {
    const id = await message('delivery')
    await tell(id, 'accepted', 'delivered')
    const again = await tell(id, 'accepted', 'delivered')
    assert.deepEqual(again.failed, [])
    const { rows } = await database.pool.query(
      'select count(*)::int as n from receipt where message_id = $1',
      [id],
    )
    assert.equal(rows[0].n, 2)
    const strangers: Receipt[] = [
      { message: newId(), kind: 'delivered', at: at(1) },
      { message: 'not one of ours', kind: 'delivered', at: at(1) },
      { message: '', kind: 'delivered', at: at(1), providerId: 'unknown' },
    ]
    assert.deepEqual((await recordReceipts(database.db, strangers)).failed, [])
  })

  test('a receipt without a message finds it by the carrier’s id', async () => {
    const id = await message('delivery')
    await recordReceipts(database.db, [
      { message: id, kind: 'accepted', at: at(1), providerId: 'p-1' },
    ])
    await recordReceipts(database.db, [
      { message: '', kind: 'delivered', at: at(2), providerId: 'p-1' },
    ])
    assert.equal(await stateOf(id), 'delivered')
  })

  test('in however many parts they are told, the end is the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('acceptance' as const, 'delivery' as const),
        fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 4 }),
        async (confirms, given) => {
          const [whole, parts] = [await message(confirms), await message(confirms)]
          await tell(whole, ...given)
          for (const [i, kind] of given.entries()) {
            await recordReceipts(database.db, [{ message: parts, kind, at: at(i) }])
          }
          assert.equal(await stateOf(whole), await stateOf(parts), given.join(', '))
        },
      ),
      { numRuns: 60 },
    )
  })
})
