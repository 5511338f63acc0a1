import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { openTestHouse, type Answer, type Client, type TestHouse } from './test/house.ts'

let at: TestHouse
let ana: Client
let ben: Client
let pia: Client
before(async () => {
  at = await openTestHouse()
  ;[ana, ben, pia] = await Promise.all([at.as('ana'), at.as('ben'), at.as('pia')])
})
after(() => at.close())

type Files = Record<string, string | null>

/** A change with these files, as far as approved. */
async function approved(files: Files, title = 'A change'): Promise<string> {
  const { body } = await ana('POST', '/api/changes', { title })
  for (const [path, text] of Object.entries(files)) await saved(ana, body.id, path, text)
  await ok(ana('POST', `/api/changes/${body.id}/submit`))
  await ok(ben('POST', `/api/changes/${body.id}/approve`))
  return body.id
}

async function saved(who: Client, change: string, path: string, text: string | null) {
  const there = await who(
    'GET',
    `/api/library/files?change=${change}&path=${encodeURIComponent(path)}`,
  )
  const revision = there.status === 200 ? there.body.revision : 0
  const what = text === null ? { remove: true } : { text }
  return ok(who('PUT', '/api/library/files', { change, path, revision, ...what }))
}

async function ok(answer: Promise<Answer>): Promise<any> {
  const { status, body } = await answer
  assert.ok(status < 300, `${status} ${JSON.stringify(body)}`)
  return body
}

const inForce = async () => (await ana('GET', '/api/publications')).body.inForce as string
const publish = (change: string, body: object = {}) =>
  pia('POST', `/api/changes/${change}/publish`, body)
const fileNow = async (path: string) =>
  (await ana('GET', `/api/library/files?path=${encodeURIComponent(path)}`)).body.text as string

test('a change goes from draft over review to what is in force, by three people', async () => {
  const before = await inForce()
  const change = await ok(ana('POST', '/api/changes', { title: 'Terms: 14 days' }))
  assert.equal(change.state, 'draft')
  await saved(ana, change.id, 'blocks/terms.en.md', 'Please pay within 14 days.\n')
  const seen = await ok(ana('GET', `/api/library?change=${change.id}`))
  assert.equal(seen.items.find((it: any) => it.name === 'terms').state, 'draft')
  await ok(ana('POST', `/api/changes/${change.id}/submit`))

  const own = await ana('POST', `/api/changes/${change.id}/approve`)
  assert.deepEqual([own.status, own.body.code], [403, 'MSV-L004'])
  const early = await publish(change.id)
  assert.deepEqual([early.status, early.body.code], [409, 'MSV-L005'])
  const bare = await ben('POST', `/api/changes/${change.id}/reject`)
  assert.equal(bare.status, 400)

  const rejected = await ok(
    ben('POST', `/api/changes/${change.id}/reject`, { reason: 'Say “calendar days”.' }),
  )
  assert.equal(rejected.state, 'rejected')
  await saved(ana, change.id, 'blocks/terms.en.md', 'Please pay within 14 calendar days.\n')
  await ok(ana('POST', `/api/changes/${change.id}/submit`))
  await ok(ben('POST', `/api/changes/${change.id}/approve`, { reason: 'Good.' }))
  assert.equal(await inForce(), before)

  const refused = await ben('POST', `/api/changes/${change.id}/publish`, {})
  assert.deepEqual([refused.status, refused.body.code], [403, 'MSV-L004'])
  const done = await ok(publish(change.id, { note: 'Agreed with Legal' }))
  assert.equal(done.state, 'published')
  assert.notEqual(await inForce(), before)
  assert.equal(await fileNow('blocks/terms.en.md'), 'Please pay within 14 calendar days.\n')
  assert.deepEqual(
    done.events.map((it: any) => [it.kind, it.person.name, it.detail]),
    [
      ['created', 'Ana', null],
      ['submitted', 'Ana', null],
      ['rejected', 'Ben', 'Say “calendar days”.'],
      ['reopened', 'Ana', 'blocks/terms.en.md'],
      ['submitted', 'Ana', null],
      ['approved', 'Ben', 'Good.'],
      ['published', 'Pia', 'Agreed with Legal'],
    ],
  )
  // What is published is not edited any more.
  const late = await ana('PUT', '/api/library/files', {
    ...{ change: change.id, path: 'blocks/terms.en.md', revision: 2, text: 'x\n' },
  })
  assert.deepEqual([late.status, late.body.code], [409, 'MSV-L005'])
})

