import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createComposers } from '../composers.ts'
import { readContent } from '../folder/release.ts'
import { holdTests } from './holding.ts'

const files: Readonly<Record<string, string>> = {
  'misiva.yaml': 'name: Us\ntimeZone: Europe/London\ndefaultLanguage: en\ncurrency: GBP\n',
  'topics.yaml': 'note: { class: service, channels: [sms] }\n',
  'brand/style.yaml': 'tokens: {}\nfonts: []\n',
  'templates/note/template.yaml':
    'topic: note\nlanguages: [en]\nalternatives:\n  sms: { channel: sms }\n',
  'templates/note/contract.schema.json':
    '{"type":"object","required":["text"],"properties":{"text":{"type":"string"}}}',
  'templates/note/samples/short.json': '{"text":"Hello"}',
  'templates/note/samples/long.json': JSON.stringify({ text: 'long words '.repeat(20) }),
  'templates/note/sms.en.md': 'Note: {{ text }}\n',
  'templates/note/tests.yaml':
    '- { segments: 1 }\n- { sample: short, segments: 1 }\n- { contains: Note }\n- { tagged: true }\n- { edges: true }\n',
}

test('each test is told what it came to', async () => {
  const encoder = new TextEncoder()
  const bytes = new Map(Object.entries(files).map(([path, text]) => [path, encoder.encode(text)]))
  const release = readContent(bytes, () => '')
  assert.ok(release.ok)
  const takes = (channel: string) => (channel === 'sms' ? ('text' as const) : undefined)
  const composers = createComposers(release.value, { takes })
  let told = 0
  const held = await holdTests(release.value, release.value.templates[0]!, {
    ...{ composers, takes, pagesOf: async () => [] },
    tell: (done) => (told = done),
  })
  assert.deepEqual(
    held.map(({ tried, failures }) => [tried > 0, failures.length]),
    [
      [true, 1],
      [true, 0],
      [true, 0],
      [false, 0],
      [true, 0],
    ],
  )
  assert.equal(held[0]!.failures[0]!.code, 'MSV-C017')
  assert.equal(held[1]!.tried, 1)
  assert.ok(told > 2)
})
