import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { formatProblem } from '@misiva/model'
import { checkContent, checkFolder, sampleTasks } from './check.ts'
import { printContentFile } from './print.ts'
import { isContentFile } from './paths.ts'
import { readContent, readFolder } from './release.ts'
import { brief, digest, filesOf, problemsWith, sound } from './test/sound-folder.ts'

test('a sound folder has no problems, and its release is complete', async () => {
  assert.deepEqual((await problemsWith({})).map(formatProblem), [])
  const read = readContent(filesOf(sound), digest)
  assert.ok(read.ok)
  const { organisation, templates, blocks, topics, assets } = read.value
  assert.equal(organisation.name, 'Lamp & Co')
  assert.deepEqual(topics[0], {
    name: 'invoice',
    class: 'service',
    channels: ['email', 'print'],
    inDoubt: 'hold',
    title: {},
  })
  assert.deepEqual(
    blocks.map((b) => [b.name, b.variants.map((v) => v.language)]),
    [
      ['head', ['en', 'es']],
      ['terms', ['en', 'es']],
    ],
  )
  assert.deepEqual(
    templates[0]!.alternatives.map((a) => [a.name, a.kind, a.channel]),
    [
      ['print', 'active', 'print'],
      ['email-pdf', 'passive', 'email'],
      ['email', 'active', 'email'],
    ],
  )
  assert.deepEqual(
    assets.map((a) => [a.path, a.mediaType]),
    [
      ['brand/Sans.ttf', 'font/ttf'],
      ['brand/logo.svg', 'image/svg+xml'],
    ],
  )
})

test('the release is named by its content, and by nothing that is not content', () => {
  const hash = (changes: Record<string, string | undefined>) =>
    readFolder(filesOf({ ...sound, ...changes }), digest).release.hash
  assert.match(hash({}), /^[0-9a-f]{64}$/)
  assert.equal(
    hash({ 'README.md': 'x', 'example.csv': 'x', '.DS_Store': 'x', 'templates/README.md': 'x' }),
    hash({}),
  )
  assert.notEqual(hash({ 'brand/logo.svg': '<svg />' }), hash({}))
  assert.notEqual(hash({ 'blocks/more.md': 'x' }), hash({}))
  const shuffled = new Map([...filesOf(sound)].reverse())
  assert.equal(readFolder(shuffled, digest).release.hash, hash({}))
  assert.ok(
    !isContentFile('sources/data.csv') &&
      isContentFile('sources/retail.yaml') &&
      isContentFile('brand/fonts/a.TTF'),
  )
})

const email = 'templates/invoice/email.en.md'
const head = "---\nsubject: 'x'\n---\n\n"

test('messages help: did you mean, and in which template a block is wrong', async () => {
  const [field] = await problemsWith({ [email]: `${head}Pay {{ money(invoice.totl) }}` })
  assert.equal(
    formatProblem(field!),
    `${email}:5:22 MSV-C002 Unknown field “totl” of “invoice”\n    hint: did you mean “total”?`,
  )
  const inBlock = await problemsWith({ 'blocks/terms.en.md': '{{ invoice.dueDat }}' })
  assert.deepEqual(inBlock.map(brief), [
    'blocks/terms.en.md:1:12 MSV-C002 Unknown field “dueDat” of “invoice” (in template “invoice”)',
  ])
})

test('all problems are told at once, in order', async () => {
  const found = await problemsWith({
    [email]: `${head}{{ a }} {{ b }}\n\n::block{name=c}\n\n::imag`,
    'topics.yaml': 'x: { clas: service }',
  })
  assert.deepEqual(
    found.map((p) => `${p.place?.file}:${p.place?.line} ${p.code}`),
    [
      `${email}:5 MSV-C002`,
      `${email}:5 MSV-C002`,
      `${email}:7 MSV-C004`,
      `${email}:9 MSV-C009`,
      'templates/invoice/template.yaml:1 MSV-C014',
      'topics.yaml:1 MSV-C011',
      'topics.yaml:1 MSV-C011',
      'topics.yaml:1 MSV-C009',
    ],
  )
})

test('every sample is composed in every alternative and language, unless the template is refused', async () => {
  const { release } = readFolder(filesOf(sound), digest)
  const asked: string[] = []
  const found = await checkContent(release, {
    composeSample: async (task) => {
      asked.push(`${task.alternative} ${task.language} ${task.tone} ${task.sample}`)
      return []
    },
  })
  assert.deepEqual(found, [])
  assert.deepEqual(
    asked,
    sampleTasks(release.templates[0]!).map(
      (t) => `${t.alternative} ${t.language} ${t.tone} ${t.sample}`,
    ),
  )
  assert.deepEqual(asked, [
    'print en neutral one',
    'print es neutral one',
    'email-pdf en neutral one',
    'email-pdf es neutral one',
    'email en neutral one',
    'email es neutral one',
  ])
  const broken = readFolder(filesOf({ ...sound, [email]: `${head}{{ x }}` }), digest).release
  await checkContent(broken, { composeSample: () => assert.fail('composed what was refused') })
})

test('the example folders are in order, and print as they read', { timeout: 120_000 }, async () => {
  const examples = join(import.meta.dirname, '../../../examples')
  for (const name of readdirSync(examples, { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => e.name)) {
    const folder = join(examples, name)
    const paths = (readdirSync(folder, { recursive: true }) as string[])
      .map((p) => p.replaceAll('\\', '/'))
      .filter(isContentFile)
    const files = new Map(
      paths.map((path) => [path, new Uint8Array(readFileSync(join(folder, path)))]),
    )
    if (!files.has('misiva.yaml')) continue
    const { release, problems } = await checkFolder(files, digest)
    assert.deepEqual(problems.map(formatProblem), [], name)
    const bare = (value: unknown) =>
      JSON.stringify(value, (key, v: unknown) =>
        key === 'place' || key === 'hash' || key === 'bytes' ? undefined : v,
      )
    const printed = new Map(files)
    const variants = [
      ...release.blocks.flatMap((b) => b.variants),
      ...release.templates.flatMap((t) =>
        t.alternatives.flatMap((a) => (a.kind === 'active' ? a.variants : a.cover)),
      ),
    ]
    for (const variant of variants)
      printed.set(variant.file, new TextEncoder().encode(printContentFile(variant)))
    assert.equal(bare(readFolder(printed, digest).release), bare(release), name)
  }
})
