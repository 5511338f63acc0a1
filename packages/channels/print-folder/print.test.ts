import type { Composed, Envelope, Outcome, Outgoing } from '@misiva/model'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { appendFile, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { encode } from './encode.ts'
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
    /^\ufeffpiece,key,customer,name,address1,.*,address6,country,pages,sheets,sides,trays,grams,file,/,
  )
  assert.ok(
    one?.startsWith(`1,A/1,17850,"'=cmd|""x""",a,b,c,d,e,"f, g",GB,5,3,longEdge,,,A-1_`),
    String(one),
  )
  assert.ok(two?.includes('"Smith, ""Jo"" X"'), String(two))
  const files = (await readdir(join(folder, job))).sort()
  assert.deepEqual(files, [
    `A-1_${first.envelope.id}.pdf`,
    `etc_${second.envelope.id}.pdf`,
    'index.csv',
    'index.jsonl',
    'ticket.json',
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

const a4 = { width: 595.276, height: 841.89 }

function printed(details: object, pages: number, change: Partial<Envelope> = {}): Outgoing {
  const plain = outgoing(change, pages)
  return { ...plain, encoded: { ...plain.encoded, details: { printing: details } } }
}

test('the ticket says which sheets come from which paper, and what a piece weighs', async () => {
  const folder = newFolder()
  const letter = {
    sheets: 3,
    media: [
      { sheets: [1, 1], pages: [1, 1], tray: 'letterhead', ...a4 },
      { sheets: [2, 3], pages: [2, 3], tray: 'plain', ...a4 },
    ],
  }
  const both = {
    sheets: 2,
    duplex: 'shortEdge',
    media: [{ sheets: [1, 2], pages: [1, 4], tray: 'plain', ...a4 }],
  }
  const batch = [printed(letter, 3), printed(letter, 3), printed(both, 4), printed(letter, 3)]
  const change = { papers: 'letterhead=100, *=80', envelope: 5 }
  await send(batch.slice(0, 2), folder, change)
  await send(batch.slice(2), folder, change)
  const rows = await lines(join(folder, job, 'index.csv'))
  // A4 has a sixteenth of a square metre: 6.24 g of 100 g/m², 4.99 g of 80 g/m².
  assert.match(rows[1] ?? '', /GB,3,3,oneSide,letterhead:1 plain:2-3,21\.2,/)
  assert.match(rows[3] ?? '', /GB,4,2,shortEdge,plain:1-2,15,/)
  const ticket: unknown = JSON.parse(await readFile(join(folder, job, 'ticket.json'), 'utf8'))
  const papers = [
    { sheets: '1', paper: 'letterhead' },
    { sheets: '2-3', paper: 'plain' },
  ]
  assert.deepEqual(ticket, {
    ...{ version: 1, job, pieces: 4, pages: 13, sheets: 11, grams: 78.6 },
    media: [
      { paper: 'letterhead', width: 210, height: 297, sheets: 3 },
      { paper: 'plain', width: 210, height: 297, sheets: 8 },
    ],
    kinds: [
      { sides: 'oneSide', sheets: 3, papers, count: 3, pieces: '1-2,4' },
      {
        ...{ sides: 'shortEdge', sheets: 2, papers: [{ sheets: '1-2', paper: 'plain' }] },
        ...{ count: 1, pieces: '3' },
      },
    ],
  })
})

test('a document of one paper is turned if the printer is; of several, never', async () => {
  const folder = newFolder()
  const one = { sheets: 3, media: [{ sheets: [1, 3], pages: [1, 3], tray: 'plain', ...a4 }] }
  const two = {
    sheets: 2,
    media: [
      { sheets: [1, 1], pages: [1, 1], ...a4 },
      { sheets: [2, 2], pages: [2, 2], width: 419.5, height: 595.3 },
    ],
  }
  await send([printed(one, 3), printed(two, 2)], folder)
  await send([printed(one, 3)], folder, { duplex: false, papers: 'letterhead=90' })
  const pieces = await (await startSandbox({ directory: folder })).pieces()
  assert.deepEqual(
    pieces.map(({ sides, sheets, grams }) => [sides, sheets, grams]),
    [
      ['longEdge', 2, undefined],
      ['oneSide', 2, undefined],
      ['oneSide', 3, undefined],
    ],
  )
  const rows = await lines(join(folder, job, 'index.csv'))
  assert.match(rows[2] ?? '', /oneSide,210x297:1 148x210:2,,/)
})

test('an index of an earlier version is written anew with its columns, nothing lost', async () => {
  const folder = newFolder()
  const [first, second] = [outgoing(), outgoing()]
  await send([first], folder)
  const csv = join(folder, job, 'index.csv')
  const old = (await readFile(csv, 'utf8'))
    .replace(',sides,trays,grams', '')
    .replace('longEdge,,,', '')
  await writeFile(csv, old)
  await send([second], folder)
  const rows = await lines(csv)
  assert.match(rows[0] ?? '', /sides,trays,grams/)
  assert.deepEqual(
    rows.slice(1).map((row) => row.split(',').at(-1)),
    [first.envelope.id, second.envelope.id],
  )
})

test('what a printer needs is told only where there is something to tell', () => {
  const composed = (printing: object) =>
    ({ kind: 'pages', title: '', pdf: new Uint8Array(), pages: 2, printing }) as unknown as Composed
  const told = (printing: object, change = {}) =>
    encode(
      composed(printing),
      outgoing().envelope,
      channel.settings.parse({ folder: 'x', ...change }),
    ).details
  const plain = { sheets: 2, media: [{ sheets: [1, 2], pages: [1, 2], ...a4 }] }
  assert.equal(told(plain), undefined)
  assert.deepEqual(told(plain, { papers: '*=80' }), { printing: plain })
  const named = { ...plain, media: [{ ...plain.media[0], tray: 'plain' }] }
  assert.deepEqual(told(named), { printing: named })
  assert.deepEqual(told({ ...plain, duplex: 'longEdge' })?.['printing'], {
    ...plain,
    duplex: 'longEdge',
  })
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
