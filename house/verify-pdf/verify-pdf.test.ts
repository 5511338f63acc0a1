/** One of every kind of page is held to what it claims, by veraPDF. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createComposers } from '@misiva/compose'
import type { Document } from '@misiva/typeset'
import { galleryTypesetter, PIECES } from '../../examples/gallery/make.ts'
import { openWorld } from '../../packages/server/composers.ts'
import { readContentFolder } from '../../packages/server/content-folder.ts'
import { readReleaseFiles } from '../../packages/server/open-house.ts'
import { claimsOf, judge, missingJudge } from './judge.ts'
import type { Verdict } from './judge.ts'

const skip = missingJudge() ?? false
const folder = mkdtempSync(join(tmpdir(), 'verify-pdf-'))
after(() => rmSync(folder, { recursive: true, force: true }))

interface Kept {
  readonly name: string
  readonly file: string
  readonly pdf: Uint8Array
}

function kept(name: string, pdf: Uint8Array): Kept {
  const file = join(folder, `${name}.pdf`)
  writeFileSync(file, pdf)
  return { name, file, pdf }
}

/** Samples beside the first that make another kind of page. */
const alsoSample: Readonly<Record<string, readonly string[]>> = {
  'retailer/invoice': ['credit-note', 'sixty-lines'],
  'bank/statement': ['many-transactions', 'nothing-moved'],
  'insurer/claim-letter': ['paid'],
}

/** Every printed template of a content folder in every language, and in one in every tone. */
async function printed(example: string): Promise<Kept[]> {
  const content = fileURLToPath(new URL(`../../examples/${example}`, import.meta.url))
  const release = readReleaseFiles(await readContentFolder(content))
  const world = await openWorld(release, (channel) => (channel === 'print' ? 'pages' : undefined))
  assert.ok(world.ok)
  const composers = createComposers(release, world.value)
  const made: Kept[] = []
  for (const { name: template, alternatives, languages, tones, samples } of release.templates) {
    if (!alternatives.some(({ name }) => name === 'print')) continue
    const more = alsoSample[`${example}/${template}`] ?? []
    const own = samples.map(({ name }) => name)
    const chosen = own.filter((name, at) => at === 0 || more.includes(name))
    for (const [i, language] of languages.entries())
      for (const tone of i === 0 ? tones : tones.slice(0, 1))
        for (const sample of i === 0 ? chosen : chosen.slice(0, 1)) {
          const task = { template, alternative: 'print', language, tone, sample }
          const composed = await composers.previewSample(task)
          assert.ok(composed.ok && composed.value.kind === 'pages', JSON.stringify(task))
          const name = `${example}-${template}-${language}-${tone}-${sample}`
          made.push(kept(name, composed.value.pdf))
        }
  }
  assert.ok(made.length > 0)
  return made
}

const invoice = {
  name: 'invoice.xml',
  mime: 'text/xml',
  bytes: new TextEncoder().encode('<Invoice/>'),
  relationship: 'Alternative' as const,
  description: 'The invoice as data',
}

interface Carried {
  readonly of: string
  readonly more: Partial<Document>
  readonly claims: readonly string[]
}

/** What a document is made to be beside its content. */
const CARRIED: Readonly<Record<string, Carried>> = {
  'level-a': { of: 'arabic', more: { conformance: 'PDF/A-2a' }, claims: ['2a', 'ua1'] },
  'level-u': { of: 'hospital', more: { conformance: 'PDF/A-2u' }, claims: ['2u', 'ua1'] },
  embedded: {
    of: 'statement',
    more: { conformance: 'PDF/A-3b', attachments: [invoice] },
    claims: ['3b', 'ua1'],
  },
  'embedded-level-a': {
    of: 'contract',
    more: { conformance: 'PDF/A-3a', attachments: [invoice] },
    claims: ['3a', 'ua1'],
  },
  'without-tags': { of: 'leaflet', more: { accessible: false }, claims: ['2b'] },
  // PDF/A forbids encryption; PDF/UA does not: who may not copy may still have it read out.
  password: {
    of: 'transpromo',
    more: { protection: { user: '', owner: 'keeper', copy: false } },
    claims: ['ua1'],
  },
}

async function gallery(): Promise<{ made: Kept[]; claims: Map<string, readonly string[]> }> {
  const typesetter = await galleryTypesetter()
  const set = (name: string, document: Document) => kept(name, typesetter.typeset(document).pdf)
  const made = Object.entries(PIECES).map(([name, make]) => set(name, make()))
  const claims = new Map<string, readonly string[]>()
  for (const [kind, { of, more, claims: expected }] of Object.entries(CARRIED)) {
    claims.set(kind, expected)
    made.push(set(kind, { ...PIECES[of]!(), ...more }))
  }
  return { made, claims }
}

const printedFiles: Kept[] = []
const galleryFiles: Kept[] = []
let claimed: ReadonlyMap<string, readonly string[]>
let verdicts: readonly Verdict[] = []
const broken = join(folder, 'broken.pdf')

before(async () => {
  for (const example of ['retailer', 'bank', 'clinic', 'insurer'])
    printedFiles.push(...(await printed(example)))
  const { made, claims } = await gallery()
  galleryFiles.push(...made)
  claimed = claims
  writeFileSync(broken, '%PDF-1.7\nnothing')
  if (skip) return
  // All at once: the judge takes longer to begin than to judge ten files.
  const tasks = [...printedFiles, ...galleryFiles].flatMap(({ name, file }) =>
    claimsFor(name).map((flavour) => ({ file, flavour })),
  )
  verdicts = judge([...tasks, { file: broken, flavour: '2b' }])
})

const claimsFor = (name: string): readonly string[] => claimed.get(name) ?? ['2b', 'ua1']

function conform(files: readonly Kept[]): void {
  for (const { name, file, pdf } of files) {
    const claims = claimsFor(name)
    // What an encrypted file says of itself is encrypted too.
    if (!name.endsWith('password')) assert.deepEqual(claimsOf(pdf), claims, name)
    const own = verdicts.filter((verdict) => verdict.file === file)
    assert.deepEqual(
      own.map(({ flavour }) => flavour),
      claims,
      name,
    )
    for (const verdict of own) assert.deepEqual(verdict.broken, [], `${name} ${verdict.flavour}`)
  }
}

test('every printed template of every example is what it claims', { skip }, () => {
  assert.ok(printedFiles.length > 30)
  conform(printedFiles)
})

test('the gallery, every level of PDF/A, embedded files and a password are too', { skip }, () => {
  conform(galleryFiles)
})

test('what is broken is told', { skip }, () => {
  const verdict = verdicts.find(({ file }) => file === broken)
  assert.ok(verdict && verdict.broken.length > 0)
})

const qpdf = spawnSync('qpdf', ['--version']).error ? 'qpdf is not installed' : false

test('qpdf doubts the syntax of none', { skip: qpdf }, () => {
  for (const { name, file } of [...printedFiles, ...galleryFiles]) {
    const out = execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })
    assert.match(out, /No syntax or stream encoding errors/, name)
    if (name.endsWith('password')) assert.match(out, /AESv3/, name)
  }
})
