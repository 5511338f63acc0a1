/** One of every kind of page is held to what it claims, by veraPDF. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createComposers } from '@misiva/compose'
import { galleryTypesetter, PIECES } from '../../examples/gallery/make.ts'
import { openWorld } from '../../packages/server/composers.ts'
import { readContentFolder } from '../../packages/server/content-folder.ts'
import { readReleaseFiles } from '../../packages/server/open-house.ts'
import { claimsOf, judge, missingJudge } from './judge.ts'

const skip = missingJudge() ?? false
const folder = mkdtempSync(join(tmpdir(), 'verify-pdf-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function kept(name: string, pdf: Uint8Array): { file: string; pdf: Uint8Array } {
  const file = join(folder, `${name}.pdf`)
  writeFileSync(file, pdf)
  return { file, pdf }
}

async function invoices() {
  const content = fileURLToPath(new URL('../../examples/retailer', import.meta.url))
  const release = readReleaseFiles(await readContentFolder(content))
  const world = await openWorld(release, (channel) => (channel === 'print' ? 'pages' : undefined))
  assert.ok(world.ok)
  const composers = createComposers(release, world.value)
  const made = []
  for (const [sample, language] of [
    ['median', 'en'],
    ['credit-note', 'en'],
    ['sixty-lines', 'en'],
    ['german', 'de'],
  ] as const) {
    const task = { template: 'invoice', alternative: 'print', language, sample }
    const composed = await composers.previewSample(task)
    assert.ok(composed.ok && composed.value.kind === 'pages', sample)
    made.push(kept(`invoice-${sample}`, composed.value.pdf))
  }
  return made
}

async function gallery() {
  const typesetter = await galleryTypesetter()
  const made = Object.entries(PIECES).map(([name, make]) =>
    kept(name, typesetter.typeset(make()).pdf),
  )
  const invoice = {
    name: 'invoice.xml',
    mime: 'text/xml',
    bytes: new TextEncoder().encode('<Invoice/>'),
    relationship: 'Alternative' as const,
    description: 'The invoice as data',
  }
  const carrier = {
    ...PIECES['statement']!(),
    conformance: 'PDF/A-3b' as const,
    attachments: [invoice],
  }
  return [...made, kept('embedded', typesetter.typeset(carrier).pdf)]
}

test(
  'invoices, a credit note, the gallery and embedded files are what they claim',
  { skip },
  async () => {
    const files = [...(await invoices()), ...(await gallery())]
    const tasks = files.flatMap(({ file, pdf }) => {
      const claims = claimsOf(pdf)
      assert.deepEqual(claims, [file.endsWith('embedded.pdf') ? '3b' : '2b', 'ua1'])
      return claims.map((flavour) => ({ file, flavour }))
    })
    for (const { file, flavour, broken } of judge(tasks))
      assert.deepEqual(broken, [], `${file} ${flavour}`)
  },
)

test('what is broken is told', { skip }, () => {
  const { file } = kept('broken', new TextEncoder().encode('%PDF-1.7\nnothing'))
  const [verdict] = judge([{ file, flavour: '2b' }])
  assert.ok(verdict && verdict.broken.length > 0)
})
