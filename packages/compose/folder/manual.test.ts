import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { compile, createEnvironment, formatProblem } from '@misiva/model'
import { blockDirectives, cellAttributes, rowAttributes, textDirectives } from './directives.ts'
import { readMarkdown } from './markdown.ts'
import { Source } from './source.ts'

const manual = readFileSync(join(import.meta.dirname, '../../../docs/content.md'), 'utf8')

test('every directive and attribute stands in the manual, and the manual names no other', () => {
  for (const name of Object.keys(blockDirectives))
    assert.match(manual, new RegExp(`::${name}\\b|\`${name}\``), name)
  for (const name of Object.keys(textDirectives))
    assert.match(manual, new RegExp(`(?<!:):${name}\\b`), name)
  for (const name of [...rowAttributes, ...cellAttributes])
    assert.match(manual, new RegExp(`\\b${name}\\b`), name)
  for (const [, colons, name] of manual.matchAll(
    /(?<![:\w\\])(:{1,6})([a-z][a-z-]*)(?=[{[`\s])/g,
  )) {
    const known = colons!.length === 1 ? textDirectives : blockDirectives
    assert.ok(Object.hasOwn(known, name!), `${colons}${name}`)
  }
})

test('the Markdown of the manual is read without a problem', () => {
  const examples = [...manual.matchAll(/```md\n([\s\S]*?)```/g)].map(([, text]) => text!)
  assert.ok(examples.length >= 3)
  for (const text of examples)
    assert.deepEqual(
      readMarkdown(new Source('content.md', text)).problems.map(formatProblem),
      [],
      text,
    )
})

test('the functions of the manual exist', () => {
  const table = manual.slice(manual.indexOf('| function'), manual.indexOf('| CEL itself'))
  const environment = createEnvironment()
  const names = new Set([...table.matchAll(/`([a-z][A-Za-z]*)\(/g)].map(([, name]) => name!))
  assert.ok(names.size > 30)
  for (const name of names) {
    const compiled = compile(`${name}(1, 2, 3, 4, 5, 6, 7)`, environment)
    assert.ok(!compiled.ok)
    const [problem] = compiled.problems
    // With seven arguments none fits; but a known name is not told apart by its spelling.
    if (problem!.code === 'MSV-C015') assert.fail(`${name}: ${problem!.message}`)
  }
})
