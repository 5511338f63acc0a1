import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Release } from '@misiva/model'
import fc from 'fast-check'
import { readFolder } from '../folder/release.ts'
import { jaccard, nearDuplicates, shingles } from './duplicates.ts'
import { graphOf, unusedObjects } from './graph.ts'
import { markHtml } from './mark-html.ts'
import { searchContent } from './search.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const base: Readonly<Record<string, string>> = {
  'misiva.yaml': 'name: Acme\ntimeZone: UTC\ndefaultLanguage: en\ncurrency: EUR\n',
  'topics.yaml':
    'invoice: { class: service, channels: [email] }\nidle: { class: service, channels: [sms] }\n',
  'brand/style.yaml':
    'paragraphs: { body: { size: 10pt }, small: { size: 8pt }, tiny: { extends: small }, lost: { size: 7pt } }\n' +
    'tables: { lines: { head: tiny } }\nboxes: { note: { padding: 2pt } }\n' +
    'masters: { letter: { size: A4, margin: 20mm, footer: foot }, other: { size: A4, margin: 1mm } }\n',
  'brand/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
  'brand/old.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
  'blocks/foot.en.md': 'Acme Ltd\n',
  'blocks/terms.en.md':
    '::image{src=brand/logo.svg alt="Logo"}\n\nPlease pay {{ amount }} within 30 days of the date of the invoice, in full and without deduction.\n',
  'blocks/terms.es.md': 'Crédito: pague en 30 días.\n',
  'blocks/outer.en.md': '::block{name=terms}\n',
  'blocks/unloved.en.md': ':::paragraph{style=lost}\nNobody sees this.\n:::\n',
  'templates/bill/template.yaml':
    'topic: invoice\nlanguages: [en, es]\nmaster: letter\nalternatives: { email: { channel: email }, print: { channel: print } }\n',
  'templates/bill/contract.schema.json':
    '{ "type": "object", "properties": { "amount": { "type": "string", "format": "decimal" } } }',
  'templates/bill/email.en.md':
    '---\nsubject: Your bill\n---\n\n::block{name=outer}\n\nPlease pay {{ amount }} within 14 days of the date of the invoice, in full and without any deduction.\n',
  'templates/bill/print.en.md': '::block{name=terms}\n\n| A |\n| --- |\n| x |\n',
}

function read(changes: Readonly<Record<string, string>> = {}): Release {
  const files = new Map(
    Object.entries({ ...base, ...changes }).map(([path, text]) => [path, bytes(text)] as const),
  )
  return readFolder(files, () => '0'.repeat(64)).release
}

test('what uses what is known both ways, with places and variants', () => {
  const graph = graphOf(read(), (channel) => (channel === 'print' ? 'pages' : 'mime'))
  assert.deepEqual(
    graph.usedBy('block/terms').map(({ from, place }) => `${from} ${place.file}:${place.line}`),
    ['block/outer blocks/outer.en.md:1', 'alternative/bill/print templates/bill/print.en.md:1'],
  )
  assert.deepEqual(graph.uses('block/terms'), [
    {
      from: 'block/terms',
      to: 'asset/brand/logo.svg',
      place: { file: 'blocks/terms.en.md', line: 1, column: 1 },
      variant: { language: 'en', tone: 'neutral' },
    },
  ])
  assert.ok(graph.dependents('asset/brand/logo.svg').has('template/bill'))
  assert.ok(graph.dependents('block/foot').has('alternative/bill/print'))
  assert.ok(!graph.dependents('block/foot').has('alternative/bill/email'))
})

test('both ways are one relation', () => {
  const release = read()
  const graph = graphOf(release)
  for (const object of graph.objects) {
    for (const below of graph.dependencies(object))
      assert.ok(graph.dependents(below).has(object), `${below} ← ${object}`)
    for (const above of graph.dependents(object))
      assert.ok(graph.dependencies(above).has(object), `${above} → ${object}`)
  }
})

test('a ring of blocks is walked once', () => {
  const graph = graphOf(read({ 'blocks/terms.en.md': '::block{name=outer}\n' }))
  assert.ok(graph.dependencies('block/outer').has('block/outer'))
})

