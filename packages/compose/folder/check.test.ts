import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { codes, formatProblem } from '@misiva/model'
import type { Problem } from '@misiva/model'
import { checkContent, checkFolder, sampleTasks } from './check.ts'
import { printContentFile } from './print.ts'
import { isContentFile, readContent, readFolder } from './release.ts'

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A folder in which nothing is wrong. */
const sound: Readonly<Record<string, string>> = {
  'misiva.yaml': `name: Lamp & Co
timeZone: Europe/London
defaultLanguage: en
currency: GBP
senders: { email: 'Lamp & Co <a@lamp.example>' }
customer: { wantsDocument: { type: boolean } }
`,
  'topics.yaml': `invoice:
  class: service
  channels: [email, print]
`,
  'brand/style.yaml': `tokens: { ink: '#111111' }
fonts:
  - { family: Sans, file: brand/Sans.ttf }
text:
  small: { size: 8pt }
paragraphs:
  body: { font: Sans, size: 10pt, color: ink }
  note: { extends: body, size: 9pt }
tables:
  lines: { body: note, headRule: 1pt ink }
boxes:
  panel: { padding: 4pt }
masters:
  letter: { size: A4, margin: 20mm, header: head }
`,
  'brand/Sans.ttf': 'font',
  'brand/logo.svg': '<svg/>',
  'blocks/head.en.md': '{{ customer.name }}, page :page of :pages\n',
  'blocks/head.es.md': '{{ customer.name }}, página :page de :pages\n',
  'blocks/terms.en.md': ':::box{style=panel}\nPay by {{ date(invoice.dueDate) }}\n:::\n',
  'blocks/terms.es.md': 'Pague antes del {{ date(invoice.dueDate) }}\n',
  'templates/invoice/template.yaml': `topic: invoice
languages: [en, es]
master: letter
alternatives:
  print: { channel: print }
  email-pdf:
    channel: email
    when: customer.wantsDocument
    carries: print
    cover: cover
    filename: '{{ invoice.number }}.pdf'
  email: { channel: email }
`,
  'templates/invoice/contract.schema.json': JSON.stringify({
    type: 'object',
    required: ['invoice'],
    properties: {
      invoice: {
        type: 'object',
        required: ['number', 'total', 'dueDate', 'lines'],
        properties: {
          number: { type: 'string' },
          total: { type: 'string', format: 'decimal' },
          dueDate: { type: 'string', format: 'date' },
          lines: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                code: { type: 'string' },
                price: { type: 'string', format: 'decimal' },
              },
            },
          },
        },
      },
    },
  }),
  'templates/invoice/samples/one.json': `{
  "invoice": {
    "number": "1",
    "total": "12.50",
    "dueDate": "2026-12-01",
    "lines": [{ "code": "A", "price": "12.50" }]
  }
}
`,
  'templates/invoice/print.en.md': `# Invoice {{ invoice.number }}

| Code | Price |
| :--- | ----: |
| {each="line in invoice.lines"} {{ line.code }} | {{ money(line.price) }} |
| {total} Total | {{ money(invoice.total) }} |

::block{name=terms}
`,
  'templates/invoice/print.es.md': '# Factura {{ invoice.number }}\n\n::block{name=terms}\n',
  'templates/invoice/email.en.md': `---
subject: 'Invoice {{ invoice.number }}'
---

::image{src=brand/logo.svg alt="Lamp & Co"}

::block{name=terms}
`,
  'templates/invoice/email.es.md': "---\nsubject: 'Factura {{ invoice.number }}'\n---\n\nHola\n",
  'templates/invoice/cover.en.md': '---\nsubject: Your invoice\n---\n\nAttached.\n',
  'templates/invoice/cover.es.md': '---\nsubject: Su factura\n---\n\nAdjunta.\n',
}

function filesOf(
  contents: Readonly<Record<string, string | Uint8Array | undefined>>,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const [path, text] of Object.entries(contents))
    if (text !== undefined)
      files.set(path, typeof text === 'string' ? new TextEncoder().encode(text) : text)
  return files
}

