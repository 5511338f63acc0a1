import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as email from '@misiva/channel-email-smtp'
import { listRejections, type RunStatus } from '@misiva/record'
import { createTestDatabase, type TestDatabase } from '@misiva/store/testing'
import { readContentFolder } from './content-folder.ts'
import type { House } from './house.ts'
import { openHouse } from './open-house.ts'
import { performRun } from './run.ts'
import { readSettings } from './settings.ts'

const retailer = fileURLToPath(new URL('../../examples/retailer', import.meta.url))

/** A source whose rows say where each customer is to be reached. */
const source = `
format: jsonl
columns: { no: text, email: text, sms: text, postal: text, wants: text }
key: row.no
customer:
  key: row.no
  name: '"Customer " + row.no'
  language: '"en"'
  contactPoints:
    - { channel: email, address: row.email, when: 'row.email != ""', state: verified }
    - { channel: sms, address: row.sms, when: 'row.sms != ""', state: verified }
    - { channel: print, address: row.postal, when: 'row.postal != ""', state: verified }
  preferences:
    - { topic: invoice, channel: sms, when: 'row.wants == "sms"' }
  attributes: { wantsDocument: 'false' }
data:
  invoice:
    number: row.no
    isCredit: false
    date: '"2026-10-05"'
    dueDate: '"2026-11-04"'
    currency: '"GBP"'
    lines:
      each: rows
      item: { code: '"20311"', description: '"CANDLE"', quantity: 1, price: '"3.25"', amount: '"3.25"' }
    lineCount: 1
    goods: '"3.25"'
    carriage: '"0.00"'
    total: '"3.25"'
    amount: '"3.25"'
`

const post = '1 Mill Lane\nLudlow SY8 2AB\nUnited Kingdom'
const row = (no: string, given: Partial<Record<'email' | 'sms' | 'postal' | 'wants', string>>) =>
  JSON.stringify({ no, email: '', sms: '', postal: '', wants: '', ...given })

