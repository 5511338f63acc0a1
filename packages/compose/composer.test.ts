import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Composed } from '@misiva/model'
import type { Document } from '@misiva/typeset'
import { pickAlternative } from './alternatives.ts'
import { compileTemplate } from './composer.ts'
import type { Composer } from './composing.ts'
import { createComposers } from './composers.ts'
import { customer, inputOf, readFixture, sampleData, worldOf } from './fixture.test.ts'

const release = readFixture()
const world = await worldOf(release)

async function composerFor(alternative: string, language = 'en'): Promise<Composer> {
  const made = await compileTemplate(release, { template: 'order', alternative, language }, world)
  assert.ok(made.ok, JSON.stringify(made))
  return made.value
}

function composed(composer: Composer, input = inputOf()): Composed {
  const made = composer.compose(input)
  assert.ok(made.ok, JSON.stringify(made))
  return made.value
}

test('every sample is composed in every alternative and language', async () => {
  const composers = createComposers(release, world)
  for (const { name: alternative } of release.templates[0]!.alternatives)
    for (const language of ['en', 'es']) {
      const task = { template: 'order', alternative, language, sample: 'usual' }
      assert.deepEqual(await composers.composeSample(task), [])
    }
})

test('pictures that cannot be used are told once, at their files; what is drawn otherwise is said', async () => {
  const svg = (inner: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${inner}</svg>`
  const changed = readFixture({
    'brand/sign.png': 'no picture',
    'brand/script.svg': svg('<script>1</script>'),
    'brand/blur.svg': svg('<filter id="f"/><rect width="9" height="9" filter="url(#f)"/>'),
  })
  const composers = createComposers(changed, await worldOf(changed))
  const task = { template: 'order', alternative: 'sms', language: 'en', sample: 'usual' }
  const told = await composers.composeSample(task)
  assert.deepEqual(told.map(({ code, place }) => `${place?.file} ${code}`).toSorted(), [
    'brand/script.svg MSV-P002',
    'brand/sign.png MSV-P002',
  ])
  assert.deepEqual(await composers.composeSample(task), [])
  assert.match(composers.notes.join(), /brand\/blur\.svg: not drawn: filter/)
})

test('the same input makes the same bytes, on every channel', async () => {
  const again = await worldOf(readFixture())
  for (const { name: alternative } of release.templates[0]!.alternatives) {
    const which = { template: 'order', alternative, language: 'en' }
    const other = await compileTemplate(readFixture(), which, again)
    assert.ok(other.ok)
    assert.deepEqual(composed(other.value), composed(await composerFor(alternative)))
  }
})

/** All objects of a tree, functions and bytes left out. */
function objectsOf(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  found.add(value)
  for (const inner of Object.values(value)) objectsOf(inner, found)
  return found
}

function documentOf(composer: Composer, number: string, language = 'en'): Document {
  const data = { order: { ...sampleData.order, number } }
  const made = composer.document!({ ...inputOf(data), customer: { ...customer, language } })
  assert.ok(made.ok, JSON.stringify(made))
  return made.value
}

test('two documents share what does not depend on the record, and every style', async () => {
  const composer = await composerFor('print')
  const [one, two] = [documentOf(composer, 'A-17'), documentOf(composer, 'B-18')]
  const shared = objectsOf(two)
  const types = (document: Document) =>
    document.body.filter((block) => shared.has(block)).map((block) => block.type)
  // The note, the first list item, the sentence of the choice and the rule are the same objects.
  assert.ok(types(one).includes('paragraph'))
  assert.ok(types(one).includes('rule'))
  assert.ok(types(one).includes('keepTogether'))
  for (const object of objectsOf(one)) {
    if ('style' in object && object.style) assert.ok(shared.has(object.style as object))
    if ('columns' in object && object.columns) assert.ok(shared.has(object.columns as object))
    if ('header' in object && object.header) assert.ok(shared.has(object.header as object))
  }
  assert.equal(one.text, two.text)
  assert.ok(Object.isFrozen(one.text))
})

test('masters none of whose content is a value are one object', async () => {
  const plain = readFixture({
    'blocks/address.md': 'Calle Mayor 1\n',
    'blocks/running.md': 'Casa\n',
  })
  const which = { template: 'order', alternative: 'print', language: 'en' }
  const made = await compileTemplate(plain, which, await worldOf(plain))
  assert.ok(made.ok)
  assert.equal(documentOf(made.value, 'A').masters, documentOf(made.value, 'B').masters)
})

test('a repeated row is its cells and nothing more', async () => {
  const document = documentOf(await composerFor('print'), 'A-17')
  const table = document.body.find((block) => block.type === 'table')!
  assert.deepEqual(
    [...table.rows].map(({ cells }) => cells),
    [
      ['1', 'Oak chair', '2', '€1,000.00'],
      ['2', 'Lamp & shade', '1', '€234.50'],
    ],
  )
  assert.equal(table.footer!.length, 1)
})

function hasTool(name: string): boolean {
  return spawnSync(name, ['-v']).error === undefined
}

test(
  'the text of the pages is the text of the record',
  { skip: !hasTool('pdftotext') && 'pdftotext is not installed' },
  async () => {
    const made = composed(await composerFor('print'))
    assert.equal(made.kind, 'pages')
    const folder = mkdtempSync(join(tmpdir(), 'compose-'))
    try {
      const file = join(folder, 'order.pdf')
      writeFileSync(file, (made as { pdf: Uint8Array }).pdf)
      const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
      for (const said of ['Order A-17', '€1,234.50', 'Oak chair', 'Lamp & shade', 'It is on time'])
        assert.ok(text.includes(said), `${said} is missing:\n${text}`)
      assert.match(text, /María Ruiz\s+Calle Mayor 1\s+28013 Madrid/)
      assert.match(text, /Page 1 of \d/)
      assert.ok(!text.includes('Late fee'))
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

test('a mail has its text, its pictures and what it carries', async () => {
  const mail = composed(await composerFor('email'))
  assert.ok(mail.kind === 'mime')
  assert.equal(mail.subject, 'Order A-17')
  assert.ok(mail.html.includes('It comes to €1,234.50'))
  for (const { cid } of mail.inline) assert.ok(mail.html.includes(`"cid:${cid}"`), cid)
  for (const [, cid] of mail.html.matchAll(/"cid:([^"]+)"/g))
    assert.ok(
      mail.inline.some((picture) => picture.cid === cid),
      `${cid} is not there`,
    )
  assert.match(mail.text, /^No {2}Name +Qty +Amount$/m)
  assert.match(mail.text, /^Total +€1,234\.50$/m)
  assert.ok(mail.text.includes('https://casa.example/m/abc?k=1&s=2'))
  for (const line of mail.text.split('\n'))
    assert.ok(line.length <= 72 || line.trim().startsWith('https:'), line)
})

test('a passive alternative carries the very bytes under its cover', async () => {
  const mail = composed(await composerFor('email-pdf'))
  const document = composed(await composerFor('print'))
  assert.ok(mail.kind === 'mime' && document.kind === 'pages')
  assert.equal(mail.subject, 'Your document A-17')
  assert.deepEqual(
    mail.attachments.map(({ filename, mediaType }) => [filename, mediaType]),
    [['A-17.pdf', 'application/pdf']],
  )
  assert.deepEqual(mail.attachments[0]!.bytes, document.pdf)
})

function asked(wantsDocument?: boolean): string | undefined {
  const { attributes: _, ...plain } = customer
  const who = wantsDocument === undefined ? plain : { ...plain, attributes: { wantsDocument } }
  const picked = pickAlternative(release, 'order', 'email', { data: sampleData, customer: who })
  assert.ok(picked.ok)
  return picked.value?.name
}

test('the first alternative whose condition holds is taken', () => {
  assert.equal(asked(true), 'email-pdf')
  assert.equal(asked(false), 'email')
  assert.equal(asked(), 'email')
})

test('a value that cannot be computed is a problem that names template, place and record', async () => {
  const guardless = readFixture({
    'templates/order/sms.en.md': 'Order {{ order.number }}\ndue {{ date(order.due) }}\n',
  })
  const which = { template: 'order', alternative: 'sms', language: 'en' }
  const made = await compileTemplate(guardless, which, world)
  assert.ok(made.ok)
  const { due: _, ...order } = sampleData.order
  const result = made.value.compose(inputOf({ order }))
  assert.ok(!result.ok)
  assert.equal(result.problems.length, 1)
  const [problem] = result.problems
  assert.equal(problem!.code, 'MSV-C013')
  assert.match(problem!.message, /order\/sms en, record A-17/)
  assert.deepEqual([problem!.place!.file, problem!.place!.line], ['templates/order/sms.en.md', 2])
  // The next record is none the worse for it.
  assert.ok(made.value.compose(inputOf()).ok)
})

test('a record that does not fit the contract is refused before anything is made', async () => {
  const composer = await composerFor('sms')
  const result = composer.compose(inputOf({ order: { number: 1, total: 'x', lines: [] } }))
  assert.ok(!result.ok)
  assert.ok(result.problems.every(({ code }) => code === 'MSV-D007'))
  assert.equal(result.problems.length, 2)
})

test('what cannot be is refused when compiling, all of it, each with its place', async () => {
  const file = 'templates/order/sms.en.md'
  const cases: readonly [string, string, number][] = [
    ['{{ order.nummber }}', 'MSV-C002', 1],
    ['{{ order.number + }}', 'MSV-C001', 1],
    ['Hi\n\n::block{name=nobody}', 'MSV-C004', 3],
    ['| a | b |\n| - | - |\n| 1 | 2 |', 'MSV-C010', 1],
    ['![logo](brand/sign.png)', 'MSV-C010', 1],
    [':::paragraph{style=nosuch}\nx\n:::', 'MSV-C008', 2],
    ['[x](javascript:alert(1))', 'MSV-C010', 1],
    ['Page :page', 'MSV-C010', 1],
  ]
  for (const [text, code, line] of cases) {
    const spoiled = readFixture({ [file]: `${text}\n` })
    const which = { template: 'order', alternative: 'sms', language: 'en' }
    const made = await compileTemplate(spoiled, which, world)
    const found = made.ok ? [] : made.problems.map((p) => [p.code, p.place?.file, p.place?.line])
    assert.deepEqual(found, [[code, file, line]], text)
  }
})
