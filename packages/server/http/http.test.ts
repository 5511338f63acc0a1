import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createTestDatabase } from '@misiva/store/testing'
import type { TestDatabase } from '@misiva/store/testing'
import { readContentFolder } from '../content-folder.ts'
import type { House } from '../house.ts'
import { openHouse } from '../open-house.ts'
import { performRun } from '../run.ts'
import { readSettings } from '../settings.ts'
import { startHttp } from './index.ts'
import type { HttpServer } from './index.ts'
import { hostAllowed } from './policies.ts'
import { splitText } from './render/text.ts'

const retailer = fileURLToPath(new URL('../../../examples/retailer', import.meta.url))
const RECORDS = 24

interface Item {
  readonly id: string
  readonly key: string
  readonly messages: readonly { readonly id: string; readonly channel: string }[]
}

describe('the HTTP interface on a real house', { timeout: 300_000 }, () => {
  let folder: string
  let database: TestDatabase
  let house: House
  let http: HttpServer
  let run: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'misiva-http-'))
    database = await createTestDatabase()
    const environment = { MISIVA_DATA: folder, MISIVA_PORT: '0', DATABASE_URL: database.url }
    house = await openHouse(readSettings(environment))
    http = await startHttp(house)
    const { status } = await performRun(
      house,
      {
        template: 'invoice',
        contentName: 'retailer',
        files: await readContentFolder(retailer),
        data: join(retailer, 'example.csv'),
        limit: RECORDS,
        patience: 20,
        progress() {},
        warn() {},
      },
      new AbortController().signal,
    )
    run = status.run
  })
  after(async () => {
    await http?.close()
    await house?.close()
    await database?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const get = async <T>(path: string) => (await (await fetch(http.url + path)).json()) as T

  test('a list is paged through without losing or repeating a line', async () => {
    const seen: Item[] = []
    let after = ''
    for (;;) {
      const path = `/api/runs/${run}/communications?limit=7${after && `&after=${after}`}`
      const page = await get<{ items: Item[]; next: string | null; total: number }>(path)
      seen.push(...page.items)
      assert.ok(page.items.length <= 7)
      if (page.next === null) break
      after = page.next
    }
    const { items } = await get<{ items: Item[] }>(`/api/runs/${run}/communications?limit=500`)
    assert.deepEqual(
      seen.map((it) => it.id),
      items.map((it) => it.id),
    )
    assert.equal(new Set(seen.map((it) => it.key)).size, seen.length)
  })

  test('filters narrow to what they say, and a search takes LIKE’s own signs literally', async () => {
    const all = await get<{ items: Item[]; total: number }>(`/api/runs/${run}/communications`)
    const [first] = all.items
    const channel = first!.messages.at(-1)!.channel
    const some = await get<{ items: Item[] }>(`/api/runs/${run}/communications?channel=${channel}`)
    assert.ok(some.items.length > 0)
    assert.ok(some.items.every((it) => it.messages.some((m) => m.channel === channel)))
    const found = await get<{ items: Item[] }>(`/api/runs/${run}/communications?q=${first!.key}`)
    assert.deepEqual(found.items.map((it) => it.key).includes(first!.key), true)
    const none = await get<{ total: number }>(`/api/runs/${run}/communications?q=%25`)
    assert.equal(none.total, 0)
  })

  test('what is wrong with a request is said with a code, a hint and the field', async () => {
    const cases = [
      ['/api/runs?limit=0', 400, 'MSV-S005', 'limit'],
      ['/api/runs/not-a-uuid', 400, 'MSV-S005', 'run'],
      ['/api/runs/01a200d5-b157-773f-974a-17ebc5528326', 404, 'MSV-S004', undefined],
      ['/api/nothing', 404, 'MSV-S004', undefined],
      [`/api/runs/${run}/communications?state=eaten`, 400, 'MSV-S005', 'state'],
    ] as const
    for (const [path, status, code, field] of cases) {
      const answer = await fetch(http.url + path)
      assert.equal(answer.status, status, path)
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
      const body = (await answer.json()) as Record<string, unknown>
      assert.equal(body['code'], code, path)
      assert.equal(body['status'], status)
      assert.ok(String(body['hint']).length > 5)
      if (field) assert.match(String(body['detail']), new RegExp(field), path)
    }
  })

  test('progress tells the state at once, and ends when the run has', async () => {
    const events = await readEvents(`${http.url}/api/runs/${run}/events`)
    assert.deepEqual(
      events.map((it) => it.event),
      ['progress', 'end'],
    )
    const told = JSON.parse(events[0]!.data) as { sums: Record<string, number | boolean> }
    assert.equal(told.sums['input'], RECORDS)
    assert.equal(told.sums['balances'], true)
    // Coming again with what it has, a listener is not told it twice.
    const again = await readEvents(`${http.url}/api/runs/${run}/events`, events[0]!.id)
    assert.deepEqual(
      again.map((it) => it.event),
      ['end'],
    )
  })

  test('a page of a letter is a picture; a page it does not have is not found', async () => {
    const { items } = await get<{ items: Item[] }>(`/api/runs/${run}/communications?channel=print`)
    const message = items[0]?.messages.at(-1)?.id
    assert.ok(message, 'none of the first orders goes by print')
    const picture = await fetch(`${http.url}/api/messages/${message}/pages/1.png?width=300`)
    const png = Buffer.from(await picture.arrayBuffer())
    assert.equal(png.subarray(1, 4).toString(), 'PNG')
    assert.equal(png.readUInt32BE(16), 300)
    const beyond = await fetch(`${http.url}/api/messages/${message}/pages/99.png`)
    assert.equal(beyond.status, 404)
  })

  test('a forged link gets a calm page in the reader’s language, whatever is wrong with it', async () => {
    const token = house.links.make().split('/').at(-1)!
    for (const bad of [token, token.slice(1), 'x', '%00', 'a'.repeat(200)]) {
      for (const path of [bad, `${bad}?question=q&answer=a`, `${bad}/document`]) {
        const answer = await fetch(`${http.url}/p/${path}`, {
          headers: { 'accept-language': 'es' },
        })
        assert.equal(answer.status, 404)
        assert.match(await answer.text(), /<html lang="es">/)
      }
    }
  })

  test('the studio’s page carries a policy with a nonce of its own; no answer goes without guard', async () => {
    const nonces = new Set<string>()
    for (const path of ['/runs', '/runs', '/communications/x']) {
      const answer = await fetch(http.url + path)
      assert.equal(answer.status, 200)
      const policy = answer.headers.get('content-security-policy') ?? ''
      assert.match(policy, /script-src 'self';/)
      assert.doesNotMatch(policy, /unsafe/)
      nonces.add(/'nonce-([^']+)'/.exec(policy)![1]!)
    }
    assert.equal(nonces.size, 3)
    for (const path of ['/api/health', '/p/x', '/nothing.css', '/assets/nothing.js']) {
      const answer = await fetch(http.url + path)
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path)
      assert.ok(answer.headers.get('x-frame-options'), path)
    }
  })

  test('channels show their settings, but no secret leaves the server', async () => {
    const { items } = await get<{ items: Record<string, unknown>[] }>('/api/channels')
    assert.deepEqual(items.map((it) => it['name']).sort(), ['email', 'portal', 'print', 'sms'])
    for (const { name, plugin } of house.channels.names.map((it) => house.channels.get(it)!)) {
      const schema = JSON.stringify(items.find((it) => it['name'] === name)!['settingsSchema'])
      assert.ok(schema.length > 20, plugin.name)
    }
    const sent = JSON.stringify(items)
    const sms = house.channels.get('sms')!.settings as Record<string, unknown>
    assert.equal(typeof sms['password'], 'string')
    assert.ok(!sent.includes(`"password":"${String(sms['password'])}"`))
  })
})

