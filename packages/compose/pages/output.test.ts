/** Files carried in documents, and passwords: from template.yaml to what other programs find in the PDF. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Composed, Problem, Result } from '@misiva/model'
import { compileTemplate } from '../composer.ts'
import type { ComposeInput } from '../composing.ts'
import { createComposers } from '../composers.ts'
import { customer, inputOf, readFixture, sampleData, worldOf } from '../fixture.test.ts'
import { checkFolder } from '../folder/check.ts'
import { brief, digest, filesOf, sound } from '../folder/test/sound-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'misiva-output-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const has = (tool: string) => spawnSync(tool, ['--version']).error === undefined
const skip = has('qpdf') ? false : 'qpdf is not installed'

const invoiceXml = `<?xml version="1.0" encoding="UTF-8"?>
<Invoice>
  <Id>{{ order.number }}</Id>
  <Buyer name="{{ customer.name }}"/>
:::when{test="has(order.due)"}
  <Due>{{ order.due }}</Due>
:::
:::each{of="order.lines" as=line}
  <Line no="{{ lineIndex + 1 }}"><Name>{{ line.name }}</Name><Amount>{{ line.amount }}</Amount></Line>
:::
::::choose
:::when{test="order.late"}
  <Late/>
:::
:::otherwise
  <InTime/>
:::
::::
</Invoice>
`

const template = (print: string, mail = '') => `topic: order
languages: [en, es]
master: letter
alternatives:
  print: { channel: print${print} }
  email-pdf: { channel: email, when: customer.wantsDocument, carries: print, cover: cover${mail} }
  email: { channel: email }
  sms: { channel: sms }
  portal: { channel: portal }
`

const texts = {
  'templates/order/factur-x.xml': invoiceXml,
  'templates/order/lines.csv': `name;amount\n:::each{of="order.lines" as=line}\n{{ line.name }};{{ line.amount }}\n:::\n`,
  'templates/order/order.json': `{ "number": "{{ order.number }}", "total": {{ order.total }}, "note": "{{ default(order.note, '') }}" }\n`,
  'files/terms.txt': 'Terms & conditions\n',
}

const embeds = `, embed: [
      { data: factur-x.xml, facturX: EN 16931, relationship: Alternative, description: 'Invoice {{ order.number }}' },
      { data: lines.csv, name: 'lines {{ order.number }}.csv' },
      { data: order.json, when: has(order.note) },
      { file: files/terms.txt },
      { field: order.page, encoding: base64, name: page.bin, when: has(order.page) } ]`

/** Fonts and pictures are those of every release here. */
let world: ReturnType<typeof worldOf> | undefined

async function composed(
  yaml: string,
  which: 'print' | 'email-pdf',
  change: Partial<ComposeInput> = {},
): Promise<Result<Composed>> {
  const files = { ...texts, 'templates/order/template.yaml': yaml }
  const release = readFixture(files)
  const task = { template: 'order', alternative: which, language: 'en' }
  const made = await compileTemplate(release, task, await (world ??= worldOf(release)))
  if (!made.ok) return made
  return made.value.compose({ ...inputOf(), ...change })
}

function pages(result: Result<Composed>): Extract<Composed, { kind: 'pages' }> {
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.problems))
  assert.equal(result.value.kind, 'pages')
  return result.value as Extract<Composed, { kind: 'pages' }>
}

function problemsOf(result: Result<Composed>): readonly Problem[] {
  assert.ok(!result.ok)
  return result.problems
}

function onDisk(pdf: Uint8Array): string {
  const path = join(folder, 'x.pdf')
  writeFileSync(path, pdf)
  return path
}

const shown = (pdf: Uint8Array, key: string, ...rest: string[]): string =>
  execFileSync('qpdf', [...rest, `--show-attachment=${key}`, onDisk(pdf)], { encoding: 'utf8' })

test('files of every source are in the PDF, as other programs read them', { skip }, async () => {
  const data = { order: { ...sampleData.order, page: btoa('\u0000\u00ff'), note: 'a "b"\nc' } }
  const {
    pdf,
    attachments,
    protected: shut,
  } = pages(await composed(template(embeds), 'print', { data }))
  assert.equal(shut, undefined)
  assert.deepEqual(
    attachments?.map(({ filename, mediaType }) => [filename, mediaType]),
    [
      ['factur-x.xml', 'text/xml'],
      ['lines A-17.csv', 'text/csv'],
      ['order.json', 'application/json'],
      ['terms.txt', 'text/plain'],
      ['page.bin', 'application/octet-stream'],
    ],
  )
  const xml = shown(pdf, 'factur-x.xml')
  assert.match(xml, /<Due>2026-12-01<\/Due>/)
  assert.match(xml, /<Name>Lamp &amp; shade<\/Name><Amount>234.50<\/Amount>/)
  assert.match(xml, /<InTime\/>\n<\/Invoice>\n$/)
  assert.equal(
    shown(pdf, 'lines A-17.csv'),
    'name;amount\nOak chair;1000.00\nLamp & shade;234.50\n',
  )
  assert.deepEqual(JSON.parse(shown(pdf, 'order.json')), {
    number: 'A-17',
    total: 1234.5,
    note: 'a "b"\nc',
  })
  assert.equal(shown(pdf, 'terms.txt'), 'Terms & conditions\n')
  const list = execFileSync('qpdf', ['--list-attachments', '--verbose', onDisk(pdf)], {
    encoding: 'utf8',
  })
  assert.match(list, /factur-x\.xml[\s\S]*description: Invoice A-17/)
  const bytes = new TextDecoder('latin1').decode(pdf)
  assert.match(bytes, /<pdfaid:part>3<[\s\S]*<fx:ConformanceLevel>EN 16931</)
})

