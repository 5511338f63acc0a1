/** What the style sheet says of paper: masters by place, trays, marks, frames, lists, initials. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Printing } from '@misiva/model'
import type { Document, PageMasters } from '@misiva/typeset'
import { compileTemplate } from '../composer.ts'
import { checkContent } from '../folder/check.ts'
import { emptyStyle, readStyle } from '../folder/style.ts'
import { readYaml } from '../folder/yaml.ts'
import { Source } from '../folder/source.ts'
import { files, inputOf, readFixture, sampleData, worldOf } from '../fixture.test.ts'

const plain = new TextDecoder().decode(files.get('brand/style.yaml'))

const master = `
    tray: plain
    duplex: true
    marks: { kind: datamatrix, x: 5mm, y: 60mm, text: '$document $sheet/$sheets' }
    first: { tray: letterhead }
    last: { footer: farewell, margin: 30mm 20mm 40mm 22mm }
    left: { margin: 30mm 22mm 25mm 20mm }
    blank: { header: running }
    frames:
      - { name: stamp, x: 150mm, y: 250mm, width: 40mm, height: 20mm, block: stamp, pages: last, box: notice, align: middle, rotate: 10 }
`

const styled = plain
  .replace(/\n {4}frames:\n.*\n/, master)
  .replace(
    'paragraphs:\n',
    `paragraphs:
  opening: { initial: { lines: 3, color: accent, weight: 700 }, indentFirst: 4mm, widows: 3, tabs: [20mm, 150mm end .] }
`,
  )
  .replace(
    'boxes:\n',
    "lists:\n  clauses: { marker: lower-alpha, prefix: '(', suffix: ')' }\nboxes:\n",
  )

const running = {
  'brand/style.yaml': styled,
  'blocks/farewell.md': 'Goodbye',
  'blocks/stamp.md': 'Paid',
}

async function documentOf(text: string): Promise<Document> {
  return (await made(text)).document
}

async function made(text: string): Promise<{ document: Document; printing: Printing | undefined }> {
  const release = readFixture({ ...running, 'templates/order/print.en.md': text })
  const which = { template: 'order', alternative: 'print', language: 'en' }
  const composer = await compileTemplate(release, which, await worldOf(release))
  assert.ok(composer.ok, JSON.stringify(composer))
  const document = composer.value.document!(inputOf(sampleData))
  assert.ok(document.ok)
  const composed = composer.value.compose(inputOf(sampleData))
  assert.ok(composed.ok && composed.value.kind === 'pages')
  assert.deepEqual(composed.warnings ?? [], [])
  return { document: document.value, printing: composed.value.printing }
}

const words = (value: unknown) => JSON.stringify(value)

test('a page master says what differs by the place of the page', async () => {
  const { masters, duplex, marks } = await documentOf('x')
  const { first, rest, last, only, left, blank } = masters as PageMasters
  assert.deepEqual(
    [first?.tray, rest.tray, last?.tray, only?.tray, left?.tray],
    ['letterhead', 'plain', 'plain', 'letterhead', 'plain'],
  )
  assert.ok(words(last?.frames).includes('Goodbye') && words(only?.frames).includes('Goodbye'))
  assert.ok(!words(rest.frames).includes('Goodbye') && !words(first?.frames).includes('Goodbye'))
  assert.ok(last!.margins.bottom > rest.margins.bottom)
  assert.equal(left?.margins.left, rest.margins.right)
  assert.equal(blank?.frames?.length, 1, 'a blank back has only what is said of it')
  const stamp = last?.frames?.find((frame) => words(frame).includes('Paid'))
  assert.deepEqual([stamp?.rotate, stamp?.verticalAlign], [10, 'middle'])
  assert.ok(stamp?.style?.background, 'in its box')
  assert.ok(!words(rest.frames).includes('Paid'))
  assert.deepEqual(duplex, { fillBacks: true })
  assert.deepEqual([marks?.kind, marks?.sides], ['datamatrix', 2])
})

test('sheets are told with their paper and sides, for the job ticket', async () => {
  const { printing } = await made('x\n\n::page-break\n\ny\n\n::page-break\n\nz\n')
  const a4 = { width: 595.276, height: 841.89 }
  const media = printing?.media.map(({ width, height, ...range }) => {
    assert.ok(Math.abs(width - a4.width) < 0.01 && Math.abs(height - a4.height) < 0.01)
    return range
  })
  assert.deepEqual([printing?.sheets, printing?.duplex], [2, 'longEdge'])
  assert.deepEqual(media, [
    { sheets: [1, 1], pages: [1, 2], tray: 'letterhead' },
    { sheets: [2, 2], pages: [3, 4], tray: 'plain' },
  ])
})

test('lists count as their style says, and paragraphs begin as theirs does', async () => {
  const { body } = await documentOf(
    `:::paragraph{style=clauses}\n3. one\n4. two\n:::\n\n:::paragraph{style=opening}\nOnce upon a time.\n:::`,
  )
  const [list, opening] = body
  assert.ok(list?.type === 'list' && opening?.type === 'paragraph')
  assert.deepEqual(list.marker, {
    ...{ kind: 'counter', form: 'lowerAlpha', start: 3, prefix: '(', suffix: ')' },
  })
  const { initial, indentFirst, widows, tabs } = opening.style!
  assert.equal(initial?.lines, 3)
  assert.deepEqual([initial?.text?.weight, initial?.text?.color], [700, '#0b6e4f'])
  assert.equal(widows, 3)
  assert.ok(Math.abs(indentFirst! - 11.34) < 0.01)
  assert.deepEqual(
    tabs?.map(({ align, leader }) => [align, leader]),
    [
      ['start', undefined],
      ['end', '.'],
    ],
  )
})

test('what a style sheet says wrong is told at its line', async () => {
  const problemsOf = (text: string) => {
    const yaml = readYaml(new Source('brand/style.yaml', text), 0, text.length)
    const problems = [...yaml.problems]
    if (yaml.root) readStyle(yaml.root, new Set(), problems)
    return problems.map(({ code, place }) => `${code} ${place?.line}`)
  }
  assert.deepEqual(emptyStyle.lists, {})
  const wrong = `paragraphs:
  body:
    initial: { lines: 1 }
    tabs: [12, 5mm wherever]
masters:
  letter:
    size: A4
    margin: 20mm
    marks: { kind: omr, x: 5mm }
    last: { foter: x }
    frames:
      - { name: a, x: 0, y: 0, width: 5mm, height: 5mm, block: x, box: nobox, pages: some }
`
  const lines = problemsOf(wrong).map((told) => Number(told.split(' ')[1]))
  for (const line of [3, 4, 9, 10, 12]) assert.ok(lines.includes(line), `line ${line} in ${lines}`)
})

test('running content of every kind of page is looked up', async () => {
  const { 'blocks/farewell.md': _, ...without } = running
  const problems = await checkContent(readFixture({ ...without }))
  assert.ok(
    problems.some(({ code, message }) => code === 'MSV-C004' && message.includes('farewell')),
    JSON.stringify(problems),
  )
})
