import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { breaches, rings } from './law.ts'
import type { Source } from './law.ts'
import { rooms } from './rooms.ts'

const root = new URL('../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

function sourcesOf(): Source[] {
  const paths = globSync('packages/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (path) => path.includes('node_modules') || path.includes('/dist/'),
  })
  return paths.map((path) => ({ path, text: read(path) }))
}

function manifestsOf(): Record<string, Set<string>> {
  return Object.fromEntries(
    rooms.map((room) => {
      const manifest = JSON.parse(read(`${room.folder}/package.json`)) as Record<string, object>
      const names = ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((kind) =>
        Object.keys(manifest[kind] ?? {}),
      )
      // Tools of the whole house are declared once, at the root.
      const tools = JSON.parse(read('package.json')) as { devDependencies: object }
      return [room.folder, new Set([...names, ...Object.keys(tools.devDependencies)])]
    }),
  )
}

test('every import keeps the law of rooms', () => {
  const sources = sourcesOf()
  assert.ok(sources.length > 50, `only ${sources.length} files were read`)
  assert.deepEqual(breaches(sources, rooms, manifestsOf()), [])
})

const planted: readonly [string, string, RegExp][] = [
  ['packages/decide/x.ts', "import { db } from '@misiva/store'", /law of rooms/],
  ['packages/model/x.ts', "import type { A } from '@misiva/compose'", /law of rooms/],
  ['packages/intake/x.ts', "export { a } from '@misiva/record'", /law of rooms/],
  ['packages/compose/x.ts', "import fs from 'node:fs'", /pure room/],
  ['packages/typeset/deep/x.ts', "import { a } from '../../model/index.ts'", /stay in its room/],
  ['packages/channels/portal/x.ts', "await import('@misiva/deliver')", /law of rooms/],
  ['packages/record/x.ts', "import left from 'left-pad'", /does not declare/],
]
for (const [path, text, why] of planted) {
  test(`a planted violation is found: ${text}`, () => {
    const found = breaches([{ path, text }], rooms, manifestsOf())
    assert.ok(
      found.some((line) => why.test(line)),
      found.join('\n'),
    )
  })
}

/** Folders whose files may call each other in a ring: what they read or lay out holds its like again. */
const recursive: readonly string[] = [
  // A block holds tables and lists, whose cells and items hold blocks.
  'packages/typeset/document',
  'packages/typeset/layout',
  'packages/compose/folder',
  'packages/compose/html',
  'packages/compose/pages',
  // A pattern, a mask and a picture within a picture are drawings again.
  'packages/typeset/graphics/svg',
]

test('no files import each other in a ring, but for what holds its like', () => {
  const wrong = rings(sourcesOf()).filter(
    (ring) => !recursive.some((folder) => ring.every((path) => path.startsWith(`${folder}/`))),
  )
  assert.deepEqual(wrong, [])
})

test('a planted ring is found, one that goes through a type too', () => {
  const planted = [
    { path: 'a/x.ts', text: "import { y } from './in/y.ts'" },
    { path: 'a/in/y.ts', text: "import { z } from '../z.ts'" },
    { path: 'a/z.ts', text: "import type { X } from './x.ts'" },
    { path: 'a/free.ts', text: "import { x } from './x.ts'" },
  ]
  assert.deepEqual(rings(planted), [['a/in/y.ts', 'a/x.ts', 'a/z.ts']])
})

test('each room opens with three sentences: what comes in, what goes out, what it refuses', () => {
  for (const room of rooms) {
    const index = globSync(`${room.folder}/index.{ts,tsx}`, { cwd: root })[0]
    assert.ok(index, `${room.folder} has no index`)
    const opening = /^\/\*\*([\s\S]*?)\*\//.exec(read(index))?.[1] ?? ''
    const first = opening.replaceAll(/\s*\*\s?/g, ' ').split(/\n\s*\n/)[0] ?? ''
    const sentences = first.match(/[.!?](\s|$)/g) ?? []
    assert.ok(sentences.length >= 3, `${index} opens with ${sentences.length} sentences`)
  }
})

test('ARCHITECTURE.md names every room', () => {
  const page = read('ARCHITECTURE.md')
  for (const room of rooms) {
    const name = room.folder.replace('packages/', '').replace(/^channels\/.*/, 'channels')
    assert.match(page, new RegExp(`\\b${name}\\b`), `${name} is missing`)
  }
})
