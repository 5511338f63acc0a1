import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Release } from '@misiva/model'
import { LiveFolder } from './live.ts'
import { readMarkdown } from './markdown.ts'
import { isContentFile } from './paths.ts'
import { readFolder } from './release.ts'
import { sourceOf } from './source.ts'

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const retailer = join(import.meta.dirname, '../../../examples/retailer')
const original = new Map(
  readdirSync(retailer, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(retailer, path)).isFile() && isContentFile(path))
    .map((path): [string, Uint8Array] => [path, readFileSync(join(retailer, path))]),
)
const encoder = new TextEncoder()

function opened(): LiveFolder {
  const live = new LiveFolder(digest)
  for (const [path, bytes] of original) live.put(path, bytes)
  live.read()
  return live
}

/** The hash of a patched release is that of the last whole reading: nothing asks for it here. */
const bare = ({ hash: _, ...release }: Release) => release

const texts = [...original.keys()].filter((path) => path.endsWith('.md'))
const edit = fc.record({
  path: fc.constantFrom(...texts),
  at: fc.nat(2000),
  cut: fc.nat(12),
  put: fc.constantFrom('x', '{{ ', '}}', '\n\n', '**', ':::box\n', '# ', '| a | b |\n'),
})

test('after any edits a live folder says what reading it anew would say', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const live = opened()
      const files = new Map(original)
      for (const { path, at, cut, put } of edits) {
        const text = new TextDecoder().decode(files.get(path))
        const bytes = encoder.encode(text.slice(0, at) + put + text.slice(at + cut))
        files.set(path, bytes)
        live.put(path, bytes)
        const read = live.read()
        const anew = readFolder(files, digest)
        assert.deepEqual(bare(read.release), bare(anew.release))
        assert.deepEqual(read.problems, anew.problems)
        assert.deepEqual(read.changed, new Set([path]))
      }
    }),
    { numRuns: 4 },
  )
})

test('what is not edited stays the same objects, so that composers of it stay good', () => {
  const live = opened()
  const before = live.read().release
  live.put('blocks/payment-terms.en.md', encoder.encode('Pay when you like.'))
  const after = live.read().release
  assert.equal(after.templates, before.templates)
  assert.equal(after.style, before.style)
  assert.equal(after.assets, before.assets)
  const other = after.blocks.filter((block, i) => block !== before.blocks[i])
  assert.deepEqual(
    other.map(({ name }) => name),
    ['payment-terms'],
  )
})

test('a tree is taken as the Markdown that says it', () => {
  const path = 'templates/invoice/email.en.md'
  const text = '---\nsubject: Hello {{ customer.name }}\n---\nOne **two** {{ invoice.number }}.\n'
  const source = sourceOf(path, encoder.encode(text))
  assert.ok(source.ok)
  const { content, subject } = readMarkdown(source.value)
  const live = opened()
  live.put(path, { content, subject: subject! })
  const drafted = live.read()
  const files = new Map(original).set(path, encoder.encode(text))
  assert.deepEqual(bare(drafted.release), bare(readFolder(files, digest).release))
})

test('a file that comes or goes, or is no text, is a reading of the whole', () => {
  const live = opened()
  live.put('blocks/payment-terms.es.md', undefined)
  const without = live.read()
  assert.equal(without.changed, 'everything')
  const block = without.release.blocks.find(({ name }) => name === 'payment-terms')!
  assert.ok(block.variants.every(({ language }) => language !== 'es'))
  const style = new TextDecoder().decode(original.get('brand/style.yaml'))
  live.put('brand/style.yaml', encoder.encode(`${style}\n`))
  assert.equal(live.read().changed, 'everything')
  assert.deepEqual(live.read().changed, new Set())
})