describe('a run with troublesome carriers', () => {
  // One for each run: what a run leaves to be tried again would be tried by the next one.
  let database: TestDatabase
  const databases: TestDatabase[] = []
  let folder: string
  let content: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'misiva-trouble-'))
    content = join(folder, 'content')
    await cp(retailer, content, { recursive: true })
    await rm(join(content, 'sources', 'online-retail.yaml'))
    await writeFile(join(content, 'sources', 'direct.yaml'), source)
  })
  after(async () => {
    for (const each of databases) await each.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function run(
    name: string,
    rows: readonly string[],
    more: Record<string, string> = {},
    patience = 3,
  ) {
    const data = join(folder, `${name}.jsonl`)
    await writeFile(data, `${rows.join('\n')}\n`)
    database = await createTestDatabase()
    databases.push(database)
    const settings = readSettings({
      ...{ DATABASE_URL: database.url, MISIVA_DATA: join(folder, name), MISIVA_THREADS: '1' },
      ...more,
    })
    const house = await openHouse(settings)
    try {
      const files = await readContentFolder(content)
      const { status } = await performRun(
        house,
        {
          ...{ template: 'invoice', contentName: 'test', files, data, patience },
          progress: () => {},
          warn: () => {},
        },
        new AbortController().signal,
      )
      const wrong = await listRejections(house.db, { run: status.run, limit: 5 })
      assert.deepEqual(wrong, [])
      return { status, messages: await messagesOf(status), received: await receivedBy(house) }
    } finally {
      await house.close()
    }
  }

  async function messagesOf(status: RunStatus) {
    const { rows } = await database.pool.query(
      `select c.key, m.channel, m.state, m.attempts from message m join communication c on c.id = m.communication_id
        where m.run_id = $1 order by c.key, m.ordinal`,
      [status.run],
    )
    return rows.map((m) => `${m.key} ${m.channel} ${m.state} ${m.attempts}`)
  }

  async function receivedBy(house: House) {
    const all = new Map<string, number>()
    for (const name of house.channels.names) {
      const received = (await house.channels.get(name)!.received?.()) ?? []
      assert.equal(
        new Set(received.map((r) => r.message)).size,
        received.length,
        `${name}: once each`,
      )
      all.set(name, received.length)
    }
    return Object.fromEntries(all)
  }

  test(
    'tries again, falls back, settles doubt, and counts what stays open',
    { timeout: 120_000 },
    async () => {
      const { status, messages, received } = await run('mixed', [
        row('a-fine', { email: 'fine@example.org', postal: post }),
        row('b-bounce-paper', { email: 'bounce@example.org', postal: post }),
        row('c-bounce-nothing', { email: 'bounce@example.org' }),
        row('d-greylist', { email: 'greylist@example.org' }),
        row('e-lost', { email: 'lost@example.org' }),
        row('f-drop', { email: 'drop@example.org' }),
        row('g-undeliverable', { email: 'g@example.org', sms: '+9991000001', wants: 'sms' }),
        row('h-throttled', { sms: '+9993000001', wants: 'sms' }),
        row('i-silent', { sms: '+9998000001', wants: 'sms' }),
        row('j-sms-lost', { sms: '+9996000001', wants: 'sms' }),
        row('k-nobody', {}),
      ])
      assert.deepEqual(
        messages.filter((m) => !m.startsWith('f-')),
        [
          'a-fine email delivered 1',
          'b-bounce-paper email failed 1',
          'b-bounce-paper print delivered 1',
          'c-bounce-nothing email failed 1',
          'd-greylist email delivered 2',
          'e-lost email delivered 1',
          'g-undeliverable sms failed 1',
          'g-undeliverable email delivered 1',
          // The plug-in itself waits and tries again.
          'h-throttled sms delivered 1',
          // Its receipt never comes; the carrier, asked, knows.
          'i-silent sms delivered 1',
          'j-sms-lost sms delivered 1',
        ],
      )
      // The relay hangs up on it each time and keeps nothing: tried again, with longer and longer pauses.
      assert.match(
        messages.find((m) => m.startsWith('f-'))!,
        /^f-drop email queued [2-8]$/,
      )
      assert.equal(status.state, 'done')
      assert.deepEqual(status.refused, { 'no-contact-point': 1 })
      const { delivered, failed, pending, inDoubt } = status
      assert.deepEqual(
        { delivered, failed, pending, inDoubt },
        { delivered: 8, failed: 3, pending: 1, inDoubt: 0 },
      )
      assert.deepEqual([received['email'], received['print']], [4, 1])

      const { rows: points } = await database.pool.query(
        "select count(*)::int as n from contact_point where state = 'bouncing' and address = 'bounce@example.org'",
      )
      assert.equal(points[0].n, 2, 'a bounced address is marked')
    },
  )

  test(
    'without a trace, the topic says: an invoice is held for a person, and counted',
    { timeout: 60_000 },
    async () => {
      const sandbox = await email.startSandbox({ directory: join(folder, 'relay') })
      try {
        const { host, port } = sandbox.settings
        const { status, messages } = await run(
          'hold',
          [
            row('x-lost', { email: 'lost@example.org' }),
            row('y-fine', { email: 'fine@example.org' }),
          ],
          {
            MISIVA_EMAIL_HOST: host,
            MISIVA_EMAIL_PORT: String(port),
            MISIVA_EMAIL_SECURITY: 'none',
          },
        )
        assert.deepEqual(messages, ['x-lost email in-doubt 1', 'y-fine email delivered 1'])
        assert.deepEqual([status.state, status.inDoubt, status.delivered], ['done', 1, 1])
        assert.equal(await sandbox.count(), 2)
      } finally {
        await sandbox.close()
      }
    },
  )

  test(
    'without a trace, where the topic says so: sent again, until the carrier says it has it',
    { timeout: 60_000 },
    async () => {
      const topics = join(content, 'topics.yaml')
      const held = await readFile(topics, 'utf8')
      await writeFile(topics, held.replace('inDoubt: hold', 'inDoubt: resend'))
      const sandbox = await email.startSandbox({ directory: join(folder, 'relay-again') })
      try {
        const { host, port } = sandbox.settings
        const { status, messages } = await run(
          'resend',
          [
            row('x-lost', { email: 'lost@example.org' }),
            row('y-fine', { email: 'fine@example.org' }),
          ],
          {
            MISIVA_EMAIL_HOST: host,
            MISIVA_EMAIL_PORT: String(port),
            MISIVA_EMAIL_SECURITY: 'none',
          },
        )
        // This relay keeps it and hangs up each time: a second copy is what the topic allows.
        assert.match(messages[0]!, /^x-lost email queued [2-8]$/)
        assert.equal(messages[1], 'y-fine email delivered 1')
        const { pending, inDoubt, delivered } = status
        assert.deepEqual([status.state, pending, inDoubt, delivered], ['done', 1, 0, 1])
        const sends = Number(messages[0]!.split(' ').at(-1))
        assert.equal(await sandbox.count(), sends + 1)
      } finally {
        await sandbox.close()
        await writeFile(topics, held)
      }
    },
  )

  test(
    'a channel nobody answers on leaves its messages pending; the others go out',
    { timeout: 60_000 },
    async () => {
      const { status, messages } = await run(
        'dead',
        [row('p-mail', { email: 'p@example.org' }), row('q-paper', { postal: post })],
        { MISIVA_EMAIL_HOST: '127.0.0.1', MISIVA_EMAIL_PORT: '9', MISIVA_EMAIL_SECURITY: 'none' },
        2,
      )
      assert.match(messages[0]!, /^p-mail email queued \d$/)
      assert.equal(messages[1], 'q-paper print delivered 1')
      assert.deepEqual([status.state, status.pending, status.delivered], ['done', 1, 1])
    },
  )
})
