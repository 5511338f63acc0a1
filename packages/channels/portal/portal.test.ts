import type { Envelope, Outcome, Outgoing } from '@misiva/model'
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { channel, folderStore, startSandbox } from './index.ts'
import type { PortalPage, PortalSettings } from './index.ts'

const never = new AbortController().signal
let root = ''
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'misiva-portal-'))
})
after(() => rm(root, { recursive: true, force: true }))

function outgoing(html: string, change: Partial<Envelope> = {}): Outgoing {
  const envelope: Envelope = {
    id: randomUUID(),
    from: '',
    to: 'account-17850',
    toName: 'Zoë',
    language: 'en',
    date: '2010-12-01T08:26:00Z',
    key: '536365',
    customer: '17850',
    ...change,
  }
  const bytes = new TextEncoder().encode(html)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const encoded = { bytes, mediaType: 'text/html; charset=utf-8', extension: 'html', units: 1 }
  return { envelope, encoded, sha256 }
}

const send = (batch: readonly Outgoing[], settings: PortalSettings): Promise<Outcome[]> =>
  Array.fromAsync(channel.send(batch, settings, never))

test('a published page is never replaced', async () => {
  const sandbox = await startSandbox({ directory: join(root, 'once') })
  const first = outgoing('<p>First</p>')
  await send([first], sandbox.settings)
  const other = outgoing('<p>Second</p>', { id: first.envelope.id })
  const [outcome] = await send([other], sandbox.settings)
  assert.equal(outcome?.receipt.kind, 'published')
  const [page, ...more] = await sandbox.received()
  assert.deepEqual(more, [])
  assert.equal(new TextDecoder().decode(await page?.bytes()), '<p>First</p>')
})

test('an index line torn by a crash is no page, and spoils no other', async () => {
  const directory = join(root, 'torn')
  const sandbox = await startSandbox({ directory })
  const [kept, torn, next] = ['1', '2', '3'].map((text) => outgoing(`<p>${text}</p>`))
  assert.ok(kept && torn && next)
  await send([kept], sandbox.settings)
  await send([torn], sandbox.settings)
  const index = join(directory, 'index.jsonl')
  await truncate(index, (await readFile(index)).length - 10)
  await appendFile(index, '\n{"message":')
  const again = await startSandbox({ directory })
  const store = folderStore(directory)
  assert.equal(await store.get(torn.envelope.id), undefined)
  await store.put([])
  // Another process, with no memory of what stood there.
  const fresh = channel.settings.parse({ store: folderStore(directory) })
  await send([torn, next], fresh)
  const there = (await again.received()).map((one) => one.message)
  assert.deepEqual(
    there,
    [kept, torn, next].map((one) => one.envelope.id),
  )
})

test('an id cannot lead out of the folder', async () => {
  const directory = join(root, 'escape', 'pages')
  const store = folderStore(directory)
  const sandbox = await startSandbox({ directory })
  const id = '../../../outside'
  await send([outgoing('<p>x</p>', { id })], sandbox.settings)
  assert.deepEqual(await readdir(join(root, 'escape')), ['pages'])
  assert.equal((await store.get(id))?.message, id)
  assert.equal((await channel.lookup?.(id, sandbox.settings))?.kind, 'published')
})

test('pages go to the program’s own store, which may fail on the way', async () => {
  const pages = new Map<string, PortalPage>()
  let calls = 0
  const store = {
    put(some: readonly PortalPage[]) {
      if (++calls === 2) return Promise.reject(new Error('the disk is full'))
      for (const page of some) pages.set(page.message, page)
      return Promise.resolve()
    },
    get: (message: string) => Promise.resolve(pages.get(message)),
  }
  const settings = channel.settings.parse({ store })
  const batch = Array.from({ length: 250 }, (_, i) => outgoing(`<p>${i}</p>`))
  const outcomes = await send(batch, settings)
  const kinds = Map.groupBy(outcomes, ({ receipt }) => receipt.kind)
  assert.deepEqual([kinds.get('published')?.length, kinds.get('deferred')?.length], [150, 100])
  for (const { receipt, retry } of outcomes) {
    assert.equal(pages.has(receipt.message), receipt.kind === 'published')
    assert.equal(retry === true, receipt.kind === 'deferred')
  }
  const page = pages.get(batch[0]?.envelope.id ?? '')
  assert.deepEqual([page?.account, page?.key, page?.language], ['account-17850', '536365', 'en'])
})