test('who edited a change does not approve it, and an edit after the approval undoes it', async () => {
  const { id } = await ok(ana('POST', '/api/changes', { title: 'Two authors' }))
  await saved(ana, id, 'blocks/spare.en.md', 'One.\n')
  await saved(ben, id, 'blocks/spare.en.md', 'Two.\n')
  await ok(ana('POST', `/api/changes/${id}/submit`))
  const seen = await ok(ben('GET', `/api/changes/${id}`))
  assert.equal(seen.may.approve, false)
  assert.match(seen.may.because, /Four eyes/)
  const { status, body } = await ben('POST', `/api/changes/${id}/approve`)
  assert.deepEqual([status, body.code], [403, 'MSV-L002'])

  const other = await approved({ 'blocks/spare.en.md': 'Three.\n' })
  await saved(ana, other, 'blocks/spare.en.md', 'Four.\n')
  const again = await publish(other)
  assert.deepEqual([again.status, again.body.code], [409, 'MSV-L005'])
  assert.equal((await ok(ana('GET', `/api/changes/${other}`))).state, 'draft')
  // The law is the database's: it holds for who goes around the program.
  const forced = at.house.pool.query("update change set state = 'approved' where id = $1", [other])
  await assert.rejects(forced, /nobody else has approved/)
  await assert.rejects(
    at.house.pool.query('delete from change_file where change_id = $1', [other]),
    /not taken out/,
  )
})

const refusals: readonly [string, Files, string, string][] = [
  [
    'an unknown field',
    { 'templates/invoice/sms.en.md': 'You owe {{ totl }}.\n' },
    'MSV-C002',
    'templates/invoice/sms.en.md:1:12',
  ],
  [
    'a wrong type',
    { 'templates/invoice/sms.en.md': '{{ total + number }}\n' },
    'MSV-C003',
    'templates/invoice/sms.en.md:1:',
  ],
  [
    'a missing variant',
    { 'templates/invoice/sms.es.md': null },
    'MSV-C005',
    'templates/invoice/template.yaml:2:',
  ],
  [
    'a cyclic block',
    { 'blocks/terms.en.md': '::block{name=terms}\n' },
    'MSV-C006',
    'blocks/terms.en.md:1:1',
  ],
  [
    'a missing image',
    { 'blocks/terms.en.md': '::image{src=brand/none.svg alt="x"}\n' },
    'MSV-C007',
    'blocks/terms.en.md:1:',
  ],
  [
    'an expression that does not parse',
    { 'blocks/terms.en.md': '{{ total + }}\n' },
    'MSV-C001',
    'blocks/terms.en.md:1:',
  ],
  [
    'a block in use being retired',
    { 'blocks/terms.en.md': null, 'blocks/terms.es.md': null },
    'MSV-L006',
    'templates/invoice/email.en.md:7:1',
  ],
  [
    'a sample that does not fit',
    { 'templates/invoice/samples/usual.json': '{"number": 1, "total": "2"}' },
    'MSV-C012',
    'templates/invoice/samples/usual.json:1:',
  ],
  [
    'a short message too long by its test',
    {
      'templates/invoice/tests.yaml': '- { alternative: sms, segments: 1 }\n',
      'templates/invoice/sms.en.md': `You owe {{ money(total) }}. ${'Please pay soon. '.repeat(12)}\n`,
    },
    'MSV-C017',
    'templates/invoice/tests.yaml:1:',
  ],
]

for (const [what, files, code, place] of refusals)
  test(`publishing refuses ${what}, with its place, and changes nothing`, async () => {
    const before = await inForce()
    const change = await approved(files, what)
    const { status, body } = await publish(change)
    assert.equal(status, 422, JSON.stringify(body))
    const found = body.problems.find((it: any) => it.code === code)
    assert.ok(found, JSON.stringify(body.problems))
    const said = `${found.file}:${found.line}:${found.column}`
    assert.ok(said.startsWith(place), said)
    assert.ok(found.message.length > 5 && found.hint.length > 5)
    assert.equal(await inForce(), before)
    assert.equal((await ok(ana('GET', `/api/changes/${change}`))).state, 'approved')
    await ok(ana('POST', `/api/changes/${change}/withdraw`))
  })

