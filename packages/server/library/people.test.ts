import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestHouse, type Client, type TestHouse } from './test/house.ts'

let at: TestHouse
let ada: Client
let rob: Client
before(async () => {
  at = await openTestHouse()
  ;[ada, rob] = await Promise.all([at.as('ada'), at.as('rob')])
})
after(() => at.close())

const events = async (person: string) =>
  (await ada('GET', `/api/people/events?person=${person}`)).body.items.map((it: any) => [
    it.kind,
    it.role,
    it.prefix,
    it.by?.name ?? null,
  ])

test('every right given or taken is written down with who did it, and those that stay are not', async () => {
  const entry = { email: 'eva@harbour.example', name: 'Eva', password: 'a good long one' }
  const author = { role: 'author', prefix: 'blocks/' }
  const reader = { role: 'reader', prefix: '' }
  const { body: eva } = await ada('PUT', '/api/people', { ...entry, rights: [author, reader] })
  await ada('PUT', '/api/people', { ...entry, password: undefined, rights: [author] })
  await ada('PUT', '/api/people', { email: entry.email, name: 'Eva Stone', rights: [author] })
  await ada('PUT', '/api/people', {
    ...{ email: entry.email, name: 'Eva Stone', active: false, rights: [author] },
  })
  await ada('POST', `/api/people/${eva.id}/keys`, { name: 'nightly', days: 3 })
  assert.deepEqual(await events(eva.id), [
    ['key-made', null, null, 'Ada'],
    ['sent-away', null, null, 'Ada'],
    ['renamed', null, null, 'Ada'],
    ['right-taken', 'reader', '', 'Ada'],
    ['right-given', 'reader', '', 'Ada'],
    ['right-given', 'author', 'blocks/', 'Ada'],
    ['entered', null, null, 'Ada'],
  ])
})

test('a right given past the program is written down too, and nothing of it is ever changed', async () => {
  const { rows } = await at.house.pool.query("select id from person where name = 'Rob'")
  await at.house.pool.query(
    "insert into person_right (person_id, role, prefix) values ($1, 'admin', 'brand/')",
    [rows[0].id],
  )
  assert.deepEqual((await events(rows[0].id))[0], ['right-given', 'admin', 'brand/', null])
  await assert.rejects(at.house.pool.query('delete from person_event'), /append|only/i)
  await assert.rejects(at.house.pool.query('update person_event set role = null'), /append|only/i)
})

test('the record is read page by page, by administrators alone', async () => {
  const { status, body } = await rob('GET', '/api/people/events')
  assert.deepEqual([status, body.code], [403, 'MSV-L004'])
  const first = (await ada('GET', '/api/people/events?limit=2')).body
  const second = (await ada('GET', `/api/people/events?limit=2&after=${first.next}`)).body
  assert.equal(first.items.length, 2)
  assert.equal(first.next, first.items[1].id)
  assert.ok(second.items[0].id < first.next)
})

test('a change is described anew: title, reason and time, never ending before it begins', async () => {
  const ana = await at.as('ana')
  const { body: change } = await ana('POST', '/api/changes', { title: 'Terms' })
  const from = '2027-01-01T00:00:00Z'
  const url = `/api/changes/${change.id}`
  const named = await ana('PATCH', url, {
    title: 'New terms',
    description: 'Law',
    effectiveFrom: from,
  })
  assert.deepEqual(
    [named.body.title, named.body.description, Date.parse(named.body.effectiveFrom)],
    ['New terms', 'Law', Date.parse(from)],
  )
  const late = await ana('PATCH', url, { effectiveUntil: '2026-12-31T00:00:00Z' })
  assert.deepEqual(
    [late.status, late.body.code, late.body.field],
    [400, 'MSV-S005', 'effectiveUntil'],
  )
  const cleared = await ana('PATCH', url, { effectiveFrom: null })
  assert.equal(cleared.body.effectiveFrom, null)
  assert.equal(cleared.body.title, 'New terms')
})
