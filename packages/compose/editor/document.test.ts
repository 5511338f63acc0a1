import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import type { Content } from '@misiva/model'
import { readMarkdown } from '../folder/markdown.ts'
import { printContent } from '../folder/print.ts'
import { Source } from '../folder/source.ts'
import { blocks } from '../folder/test/trees.ts'
import { fromDocument } from './from-document.ts'
import { toDocument } from './to-document.ts'

function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, v: unknown) => (key === 'place' ? undefined : v)))
}

function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

test('every tree comes back from the editor as it went in', () => {
  fc.assert(
    fc.property(blocks(3), (content) => {
      assert.deepEqual(bare(fromDocument(throughJson(toDocument(content)))), bare(content))
    }),
    { numRuns: 500 },
  )
})

test('every file of the examples comes back as it was, and prints the same', () => {
  const folder = fileURLToPath(new URL('../../../examples/', import.meta.url))
  const files = globSync('**/{blocks,templates}/**/*.md', { cwd: folder })
  assert.ok(files.length > 50)
  for (const file of files) {
    const { content } = readMarkdown(new Source(file, readFileSync(folder + file, 'utf8')))
    const back = fromDocument(throughJson(toDocument(content)))
    assert.deepEqual(bare(back), bare(content), file)
    assert.equal(printContent(back), printContent(content), file)
  }
})

test('what no schema could hold comes back whole', () => {
  const odd: Content = [
    { type: 'list', ordered: false, items: [] },
    { type: 'table', columns: [{ width: 'auto' }], rows: [], caption: ['none'] },
    { type: 'columns', widths: [], columns: [] },
    { type: 'choose', whens: [] },
    {
      type: 'paragraph',
      children: [
        { type: 'link', href: ['a'], children: [] },
        { type: 'link', href: ['a'], children: [{ type: 'text', text: 'x' }] },
        { type: 'link', href: ['a'], children: [{ type: 'text', text: 'y' }] },
        {
          type: 'link',
          href: ['b'],
          children: [{ type: 'link', href: ['c'], children: [{ type: 'tab' }] }],
        },
      ],
    },
  ]
  assert.deepEqual(fromDocument(throughJson(toDocument(odd))), odd)
})

test('what is pasted becomes content that prints and reads back', () => {
  const tree = fromDocument({
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'break' },
          { type: 'text', text: 'one\ntwo' },
          { type: 'text', text: ' three\u0000' },
          { type: 'break' },
        ],
      },
    ],
  })
  assert.deepEqual(tree, [
    { type: 'paragraph', children: [{ type: 'text', text: 'one two three ' }] },
  ])
  assert.deepEqual(bare(readMarkdown(new Source('f.md', printContent(tree))).content), tree)
})
