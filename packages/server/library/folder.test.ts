import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readContentFolder } from '../content-folder.ts'
import { difference, pull, push, type PushWish } from './folder.ts'
import { httpRemote, type Remote } from './remote.ts'
import { openTestHouse, retailer, smallContent, type Client, type TestHouse } from './test/house.ts'

const folders: string[] = []
const wish: PushWish = { title: 'x', publish: false, dryRun: false, replace: false, only: [] }
let at: TestHouse
let url: string
let ada: Remote
let client: Client

before(async () => {
  at = await openTestHouse()
  await at.app.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(at.app.server.address() as AddressInfo).port}`
  ada = await httpRemote(url, { as: 'ada@harbour.example' })
  client = await at.as('ada')
})
after(async () => {
  await ada.close()
  await at.close()
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'misiva-folder-'))
  folders.push(made)
  return made
}

let mine: string
let theirs: string
/** Two folders in step with the installation. */
beforeEach(async () => {
  mine = await folder()
  theirs = await folder()
  await pull(mine, ada)
  await pull(theirs, ada)
})

const terms = 'blocks/terms.en.md'
const set = (where: string, path: string, text: string) => writeFile(join(where, path), text)
const get = (where: string, path: string) => readFile(join(where, path), 'utf8')

test('what is pulled is what was published, byte for byte, and again changes nothing', async () => {
  assert.deepEqual(
    await readContentFolder(mine),
    new Map(
      [...smallContent()]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([path, bytes]) => [path, Buffer.from(bytes)]),
    ),
  )
  const again = await pull(mine, ada)
  assert.deepEqual([again.written, again.removed, again.kept, again.conflicts], [[], [], [], []])
  assert.deepEqual(await difference(mine, ada), [])
})

test('a push is a draft for review; with --publish it is in force, and others pull it', async () => {
  await set(mine, terms, 'Pay within 21 days.\n')
  await set(mine, 'blocks/new.en.md', 'New.\n')
  await rm(join(mine, 'blocks/spare.en.md'))
  const [changed] = (await difference(mine, ada)).filter(({ path }) => path === terms)
  assert.equal(changed?.kind, 'changed here')
  assert.match(changed.difference!, /-Please pay within 30 days\.\n\+Pay within 21 days\./)
  const drafted = await push(mine, ada, wish)
  assert.deepEqual(drafted.pushed, ['blocks/new.en.md', 'blocks/spare.en.md', terms])
  const { body: change } = await client('GET', `/api/changes/${drafted.change}`)
  assert.deepEqual(
    change.files.map((it: any) => [it.path, it.kind]),
    [
      ['blocks/new.en.md', 'added'],
      ['blocks/spare.en.md', 'removed'],
      [terms, 'changed'],
    ],
  )
  assert.equal((await pull(theirs, ada)).written.length, 0)

  const published = await push(mine, ada, { ...wish, publish: true })
  assert.match(published.release!, /^[0-9a-f]{64}$/)
  const pulled = await pull(theirs, ada)
  assert.deepEqual(
    [pulled.written, pulled.removed],
    [['blocks/new.en.md', terms], ['blocks/spare.en.md']],
  )
  assert.deepEqual(await readContentFolder(theirs), await readContentFolder(mine))
  assert.deepEqual((await push(mine, ada, wish)).pushed, [])
})

test('a conflict is shown and never overwritten, on either side', async () => {
  await set(mine, terms, 'Mine.\n')
  await set(theirs, terms, 'Theirs.\n')
  await push(theirs, ada, { ...wish, publish: true })
  const refused = await push(mine, ada, { ...wish, publish: true })
  assert.deepEqual([refused.conflicts, refused.release, refused.change], [[terms], null, null])
  const pulled = await pull(mine, ada)
  assert.deepEqual(pulled.conflicts, [terms])
  assert.equal(await get(mine, terms), 'Mine.\n')
  assert.equal(await get(mine, `${terms}.theirs`), 'Theirs.\n')
  await assert.rejects(push(mine, ada, wish), /changed on both sides/)
  await set(mine, terms, 'Mine and theirs.\n')
  await rm(join(mine, `${terms}.theirs`))
  const settled = await push(mine, ada, { ...wish, publish: true })
  assert.deepEqual([settled.conflicts, settled.pushed], [[], [terms]])
})

test('what is pushed alone says what it needs there', async () => {
  await set(mine, 'blocks/extra.en.md', 'Extra.\n')
  await set(mine, 'blocks/extra.es.md', 'Más.\n')
  await set(
    mine,
    'templates/invoice/sms.en.md',
    'You owe {{ money(total) }}.\n\n::block{name=extra}\n',
  )
  const only = { ...wish, only: ['templates/invoice'] }
  const alone = await push(mine, ada, { ...only, dryRun: true })
  assert.equal(alone.change, null)
  assert.ok(alone.problems.some(({ code }) => code === 'MSV-C004'))
  assert.deepEqual(alone.needs, ['blocks/extra.en.md', 'blocks/extra.es.md'])
  const refused = await push(mine, ada, { ...only, publish: true })
  assert.equal(refused.release, null)
  const whole = await push(mine, ada, { ...wish, publish: true })
  assert.deepEqual(whole.problems, [])
  assert.match(whole.release!, /^[0-9a-f]{64}$/)
})

test('a folder from elsewhere conflicts where it differs, unless it shall replace', async () => {
  const other = await folder()
  await pull(other, ada)
  await rm(join(other, '.misiva-pulled.json'))
  await set(other, terms, 'From elsewhere.\n')
  assert.deepEqual((await push(other, ada, wish)).conflicts, [terms])
  const replaced = await push(other, ada, { ...wish, replace: true })
  assert.deepEqual(replaced.pushed, [terms])
})

test('who may not, does not', async () => {
  const rob = await httpRemote(url, { as: 'rob@harbour.example' })
  await set(mine, terms, 'Rob was here.\n')
  await assert.rejects(push(mine, rob, wish), /does not have the role author/)
  const ana = await httpRemote(url, { as: 'ana@harbour.example' })
  await assert.rejects(push(mine, ana, { ...wish, publish: true }), /role publisher/)
  await rob.close()
  await ana.close()
})

test('a whole house goes there and back without loss', async () => {
  const other = await openTestHouse(new Map())
  try {
    await other.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = other.app.server.address() as AddressInfo
    const remote = await httpRemote(`http://127.0.0.1:${port}`, { as: 'ada@harbour.example' })
    const source = fileURLToPath(new URL('../../../examples/retailer', import.meta.url))
    const copy = await folder()
    const files = await retailer()
    const first = await push(source, remote, { ...wish, dryRun: true })
    assert.equal(first.pushed.length, files.size)
    const there = await remote.push({
      ...{ title: 'all', publish: true, dryRun: false },
      files: [...files].map(([path, bytes]) => ({ path, base: null, bytes })),
    })
    assert.deepEqual(there.problems, [])
    await pull(copy, remote)
    assert.deepEqual(await readContentFolder(copy), files)
    await remote.close()
  } finally {
    await other.close()
  }
})

test('the command line does the same, and ends with status 1 in a conflict', async () => {
  const program = fileURLToPath(new URL('../bin/misiva.mjs', import.meta.url))
  const misiva = (...args: string[]) =>
    new Promise<{ status: number; out: string }>((resolve) =>
      execFile(
        process.execPath,
        [program, ...args, '--server', url, '--as', 'ada@harbour.example'],
        (error, out, err) => resolve({ status: Number(error?.code ?? 0), out: out + err }),
      ),
    )
  const copy = join(await folder(), 'content')
  const pulled = await misiva('pull', copy)
  assert.equal(pulled.status, 0, pulled.out)
  assert.equal((await misiva('diff', copy)).status, 0)
  await set(copy, terms, 'By command.\n')
  const differs = await misiva('diff', copy)
  assert.equal(differs.status, 1)
  assert.match(differs.out, /changed here[\s\S]*\+By command\./)
  const pushed = await misiva('push', copy, '--json')
  assert.match(JSON.parse(pushed.out).change, /^[0-9a-f-]{36}$/)
})