test('what nobody uses is found, and what is used without being named is not', () => {
  assert.deepEqual(unusedObjects(read()), [
    'asset/brand/old.svg',
    'block/unloved',
    'master/other',
    'style/boxes/note',
    'style/paragraphs/lost',
    'style/paragraphs/small',
    'style/paragraphs/tiny',
    'style/tables/lines',
    'topic/idle',
  ])
  const dressed = read({
    'templates/bill/print.en.md': ':::table{style=lines}\n| A |\n| --- |\n| x |\n:::\n',
  })
  const unused = unusedObjects(dressed)
  for (const style of ['tables/lines', 'paragraphs/tiny', 'paragraphs/small'])
    assert.ok(!unused.includes(`style/${style}`), style)
})

test('search finds names, words without accents, and fields', () => {
  const release = read()
  const said = (query: string) =>
    searchContent(release, query).map(
      (hit) => `${hit.in} ${hit.object} ${hit.place.line} “${hit.excerpt.slice(hit.from, hit.to)}”`,
    )
  assert.deepEqual(said('CREDITO'), ['text block/terms 1 “Crédito”'])
  assert.deepEqual(said('unlov'), ['name block/unloved 1 “unlov”'])
  assert.deepEqual(said('amount'), [
    'field block/terms 3 “amount”',
    'field alternative/bill/email 7 “amount”',
  ])
  assert.deepEqual(said('your  bill'), ['text alternative/bill/email 1 “Your bill”'])
  assert.deepEqual(said('  '), [])
  assert.deepEqual(said('nowhere to be found'), [])
})

test('near duplicates are told with what differs', () => {
  const [first, ...others] = nearDuplicates(read())
  assert.deepEqual(others, [])
  assert.deepEqual([first!.a.object, first!.b.object], ['block/terms', 'alternative/bill/email'])
  assert.ok(first!.similarity > 0.7 && first!.similarity < 1)
  assert.deepEqual(
    first!.differences
      .filter(({ kind }) => kind !== 'same')
      .map(({ kind, text }) => `${kind} ${text.trim()}`),
    ['removed 30', 'added 14', 'added any'],
  )
})

test('likeness is symmetric, one for the same, and less the more words are other', () => {
  const text = fc.array(fc.constantFrom('we', 'ask', 'you', 'to', 'pay', 'now', 'or', 'later'), {
    minLength: 2,
    maxLength: 20,
  })
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [x, y] = [shingles(a.join(' ')), shingles(b.join(' '))]
      assert.equal(jaccard(x, y), jaccard(y, x))
      assert.equal(jaccard(x, x), 1)
      assert.ok(jaccard(x, y) >= 0 && jaccard(x, y) <= 1)
      assert.equal(jaccard(x, shingles(`  ${a.join(', ').toUpperCase()}!`)), 1)
    }),
  )
})

test('every pair clearly alike is found among many that are not', () => {
  const many: Record<string, string> = {}
  const words = (n: number) =>
    Array.from(
      { length: 24 },
      (_, i) => `w${(Math.imul(n * 100 + i + 1, 0x9e3779b1) >>> 0).toString(36)}`,
    )
  for (let n = 0; n < 120; n++) {
    many[`blocks/one-${n}.en.md`] = `${words(n).join(' ')}\n`
    if (n % 10 === 0) many[`blocks/two-${n}.en.md`] = `${[...words(n), 'more'].join(' ')}\n`
  }
  const found = nearDuplicates(read(many)).filter(({ a }) => a.object.includes('/one-'))
  assert.deepEqual(
    found.map(({ a, b }) => `${a.object} ${b.object}`).toSorted(),
    Array.from({ length: 12 }, (_, i) => `block/one-${i * 10} block/two-${i * 10}`).toSorted(),
  )
})

test('a marked page is the new page with marks', () => {
  const before =
    '<html><head><style>p{}</style></head><body><table><tr><td>Pay 30</td><td>now</td></tr></table></body></html>'
  const after = before.replace('Pay 30', 'Pay within 14').replace('<td>now</td>', '')
  const marked = markHtml(before, after)
  const bare = marked.replaceAll(/<del\b[^>]*>.*?<\/del> ?/g, '').replaceAll(/<\/?ins\b[^>]*>/g, '')
  assert.equal(bare, after)
  assert.match(marked, /<td>Pay <del [^>]*>30 now<\/del> <ins [^>]*>within 14<\/ins>/)
  // No words between the rows and cells of a table: browsers would move them out of it.
  assert.doesNotMatch(marked, /<\/?t[dr]>\s*<(?:ins|del)[^>]*>[^<]*<\/(?:ins|del)>\s*<\/?tr>/)
  assert.equal(markHtml(after, after), after)
})
