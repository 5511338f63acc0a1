import type { Envelope, Outcome, Outgoing } from '@misiva/model'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { appendFile, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { channel, readSandbox, startSandbox } from './index.ts'
import { addressLines, fileName } from './send.ts'

const never = new AbortController().signal
const job = '2010-12-01'
let root = ''
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'misiva-print-'))
})
after(() => rm(root, { recursive: true, force: true }))

function outgoing(change: Partial<Envelope> = {}, pages = 3): Outgoing {
  const envelope: Envelope = {
    id: randomUUID(),
    from: '',
    to: '1 Quay Street\nBristol BS1 4DA\nUnited Kingdom',
    toName: 'Zoë Ünal',
    language: 'en',
    date: '2010-12-01T08:26:00Z',
    key: '536365',
    customer: '17850',
    country: 'GB',
    ...change,
  }
  const bytes = new TextEncoder().encode(`%PDF-1.7 ${envelope.id}`)
  return {
    envelope,
    encoded: { bytes, mediaType: 'application/pdf', extension: 'pdf', units: pages },
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

const send = (batch: readonly Outgoing[], folder: string, change = {}): Promise<Outcome[]> =>
  Array.fromAsync(channel.send(batch, channel.settings.parse({ folder, ...change }), never))

const newFolder = () => join(root, randomUUID())
const lines = async (path: string) => (await readFile(path, 'utf8')).split('\r\n').slice(0, -1)

test('a job: whole files, an index for machines and one for people', async () => {
  const folder = newFolder()
  const first = outgoing({ key: 'A/1', toName: '=cmd|"x"', to: 'a\nb\nc\nd\ne\nf\ng' }, 5)
  const second = outgoing({ key: '../../etc', toName: 'Smith, "Jo"\r\nX' }, 1)
  await send([first], folder)
  await send([second], folder)
  const sandbox = await startSandbox({ directory: folder })
  const pieces = await sandbox.pieces()
  assert.deepEqual(
    pieces.map(({ piece, pages, sheets, country, name }) => [piece, pages, sheets, country, name]),
    [
      [1, 5, 3, 'GB', '=cmd|"x"'],
      [2, 1, 1, 'GB', 'Smith, "Jo" X'],
    ],
  )
  const [head, one, two, ...more] = await lines(join(folder, job, 'index.csv'))
  assert.deepEqual(more, [])
  assert.match(
    head ?? '',
    /^\ufeffpiece,key,customer,name,address1,.*,address6,country,pages,sheets,/,
  )
  assert.ok(one?.startsWith(`1,A/1,17850,"'=cmd|""x""",a,b,c,d,e,"f, g",GB,5,3,A-1_`), String(one))
  assert.ok(two?.includes('"Smith, ""Jo"" X"'), String(two))
  const files = (await readdir(join(folder, job))).sort()
  assert.deepEqual(files, [
    `A-1_${first.envelope.id}.pdf`,
    `etc_${second.envelope.id}.pdf`,
    'index.csv',
    'index.jsonl',
  ])
  assert.deepEqual(await sandbox.verify(), { pieces: 2, broken: [], strays: [] })
})

test('the same message is never printed twice, in whatever job', async () => {
  const folder = newFolder()
  const message = outgoing()
  const [once_] = await send([message, message], folder)
  const [again] = await send([message], folder, { job: 'another' })
  assert.deepEqual(once_, again)
  assert.match(again?.receipt.detail ?? '', /^piece 1 of job 2010-12-01: 536365_/)
  assert.equal((await readSandbox(folder)).length, 1)
})

test('one side: a sheet a page; a job of its own name', async () => {
  const folder = newFolder()
  await send([outgoing({}, 3)], folder, { duplex: false, job: 'run-7' })
  const [piece] = await (await startSandbox({ directory: folder })).pieces()
  assert.deepEqual([piece?.sheets, piece?.job], [3, 'run-7'])
})

test('the reader sees a changed file, a missing one and one that belongs to no piece', async () => {
  const folder = newFolder()
  const batch = [outgoing(), outgoing(), outgoing()]
  await send(batch, folder)
  const [changed, gone, fine] = batch.map(({ envelope }) => `${job}/536365_${envelope.id}.pdf`)
  await appendFile(join(folder, changed ?? ''), 'x')
  await rm(join(folder, gone ?? ''))
  await writeFile(join(folder, job, 'stray.pdf'), 'x')
  const sandbox = await startSandbox({ directory: folder })
  const { broken, strays } = await sandbox.verify()
  assert.deepEqual(new Set(broken), new Set([changed, gone]))
  assert.deepEqual(strays, [`${job}/stray.pdf`])
  assert.ok(!broken.includes(fine ?? ''))
})

test('a line torn by a crash is no piece; the next batch puts both indexes right', async () => {
  const folder = newFolder()
  const [kept, torn] = [outgoing(), outgoing()]
  const code = `
    const { channel } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
    const batch = ${JSON.stringify([kept, torn])}
    for (const message of batch) message.encoded.bytes = new Uint8Array(Object.values(message.encoded.bytes))
    const settings = channel.settings.parse({ folder: ${JSON.stringify(folder)} })
    for await (const _ of channel.send(batch, settings, new AbortController().signal));`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' })
  assert.deepEqual(await once(child, 'exit'), [0, null])
  const index = join(folder, job, 'index.jsonl')
  await truncate(index, (await readFile(index)).length - 20)
  const settings = channel.settings.parse({ folder })
  assert.equal(await channel.lookup?.(torn.envelope.id, settings), undefined)
  assert.equal((await channel.lookup?.(kept.envelope.id, settings))?.kind, 'printed')
  await send([torn], folder)
  const sandbox = await startSandbox({ directory: folder })
  assert.deepEqual(await sandbox.verify(), { pieces: 2, broken: [], strays: [] })
  const rows = await lines(join(folder, job, 'index.csv'))
  assert.deepEqual(
    rows.slice(1).map((row) => row.split(',').at(-1)),
    [kept.envelope.id, torn.envelope.id],
  )
})

test('several processes print into one job: every piece has its own number', async () => {
  const folder = newFolder()
  const code = `
    const { channel } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
    const settings = channel.settings.parse({ folder: ${JSON.stringify(folder)}, job: 'one' })
    for (let i = 0; i < 20; i++) {
      const id = process.argv[1] + '-' + i
      const envelope = { id, from: '', to: 'x', toName: 'x', language: 'en', date: '2010-12-01T00:00:00Z', key: 'k', customer: 'c' }
      const encoded = { bytes: new Uint8Array([i]), mediaType: 'application/pdf', extension: 'pdf', units: 1 }
      for await (const _ of channel.send([{ envelope, encoded, sha256: 'x' }], settings, new AbortController().signal));
    }`
  const children = ['a', 'b', 'c'].map((name) =>
    spawn(process.execPath, ['--input-type=module', '-e', code, name], { stdio: 'inherit' }),
  )
  const ends = await Promise.all(children.map((child) => once(child, 'exit')))
  assert.deepEqual(ends, [
    [0, null],
    [0, null],
    [0, null],
  ])
  const pieces = await (await startSandbox({ directory: folder })).pieces()
  const numbers = pieces.map(({ piece }) => piece).sort((a, b) => a - b)
  assert.deepEqual(
    numbers,
    Array.from({ length: 60 }, (_, i) => i + 1),
  )
  assert.equal((await lines(join(folder, 'one', 'index.csv'))).length, 61)
})

test('a lock left by a dead process is taken over', async () => {
  const folder = newFolder()
  await send([outgoing()], folder)
  // Above the largest process number Linux gives out (4,194,304).
  await writeFile(join(folder, '.lock'), '4194305 dead')
  const [outcome] = await send([outgoing()], folder)
  assert.equal(outcome?.receipt.kind, 'printed')
  assert.ok(!(await readdir(folder)).some((name) => name.startsWith('.lock')))
})

test('addresses and file names', () => {
  assert.deepEqual(addressLines(' a \r\n\n b\u0007c \u2028d'), ['a', 'b c', 'd'])
  assert.equal(fileName('../Nº 5/β', 'u-1'), 'No-5_u-1.pdf')
  assert.equal(fileName('', 'u-1'), 'u-1.pdf')
  assert.ok(fileName('x'.repeat(500), 'u-1').length < 70)
})
