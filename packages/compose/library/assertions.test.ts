import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Composed, ContentTest, Expectation } from '@misiva/model'
import { readContent } from '../folder/release.ts'
import { checkContent, sampleTasks } from '../folder/check.ts'
import { judge, testsFor } from './assertions.ts'
import type { Evidence } from './assertions.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function files(tests: string): Map<string, Uint8Array> {
  const all = {
    'misiva.yaml': 'name: Acme\ntimeZone: UTC\ndefaultLanguage: en\ncurrency: EUR\n',
    'topics.yaml': 'note: { class: service, channels: [sms] }\n',
    'brand/style.yaml': 'masters: { letter: { size: A4, margin: 20mm } }\n',
    'blocks/legal.en.md': 'All rights reserved.\n',
    'templates/note/template.yaml':
      'topic: note\nlanguages: [en]\nmaster: letter\nalternatives: { sms: { channel: sms }, print: { channel: print } }\n',
    'templates/note/contract.schema.json':
      '{ "type": "object", "properties": { "name": { "type": "string" } } }',
    'templates/note/samples/usual.json': '{ "name": "Ana" }',
    'templates/note/sms.en.md': 'Hello {{ name }}\n',
    'templates/note/print.en.md': 'Hello {{ name }}\n\n::block{name=legal}\n',
    'templates/note/tests.yaml': tests,
  }
  return new Map(Object.entries(all).map(([path, text]) => [path, bytes(text)]))
}

const digest = () => 'x'.repeat(64)

function read(tests: string) {
  const made = readContent(files(tests), digest)
  assert.ok(made.ok, JSON.stringify(made))
  return made.value
}

function refusals(tests: string): string[] {
  const made = readContent(files(tests), digest)
  assert.ok(!made.ok)
  return made.problems.map(
    ({ code, message, place }) => `${place?.line}:${place?.column} ${code} ${message}`,
  )
}

test('tests are read with their places, and each says one thing', () => {
  const [template] = read(
    '- { alternative: print, fits: 2 pages }\n- { block: legal, onPage: last, sample: usual }\n- { contains: Hello, page: 1 }\n',
  ).templates
  assert.deepEqual(template!.tests, [
    {
      alternatives: ['print'],
      expects: { kind: 'fits', pages: 2 },
      place: { file: 'templates/note/tests.yaml', line: 1, column: 3 },
    },
    {
      samples: ['usual'],
      expects: { kind: 'block', name: 'legal', page: 'last' },
      place: { file: 'templates/note/tests.yaml', line: 2, column: 3 },
    },
    {
      expects: { kind: 'contains', text: 'Hello', page: 1 },
      place: { file: 'templates/note/tests.yaml', line: 3, column: 3 },
    },
  ])
  assert.deepEqual(
    refusals(
      '- { alternative: print }\n- { fits: 1, segments: 2 }\n- { fits: many }\n- { block: legal }\n- { fitts: 2 }\n',
    ),
    [
      '1:3 MSV-C009 The test expects nothing',
      '2:3 MSV-C009 The test expects more than one thing',
      '3:11 MSV-C011 This must be a number of pages',
      '4:3 MSV-C009 The test expects nothing',
      '5:5 MSV-C009 A test has no “fitts”',
    ],
  )
})

test('names there are not, and what means nothing there, are found before anything is composed', async () => {
  const tests = [
    '- { alternative: prnt, fits: 1 }',
    '- { alternative: sms, fits: 1 }',
    '- { alternative: print, segments: 1 }',
    '- { language: de, contains: Hallo }',
    '- { sample: usul, contains: Hello }',
    '- { block: leagl, onPage: 1 }',
    '- { sample: edge/longest-texts, alternative: sms, segments: 3 }',
  ]
  const problems = await checkContent(read(`${tests.join('\n')}\n`))
  assert.deepEqual(
    problems.map(({ code, place, hint }) => `${place?.line} ${code} ${hint}`),
    [
      '1 MSV-C014 did you mean “print”?',
      '2 MSV-C010 name another alternative, or leave it out',
      '3 MSV-C010 name another alternative, or leave it out',
      `4 MSV-C014 ${problems[3]!.hint}`,
      '5 MSV-C014 did you mean “usual”?',
      '6 MSV-C004 did you mean “legal”?',
    ],
  )
})

test('edge samples are composed where tests ask for them, and nowhere else', () => {
  const names = (tests: string) =>
    sampleTasks(read(tests).templates[0]!)
      .filter(({ sample }) => sample.startsWith('edge/'))
      .map(({ alternative, sample }) => `${alternative} ${sample}`)
  assert.deepEqual(names('- { segments: 1 }\n'), [])
  assert.deepEqual(names('- { sample: edge/longest-texts, alternative: sms, segments: 3 }\n'), [
    'sms edge/longest-texts',
  ])
  const all = names('- { edges: true, alternative: print }\n')
  assert.equal(all.length, 7)
  assert.ok(all.every((name) => name.startsWith('print ')))
})

