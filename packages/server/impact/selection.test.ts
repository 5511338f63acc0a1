/** The law of selecting: what is not selected is the same bytes in both releases. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createComposers, selectImpact } from '@misiva/compose'
import type { Composers, ImpactTask } from '@misiva/compose'
import type { Release, Result, Composed } from '@misiva/model'
import { openWorld } from '../composers.ts'
import { readReleaseFiles } from '../open-house.ts'
import { sameBytes } from './compare.ts'
import { takesOf } from './takes.ts'
import { encode, manyTemplates } from './test/many.ts'

const files = await manyTemplates({ templates: 2, languages: ['en', 'es'], samples: ['one-line'] })
const before = readReleaseFiles(files)

async function composersOf(release: Release): Promise<Composers> {
  const world = await openWorld(release, takesOf)
  assert.ok(world.ok)
  return createComposers(release, world.value)
}

const old = composersOf(before)

type Change = (text: string) => string

/** The release with files changed: by a function of their text, or replaced. */
function changed(changes: Readonly<Record<string, Change | string>>): Release {
  const all = new Map(files)
  for (const [path, change] of Object.entries(changes)) {
    const was = all.get(path)
    assert.ok(was ?? typeof change === 'string', path)
    const text = typeof change === 'string' ? change : change(new TextDecoder().decode(was))
    assert.notEqual(text, new TextDecoder().decode(was), path)
    all.set(path, encode(text))
  }
  return readReleaseFiles(all)
}

/** `letter-01 email es`, of every composition whose bytes differ. */
async function differing(after: Release): Promise<string[]> {
  const now = await composersOf(after)
  const found: string[] = []
  for (const { name: template } of after.templates)
    for (const alternative of ['print', 'email', 'sms', 'portal'])
      for (const language of ['en', 'es']) {
        const task = { template, alternative, language, sample: 'one-line' }
        const a = await (await old).previewSample(task)
        const b = await now.previewSample(task)
        if (!same(a, b)) found.push(`${template} ${alternative} ${language}`)
      }
  return found
}

function same(a: Result<Composed>, b: Result<Composed>): boolean {
  return a.ok && b.ok ? sameBytes(a.value, b.value) : a.ok === b.ok
}

function selected(after: Release): string[] {
  return selectImpact(before, after, takesOf).map(nameOf)
}

function nameOf({ template, alternative, language }: ImpactTask): string {
  return `${template} ${alternative} ${language}`
}

function every(alternatives: readonly string[], languages: readonly string[] = ['en', 'es']) {
  return ['letter-01', 'letter-02'].flatMap((template) =>
    alternatives.flatMap((alternative) =>
      languages.map((language) => `${template} ${alternative} ${language}`),
    ),
  )
}

interface Case {
  readonly what: string
  readonly changes: Readonly<Record<string, Change | string>>
  /** Exactly these are selected. */
  readonly selects: readonly string[]
  /** Selected, yet the same bytes: known only after composing. */
  readonly spared?: boolean
}

const replace =
  (from: string | RegExp, to: string): Change =>
  (text) =>
    text.replace(from, to)

const cases: readonly Case[] = [
  {
    what: 'a sentence of a block, in one language',
    changes: { 'blocks/promise.en.md': replace('two', 'three') },
    selects: every(['print', 'email', 'sms', 'portal'], ['en']),
  },
  {
    what: 'a block within a block that only pages and the portal show',
    changes: { 'blocks/payment-terms.es.md': replace(/\w+$/m, 'nunca') },
    selects: every(['print', 'portal'], ['es']),
  },
  {
    what: 'the footer of the page master',
    changes: { 'blocks/running-foot.en.md': replace('Mill Lane', 'Mill Road') },
    selects: every(['print'], ['en']),
  },
  {
    what: 'a refinement of one channel',
    changes: {
      'brand/style.yaml': replace(/( {2}portal:[\s\S]*?body: \{ size: )\d+px/, '$131px'),
    },
    selects: every(['portal']),
  },
  {
    what: 'a style no content names',
    changes: {
      'brand/style.yaml': replace(/^paragraphs:\n/m, 'paragraphs:\n  unheard: { size: 31pt }\n'),
    },
    selects: every(['email', 'portal']),
    spared: true,
  },
  {
    what: 'the margin of the page master',
    changes: {
      'brand/style.yaml': replace(/(masters:\n {2}letter:[\s\S]*?margin: )\d+mm/, '$131mm'),
    },
    selects: every(['print']),
  },
  {
    what: 'one template’s own words',
    changes: { 'templates/letter-02/sms.es.md': replace('2.', 'Dos.') },
    selects: ['letter-02 sms es'],
  },
  {
    what: 'the subject of an e-mail',
    changes: { 'templates/letter-01/email.en.md': replace("subject: '", "subject: 'Re: ") },
    selects: ['letter-01 email en'],
  },
  {
    what: 'lines moved in a file',
    changes: { 'blocks/promise.en.md': (text) => `\n\n${text}` },
    selects: [],
  },
  {
    what: 'a topic',
    changes: { 'topics.yaml': replace('inDoubt: hold', 'inDoubt: resend') },
    selects: [],
  },
  {
    what: 'a sample',
    changes: {
      'templates/letter-01/samples/one-line.json': replace(/"number": "\d+"/, '"number": "1"'),
    },
    selects: every(['print', 'email', 'sms', 'portal']).filter((name) => name.includes('-01')),
  },
]

for (const { what, changes, selects, spared } of cases)
  test(`selected exactly what can differ: ${what}`, async () => {
    const after = changed(changes)
    const names = selected(after)
    assert.deepEqual(names.toSorted(), selects.toSorted())
    const differ = await differing(after)
    for (const name of differ)
      assert.ok(names.includes(name), `${name} differs and was passed over`)
    if (!spared && selects.length > 0) assert.notDeepEqual(differ, [])
  })

test('a picture touches what shows it', async () => {
  const after = changed({
    'brand/mark.svg': replace(/<svg([^>]*)>/, '<svg$1><rect width="9" height="9"/>'),
  })
  const names = selected(after)
  const differ = await differing(after)
  for (const name of differ) assert.ok(names.includes(name), name)
  assert.ok(!names.some((name) => name.includes(' sms ')))
  assert.notDeepEqual(differ, [])
})

test('who has no text of their own, and whose was left as it was', () => {
  const tasks = selectImpact(
    before,
    changed({ 'blocks/promise.en.md': replace('two', 'three') }),
    takesOf,
  )
  assert.deepEqual([tasks[0]!.behind, tasks[0]!.missing], [['es'], []])
  const without = new Map(files)
  without.delete('blocks/promise.es.md')
  without.set('blocks/promise.en.md', encode('We answer.\n'))
  const lacking = selectImpact(before, readReleaseFiles(without), takesOf)
  assert.deepEqual(lacking.find(({ language }) => language === 'en')!.missing, ['es'])
  assert.deepEqual(lacking.find(({ language }) => language === 'es')!.missing, ['es'])
})

test('what one of the releases does not have is told of the other', () => {
  const gone = new Map(files)
  for (const path of [...gone.keys()])
    if (path.startsWith('templates/letter-02/')) gone.delete(path)
  const tasks = selectImpact(before, readReleaseFiles(gone), takesOf)
  assert.equal(tasks.length, 8)
  assert.ok(tasks.every(({ template, sides }) => template === 'letter-02' && sides === 'before'))
  const back = selectImpact(readReleaseFiles(gone), before, takesOf)
  assert.ok(back.every(({ sides }) => sides === 'after'))
  assert.deepEqual(selectImpact(before, before, takesOf), [])
})
