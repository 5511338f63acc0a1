import assert from 'node:assert/strict'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { beginSession, enterPerson } from './people.ts'
import { openTestHouse, type Client, type TestHouse } from './test/house.ts'

let at: TestHouse
let ana: Client
let ben: Client
let change: string
before(async () => {
  at = await openTestHouse()
  await at.app.listen({ port: 0, host: '127.0.0.1' })
  ;[ana, ben] = await Promise.all([at.as('ana'), at.as('ben')])
  change = (await ana('POST', '/api/changes', { title: 'Two editors' })).body.id
})
after(() => at.close())

const path = 'blocks/terms.en.md'
const put = (who: Client, revision: number, text: string, more: object = {}) =>
  who('PUT', '/api/library/files', { change, path, revision, text, ...more })

/** The events a listener is told, as they come. */
function listen(who: Client, query = '') {
  const { port } = at.app.server.address() as AddressInfo
  const events: { event: string; data: any }[] = []
  const waiting = new Set<() => void>()
  const call = request({
    ...{ port, path: `/api/events/library${query}`, host: '127.0.0.1' },
    headers: who.headers,
  })
  let rest = ''
  call.on('response', (answer) =>
    answer.setEncoding('utf8').on('data', (part: string) => {
      const blocks = (rest + part).split('\n\n')
      rest = blocks.pop()!
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1]
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (event && data) events.push({ event, data: JSON.parse(data) })
      }
      for (const wake of waiting) wake()
    }),
  )
  call.on('error', () => {})
  call.end()
  return {
    async until(holds: (event: string, data: any) => boolean): Promise<any> {
      for (;;) {
        const found = events.find(({ event, data }) => holds(event, data))
        if (found) return found.data
        await new Promise<void>((resolve) => waiting.add(resolve))
      }
    },
    end: () => call.destroy(),
  }
}

test('two editors of one block: the second is given both versions, and nothing is lost', async () => {
  const seen = await ana('GET', `/api/library/files?change=${change}&path=${path}`)
  assert.equal(seen.body.revision, 0)
  const first = await put(ana, 0, 'Pay within 30 days, please.\n')
  assert.deepEqual([first.status, first.body.revision, first.body.problems], [200, 1, []])

  const second = await put(ben, 0, 'Payment is due in 30 days.\n')
  assert.equal(second.status, 409)
  assert.equal(second.body.code, 'MSV-L001')
  assert.match(second.body.detail, /Ana saved revision 1/)
  assert.equal(second.body.theirs.text, 'Pay within 30 days, please.\n')
  assert.equal(second.body.theirs.revision, 1)
  assert.equal(second.body.mine.text, 'Payment is due in 30 days.\n')
  assert.equal(second.body.ancestor, 'Please pay within 30 days.\n')
  const there = await ben('GET', `/api/library/files?change=${change}&path=${path}`)
  assert.equal(there.body.text, 'Pay within 30 days, please.\n')

  const merged = await put(ben, 1, 'Please pay: payment is due in 30 days.\n')
  assert.deepEqual([merged.status, merged.body.revision], [200, 2])
})

test('of many saves of one revision at once exactly one is taken', async () => {
  const wishes = Array.from({ length: 6 }, (_, i) => put(i % 2 ? ana : ben, 2, `Version ${i}.\n`))
  const answers = await Promise.all(wishes)
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409, 409, 409, 409])
  const { body } = await ana('GET', `/api/library/files?change=${change}&path=${path}`)
  assert.equal(body.revision, 3)
  const taken = answers.findIndex(({ status }) => status === 200)
  assert.equal(body.text, `Version ${taken}.\n`)
})

test('who has a file open is told to others, with saves, and ends with the connection', async () => {
  const one = listen(ana, `?change=${change}&path=${path}`)
  const two = listen(ben)
  const { connection } = await two.until((event) => event === 'hello')
  await two.until((event, data) => event === 'presence' && data.items.length === 1)
  const set = await ben('PUT', '/api/library/presence', { connection, change, path })
  assert.equal(set.status, 200)
  const both = await one.until((event, data) => event === 'presence' && data.items.length === 2)
  assert.deepEqual(both.items.map((it: any) => it.person.name).toSorted(), ['Ana', 'Ben'])
  const seen = await ana('GET', `/api/library/files?change=${change}&path=${path}`)
  assert.deepEqual(seen.body.editors.length, 2)

  await put(ben, 3, 'Told to the other one.\n')
  const news = await one.until((event, data) => event === 'news' && data.revision === 4)
  assert.deepEqual([news.kind, news.by.name, news.paths], ['saved', 'Ben', [path]])
  two.end()
  await one.until(
    (event, data) =>
      event === 'presence' && data.items.length === 1 && data.items[0].person.name === 'Ana',
  )
  one.end()
})

