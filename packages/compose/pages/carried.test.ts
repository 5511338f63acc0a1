/** Rows for where a table goes on over a page say what the rows above them came to. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { compileTemplate } from '../composer.ts'
import { checkContent } from '../folder/check.ts'
import { inputOf, readFixture, sampleData, worldOf } from '../fixture.test.ts'

const table = `:::table{columns="1fr 30mm"}
| Name | Amount |
| :--- | ---: |
| {each="line in order.lines"} {{ line.name }} | {{ money(line.amount) }} |
| {carried} Carried over after {{ line.name }} | {{ money(line.amount) }} |
| {brought} Brought over after {{ line.name }} | {{ money(line.amount) }} |
| {total} Total | {{ money(order.total) }} |
:::
`

const lines = Array.from({ length: 120 }, (_, i) => ({
  ...{ name: `Item ${i + 1}`, quantity: 1, amount: `${i + 1}.00` },
}))

/** The fixture's margin at the foot, in points. */
const bottom = (25 / 25.4) * 72

const many = { order: { ...sampleData.order, lines } }

async function composedFrom(text: string, alternative: string, data = many) {
  const release = readFixture({ [`templates/order/${alternative}.en.md`]: text })
  const which = { template: 'order', alternative, language: 'en' }
  const composer = await compileTemplate(release, which, await worldOf(release))
  if (!composer.ok) return composer
  return composer.value.compose(inputOf(data))
}

test(
  'what is carried over is what the last row said, and the next page begins with it',
  {
    skip: spawnSync('pdftotext', ['-v']).error !== undefined && 'pdftotext is not installed',
  },
  async () => {
    const made = await composedFrom(table, 'print')
    assert.ok(made.ok && made.value.kind === 'pages', JSON.stringify(made))
    const folder = mkdtempSync(join(tmpdir(), 'carried-'))
    try {
      const file = join(folder, 'order.pdf')
      writeFileSync(file, made.value.pdf)
      const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
      const pages = text.split('\f').slice(0, made.value.pages)
      assert.ok(pages.length >= 3)
      let last = 0
      for (const [i, page] of pages.entries()) {
        const items = [...page.matchAll(/^\s*Item (\d+)\s/gm)].map(([, n]) => Number(n))
        const brought = /Brought over after Item (\d+)\s+€(\d+)\.00/.exec(page)
        const carried = /Carried over after Item (\d+)\s+€(\d+)\.00/.exec(page)
        assert.deepEqual(brought?.slice(1).map(Number), i === 0 ? undefined : [last, last])
        assert.equal(items[0], last + 1)
        last = items.at(-1)!
        const more = i < pages.length - 1
        assert.deepEqual(carried?.slice(1).map(Number), more ? [last, last] : undefined)
      }
      assert.equal(last, lines.length)
      const boxes = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' })
      const [height] = /height="([\d.]+)"/.exec(boxes)!.slice(1).map(Number)
      const lowest = [...boxes.matchAll(/yMax="([\d.]+)">Carried</g)].map(([, y]) => Number(y))
      assert.equal(lowest.length, pages.length - 1)
      for (const y of lowest) assert.ok(y <= height! - bottom, `${y} of ${height}`)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

test('where there are no pages nothing is carried over', async () => {
  const made = await composedFrom(`---\nsubject: x\n---\n\n${table}`, 'email')
  assert.ok(made.ok && made.value.kind === 'mime', JSON.stringify(made))
  for (const said of [made.value.html, made.value.text]) {
    assert.ok(said.includes('Item 120'))
    assert.ok(!/over after/.test(said))
  }
})

test('checking knows what a carried row may speak of', async () => {
  const path = 'templates/order/print.en.md'
  const problemsOf = async (text: string) =>
    (await checkContent(readFixture({ [path]: text })))
      .filter(({ place }) => place?.file === path)
      .map(({ code, place }) => `${code} line ${place?.line}`)
  assert.deepEqual(await problemsOf(table), [])
  const carried = '{carried} Carried over after {{ line.name }}'
  assert.deepEqual(await problemsOf(table.replace(carried, '{carried} {{ line.nam }}')), [
    'MSV-C002 line 5',
  ])
})

test('a condition leaves a carried row out', async () => {
  const made = await composedFrom(table.replace('{carried}', '{carried if="order.late"}'), 'print')
  const always = await composedFrom(table, 'print')
  assert.ok(made.ok && made.value.kind === 'pages' && always.ok && always.value.kind === 'pages')
  assert.notDeepEqual(made.value.pdf, always.value.pdf)
  const late = { order: { ...sampleData.order, lines, late: true } }
  const again = await composedFrom(
    table.replace('{carried}', '{carried if="order.late"}'),
    'print',
    late,
  )
  assert.ok(again.ok && again.value.kind === 'pages')
  assert.deepEqual(again.value.pdf, always.value.pdf)
})

test('a carried row needs a repeated row to speak of', async () => {
  const made = await composedFrom(`| A |\n| --- |\n| x |\n| {carried} y |\n`, 'print')
  assert.ok(!made.ok)
  assert.deepEqual(
    made.problems.map(({ code, place }) => [code, place?.line]),
    [['MSV-C009', 4]],
  )
})