test('without a file for this record the document is PDF/A-2b', async () => {
  const { order } = sampleData
  const { note: _, ...plain } = order
  const only = `, embed: [{ data: order.json, when: has(order.note) }]`
  const { pdf } = pages(await composed(template(only), 'print', { data: { order: plain } }))
  assert.match(new TextDecoder('latin1').decode(pdf), /<pdfaid:part>2</)
})

test('what cannot be embedded is told, and says nothing of the data', async () => {
  const data = { order: { ...sampleData.order, page: 'no base64!' } }
  const bad = await composed(template(embeds), 'print', { data })
  assert.deepEqual(
    problemsOf(bad).map(({ code, message }) => [code, message.split(' (')[0]]),
    [['MSV-C019', '“order.page” is not base64']],
  )
  const empty = `, embed: [{ field: "default(order.page, '')", name: page.bin }]`
  const [nothing] = problemsOf(await composed(template(empty), 'print'))
  assert.equal(nothing?.code, 'MSV-C019')
  const twice = `, embed: [{ file: files/terms.txt }, { file: files/terms.txt }]`
  const [double] = problemsOf(await composed(template(twice), 'print'))
  assert.match(double?.message ?? '', /^Two files of the document are called “terms.txt”/)
})

const birth = `, protect: { password: "{{ replace(string(order.due), '-', '') }}", copy: false }`

test(
  'a password opens what is sent; the preview needs none; the same bytes again',
  { skip },
  async () => {
    const sent = pages(await composed(template(birth), 'print'))
    assert.equal(sent.protected, true)
    const path = onDisk(sent.pdf)
    assert.throws(() => execFileSync('qpdf', ['--check', path], { stdio: 'pipe' }))
    const told = execFileSync('qpdf', ['--password=20261201', '--show-encryption', path], {
      encoding: 'utf8',
    })
    assert.match(told, /R = 6[\s\S]*extract for any purpose: not allowed[\s\S]*AESv3/)
    const open = join(folder, 'open.pdf')
    execFileSync('qpdf', ['--password=20261201', '--decrypt', path, open])
    assert.match(execFileSync('pdftotext', [open, '-'], { encoding: 'utf8' }), /Order A-17/)
    const xmp = new TextDecoder('latin1').decode(pages(await composed(template(''), 'print')).pdf)
    assert.match(xmp, /pdfaid:part/)
    assert.deepEqual(pages(await composed(template(birth), 'print')).pdf, sent.pdf)
    const looked = pages(await composed(template(birth), 'print', { open: true }))
    assert.equal(looked.protected, undefined)
    assert.match(
      execFileSync('pdftotext', [onDisk(looked.pdf), '-'], { encoding: 'utf8' }),
      /Order/,
    )
  },
)

test(
  'who carries the pages may protect them; both then go by the carrier’s password',
  { skip },
  async () => {
    const mail = `, protect: { password: 'secret {{ order.number }}' }`
    const made = await composed(template(birth, mail), 'email-pdf')
    assert.ok(made.ok && made.value.kind === 'mime')
    const [carried] = made.value.attachments
    const path = onDisk(carried!.bytes)
    execFileSync('qpdf', ['--password=secret A-17', '--check', path])
    assert.throws(() =>
      execFileSync('qpdf', ['--password=20261201', '--check', path], { stdio: 'pipe' }),
    )
    const files = await composed(template(embeds, mail), 'email-pdf')
    assert.ok(files.ok && files.value.kind === 'mime')
    const xml = shown(files.value.attachments[0]!.bytes, 'factur-x.xml', '--password=secret A-17')
    assert.match(xml, /<Invoice>/)
  },
)