test('saving content with problems is possible, and says what they are', async () => {
  const { status, body } = await put(ana, 4, 'You owe {{ nothing }}.\n')
  assert.equal(status, 200)
  assert.deepEqual(
    body.problems.map((it: any) => [it.file, it.line, it.column, it.code]),
    // Once for each template that uses it.
    Array.from({ length: 2 }, () => [path, 1, 12, 'MSV-C002']),
  )
})

test('a tree is saved as the Markdown that says the same', async () => {
  const file = 'blocks/spare.en.md'
  const { body } = await ana('GET', `/api/library/tree?path=${file}&change=${change}`)
  assert.equal(body.content[0].type, 'paragraph')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { maxLength: 3 }),
      async (words) => {
        const content = words
          .map((text) => text.replace(/[\p{C}\s]+/gu, ' ').trim())
          .filter((text) => text !== '')
          .map((text) => ({ type: 'paragraph', children: [{ type: 'text', text }] }))
        const before = await ana('GET', `/api/library/tree?path=${file}&change=${change}`)
        const saved = await ana('PUT', '/api/library/tree', {
          ...{ change, path: file, revision: before.body.revision, content },
        })
        assert.equal(saved.status, 200, JSON.stringify(saved.body))
        const after = await ana('GET', `/api/library/tree?path=${file}&change=${change}`)
        const bare = JSON.parse(
          JSON.stringify(after.body.content, (key, it) => (key === 'place' ? undefined : it)),
        )
        assert.deepEqual(bare, content)
      },
    ),
    { numRuns: 12 },
  )
  const wrong = await ana('PUT', '/api/library/tree', {
    ...{ change, path: file, revision: 0, content: [{ type: 'nonsense' }] },
  })
  assert.equal(wrong.status, 400)
})

test('rights bound what is seen and edited', async () => {
  const rob = await at.as('rob')
  assert.equal((await put(rob, 5, 'x\n')).status, 403)
  assert.equal((await rob('POST', '/api/changes', { title: 'No' })).status, 403)
  const outside = await ana('PUT', '/api/library/files', {
    change,
    path: 'notes/x.sh',
    revision: 0,
    text: '',
  })
  assert.deepEqual([outside.status, outside.body.code], [422, 'MSV-L008'])
  const ada = await at.as('ada')
  const narrow = await ada('PUT', '/api/people', {
    ...{ email: 'rob@harbour.example', name: 'Rob' },
    rights: [{ role: 'author', prefix: 'blocks/' }],
  })
  assert.equal(narrow.status, 200)
  assert.equal((await put(rob, 5, 'Rob may.\n')).status, 200)
  const kinds = (await rob('GET', '/api/library')).body.items.map((it: any) => it.kind)
  assert.deepEqual([...new Set(kinds)], ['block'])
  const other = { change, path: 'topics.yaml', revision: 0, text: 'x' }
  assert.equal((await rob('PUT', '/api/library/files', other)).status, 403)
})

