import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { readRelease, reviveOrders } from '@misiva/store'
import { createComposing } from '../composing.ts'
import { performRun } from '../run.ts'
import { openWorkshop, type Workshop } from '../workshop.ts'
import { openTestHouse, smallContent, type Client, type TestHouse } from './test/house.ts'

let at: TestHouse
let pia: Client
let workshop: Workshop
let composing: ReturnType<typeof createComposing>
const warnings: string[] = []
before(async () => {
  at = await openTestHouse()
  pia = await at.as('pia')
  composing = createComposing(at.house.channels, 1)
})
after(async () => {
  await workshop.close()
  await composing.close()
  await at.close()
})

const customer = {
  ...{ key: 'C-7', name: 'Nora Quill', language: 'es' },
  contactPoints: [{ channel: 'email', address: 'nora@quill.example', state: 'verified' }],
}
const order = {
  template: 'invoice',
  key: 'A-77',
  customer,
  data: { number: 'A-77', total: '19.90' },
}

/** The communication once its message has settled. */
async function settled(id: string): Promise<any> {
  for (;;) {
    const { body } = await pia('GET', `/api/communications/${id}`)
    const [message] = body.messages
    if (message && ['delivered', 'failed'].includes(message.state)) return body
    if (body.state === 'rejected' || body.state === 'refused') return body
    await sleep(50)
  }
}

test('an order whose process died is taken up by the next one', async () => {
  const ordered = await pia('POST', '/api/communications', { ...order, key: 'A-70' })
  await at.house.pool.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'dead', attempts = 1",
  )
  workshop = await openWorkshop(at.house, composing, (words) => warnings.push(words))
  assert.equal(await reviveOrders(at.house.db), 1)
  const done = await settled(ordered.body.communication)
  assert.deepEqual(
    done.messages.map((it: any) => it.state),
    ['delivered'],
  )
})

test('a communication on demand goes the one way, with the release in force, and only once', async () => {
  const { status, body } = await pia('POST', '/api/communications', order)
  assert.equal(status, 202, JSON.stringify(body))
  const done = await settled(body.communication)
  assert.deepEqual(warnings, [])
  assert.equal(done.messages[0].state, 'delivered')
  assert.equal(done.messages[0].address, 'nora@quill.example')
  assert.equal(done.release, body.release)
  assert.equal(done.release, (await pia('GET', '/api/publications')).body.inForce)
  const shown = await pia('GET', `/api/messages/${done.messages[0].id}/view`)
  assert.match(JSON.stringify(shown.body), /Debe 19,90/)

  const again = await pia('POST', '/api/communications', order)
  assert.deepEqual([again.status, again.body.communication], [200, body.communication])
  const runs = await pia('GET', '/api/runs')
  assert.deepEqual(runs.body.items, [])
  const run = await pia('GET', `/api/runs/${body.run}`)
  assert.equal(run.body.sums.balances, true)
})

test('work in flight keeps its release; what is ordered later has the new one', async () => {
  const [ana, ben] = await Promise.all([at.as('ana'), at.as('ben')])
  const first = await pia('POST', '/api/communications', { ...order, key: 'A-78', customer: 'C-7' })
  const { body } = await ana('POST', '/api/changes', { title: 'Other words' })
  const file = { change: body.id, path: 'templates/invoice/email.es.md', revision: 0 }
  const text = "---\nsubject: 'Nueva {{ number }}'\n---\n\nNuevas palabras: {{ money(total) }}.\n"
  await ana('PUT', '/api/library/files', { ...file, text })
  await ana('POST', `/api/changes/${body.id}/submit`)
  await ben('POST', `/api/changes/${body.id}/approve`)
  const published = await pia('POST', `/api/changes/${body.id}/publish`, {})
  assert.equal(published.status, 200, JSON.stringify(published.body))
  const second = await pia('POST', '/api/communications', {
    ...order,
    key: 'A-79',
    customer: 'C-7',
  })
  const [before, later] = await Promise.all([
    settled(first.body.communication),
    settled(second.body.communication),
  ])
  assert.notEqual(before.release, later.release)
  const words = async (it: any) =>
    JSON.stringify((await pia('GET', `/api/messages/${it.messages[0].id}/view`)).body)
  assert.doesNotMatch(await words(before), /Nuevas palabras/)
  assert.match(await words(later), /Nuevas palabras/)
})

test('what does not fit is refused with its place', async () => {
  const misfit = await pia('POST', '/api/communications', {
    ...order,
    key: 'A-80',
    data: { number: 'x' },
  })
  assert.deepEqual([misfit.status, misfit.body.code], [422, 'MSV-D007'])
  const unknown = await pia('POST', '/api/communications', { ...order, template: 'none' })
  assert.equal(unknown.status, 404)
  const nobody = await pia('POST', '/api/communications', {
    ...order,
    key: 'A-81',
    customer: 'C-0',
  })
  assert.equal(nobody.status, 404)
  const ana = await at.as('ana')
  assert.equal((await ana('POST', '/api/communications', order)).status, 403)
})

test('outside a template’s effective dates nothing is begun, and what was ordered stays so', async () => {
  const known = await pia('POST', '/api/communications', { ...order, key: 'A-82' })
  assert.equal(known.status, 202)
  const [ana, ben] = await Promise.all([at.as('ana'), at.as('ben')])
  const { body } = await ana('POST', '/api/changes', { title: 'The offer ends' })
  const path = 'templates/invoice/template.yaml'
  const text = `${new TextDecoder().decode(smallContent().get(path))}effectiveUntil: 2026-01-31\n`
  await ana('PUT', '/api/library/files', { change: body.id, path, revision: 0, text })
  await ana('POST', `/api/changes/${body.id}/submit`)
  await ben('POST', `/api/changes/${body.id}/approve`)
  const published = await pia('POST', `/api/changes/${body.id}/publish`, {})
  assert.equal(published.status, 200, JSON.stringify(published.body))

  const late = await pia('POST', '/api/communications', { ...order, key: 'A-83' })
  assert.deepEqual([late.status, late.body.code], [409, 'MSV-R003'])
  assert.match(late.body.detail, /was used until 2026-01-31/)
  const again = await pia('POST', '/api/communications', { ...order, key: 'A-82' })
  assert.deepEqual([again.status, again.body.communication], [200, known.body.communication])

  const folder = await mkdtemp(join(tmpdir(), 'misiva-effective-'))
  const data = join(folder, 'orders.jsonl')
  await writeFile(data, '{"no":"A-84"}\n')
  const files = (await readRelease(
    at.house.db,
    (await pia('GET', '/api/publications')).body.inForce,
  ))!
  files.set('sources/orders.yaml', Buffer.from(source))
  const request = { template: 'invoice', contentName: 'books', files, data, patience: 1 }
  await assert.rejects(
    performRun(at.house, { ...request, progress() {}, warn() {} }, new AbortController().signal),
    /MSV-R003 The template “invoice” was used until 2026-01-31/,
  )
  const { rows } = await at.house.pool.query("select from run where origin = 'file'")
  assert.equal(rows.length, 0)
  await rm(folder, { recursive: true })
})

const source = `
format: jsonl
columns: { no: text }
key: row.no
customer: { key: row.no, name: row.no, language: '"en"' }
data: { number: row.no, total: '"1.00"' }
`
