import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after as afterAll, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { PNG } from 'pngjs'
import { readReleaseFiles } from '../open-house.ts'
import { createImpactView, impact } from './index.ts'
import type { ImpactItem, ImpactOptions } from './index.ts'
import { encode, manyTemplates } from './test/many.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const retailer = fileURLToPath(new URL('../../../examples/retailer', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'misiva-impact-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const files = await manyTemplates({
  templates: 1,
  languages: ['en', 'es'],
  samples: ['one-line', 'sixty-lines'],
})
const before = readReleaseFiles(files)

function changed(path: string, text: string) {
  return readReleaseFiles(new Map([...files, [path, encode(text)]]))
}

async function all(after: ReturnType<typeof changed>, options: ImpactOptions = {}) {
  const items: ImpactItem[] = []
  for await (const item of impact(before, after, { threads: 1, ...options })) items.push(item)
  return items
}

const longer = changed(
  'blocks/promise.en.md',
  `${'We answer every question within three working days. '.repeat(12)}\n`,
)

test('what differs is told for each sample, alternative and language, in their order', async () => {
  let announced = 0
  const items = await all(longer, {
    onSelected: (tasks) => (announced = tasks),
    address: ({ alternative, sample }, side) => `/${alternative}/${sample}/${side}`,
  })
  assert.equal(announced, items.length)
  assert.deepEqual(
    items.map(({ alternative, sample }) => `${alternative} ${sample}`),
    ['print', 'email', 'sms', 'portal'].flatMap((name) => [
      `${name} one-line`,
      `${name} sixty-lines`,
    ]),
  )
  assert.ok(
    items.every(
      ({ language, changed, problems }) => language === 'en' && changed && problems.length === 0,
    ),
  )
  const sms = items.find(({ alternative }) => alternative === 'sms')!
  assert.ok(sms.segmentsBefore! <= 2 && sms.segmentsAfter! > 4)
  assert.deepEqual(sms.differs, ['text', 'segments'])
  assert.deepEqual([sms.pagesBefore, sms.pagesAfter, sms.difference], [null, null, null])
  const [print] = items
  assert.deepEqual(
    [print!.before, print!.difference],
    ['/print/one-line/before', '/print/one-line/difference'],
  )
  assert.ok(print!.pagesBefore! >= 1 && print!.pagesAfter! >= print!.pagesBefore!)
  assert.ok(print!.text!.after.includes('within three working days'))
  const gone = print!.words.filter(({ kind }) => kind === 'removed').map(({ text }) => text.trim())
  assert.deepEqual(gone, ['two'])
  assert.deepEqual(print!.behind, ['es'])
})

test('what cannot be composed any more is told with its reason, and costs nobody else anything', async () => {
  const items = await all(
    changed('templates/letter-01/sms.en.md', 'Due {{ date(invoice.dueDat) }}\n'),
  )
  assert.deepEqual(
    items.map(({ alternative, changed, differs, after }) => [alternative, changed, differs, after]),
    Array.from({ length: 2 }, () => ['sms', true, ['text', 'problems'], null]),
  )
  assert.equal(items[0]!.problems[0]!.code, 'MSV-C002')
  assert.equal(items[0]!.segmentsAfter, null)
})

test('the same content alters nothing, and another order of its files neither', async () => {
  assert.deepEqual(await all(readReleaseFiles(files)), [])
  assert.deepEqual(await all(readReleaseFiles(new Map([...files].toReversed()))), [])
})

test('a changed condition is told although no bytes differ', async () => {
  const yaml = new TextDecoder().decode(files.get('templates/letter-01/template.yaml'))
  const items = await all(
    changed(
      'templates/letter-01/template.yaml',
      yaml.replace('{ channel: email }', '{ channel: email, when: invoice.isCredit }'),
    ),
  )
  assert.ok(items.length > 0)
  assert.ok(
    items.every(
      ({ alternative, differs }) => alternative === 'email' && differs.join() === 'serves',
    ),
  )
})

test('threads end when the reader has had enough', async () => {
  const controller = new AbortController()
  for await (const item of impact(before, longer, { threads: 1, signal: controller.signal })) {
    assert.ok(item.changed)
    break
  }
  controller.abort()
  await assert.rejects(
    async () => {
      for await (const _ of impact(before, longer, { threads: 1, signal: controller.signal }))
        void _
    },
    { name: 'AbortError' },
  )
})

test('pictures show before and after beside each other, a page that is new beside an empty place', async () => {
  const view = createImpactView(before, longer)
  try {
    const item = {
      ...{ template: 'letter-01', alternative: 'print', channel: 'print', takes: 'pages' as const },
      ...{ language: 'en', tone: 'neutral', sample: 'one-line' },
    }
    const pages = (await view.pages(item))!
    assert.ok(pages.differing.length > 0)
    const spread = PNG.sync.read(Buffer.from((await view.spread(item, pages.differing[0]!, 1))!))
    const page = PNG.sync.read(Buffer.from((await view.page(item, 'before', 1, 1))!))
    assert.equal(spread.width, page.width * 2 + 72)
    // Something is boxed on the right, in the green of what came.
    const green = spread.data.some(
      (red, i) =>
        i % 4 === 0 && red === 11 && spread.data[i + 1] === 110 && spread.data[i + 2] === 79,
    )
    assert.ok(green)
    assert.equal(await view.page(item, 'after', 99), undefined)
    const portal = { ...item, alternative: 'portal', channel: 'portal', takes: 'html' as const }
    assert.equal(await view.pages(portal), undefined)
    const marked = (await view.markedHtml(portal))!
    assert.ok(/<del [^>]*>two<\/del>/.test(marked))
    assert.ok(/<ins [^>]*>[^<]*within three working days/.test(marked))
  } finally {
    view.close()
  }
})

