/** Lines, corners and cells: what a style sheet says of them is what pages and screens show. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { compileTemplate } from '../composer.ts'
import { files, inputOf, readFixture, sampleData, worldOf } from '../fixture.test.ts'
import { readStyle } from '../folder/style.ts'
import { sourceOf } from '../folder/source.ts'
import { readYaml } from '../folder/yaml.ts'

const style = new TextDecoder().decode(files.get('brand/style.yaml')).replace(
  'boxes:\n',
  `  ruled: { columnRule: 0.5pt dotted muted, border: 1pt accent, borderTop: 3pt accent, totalRule: 3pt double ink, verticalAlign: middle }
cells:
  alarm: { background: '#fde8e8', borderLeft: 2pt dashed accent, verticalAlign: bottom }
boxes:
  card: { padding: 8pt, border: 1pt dashed accent, radius: 8pt 4pt 0 0 }
  side: { padding: 8pt, borderLeft: 3pt accent, borderBottom: 1pt dotted muted }
`,
)

const text = (by: string) => `
:::box{style=card}
A
:::

:::box{style=side}
B
:::

:::table{style=ruled columns="1fr 30mm"}
| Name | Amount |
| :--- | ---: |
| {each="line in order.lines"} {{ line.name }} | {style-by="${by}"} {{ money(line.amount) }} |
| {total} Total | {{ money(order.total) }} |
:::
`
const alarm = "line.amount > 500 ? 'alarm' : ''"

async function made(alternative: string, by = alarm) {
  const head = alternative === 'print' ? '' : '---\nsubject: x\n---\n'
  const release = readFixture({
    'brand/style.yaml': style,
    [`templates/order/${alternative}.en.md`]: head + text(by),
  })
  const which = { template: 'order', alternative, language: 'en' }
  const composer = await compileTemplate(release, which, await worldOf(release))
  assert.ok(composer.ok, JSON.stringify(composer))
  return composer.value.compose(inputOf(sampleData))
}

test('screens have the borders, corners and grounds of the sheet', async () => {
  for (const alternative of ['email', 'portal']) {
    const result = await made(alternative)
    assert.ok(result.ok && 'html' in result.value, JSON.stringify(result))
    const { html } = result.value
    assert.match(html, /border:1.33px dashed/)
    assert.match(html, /border-radius:10.67px 5.33px 0 0/)
    assert.match(
      html,
      /border-left:4px solid[^;"}]*;border-bottom:1.33px dotted|border-bottom:1.33px dotted[^;"}]*;border-left:4px solid/,
    )
    assert.match(html, /border-top:4px double/)
    assert.match(html, /border-left:1px dotted/)
    // One line of two comes to more than 500.
    const cells = [...html.matchAll(/<td[^>]*>€[\d,.]+<\/td>/g)].map(([cell]) => cell)
    assert.equal(new Set(cells.slice(0, 2).map((cell) => cell.replace(/€[\d,.]+/, ''))).size, 2)
  }
})

test('paper draws them as lines', async () => {
  const result = await made('print')
  assert.ok(result.ok && result.value.kind === 'pages', JSON.stringify(result))
  const pdf = Buffer.from(result.value.pdf)
  const drawn = [...pdf.toString('latin1').matchAll(/stream\n/g)].flatMap(({ index }) => {
    try {
      return [inflateSync(pdf.subarray(index + 7)).toString('latin1')]
    } catch {
      return []
    }
  })
  const page = drawn.find((stream) => stream.includes(' re f'))!
  assert.ok(page.includes('[3 2] 0 d'), 'a dashed border')
  assert.ok(page.includes('1 J [0 2] 0 d'), 'a dotted border')
  assert.ok(page.includes('1 J [0 1] 0 d'), 'a dotted rule between columns')
  assert.ok(page.includes('[6 4] 0 d'), 'the edge of a chosen cell')
  // 3 pt double: two lines of 1 pt, 2 pt apart.
  const levels = [...page.matchAll(/(?<![\d.])1 w [\d.]+ ([\d.]+) m [\d.]+ \1 l S/g)].map(([, y]) =>
    Number(y),
  )
  assert.ok(levels.some((y) => levels.some((other) => Math.abs(other - y - 2) < 0.02)))
})

test('a cell style that is not there is told', async () => {
  const result = await made('email', "'alram'")
  assert.ok(!result.ok)
  assert.deepEqual(
    result.problems.map(({ code, place, hint }) => [code, place?.line, hint]),
    sampleData.order.lines.map(() => ['MSV-C008', 16, 'Did you mean “alarm”?']),
  )
})

test('what cannot be a line, a corner or a cell is refused in its place', () => {
  const wrong = [
    'boxes: { a: { borderTop: 1pt wavy accent } }',
    'boxes: { a: { radius: 1pt 2pt 3pt 4pt 5pt } }',
    'cells: { a: { verticalAlign: centre } }',
    'cells: { a: { paragraph: nothing } }',
    'tables: { a: { columnRule: 1pt nothing } }',
  ]
  for (const line of wrong) {
    const source = sourceOf('brand/style.yaml', new TextEncoder().encode(`${line}\n`))
    assert.ok(source.ok)
    const { root, problems } = readYaml(source.value)
    readStyle(root!, new Set(), problems as never[])
    assert.equal(problems.length, 1, `${line}: ${JSON.stringify(problems)}`)
    assert.ok(problems[0]!.place!.column > 10)
  }
})
