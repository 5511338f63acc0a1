import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readFolder } from '../folder/release.ts'
import { fieldUses } from './field-uses.ts'

function release(name: string) {
  const cwd = fileURLToPath(new URL(`../../../examples/${name}/`, import.meta.url))
  const files = globSync('**/*.{md,yaml,json}', { cwd }).map(
    (path) => [path, readFileSync(cwd + path)] as const,
  )
  return readFolder(new Map(files), () => '').release
}

test('fields are told where they are named, in texts, subjects, conditions and file names', () => {
  const retailer = release('retailer')
  const invoice = retailer.templates.find(({ name }) => name === 'invoice')!
  const uses = fieldUses(retailer, invoice)
  const at = (path: string) => uses.filter((it) => it.path === path).map(({ place }) => place.file)
  assert.ok(at('invoice.lines[].description').some((file) => file.startsWith('blocks/items.')))
  assert.ok(at('invoice.number').includes('templates/invoice/template.yaml'))
  assert.ok(at('invoice.number').includes('templates/invoice/email.en.md'))
  assert.ok(at('invoice.lines').length > 0)
  assert.deepEqual(at('invoice.lines[].nothing'), [])
  assert.deepEqual(at('customer.wantsDocument'), ['templates/invoice/template.yaml'])
  for (const { path } of uses) assert.doesNotMatch(path, /^(line|item)\b/)
})

test('text within quotes and names of functions are no fields', () => {
  const bank = release('bank')
  const names = new Set(
    bank.templates.flatMap((it) => fieldUses(bank, it)).map(({ path }) => path.split(/[.[]/)[0]!),
  )
  assert.ok(names.has('statement'))
  assert.ok(!names.has('long'))
})
