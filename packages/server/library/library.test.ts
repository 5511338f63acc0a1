import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestHouse, type Client, type TestHouse } from './test/house.ts'

let at: TestHouse
let ana: Client
before(async () => {
  at = await openTestHouse()
  ana = await at.as('ana')
})
after(() => at.close())

test('the library lists its objects with their languages, files and links', async () => {
  const { status, body } = await ana('GET', '/api/library')
  assert.equal(status, 200)
  assert.deepEqual(body.problems, [])
  const terms = body.items.find((it: any) => it.kind === 'block' && it.name === 'terms')
  assert.deepEqual(terms.languages, ['en', 'es'])
  assert.deepEqual([terms.usedBy, terms.uses, terms.state], [2, 0, 'published'])
  assert.match(body.release, /^[0-9a-f]{64}$/)
})

test('where used, both ways, with places', async () => {
  const { body } = await ana('GET', '/api/library/uses?object=block/terms')
  assert.deepEqual(
    body.usedBy.map((it: any) => it.object),
    ['template/invoice', 'template/reminder'],
  )
  assert.deepEqual(body.usedBy[0].places[0], {
    file: 'templates/invoice/email.en.md',
    line: 7,
    column: 1,
  })
  const unused = await ana('GET', '/api/library/unused')
  assert.deepEqual(unused.body.items, ['asset/brand/logo.svg', 'block/spare'])
})

test('the impact of a change names what it alters, and shows it', async () => {
  const { body: change } = await ana('POST', '/api/changes', { title: 'Terms' })
  await ana('PUT', '/api/library/files', {
    ...{ change: change.id, path: 'blocks/terms.en.md', revision: 0 },
    text: 'Please pay within 14 days.\n',
  })
  const { status, body } = await ana('GET', `/api/changes/${change.id}/impact`)
  assert.equal(status, 200, JSON.stringify(body))
  const changed = body.items.filter((it: any) => it.changed)
  const names = changed.map((it: any) => `${it.template} ${it.alternative} ${it.language}`)
  assert.deepEqual([...new Set(names)].toSorted(), ['invoice email en', 'reminder email en'])
  const marked = await ana('GET', changed[0].difference)
  assert.equal(marked.status, 200)
  assert.match(marked.body, /14/)
  assert.match((await ana('GET', changed[0].before)).body, /30 days/)
})

test('search finds words, fields and names whatever their accents; repeated text is found', async () => {
  const { body } = await ana('GET', '/api/library/search?q=DIAS')
  assert.deepEqual(
    body.items.map((it: any) => [it.object, it.file, it.kind, it.excerpt.slice(it.from, it.to)]),
    [['block/terms', 'blocks/terms.es.md', 'text', 'días']],
  )
  const field = await ana('GET', '/api/library/search?q=total')
  assert.ok(
    field.body.items.some((it: any) => it.kind === 'field' && it.object === 'template/invoice'),
  )
  const words = 'We thank you for your order and hope that you will enjoy every page of it'
  const { body: change } = await ana('POST', '/api/changes', { title: 'Twice' })
  for (const [name, end] of [
    ['one', '.'],
    ['two', ' too.'],
  ])
    await ana('PUT', '/api/library/files', {
      ...{ change: change.id, path: `blocks/${name}.en.md`, revision: 0, text: `${words}${end}\n` },
    })
  const twice = await ana('GET', `/api/library/duplicates?change=${change.id}`)
  const [pair] = twice.body.items
  assert.deepEqual([pair.a.object, pair.b.object].toSorted(), ['block/one', 'block/two'])
  assert.ok(pair.similarity > 0.8)
})

test('pictures are shown as what they are, by their hash', async () => {
  const path = 'brand/logo.svg'
  const { body } = await ana('GET', `/api/library/files?path=${path}`)
  const shown = await at.app.inject({
    url: `/api/library/bytes/${body.sha256}?as=svg`,
    headers: ana.headers,
  })
  assert.equal(shown.statusCode, 200)
  assert.equal(shown.headers['content-type'], 'image/svg+xml')
  assert.equal(shown.body, body.text)
})