test('a password that protects nothing is refused by name, never shown', async () => {
  const judged = async (password: string, change: Partial<ComposeInput> = {}) => {
    const yaml = template(`, protect: { password: "${password}" }`)
    const [first, ...more] = problemsOf(await composed(yaml, 'print', change))
    assert.deepEqual(more, [])
    assert.equal(first?.code, 'MSV-C018')
    return first?.message.replace(/ \(order\/.*$/, '')
  }
  const named = (key: string) => ({ customer: { ...customer, key } })
  const told = 'The password of the document'
  assert.equal(await judged('{{ customer.key }}', named('')), `${told} is empty`)
  assert.equal(
    await judged('{{ customer.key }}', named('1234')),
    `${told} has fewer than 6 characters`,
  )
  const same = `${told} is one character again and again`
  assert.equal(await judged('{{ customer.key }}', named('000000')), same)
  const long = `${told} is longer than 127 bytes`
  assert.equal(await judged('{{ customer.key }}', named('ü9'.repeat(60))), long)
  const untypable = `${told} has a character that cannot be typed`
  assert.equal(await judged('{{ customer.key }}', named('abcdef\ue000')), untypable)
  const failed = await judged("{{ string(decimal(customer.key)) + 'abcdef' }}", named('hunter2'))
  assert.equal(failed, `${told} cannot be computed`)
})

test('samples are looked at without their password, and still judged by it', async () => {
  const weak = template(`, protect: { password: '{{ customer.key }}' }`)
  const release = readFixture({ ...texts, 'templates/order/template.yaml': weak })
  const composers = createComposers(release, await worldOf(release))
  const task = { template: 'order', alternative: 'print', language: 'en', sample: 'usual' }
  const [problem] = await composers.composeSample(task)
  assert.equal(problem?.code, 'MSV-C018')
})

test('what is wrong in template.yaml and in data files is located', async () => {
  const yaml = 'templates/invoice/template.yaml'
  const data = 'templates/invoice/data.xml'
  const told = async (print: string, changes: Record<string, string> = {}) => {
    const text = sound[yaml]!.replace(
      'print: { channel: print }',
      `print: { channel: print, ${print} }`,
    )
    const files = filesOf({ ...sound, [yaml]: text, ...changes })
    return (await checkFolder(files, digest)).problems.map(brief)
  }
  assert.deepEqual(
    await told('embed: [{ data: data.xml }]', { [data]: '<a>{{ invoice.total }}</a>' }),
    [],
  )
  for (const [print, expected, changes] of [
    ['embed: [{ file: files/no.pdf }]', `${yaml}:5:36 MSV-C007 There is no file “files/no.pdf”`],
    [
      'embed: [{ data: x.xml }]',
      `${yaml}:5:36 MSV-C007 There is no data file “x.xml” beside template.yaml`,
    ],
    [
      'embed: [{ file: a, data: b }]',
      `${yaml}:5:36 MSV-C011 An embedded file is one of file, data and field`,
    ],
    ['embed: [{ field: invoice.number }]', `${yaml}:5:36 MSV-C011 An embedded field needs “name”`],
    [
      'embed: [{ field: invoice.nmber, name: x }]',
      `${yaml}:5:53 MSV-C002 Unknown field “nmber” of “invoice”`,
    ],
    [
      'embed: [{ field: invoice.number, name: x.xml, facturX: EN 16931 }]',
      `${yaml}:5:67 MSV-C009 An e-invoice by Factur-X is called “factur-x.xml”`,
    ],
    ["protect: { password: '{{ customer.born }}' }", /MSV-C002 .*born/],
    [
      'protect: { password: hunter22 }',
      `${yaml}:5:49 MSV-C018 A password that is the same for everybody protects nobody`,
    ],
    [
      'embed: [{ data: data.xml }]',
      `${data}:1:15 MSV-C002 Unknown field “totl” of “invoice”`,
      { [data]: '<a>{{ invoice.totl }}</a>' },
    ],
    [
      'embed: [{ data: data.xml }]',
      `${data}:2:9 MSV-C002 Unknown field “cod” of “line”`,
      { [data]: ':::each{of=invoice.lines as=line}\n{{ line.cod }}\n:::' },
    ],
    [
      'embed: [{ data: data.xml }]',
      `${data}:2:1 MSV-C009 :::each is not closed`,
      { [data]: 'x\n:::each{of=invoice.lines as=line}\n{{ line.code }}' },
    ],
    [
      'embed: [{ data: data.xml }]',
      `${data}:1:1 MSV-C009 This line closes nothing`,
      { [data]: ':::' },
    ],
    [
      'embed: [{ data: data.xml }]',
      `${data}:1:1 MSV-C009 :::loop cannot stand in a data file`,
      { [data]: ':::loop\n:::' },
    ],
  ] as const) {
    const found = await told(print, changes ?? { [data]: '<a/>' })
    const all = found.join('\n')
    if (typeof expected === 'string')
      assert.ok(
        found.some((each) => each.startsWith(expected)),
        `${expected}\nnot in\n${all}`,
      )
    else assert.match(all, expected)
  }
})