test('two changes of one file: the second is told, and publishes on top of the first', async () => {
  const first = await approved({ 'blocks/terms.es.md': 'Pague en 20 días.\n' }, 'first')
  const second = await approved({ 'blocks/terms.es.md': 'Pague en 10 días.\n' }, 'second')
  await ok(publish(first))
  const late = await publish(second)
  assert.deepEqual(
    [late.status, late.body.code, late.body.conflicts],
    [409, 'MSV-L001', ['blocks/terms.es.md']],
  )
  const { items } = await ok(ana('GET', `/api/changes/${second}/diff`))
  assert.deepEqual(
    [items[0].conflict, items[0].published, items[0].after],
    [true, 'Pague en 20 días.\n', 'Pague en 10 días.\n'],
  )
  const path = 'blocks/terms.es.md'
  const there = await ok(ana('GET', `/api/library/files?change=${second}&path=${path}`))
  await ok(
    ana('PUT', '/api/library/files', {
      ...{ change: second, path, revision: there.revision, base: there.published },
      text: 'Pague en 10 días; antes 20.\n',
    }),
  )
  await ok(ana('POST', `/api/changes/${second}/submit`))
  await ok(ben('POST', `/api/changes/${second}/approve`))
  await ok(publish(second))
  assert.equal(await fileNow(path), 'Pague en 10 días; antes 20.\n')
})

test('scheduled content carries what is published before it, ends when it should, and rolls back', async () => {
  const soon = Temporal.Now.instant().add({ hours: 24 })
  const until = soon.add({ hours: 24 })
  const season = await approved({ 'blocks/spare.en.md': 'Happy winter.\n' }, 'season')
  await ok(publish(season, { effectiveFrom: soon.toString(), effectiveUntil: until.toString() }))
  const before = await inForce()
  assert.equal(await fileNow('blocks/spare.en.md'), 'Nobody says this.\n')

  const fix = await approved({ 'blocks/terms.en.md': 'Pay within 7 days.\n' }, 'fix')
  await ok(publish(fix))
  const at = async (when: Temporal.Instant, path: string) => {
    const { rows } = await house().query(
      `select convert_from(c.bytes, 'utf8') as words from release r
       join content c on c.sha256 = decode(r.files->>$2, 'hex') where r.hash = release_in_force($1)`,
      [when.toString(), path],
    )
    return rows[0].words as string
  }
  assert.equal(await at(soon.add({ hours: 1 }), 'blocks/spare.en.md'), 'Happy winter.\n')
  assert.equal(await at(soon.add({ hours: 1 }), 'blocks/terms.en.md'), 'Pay within 7 days.\n')
  assert.equal(await at(until, 'blocks/spare.en.md'), 'Nobody says this.\n')
  assert.equal(await at(until, 'blocks/terms.en.md'), 'Pay within 7 days.\n')

  const back = await ok(pia('POST', '/api/publications', { release: before, note: 'Wrong term' }))
  assert.deepEqual([back.kind, back.standing, back.release], ['rollback', 'in-force', before])
  assert.equal(await inForce(), before)
  const { items } = await ok(ana('GET', '/api/publications'))
  const scheduled = items.find((it: any) => it.standing === 'scheduled')
  await ok(pia('POST', `/api/publications/${scheduled.id}/withdraw`))
  const past = await pia('POST', `/api/publications/${back.id}/withdraw`)
  assert.equal(past.status, 409)
  const all = { release: before, note: 'All of it', withdrawScheduled: true }
  await ok(pia('POST', '/api/publications', all))
  const left = await ok(ana('GET', '/api/publications'))
  assert.ok(left.items.every((it: any) => it.standing !== 'scheduled'))
})

const house = () => at.house.pool

test('changes are listed page by page, the last touched first', async () => {
  const seen: string[] = []
  for (let next: string | null = ''; next !== null;) {
    const after: string = next && `&after=${encodeURIComponent(next)}`
    const page = await ok(ana('GET', `/api/changes?limit=3${after}`))
    seen.push(...page.items.map((it: any) => it.id))
    next = page.next
  }
  const all = await ok(ana('GET', '/api/changes?limit=200'))
  assert.ok(seen.length > 6)
  assert.deepEqual(
    seen,
    all.items.map((it: any) => it.id),
  )
})

test('what is half published is never seen: readers find the old release or the new one, whole', async () => {
  const change = await approved(
    { 'blocks/terms.en.md': 'Half A.\n', 'blocks/terms.es.md': 'Half A.\n' },
    'both halves',
  )
  let watching = true
  const seen = new Set<string>()
  const watch = (async () => {
    while (watching) {
      const { rows } = await house().query(
        `select r.files->>'blocks/terms.en.md' as en, r.files->>'blocks/terms.es.md' as es
         from release r where r.hash = release_in_force(now())`,
      )
      seen.add(rows[0].en === rows[0].es ? 'new' : 'old')
      assert.ok(rows[0].en && rows[0].es)
      await sleep(1)
    }
  })()
  try {
    await ok(publish(change))
  } finally {
    watching = false
    await watch
  }
  assert.ok(seen.has('old'))
  assert.ok([...seen].every((it) => it === 'old' || it === 'new'))
})