test('only names that are ours are answered, so no page elsewhere can pose as this one', () => {
  const known = ['portal.example:443']
  for (const host of ['localhost:4600', '127.0.0.1:9', '[::1]:4600', 'portal.example:443'])
    assert.ok(hostAllowed(host, known), host)
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '',
    undefined,
  ])
    assert.ok(!hostAllowed(host, known), String(host))
})

test('a text is cut where the network cuts it, and nothing of it is lost', () => {
  const texts = [
    'a'.repeat(160),
    'a'.repeat(161),
    '€'.repeat(100),
    '发票'.repeat(60),
    '👍'.repeat(50),
  ]
  for (const text of texts) {
    const { segments, encoding } = splitText(text)
    assert.equal(segments.join(''), text)
    assert.ok(segments.every((part) => part.isWellFormed()))
    if (encoding === 'UCS-2' && segments.length > 1)
      assert.ok(segments.every((part) => part.length <= 67))
  }
  assert.equal(splitText(texts[0]!).segments.length, 1)
  assert.deepEqual(
    splitText(texts[1]!).segments.map((it) => it.length),
    [153, 8],
  )
})

interface Told {
  readonly event: string
  readonly data: string
  readonly id: string
}

/** Reads a stream of server-sent events to its end. */
async function readEvents(url: string, last?: string): Promise<Told[]> {
  const answer = await fetch(url, { headers: last ? { 'last-event-id': last } : {} })
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/)
  const text = await answer.text()
  return text.split('\n\n').flatMap((block) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
    return field('event') ? [{ event: field('event'), data: field('data'), id: field('id') }] : []
  })
}
