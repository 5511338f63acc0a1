import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Document } from '@misiva/typeset'
import { documentLines } from './document-text.ts'

const master = { width: 595, height: 842, margins: { top: 0, right: 0, bottom: 0, left: 0 } }
const frame = { x: 0, y: 0, width: 100, height: 20 }

function document(body: Document['body']): Document {
  const foot = { ...frame, content: [{ type: 'paragraph' as const, content: 'Acme Ltd' }] }
  return {
    ...{ lang: 'en', title: 'Letter', created: '2026-01-01T00:00:00Z', body },
    text: { family: 'Any', size: 10 },
    masters: { rest: { ...master, frames: [foot] } },
  }
}

test('every line is read in order, with the file it comes from, running content last', () => {
  const source = 'blocks/terms.en.md:3'
  const lines = documentLines(
    document([
      { type: 'heading', level: 1, content: ['Your ', { type: 'text', text: 'terms' }], source },
      { type: 'box', content: [{ type: 'paragraph', content: 'Inside' }], source: 'letter.md:9' },
      {
        type: 'sideBySide',
        columns: [],
        content: [
          [{ type: 'paragraph', content: ['a', { type: 'lineBreak' }, 'b'] }],
          [{ type: 'image', image: 'x', alternative: { decorative: true } }],
        ],
      },
      {
        type: 'table',
        columns: [],
        rows: [
          {
            cells: [
              'One',
              { content: [{ type: 'link', to: 'https://x.example', content: 'two' }] },
            ],
          },
          { cells: [{ content: { blocks: [{ type: 'paragraph', content: 'deep' }] } }], source },
        ],
        sums: { carried: { cells: ['Carried forward'], source }, format: (sum) => sum },
      },
      { type: 'paragraph', content: [{ type: 'pageNumber' }] },
    ]),
  )
  assert.deepEqual(lines, [
    { text: 'Your terms', source },
    { text: 'Inside', source: 'letter.md:9' },
    { text: 'a\nb', source: undefined },
    { text: 'One\ttwo', source: undefined },
    { text: 'deep', source },
    { text: 'Carried forward', source: undefined },
    { text: 'Acme Ltd', source: undefined },
  ])
})
