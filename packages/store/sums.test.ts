import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Customer, IntakeRecord } from '@misiva/model'
import { enterChunk } from './communications.ts'
import { newId } from './ids.ts'
import { finishRun, ownRun, sourceRead } from './runs.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

const release = 'a'.repeat(64)
const sha = (n: number) => n.toString(16).padStart(64, '0')

function record(key: string): IntakeRecord {
  const customer: Customer = {
    key: `customer ${key}`,
    name: 'Ana Gil',
    language: 'es',
    contactPoints: [{ channel: 'email', address: `${key}@example.org`, state: 'verified' }],
    preferences: [],
  }
  return { key, customer, data: { total: '1.00' }, rows: 1, line: 2 }
}

describe('a run’s sums', () => {
  let database: TestDatabase
  let runs = 0

  before(async () => {
    database = await createTestDatabase()
    await sql`insert into release (hash, name, files) values (${release}, 'test', '{}')`.execute(
      database.db,
    )
    await sql`insert into blob (sha256, segment, position, length, packing, size)
      values (${Buffer.alloc(32)}, 's', 0, 1, 'raw', 1)`.execute(database.db)
  })
  after(() => database.close())

  async function begin(good: number, bad = 0) {
    runs += 1
    const owned = await ownRun(database, {
      ...{ template: 'invoice', topic: 'invoice', release, source: 'a.csv' },
      ...{ sourceSha256: sha(runs), limit: undefined },
    })
    assert('release' in owned)
    await database.db.transaction().execute((tx) =>
      enterChunk(tx, {
        ...{ run: owned.id, number: 0, template: 'invoice', topic: 'invoice', release },
        ...{ dated: owned.startedAt, file: 'a.csv' },
        records: Array.from({ length: good }, (_, i) => record(`${runs}-${i}`)),
        rejections: Array.from({ length: bad }, (_, i) => ({
          ...{ code: 'MSV-D001' as const, message: 'bad' },
          place: { file: 'a.csv', line: i + 2, column: 1 },
        })),
      }),
    )
    await owned.release()
    const { rows } = await database.pool.query(
      'select id from communication where run_id = $1 order by id',
      [owned.id],
    )
    return { run: owned.id, communications: rows.map((row) => row.id as string) }
  }

  async function compose(run: string, communication: string, channel: string) {
    await database.db.transaction().execute(async (tx) => {
      await sql`insert into decision (communication_id, ordinal, kind, channel, address, reasons)
        values (${communication}, 1, 'send', ${channel}, 'x', '[]')`.execute(tx)
      await sql`insert into message (id, communication_id, run_id, ordinal, channel, alternative, language, tone,
          address, sha256, media_type, extension, units)
        values (${newId()}, ${communication}, ${run}, 1, ${channel}, ${channel}, 'es', 'neutral', 'x',
          ${Buffer.alloc(32)}, 'text/plain', 'txt', 1)`.execute(tx)
      await sql`update communication set state = 'composed' where id = ${communication}`.execute(tx)
    })
  }

  const read = async (run: string) =>
    (await database.pool.query('select * from run where id = $1', [run])).rows[0]

  test('follow the rows, whatever happens to them', async () => {
    const states = ['queued', 'sending', 'accepted', 'delivered', 'failed', 'in-doubt']
    const move = fc.record({ message: fc.nat(), state: fc.constantFrom(...states) })
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 20 }), fc.nat(3), async (moves, bad) => {
        const { run, communications } = await begin(3, bad)
        for (const [i, id] of communications.entries())
          await compose(run, id, i === 0 ? 'sms' : 'email')
        const { rows } = await database.pool.query('select id from message where run_id = $1', [
          run,
        ])
        for (const { message, state } of moves) {
          const id = rows[message % rows.length].id
          await database.pool.query('update message set state = $2 where id = $1', [id, state])
        }
        const now = await read(run)
        const { rows: counted } = await database.pool.query(
          `select count(*)::int as messages, count(*) filter (where state = 'delivered')::int as delivered,
            count(*) filter (where state = 'failed')::int as failed,
            count(*) filter (where state = 'in-doubt')::int as in_doubt,
            count(*) filter (where state in ('queued', 'sending', 'accepted'))::int as pending
          from message where run_id = $1`,
          [run],
        )
        for (const [name, value] of Object.entries(counted[0])) assert.equal(now[name], value, name)
        assert.deepEqual([now.input, now.composed, now.rejected], [3 + bad, 3, bad])
        const { rows: channels } = await database.pool.query(
          'select sum(messages)::int as n, sum(delivered)::int as delivered from run_channel where run_id = $1',
          [run],
        )
        assert.deepEqual(channels[0], { n: 3, delivered: now.delivered })
      }),
      { numRuns: 12 },
    )
  })

  test('cannot be written by hand', async () => {
    const { run } = await begin(2)
    for (const counter of [
      'waiting',
      'composed',
      'refused',
      'rejected',
      'messages',
      'delivered',
      'pending',
    ]) {
      await assert.rejects(
        database.pool.query(`update run set ${counter} = ${counter} + 1 where id = $1`, [run]),
        { code: '23514' },
        counter,
      )
    }
  })

  test('refuse “done” while a record is not accounted for', async () => {
    const { run, communications } = await begin(2, 1)
    await sourceRead(database, run)
    assert.equal(await finishRun(database, run, { leavePending: true }), false)
    await assert.rejects(
      database.pool.query("update run set state = 'done', ended_at = now() where id = $1", [run]),
      { constraint: 'run_done_reconciles' },
    )
    for (const id of communications) await compose(run, id, 'email')
    // One more read than is anywhere to be found.
    await database.pool.query('update run set input = input + 1 where id = $1', [run])
    await assert.rejects(
      database.pool.query("update run set state = 'done', ended_at = now() where id = $1", [run]),
      { constraint: 'run_done_reconciles' },
    )
    await database.pool.query('update run set input = input - 1 where id = $1', [run])
    assert.equal(await finishRun(database, run, { leavePending: true }), true)
  })

  test('refuse “done” when somebody changed rows behind the counters', async () => {
    const { run, communications } = await begin(2)
    for (const id of communications) await compose(run, id, 'email')
    await sourceRead(database, run)
    const client = await database.pool.connect()
    try {
      await client.query('begin')
      await client.query("set local session_replication_role = 'replica'")
      await client.query('delete from message where communication_id = $1', [communications[0]])
      await client.query("set local session_replication_role = 'origin'")
      await assert.rejects(
        client.query("update run set state = 'done', ended_at = now() where id = $1", [run]),
        { constraint: 'run_rows_agree' },
      )
    } finally {
      await client.query('rollback')
      client.release()
    }
  })

  test('a communication is not composed, refused or rejected without proof', async () => {
    const { communications } = await begin(1)
    for (const [state, refusal] of [
      ['composed', null],
      ['rejected', null],
      ['refused', 'no-contact-point'],
    ]) {
      await assert.rejects(
        database.pool.query('update communication set state = $2, refusal = $3 where id = $1', [
          communications[0],
          state,
          refusal,
        ]),
        { constraint: 'communication_proven' },
      )
    }
  })

  test('receipts, decisions and releases are only ever added to', async () => {
    const { run, communications } = await begin(1)
    await compose(run, communications[0]!, 'email')
    await database.pool.query(
      "insert into receipt (message_id, kind, at) select id, 'accepted', now() from message where run_id = $1",
      [run],
    )
    for (const change of [
      "receipt set kind = 'delivered'",
      "decision set reasons = '[1]'",
      "release set name = 'other'",
    ]) {
      await assert.rejects(database.pool.query(`update ${change}`), { constraint: 'append_only' })
    }
  })

  test('an unfinished run is found again; a living owner keeps it', async () => {
    const identity = {
      ...{ template: 'invoice', topic: 'invoice', release, source: 'b.csv' },
      ...{ sourceSha256: sha(9999), limit: 5 },
    }
    const first = await ownRun(database, identity)
    assert('release' in first)
    assert.equal(first.resumed, false)
    assert.deepEqual(await ownRun(database, identity), { busy: first.id })
    await first.release()
    const second = await ownRun(database, identity)
    assert('release' in second)
    assert.equal(second.id, first.id)
    assert.equal(second.resumed, true)
    const other = await ownRun(database, { ...identity, limit: undefined })
    assert('release' in other)
    assert.notEqual(other.id, first.id)
    await second.release()
    await other.release()
  })
})