test('a test without an alternative applies wherever it means something', () => {
  const [template] = read(
    '- { tagged: true }\n- { segments: 1 }\n- { notContains: TODO }\n',
  ).templates
  const kinds = (takes: 'pages' | 'text', alternative: string) =>
    testsFor(
      template!,
      { alternative, language: 'en', tone: 'neutral', sample: 'usual' },
      takes,
    ).map(({ expects }) => expects.kind)
  assert.deepEqual(kinds('pages', 'print'), ['tagged', 'notContains'])
  assert.deepEqual(kinds('text', 'sms'), ['segments', 'notContains'])
})

test('a test names one alternative, language or tone, or several', () => {
  const [template] = read(
    '- { alternative: [sms, print], language: [en, de], contains: A }\n- { language: de, contains: B }\n',
  ).templates
  const asked = (alternative: string, language: string) =>
    testsFor(template!, { alternative, language, tone: 'neutral', sample: 'usual' }, 'text').map(
      ({ expects }) => (expects.kind === 'contains' ? expects.text : expects.kind),
    )
  assert.deepEqual(asked('sms', 'en'), ['A'])
  assert.deepEqual(asked('sms', 'de'), ['A', 'B'])
  assert.deepEqual(asked('email', 'en'), [])
})

const task = { alternative: 'print', language: 'de', tone: 'neutral', sample: 'usual' }
const place = { file: 'templates/note/tests.yaml', line: 4, column: 3 }

function verdict(expects: Expectation, evidence: Evidence): string | undefined {
  const asked: ContentTest = { expects, place }
  const found = judge(asked, evidence, 'note', task)
  if (found) assert.deepEqual([found.code, found.place], ['MSV-C017', place])
  return found?.message
}

const pdf: Composed = { kind: 'pages', title: 'Brief', pdf: new Uint8Array(), pages: 2 }
const letter: Evidence = {
  composed: pdf,
  pages: [
    'Sehr geehrte Frau Weiß,\nbitte zah-\nlen Sie mit der E-Mail-\nAdresse',
    'Alle Rechte vor-\nbehalten.',
  ],
  lines: [
    { text: 'bitte zahlen Sie', source: 'templates/note/print.de.md:3' },
    { text: 'Alle Rechte vorbehalten.', source: 'blocks/legal.de.md:1' },
    { text: 'Alle Rechte der Welt', source: 'blocks/legal-long.de.md:1' },
  ],
}

test('text is found however its lines are broken', () => {
  assert.equal(verdict({ kind: 'contains', text: 'zahlen Sie', page: 1 }, letter), undefined)
  assert.equal(verdict({ kind: 'contains', text: 'E-Mail-Adresse', page: 1 }, letter), undefined)
  assert.equal(
    verdict({ kind: 'contains', text: 'vorbehalten', page: 1 }, letter),
    'It does not say “vorbehalten” on page 1; it stands on page 2 (note/print de, sample usual)',
  )
  assert.equal(
    verdict({ kind: 'contains', text: 'Mahnung' }, letter),
    'It does not say “Mahnung” (note/print de, sample usual)',
  )
  assert.equal(
    verdict({ kind: 'contains', text: 'x', page: 3 }, letter),
    'There is no page 3: it has 2 pages (note/print de, sample usual)',
  )
  assert.ok(verdict({ kind: 'notContains', text: 'bitte zahlen' }, letter))
  assert.equal(verdict({ kind: 'notContains', text: 'bitte zahlen', page: 2 }, letter), undefined)
  // Words that only touch are not a word.
  assert.equal(
    verdict({ kind: 'notContains', text: 'dender' }, { composed: { ...pdf }, pages: ['den der'] }),
    undefined,
  )
})

test('a block is where all its lines are', () => {
  assert.equal(verdict({ kind: 'block', name: 'legal', page: 'last' }, letter), undefined)
  assert.equal(
    verdict({ kind: 'block', name: 'legal', page: 1 }, letter),
    'The block “legal” is not wholly on page 1; it stands on page 2 (note/print de, sample usual)',
  )
  assert.equal(
    verdict({ kind: 'block', name: 'terms', page: 1 }, letter),
    'The block “terms” is not in it (note/print de, sample usual)',
  )
})

test('pages and segments are counted', () => {
  assert.equal(verdict({ kind: 'fits', pages: 2 }, letter), undefined)
  assert.equal(
    verdict({ kind: 'fits', pages: 1 }, letter),
    'It should fit 1 page and has 2 (note/print de, sample usual)',
  )
  const sms: Evidence = {
    composed: { kind: 'text', text: 'ж'.repeat(80), encoding: 'UCS-2', segments: 2 },
  }
  assert.equal(verdict({ kind: 'segments', most: 2 }, sms), undefined)
  assert.equal(
    verdict({ kind: 'segments', most: 1 }, sms),
    'It should take 1 segment and takes 2 (UCS-2, 80 characters) (note/print de, sample usual)',
  )
})
