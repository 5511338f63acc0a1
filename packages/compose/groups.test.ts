/** Rows in groups: headings, items and subtotals, on paper and on screens. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { compileTemplate } from './composer.ts'
import { checkContent } from './folder/check.ts'
import { inputOf, readFixture, sampleData, worldOf } from './fixture.test.ts'
import { fieldUses } from './library/field-uses.ts'

const contract = JSON.stringify({
  type: 'object',
  required: ['order'],
  properties: {
    order: {
      type: 'object',
      required: ['number', 'total', 'lines'],
      properties: {
        number: { type: 'string' },
        total: { type: 'string', format: 'decimal' },
        due: { type: 'string', format: 'date' },
        note: { type: 'string' },
        late: { type: 'boolean' },
        lines: {
          type: 'array',
          items: {
            type: 'object',
            required: ['name', 'amount', 'quantity', 'house', 'room'],
            properties: {
              name: { type: 'string' },
              quantity: { type: 'integer' },
              amount: { type: 'string', format: 'decimal' },
              parts: { type: 'array', items: { type: 'string' } },
              house: { type: 'string' },
              room: { type: 'string' },
            },
          },
        },
      },
    },
  },
})

const table = `:::table{style=lines columns="1fr 30mm"}
| Name | Amount |
| :--- | ---: |
| {group="house by line.house"} House {{ house.key }} | < |
| {continued=house} House {{ house.key }}, continued | < |
| {group="room by line.room"} Room {{ house.key }}{{ room.key }} | {{ room.rows[0].name }} |
| {each="line in order.lines"} {{ line.name }} | {{ money(line.amount) }} |
| {subtotal=room} Sum of room {{ house.key }}{{ room.key }} | {{ money(sum(room.amount)) }} |
| {subtotal=house} Sum of house {{ house.key }}, {{ size(house.rows) }} items, {{ number(sum(house.amount) * 100 / order.total, 1) }} % | {{ money(sum(house.amount)) }} |
| {total} Total | {{ money(order.total) }} |
:::
`

const letters = ['A', 'B', 'C']
/** Out of order: items of one house and room are far apart. */
const lines = Array.from({ length: 120 }, (_, i) => ({
  ...{ name: `Item ${i + 1}`, quantity: 1, amount: `${i}.1` },
  ...{ house: letters[i % 3]!, room: String((i % 2) + 1) },
}))
const total = `${(119 * 120) / 2 + 12}.00`
const many = { order: { ...sampleData.order, total, lines } }
const few = { order: { ...many.order, lines: lines.slice(0, 8) } }

function releaseOf(text: string, alternative: string) {
  const sample = JSON.stringify({ ...few, customer: { key: '1', name: 'M', language: 'en' } })
  return readFixture({
    'templates/order/contract.schema.json': contract,
    'templates/order/samples/usual.json': sample,
    [`templates/order/${alternative}.en.md`]: text,
  })
}

async function composedFrom(text: string, alternative: string, data: typeof many = many) {
  const release = releaseOf(text, alternative)
  const which = { template: 'order', alternative, language: 'en' }
  const composer = await compileTemplate(release, which, await worldOf(release))
  if (!composer.ok) return composer
  return composer.value.compose(inputOf(data))
}

const noText = spawnSync('pdftotext', ['-v']).error !== undefined && 'pdftotext is not installed'

