import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { formatProblem } from '@misiva/model'
import type { Block } from '@misiva/model'
import { readMarkdown } from './markdown.ts'
import { printContent, printContentFile } from './print.ts'
import { Source } from './source.ts'
import { blocks, template } from './test/trees.ts'

/** The tree without places: a printed file has places of its own. */
function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, v: unknown) => (key === 'place' ? undefined : v)))
}

function read(text: string) {
  return readMarkdown(new Source('f.md', text))
}

function roundTrips(content: readonly Block[]): void {
  const printed = printContent(content)
  const back = read(printed)
  assert.deepEqual(back.problems.map(formatProblem), [], printed)
  assert.deepEqual(bare(back.content), bare(content), printed)
  assert.equal(printContent(back.content), printed, 'printing what was printed changes nothing')
}

test('every tree reads back as it was printed', () => {
  fc.assert(fc.property(blocks(3), roundTrips), {
    numRuns: Number(process.env['ROUND_TRIPS'] ?? 400),
  })
})

test('front matter reads back as it was printed', () => {
  fc.assert(
    fc.property(
      template,
      fc.option(template, { nil: undefined }),
      blocks(0),
      (subject, preheader, content) => {
        const printed = printContentFile({ content, subject, ...(preheader && { preheader }) })
        const back = read(printed)
        assert.deepEqual(back.problems, [], printed)
        assert.deepEqual(
          bare([back.subject, back.preheader ?? null, back.content]),
          bare([subject, preheader ?? null, content]),
          printed,
        )
      },
    ),
    { numRuns: 300 },
  )
})

test('cells that span rows read back', () => {
  const cell = (t: string, spans: object = {}) => ({
    children: [{ type: 'paragraph' as const, children: [{ type: 'text' as const, text: t }] }],
    ...spans,
  })
  roundTrips([
    {
      type: 'table',
      columns: [{ width: 'auto' }, { width: '1fr', align: 'end' }, { width: 'auto' }],
      rows: [
        { kind: 'head', cells: [cell('a'), cell('b', { colspan: 2 })] },
        { kind: 'body', cells: [cell('c', { rowspan: 2 }), cell('d', { rowspan: 2, colspan: 2 })] },
        { kind: 'body', cells: [] },
        { kind: 'total', cells: [cell('<'), cell('^'), cell('e')] },
      ],
    },
  ])
})

test('what people wrote stays as they wrote it', () => {
  const written = `## Title\n\nText with **bold {{ a }}**, *soft* and [a link](https://example.com/{{ b }}).\\\nSecond line.\n\n- one\n\n- two\n\n| Code | Price |\n| :--- | ---: |\n| {each="line in lines"} {{ line.code }} | {{ money(line.price) }} |\n| {total} Sum | {{ money(total) }} |\n\n:::box{style=notice}\nMind the gap\n:::\n`
  assert.equal(printContent(read(written).content), written)
})
