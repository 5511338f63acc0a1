import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { codes } from '@misiva/model'
import { checkFolder } from './check.ts'
import { printContent } from './print.ts'
import { readMarkdown } from './markdown.ts'
import { Source } from './source.ts'

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

const markdownPieces = fc.constantFrom(
  '{{',
  '}}',
  '{{ a',
  ' }}',
  '{',
  '}',
  '"',
  "'",
  '\\',
  '|',
  '| a | b |\n',
  '|---|---|\n',
  '| {each="x in',
  ':::',
  '::::box\n',
  ':::\n',
  '::::\n',
  '::',
  ':::table{columns="1fr',
  '\n',
  '\n\n',
  '    ',
  '\t',
  '- ',
  '1. ',
  '> ',
  '# ',
  '---\n',
  '```',
  '~~~',
  '<b>',
  '<!--',
  '![a](b)',
  '[x](',
  '](<',
  '){width=',
  '**',
  '*',
  '_',
  ':if[',
  ']{test="',
  ':page',
  ':span[x]{style=',
  '&amp;',
  '&#0;',
  '\u0000',
  '\ufdd0',
  '\ufdd1\ufdd1\ufdd1',
  '\u2e3a',
  '\ud800',
  '🙂',
  '\r\n',
  '\r',
  'a',
  'subject: x\n',
  '^',
  '<',
  ':::choose\n',
  ':::when{test="a"}\n',
  ':::otherwise\n',
  ':::choice{id=x}\n',
  '- Yes {value=yes}\n',
  '::block{name=b}\n',
  '::chart{kind=bar data="l" label="a" values="b;c" alt=""}\n',
)
const markdown = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: markdownPieces },
      { weight: 1, arbitrary: fc.string({ maxLength: 8, unit: 'binary' }) },
    ),
    { maxLength: 40 },
  )
  .map((p) => p.join(''))

const yamlPieces = fc.constantFrom(
  'name: a\n',
  'timeZone: Europe/London\n',
  'defaultLanguage: en\n',
  'currency: EUR\n',
  '  ',
  '- ',
  ': ',
  '&a ',
  '*a ',
  '<<: *a\n',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|\n',
  '>\n',
  '!!js/function x',
  '%YAML 9\n',
  '---\n',
  '...\n',
  '\t',
  '? ',
  '# x\n',
  '__proto__: 1\n',
  'constructor: {a: 1}\n',
  'alternatives:\n',
  '  print: { channel: print }\n',
  'topic: invoice\n',
  'languages: [en, es]\n',
  'paragraphs: { body: { size: 9pt, extends: body } }\n',
  'masters: { letter: { size: A4 } }\n',
  '\u0000',
  '\ud800',
  '~',
  'null\n',
  '1e999\n',
  'when: "{{ a"\n',
)
const yaml = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: yamlPieces },
      { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
    ),
    { maxLength: 25 },
  )
  .map((p) => p.join(''))

function encoded(text: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    { weight: 6, arbitrary: text.map((t) => new TextEncoder().encode(t)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  )
}

test('no folder makes reading or checking throw, and every problem has its place, code and hint', async () => {
  const json = fc.oneof(
    fc.json().map((t) => t),
    fc.constantFrom(
      '{"type":"object","properties":{"a":{"type":"string"}}}',
      '{"$ref":"#"}',
      '{"type":"object","properties":{"__proto__":{}}}',
      '{',
    ),
    yaml,
  )
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        'misiva.yaml': encoded(yaml),
        'topics.yaml': encoded(yaml),
        'brand/style.yaml': encoded(yaml),
        'blocks/b.md': encoded(markdown),
        'blocks/b.es.formal.md': encoded(markdown),
        'templates/t/template.yaml': encoded(yaml),
        'templates/t/contract.schema.json': encoded(json),
        'templates/t/samples/s.json': encoded(json),
        'templates/t/print.md': encoded(markdown),
        'templates/t/a.b.c.d.md': encoded(markdown),
      }),
      async (files) => {
        const { problems } = await checkFolder(new Map(Object.entries(files)), digest)
        for (const { code, message, place, hint } of problems) {
          assert.ok(code in codes)
          assert.ok(message.length > 0 && hint !== undefined && hint.length > 0, message)
          assert.ok(place && place.line >= 1 && place.column >= 1, message)
        }
      },
    ),
    { numRuns: 300 },
  )
})

/** What no file may hold: see sourceOf. */
const impossible =
  // oxlint-disable-next-line no-control-regex -- that is what is left out
  /[\u0000-\u0008\u000b-\u001f\u007f\ufdd0-\ufdef]|[\ud800-\udfff]/g

test('what is read from anything prints and reads back', () => {
  fc.assert(
    fc.property(markdown, (text) => {
      const clean = text.replace(impossible, '')
      const read = readMarkdown(new Source('f.md', clean))
      if (read.problems.length > 0) return
      const again = readMarkdown(new Source('f.md', printContent(read.content)))
      const bare = (value: unknown) =>
        JSON.stringify(value, (key, v: unknown) => (key === 'place' ? undefined : v))
      assert.equal(bare(again.content), bare(read.content), printContent(read.content))
      assert.deepEqual(again.problems, [])
    }),
    { numRuns: 1500 },
  )
})

test('deep and long input ends soon', () => {
  const floods = [
    '> '.repeat(5000),
    '- '.repeat(5000),
    ':::box\n'.repeat(3000),
    '['.repeat(20000),
    '{{'.repeat(5000),
    '*a_ '.repeat(1000),
    '| '.repeat(5000),
    '{"'.repeat(20000),
    ':if['.repeat(5000),
    '\n:::'.repeat(5000),
  ]
  for (const text of floods) {
    const { problems } = readMarkdown(new Source('f.md', text))
    assert.ok(problems.length >= 0)
  }
})
