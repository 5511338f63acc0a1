import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { fromDocument, readMarkdown, sourceOf, toDocument } from '@misiva/compose'
import * as fc from 'fast-check'
import { getSchema } from '@tiptap/core'
import { blocks } from '@misiva/compose/testing'
import { schemaExtensions } from './schema.ts'

const schema = getSchema([...schemaExtensions])

function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, v: unknown) => (key === 'place' ? undefined : v)))
}

function through(content: Parameters<typeof toDocument>[0]) {
  const document = schema.nodeFromJSON(toDocument(content))
  document.check()
  return fromDocument(document.toJSON() as ReturnType<typeof toDocument>)
}

test('the editor holds every tree and gives it back', () => {
  fc.assert(
    fc.property(blocks(2), (content) => assert.deepEqual(bare(through(content)), bare(content))),
    { numRuns: 200 },
  )
})

test('the editor holds every file of the examples', () => {
  const folder = fileURLToPath(new URL('../../../../examples/', import.meta.url))
  for (const file of globSync('**/{blocks,templates}/**/*.md', { cwd: folder })) {
    const source = sourceOf(file, readFileSync(folder + file))
    assert.ok(source.ok)
    const { content } = readMarkdown(source.value)
    assert.deepEqual(bare(through(content)), bare(content), file)
  }
})