async function problemsWith(
  changes: Readonly<Record<string, string | Uint8Array | undefined>>,
): Promise<readonly Problem[]> {
  return (await checkFolder(filesOf({ ...sound, ...changes }), digest)).problems
}

function brief({ place, code, message }: Problem): string {
  return `${place?.file}:${place?.line}:${place?.column} ${code} ${message}`
}

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
/** What is wrong, the file that shows it, and exactly what is said of it. */
const refused: readonly (readonly [
  name: string,
  changes: Record<string, string | Uint8Array | undefined>,
  ...expected: string[],
])[] = [
  [
    'an expression that does not parse',
    { [email]: `${head}Pay {{ invoice.total + }} now` },
    `${email}:5:23 MSV-C001`,
  ],
  [
    'a field that is not closed',
    { [email]: `${head}Pay {{ invoice.total now` },
    `${email}:5:5 MSV-C001`,
  ],
  ['an empty field', { [email]: `${head}Pay {{ }} now` }, `${email}:5:8 MSV-C001`],
  [
    'an unknown field',
    { [email]: `${head}Pay {{ money(invoice.totl) }} now` },
    `${email}:5:22 MSV-C002`,
  ],
  ['an unknown name', { [email]: `${head}Pay {{ invoce.total }} now` }, `${email}:5:8 MSV-C002`],
  [
    'an unknown field in a subject',
    { [email]: "---\nsubject: 'It''s {{ invoice.nmber }}'\n---\n\nHi" },
    `${email}:2:28 MSV-C002`,
  ],
  [
    'an unknown field on the second line of an expression',
    { [email]: `${head}{{ invoice.total >\n  invoice.x ? "a" : "b" }}` },
    `${email}:6:11 MSV-C002`,
  ],
  [
    'an unknown field in a table row with pipes',
    {
      [email]: `${head}| A |\n| --- |\n| {if="invoice.total > 1 || invoice.x"} {{ "|" + invoice.y }} |`,
    },
    `${email}:7:37 MSV-C002`,
    `${email}:7:58 MSV-C002`,
  ],
  ['a wrong type', { [email]: `${head}Pay {{ invoice.total + "!" }}` }, `${email}:5:8 MSV-C003`],
  [
    'a condition that is none',
    { [email]: `${head}::::choose\n:::when{test="invoice.total"}\nx\n:::\n::::` },
    `${email}:6:15 MSV-C003`,
  ],
  [
    'a repetition of what is no list',
    { [email]: `${head}::::each{of=invoice.total as=x}\n{{ x }}\n::::` },
    `${email}:5:13 MSV-C003`,
  ],
  [
    'a name out of its scope',
    { [email]: `${head}::::each{of=invoice.lines as=x}\n{{ x.code }}\n::::\n\n{{ x.code }}` },
    `${email}:9:4 MSV-C002`,
  ],
  [
    'an unknown field in when',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        'customer.wantsDocument',
        'customer.wantsDocumnt',
      ),
    },
    'templates/invoice/template.yaml:8:20 MSV-C002',
  ],
  [
    'an unknown field in a file name',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        'invoice.number }}.pdf',
        'invoice.no }}.pdf',
      ),
    },
    'templates/invoice/template.yaml:11:27 MSV-C002',
  ],
  ['an unknown function', { [email]: `${head}{{ mony(invoice.total) }}` }, `${email}:5:4 MSV-C015`],
  ['an unknown block', { [email]: `${head}::block{name=term}` }, `${email}:5:1 MSV-C004`],
  [
    'a block without the language',
    { 'blocks/terms.es.md': undefined },
    'templates/invoice/print.es.md:3:1 MSV-C005',
  ],
  [
    'a language without its text',
    { 'templates/invoice/email.es.md': undefined },
    'templates/invoice/template.yaml:2:17 MSV-C005',
  ],
  [
    'a language without its neutral tone',
    {
      'templates/invoice/email.es.md': undefined,
      'templates/invoice/email.es.formal.md': `${head}Hola`,
    },
    'templates/invoice/template.yaml:2:17 MSV-C005',
  ],
  [
    'a cover text without the language',
    { 'templates/invoice/cover.es.md': undefined },
    'templates/invoice/template.yaml:2:17 MSV-C005',
  ],
  [
    'no default language',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        '[en, es]',
        '[es]',
      ),
    },
    'templates/invoice/template.yaml:2:12 MSV-C005',
  ],
  [
    'a block within itself',
    {
      'blocks/terms.en.md': '::block{name=more}',
      'blocks/more.en.md': 'x\n\n::block{name=terms}',
      'blocks/more.es.md': 'x',
    },
    'blocks/more.en.md:3:1 MSV-C006',
  ],
  ['a missing picture', { [email]: `${head}![Logo](brand/logo.png)` }, `${email}:5:1 MSV-C007`],
  ['a missing font', { 'brand/Sans.ttf': undefined }, 'brand/style.yaml:3:27 MSV-C007'],
  [
    'an unknown paragraph style',
    { [email]: `${head}:::paragraph{style=nte}\nx\n:::` },
    `${email}:6:1 MSV-C008`,
  ],
  ['an unknown text style', { [email]: `${head}:span[x]{style=smal}` }, `${email}:5:1 MSV-C008`],
  [
    'an unknown box style',
    { [email]: `${head}:::box{style=pannel}\nx\n:::` },
    `${email}:5:1 MSV-C008`,
  ],
  [
    'an unknown colour',
    { 'brand/style.yaml': sound['brand/style.yaml']!.replace('color: ink', 'color: inc') },
    'brand/style.yaml:7:42 MSV-C008',
  ],
  [
    'a style that extends itself',
    { 'brand/style.yaml': sound['brand/style.yaml']!.replace('extends: body', 'extends: note') },
    'brand/style.yaml:8:20 MSV-C008',
  ],
  [
    'a length without a unit',
    { 'brand/style.yaml': sound['brand/style.yaml']!.replace('size: 8pt', 'size: 8') },
    'brand/style.yaml:5:18 MSV-C011',
  ],
  [
    'an unknown key',
    { 'brand/style.yaml': sound['brand/style.yaml']!.replace('padding', 'pading') },
    'brand/style.yaml:12:12 MSV-C009',
  ],
  ['an unknown directive', { [email]: `${head}:::bocks\nx\n:::` }, `${email}:5:1 MSV-C009`],
  [
    'an unknown attribute',
    { [email]: `${head}::image{src=brand/logo.svg alt="x" with=3mm}` },
    `${email}:5:36 MSV-C009`,
  ],
  [
    'a missing attribute',
    { [email]: `${head}::image{src=brand/logo.svg}` },
    `${email}:5:1 MSV-C009`,
  ],
  [
    'an attribute that is no length',
    { [email]: `${head}::space{height=3}` },
    `${email}:5:16 MSV-C009`,
  ],
  ['a directive that is not closed', { [email]: `${head}:::box\nx\n` }, `${email}:5:1 MSV-C009`],
  ['colons that close nothing', { [email]: `${head}x\n:::` }, `${email}:6:1 MSV-C009`],
  [
    'a directive within text',
    { [email]: `${head}See ::block{name=terms} there` },
    `${email}:5:5 MSV-C009`,
  ],
  [
    'a space after the colons',
    { [email]: `${head}::: box\nx\n:::` },
    `${email}:5:1 MSV-C009`,
    `${email}:7:1 MSV-C009`,
  ],
  ['HTML', { [email]: `${head}<b>x</b>` }, `${email}:5:1 MSV-C009`, `${email}:5:5 MSV-C009`],
  [
    'a row with too many cells',
    { [email]: `${head}| A |\n| --- |\n| x | y |` },
    `${email}:7:1 MSV-C009`,
  ],
  [
    'widths for other columns',
    { [email]: `${head}:::table{columns="1fr 1fr"}\n| A |\n| --- |\n| x |\n:::` },
    `${email}:5:19 MSV-C009`,
  ],
  [
    'a cell with nothing to join',
    { [email]: `${head}| A |\n| --- |\n| < |` },
    `${email}:7:1 MSV-C009`,
  ],
  [
    'an answer without a value',
    { [email]: `${head}:::choice{id=x}\nWell?\n\n- Yes\n:::` },
    `${email}:8:1 MSV-C009`,
  ],
  ['an e-mail without a subject', { [email]: 'Hi' }, `${email}:1:1 MSV-C009`],
  [
    'a name that is taken',
    { [email]: `${head}::::each{of=invoice.lines as=invoice}\nx\n::::` },
    `${email}:5:13 MSV-C009`,
  ],
  [
    'a page number where there are no pages',
    { [email]: `${head}Page :page` },
    `${email}:5:1 MSV-C010`,
  ],
  [
    'a block for pages where there are none',
    { [email]: `${head}::block{name=head}` },
    'blocks/head.en.md:1:1 MSV-C010',
    'blocks/head.en.md:1:1 MSV-C010',
  ],
  [
    'YAML that is none',
    { 'topics.yaml': 'a: [1' },
    'topics.yaml:1:6 MSV-C011',
    'templates/invoice/template.yaml:1:8 MSV-C014',
  ],
  [
    'JSON that is none',
    { 'templates/invoice/samples/one.json': '{ "invoice": {}, }' },
    'templates/invoice/samples/one.json:1:18 MSV-C011',
  ],
  [
    'a file that is not UTF-8',
    { 'blocks/terms.en.md': new Uint8Array([65, 10, 0xe9, 10]) },
    'blocks/terms.en.md:2:1 MSV-C011',
  ],
  [
    'no misiva.yaml',
    { 'misiva.yaml': undefined },
    'misiva.yaml:1:1 MSV-C011',
    'templates/invoice/template.yaml:8:20 MSV-C002',
  ],
  [
    'a contract that is no schema',
    {
      'templates/invoice/contract.schema.json':
        '{ "type": "object", "properties": { "a": { "type": "strng" } } }',
    },
    'templates/invoice/contract.schema.json:1:52 MSV-C011',
  ],
  [
    'a time zone that is none',
    { 'misiva.yaml': sound['misiva.yaml']!.replace('Europe/London', 'Europe/Londn') },
    'misiva.yaml:2:11 MSV-C011',
  ],
  ['two files that are one variant', { 'blocks/terms.md': 'x' }, 'blocks/terms.md:1:1 MSV-C011'],
  [
    'a sample that does not fit',
    {
      'templates/invoice/samples/one.json': sound['templates/invoice/samples/one.json']!.replace(
        '"12.50",\n    "due',
        '"12,50",\n    "due',
      ),
    },
    'templates/invoice/samples/one.json:4:14 MSV-C012',
  ],
  [
    'an unknown topic',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        'topic: invoice',
        'topic: invoces',
      ),
    },
    'templates/invoice/template.yaml:1:8 MSV-C014',
  ],
  [
    'an unknown page master',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        'master: letter',
        'master: leter',
      ),
    },
    'templates/invoice/template.yaml:3:9 MSV-C014',
  ],
  [
    'an unknown block of a page master',
    { 'brand/style.yaml': sound['brand/style.yaml']!.replace('header: head', 'header: heads') },
    'brand/style.yaml:14:45 MSV-C004',
  ],
  [
    'a text of no alternative',
    { 'templates/invoice/emial.en.md': 'x' },
    'templates/invoice/emial.en.md:1:1 MSV-C014',
  ],
  [
    'carrying what is not there',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        'carries: print',
        'carries: pint',
      ),
    },
    'templates/invoice/template.yaml:9:14 MSV-C014',
  ],
  [
    'a channel nobody has',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        'print: { channel: print }',
        'print: { channel: prnt }',
      ),
    },
    'templates/invoice/template.yaml:5:10 MSV-C014',
  ],
  [
    'an alternative that is never used',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        '    when: customer.wantsDocument\n',
        '',
      ),
    },
    'templates/invoice/template.yaml:11:10 MSV-C016',
  ],
]

for (const [name, changes, ...expected] of refused)
  test(`refused: ${name}`, async () => {
    const found = await problemsWith(changes)
    const told = found.map(formatProblem).join('\n')
    assert.deepEqual(
      found.map((p) => brief(p).split(' ').slice(0, 2).join(' ')).toSorted(),
      [...expected].toSorted(),
      told,
    )
    for (const { code, hint } of found) assert.ok(code in codes && hint, told)
  })

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
