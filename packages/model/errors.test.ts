import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { codes } from './errors.ts'

const file = join(import.meta.dirname, '../../docs/errors.md')

const families: readonly (readonly [letter: string, title: string])[] = [
  ['C', 'Content'],
  ['D', 'Data'],
  ['K', 'Channels'],
  ['L', 'Library'],
  ['P', 'Pages'],
  ['R', 'Runs'],
  ['S', 'System'],
]

/** The manual of errors, as the table of codes tells it. */
function manual(): string {
  const parts = families.map(([letter, title]) => {
    const rows = Object.entries(codes)
      .filter(([code]) => code.startsWith(`MSV-${letter}`))
      .map(([code, { title: meaning, remedy }]) => `| ${code} | ${meaning} | ${remedy} |`)
    return `## ${title}\n\n| code | meaning | remedy |\n| --- | --- | --- |\n${rows.join('\n')}\n`
  })
  return `# Errors

Every expected failure has a code, a place where there is one, and a hint. A code is never reused.

${parts.join('\n')}`
}

/** Columns as a formatter may pad them say the same. */
function loose(text: string): string {
  return text
    .replace(/ *\| */g, '|')
    .replace(/-{3,}/g, '---')
    .trim()
}

if (process.argv.includes('--update')) writeFileSync(file, manual())

test('the manual of errors says what the table says, no less and no more', () => {
  const hint = 'run packages/model/errors.test.ts --update'
  assert.equal(loose(readFileSync(file, 'utf8')), loose(manual()), hint)
})

test('every code belongs to a family and is told in sentences', () => {
  const letters = families.map(([letter]) => letter).join('')
  for (const [code, { title, remedy }] of Object.entries(codes)) {
    assert.match(code, new RegExp(`^MSV-[${letters}]\\d{3}$`))
    assert.match(title, /^[A-Z].*[^.]$/, code)
    assert.match(remedy, /^[A-Z].*\.$/, code)
  }
})