test('a style is renamed with every text that names it, or not at all', async () => {
  const { id } = (await ana('POST', '/api/changes', { title: 'A name' })).body
  const sheet = 'brand/style.yaml'
  const read = async (path: string) =>
    (await ana('GET', `/api/library/files?change=${id}&path=${path}`)).body as {
      readonly text: string
      readonly revision: number
    }
  const styled = `${(await read(sheet)).text}  lead: { size: 14pt }\n`
  const said = ':::paragraph{style=lead}\nPlease lead.\n:::\n'
  for (const [file, text] of [
    [sheet, styled],
    [path, said],
  ])
    await ana('PUT', '/api/library/files', { change: id, path: file, revision: 0, text })
  const rename = (who: Client, more: object = {}) =>
    who('POST', '/api/library/styles/rename', {
      ...{ change: id, part: 'paragraphs', from: 'lead', to: 'opening', revision: 1, ...more },
    })
  const stale = await rename(ana, { revision: 0 })
  assert.equal(stale.status, 409)
  assert.equal(stale.body.code, 'MSV-L001')
  const taken = await rename(ana, { to: 'body' })
  assert.equal(taken.status, 422)
  assert.equal(taken.body.code, 'MSV-C008')
  await enterPerson(at.house.db, {
    ...{ email: 'blocks@harbour.example', name: 'Bo', language: 'en' },
    rights: [{ role: 'author', prefix: 'blocks/' }],
  })
  const barred = await rename(await at.as('blocks'))
  assert.equal(barred.status, 403)
  assert.match(barred.body.detail, /brand\/style\.yaml/)
  assert.equal((await read(path)).text, said)
  const done = await rename(ana)
  assert.deepEqual(
    done.body.files.map((file: { path: string; revision: number }) => [file.path, file.revision]),
    [
      [sheet, 2],
      [path, 2],
    ],
  )
  assert.equal((await read(path)).text, said.replace('style=lead', 'style=opening'))
  assert.equal((await read(sheet)).text, styled.replace('  lead:', '  opening:'))
})

test('a password signs in; a wrong one, a page of another site and a stranger do not', async () => {
  const ada = await at.as('ada')
  const entry = {
    email: 'ana@harbour.example',
    name: 'Ana',
    rights: [{ role: 'author', prefix: '' }],
  }
  await ada('PUT', '/api/people', { ...entry, password: 'correct horse battery' })
  const post = (payload: object, headers: object = {}) =>
    at.app.inject({
      method: 'POST',
      url: '/api/session',
      payload,
      headers: { host: 'localhost', ...headers },
    })
  const good = await post({ email: 'Ana@harbour.example', password: 'correct horse battery' })
  assert.equal(good.statusCode, 200)
  assert.match(String(good.headers['set-cookie']), /HttpOnly; SameSite=Strict/)
  const bad = await post({ email: 'ana@harbour.example', password: 'wrong wrong wrong' })
  assert.deepEqual([bad.statusCode, bad.json().code], [401, 'MSV-L007'])
  const foreign = await post({ email: 'ben@harbour.example' }, { 'sec-fetch-site': 'cross-site' })
  assert.equal(foreign.statusCode, 403)
  const nobody = await at.app.inject({
    method: 'POST',
    url: '/api/changes',
    headers: { host: 'localhost' },
    payload: { title: 'x' },
  })
  assert.deepEqual([nobody.statusCode, nobody.json().code], [401, 'MSV-L003'])
})

test('a house beyond this machine shows staff only, and nobody continues as anybody', async () => {
  const closed = await openTestHouse(new Map(), { MISIVA_HOST: '0.0.0.0' })
  try {
    const password = 'nothing but the truth'
    const entry = { email: 'eve@harbour.example', name: 'Eve', rights: [], password }
    await enterPerson(closed.house.db, entry)
    const ask = (url: string, headers: object = {}) =>
      closed.app.inject({ url, headers: { host: 'localhost', ...headers } })
    for (const url of ['/api/runs', '/api/library', '/api/channels', '/api/session/people'])
      assert.ok([401, 403].includes((await ask(url)).statusCode), url)
    assert.equal((await ask('/api/health')).statusCode, 200)
    await assert.rejects(closed.as('ana'), /could not sign in: 401/)
    const answer = await closed.app.inject({
      ...{ method: 'POST', url: '/api/session', headers: { host: 'localhost' } },
      payload: { email: entry.email, password },
    })
    const cookie = String(answer.headers['set-cookie']).split(';')[0]!
    assert.equal((await ask('/api/runs', { cookie })).statusCode, 200)
    const key = await beginSession(closed.house.db, answer.json().person.id, { name: 'x', days: 1 })
    assert.equal((await ask('/api/runs', { authorization: `Bearer ${key}` })).statusCode, 200)
    assert.equal((await ask('/api/runs', { authorization: `Bearer ${key}x` })).statusCode, 401)
  } finally {
    await closed.close()
  }
})