test(
  'on paper a heading stays with its first row, a subtotal with its last',
  { skip: noText },
  async () => {
    const made = await composedFrom(table, 'print')
    assert.ok(made.ok && made.value.kind === 'pages', JSON.stringify(made))
    const folder = mkdtempSync(join(tmpdir(), 'groups-'))
    try {
      const file = join(folder, 'order.pdf')
      writeFileSync(file, made.value.pdf)
      const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
      const pages = text.split('\f').slice(0, made.value.pages)
      assert.ok(pages.length >= 4)
      let within: string | undefined
      const seen: string[] = []
      for (const page of pages) {
        const rows = [...page.matchAll(/^\s*((?:House|Room|Item|Sum of|Total).*?)\s*$/gm)].map(
          ([, row]) => row!,
        )
        const [first, ...rest] = rows
        // A page that begins within a house says so; one that begins with a house does not.
        if (within) assert.equal(first, `House ${within}, continued`)
        else assert.match(first!, /^House \w$/)
        assert.ok(rest.every((row) => !row.includes('continued')))
        assert.match(rows.at(-1)!, /^(?:Item|Sum|Total)/)
        assert.doesNotMatch(rows[within ? 1 : 0]!, /^(?:Sum|Total)/)
        seen.push(...rows.filter((row) => !row.includes('continued')))
        const last = [...seen].reverse().find((row) => /^(?:House|Sum of house)/.test(row))
        within = /^House (\w)/.exec(last!)?.[1]
      }
      const houses = seen.filter((row) => row.startsWith('House')).map((row) => row.slice(6))
      assert.deepEqual(houses, letters)
      assert.equal(seen.filter((row) => row.startsWith('Item')).length, lines.length)
      for (const house of letters) {
        const own = lines.filter((line) => line.house === house)
        const cents = own.reduce((sum, { amount }) => sum + Number(amount) * 10, 0) * 10
        const said = seen.find((row) => row.startsWith(`Sum of house ${house}, 40 items`))!
        const amount = /€([\d,.]+)$/.exec(said)![1]!.replaceAll(/\D/g, '')
        assert.equal(Number(amount), Math.round(cents))
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

test('on screens each group is a section with its heading', async () => {
  const made = await composedFrom(`---\nsubject: x\n---\n\n${table}`, 'email', few)
  assert.ok(made.ok && made.value.kind === 'mime', JSON.stringify(made))
  const html = made.value.html.replaceAll(/ (?:style|class|bgcolor)="[^"]*"/g, '')
  const bodies = [...html.matchAll(/<tbody>(.*?)<\/tbody>/gs)].map(([, rows]) => rows!)
  const outer = bodies.filter((rows) => rows.includes('scope="colgroup"'))
  const inner = bodies.filter((rows) => rows.includes('scope="rowgroup"'))
  assert.equal(outer.length, 3)
  assert.equal(inner.length, 6)
  assert.match(inner[0]!, /Room A1.*Item 1<.*Item 7<.*Sum of room A1.*6\.20/s)
  assert.ok(!html.includes('continued'))
  assert.match(
    made.value.text,
    /House A\nRoom A1 +Item 1\nItem 1 .*\nItem 7 .*\n +-+\nSum of room A1/,
  )
})

test('what groups may say is checked where it is written', async () => {
  const path = 'templates/order/print.en.md'
  const problemsOf = async (text: string) =>
    (await checkContent(releaseOf(text, 'print')))
      .filter(({ place }) => place?.file === path)
      .map(({ code, place, message }) => `${code} ${place?.line} ${message}`)
  assert.deepEqual(await problemsOf(table), [])
  const wrong = async (from: string, to: string) => (await problemsOf(table.replace(from, to)))[0]
  assert.match((await wrong('line.room"', 'line.rom"'))!, /^MSV-C002 6 /)
  assert.match((await wrong('sum(room.amount)', 'sum(room.name)'))!, /^MSV-C0\d\d 8 /)
  assert.match((await wrong('{{ house.key }} | < |', '{{ line.name }} | < |'))!, /^MSV-C002 4 /)
  assert.match((await wrong('{subtotal=room}', '{subtotal=rom}'))!, /MSV-C009 8 Nothing says/)
  assert.match((await wrong('"room by line.room"', '"house by line.room"'))!, /MSV-C009 6 .*twice/)
  assert.match((await wrong('{each="line in order.lines"}', ''))!, /MSV-C009 4 Nothing is repeated/)
  const crossed = table
    .replace('{subtotal=room}', '{subtotal=x}')
    .replace('{subtotal=house}', '{subtotal=room}')
    .replace('{subtotal=x}', '{subtotal=house}')
  assert.ok((await problemsOf(crossed)).some((said) => /^MSV-C009 \d .*cross/.test(said)))
})

test('a renamed field of the items is found in their groups', () => {
  const release = releaseOf(table, 'print')
  const uses = fieldUses(release, release.templates[0]!)
    .filter(({ place }) => place.file === 'templates/order/print.en.md')
    .map(({ path, place }) => `${path} ${place.line}`)
  assert.ok(uses.includes('order.lines[].house 4'))
  assert.ok(uses.includes('order.lines[].amount 9'))
})

test('a short message has no groups', async () => {
  const made = await composedFrom(table, 'sms', few)
  assert.ok(!made.ok && made.problems.some(({ code }) => code === 'MSV-C010'))
})