const run = promisify(execFile)
const misiva = (...args: string[]) => run(process.execPath, [main, ...args], { maxBuffer: 1 << 26 })

test('misiva impact prints one JSON list; the folder is left alone', async () => {
  const file = join(folder, 'terms.md')
  const path = 'blocks/payment-terms.en.md'
  const was = await readFile(join(retailer, path), 'utf8')
  await writeFile(file, was.replace('30 days', '14 days'))
  const { stdout } = await misiva('impact', retailer, '--change', `${path}=${file}`, '--json')
  const items = JSON.parse(stdout) as ImpactItem[]
  assert.ok(items.some(({ alternative, changed }) => alternative === 'print' && changed))
  assert.ok(items.every(({ template, language }) => template === 'invoice' && language === 'en'))
  assert.ok(!items.some(({ alternative }) => alternative === 'sms'))
  for (const item of items)
    for (const key of ['sample', 'pagesBefore', 'pagesAfter', 'changed'])
      assert.ok(key in item, key)
  assert.equal(await readFile(join(retailer, path), 'utf8'), was)
})

test('misiva impact refuses a file that is none of the content’s', async () => {
  const refused = await misiva('impact', retailer, '--change', 'README.md=x').catch(
    (e: unknown) => e,
  )
  const { code, stderr } = refused as { code: number; stderr: string }
  assert.equal(code, 1)
  assert.match(stderr, /MSV-D009 “README.md” is not a file of a content folder/)
})

test('misiva preview writes every alternative in every language, the same bytes each time', async () => {
  const content = join(folder, 'content')
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(content, path)), { recursive: true })
    await writeFile(join(content, path), bytes)
  }
  const write = async (name: string) => {
    const out = join(folder, name)
    const { stdout } = await misiva(
      ...['preview', 'letter-01', '--content', content],
      ...['--sample', 'one-line', '--out', out, '--json'],
    )
    const written = JSON.parse(stdout) as {
      alternative: string
      language: string
      files: string[]
    }[]
    return { out, written }
  }
  const one = await write('one')
  const two = await write('two')
  assert.deepEqual(
    one.written.map(({ alternative, language }) => `${alternative} ${language}`),
    ['print', 'email', 'sms', 'portal'].flatMap((name) => [`${name} en`, `${name} es`]),
  )
  const names = await readdir(one.out)
  assert.deepEqual(names.toSorted(), one.written.flatMap(({ files: each }) => each).toSorted())
  for (const name of names) {
    const [a, b] = [await readFile(join(one.out, name)), await readFile(join(two.out, name))]
    assert.ok(a.equals(b), name)
  }
  for (const name of [
    'print.en.pdf',
    'print.en.1.png',
    'email.es.eml',
    'sms.en.txt',
    'portal.es.html',
  ])
    assert.ok(names.includes(name), name)
})

test('tests of the content are held by misiva check, at their place', async () => {
  const content = join(folder, 'tested')
  const tests = [
    '- { alternative: print, sample: one-line, fits: 3 pages }',
    '- { alternative: print, sample: sixty-lines, fits: 1 page }',
    '- { alternative: sms, segments: 9 }',
    '- { block: letterhead, onPage: 1 }',
    '- { block: letterhead, onPage: last, sample: sixty-lines, language: en }',
    '- { block: promise, onPage: last }',
    '- { tagged: true }',
    '- { alternative: email, language: es, contains: "días laborables" }',
    '- { alternative: portal, language: es, notContains: "días laborables", sample: one-line }',
    '- { edges: true, alternative: portal, language: en, sample: edge/long-lists }',
  ]
  const path = 'templates/letter-01/tests.yaml'
  for (const [name, bytes] of [...files, [path, encode(`${tests.join('\n')}\n`)] as const]) {
    await mkdir(dirname(join(content, name)), { recursive: true })
    await writeFile(join(content, name), bytes)
  }
  const { stdout } = (await misiva('check', content).catch((e: unknown) => e)) as { stdout: string }
  const found = stdout.split('\n').filter((line) => line.startsWith(path))
  assert.deepEqual(
    found.map((line) => line.slice(path.length + 1).replace(/ and has \d+/, '')),
    [
      '2:3 MSV-C017 It should fit 1 page (letter-01/print en, sample sixty-lines)',
      '2:3 MSV-C017 It should fit 1 page (letter-01/print es, sample sixty-lines)',
      '5:3 MSV-C017 The block “letterhead” is not wholly on the last page; it stands on page 1 (letter-01/print en, sample sixty-lines)',
      '9:3 MSV-C017 It should not say “días laborables”, and does (letter-01/portal es, sample one-line)',
    ],
    stdout,
  )
})
