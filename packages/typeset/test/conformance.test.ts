/** Files hold what they claim, by judges that are not ours. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { createTypesetter, type Document, type Typesetter } from '../index.ts'
import { world } from './node.ts'
import { rasteriser, readText } from './read.ts'

let typesetter: Typesetter
let folder: string
before(async () => {
  typesetter = await createTypesetter(world())
  folder = mkdtempSync(join(tmpdir(), 'typeset-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

const base: Document = {
  lang: 'en',
  title: 'Ünïcode & <title>',
  created: '2026-01-01T00:00:00+01:00',
  text: { family: 'Source Sans 3', size: 10 },
  masters: {
    rest: { width: 400, height: 300, margins: { top: 30, right: 30, bottom: 30, left: 30 } },
  },
  body: [
    { type: 'heading', level: 1, content: 'One' },
    {
      type: 'paragraph',
      content: [
        'See ',
        { type: 'link', to: '#two', content: 'two' },
        ' and ',
        { type: 'link', to: 'https://example.com/ä', content: 'outside' },
        '.',
      ],
    },
    { type: 'heading', level: 1, content: 'Two', id: 'two' },
    {
      type: 'list',
      marker: { kind: 'text', text: '•' },
      items: [{ content: [{ type: 'paragraph', content: 'item' }] }],
    },
    {
      type: 'paragraph',
      content: [
        'noted',
        { type: 'footnote', content: [{ type: 'paragraph', content: 'the note' }] },
      ],
    },
  ],
}

/** zlib format that can be read as it stands. */
const stored = (bytes: Uint8Array) => deflateSync(bytes, { level: 0 })

const has = (tool: string): boolean => {
  try {
    execFileSync('which', [tool], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const skip = !has('qpdf') && 'qpdf is not installed'

function qpdf(document: Document, ...options: readonly string[]): string {
  const file = join(folder, 'judged.pdf')
  writeFileSync(file, typesetter.typeset(document).pdf)
  return execFileSync('qpdf', [...options, '--check', file], { encoding: 'utf8' })
}

test('qpdf finds nothing wrong', { skip }, () => {
  assert.match(qpdf(base), /No syntax or stream encoding errors/)
  const attachments = [
    {
      name: 'data.xml',
      mime: 'text/xml',
      bytes: new Uint8Array([60, 97, 47, 62]),
      relationship: 'Data' as const,
    },
  ]
  assert.match(
    qpdf({ ...base, conformance: 'PDF/A-3b', attachments }),
    /No syntax or stream encoding errors/,
  )
})

test('a password is AES-256, opens with either word, and drops the claim', { skip }, async () => {
  const secret: Document = { ...base, protection: { user: 'grün', owner: 'chef', copy: false } }
  const out = qpdf(secret, '--password=grün')
  assert.match(out, /R = 6/)
  assert.match(out, /extract for any purpose: not allowed/)
  assert.match(qpdf(secret, '--password=chef'), /Supplied password is owner password/)
  assert.throws(() => qpdf(secret, '--password=wrong'))
  const { pdf, warnings } = typesetter.typeset(secret)
  assert.equal(warnings[0]?.code, 'conformance-dropped')
  assert.deepEqual(pdf, typesetter.typeset(secret).pdf)
  const text = await (await rasteriser()).text(pdf, 'grün')
  assert.match(text.join(''), /See two and outside/)
})

const xmpOf = (document: Document): string =>
  new TextDecoder('latin1').decode(typesetter.typeset(document).pdf)

test('claims are those that were asked for', () => {
  assert.match(xmpOf(base), /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B/)
  assert.match(xmpOf(base), /<pdfuaid:part>1</)
  assert.match(xmpOf({ ...base, conformance: 'PDF/A-2a' }), /<pdfaid:conformance>A/)
  const bare = xmpOf({ ...base, conformance: 'none', accessible: false })
  assert.doesNotMatch(bare, /<pdfaid:part>|<pdfuaid:part>|StructTreeRoot/)
})

test('text is read in order, notes at the foot', async () => {
  const [text] = await readText(typesetter.typeset(base).pdf)
  assert.match(text ?? '', /One[^]*See two and outside\.[^]*Two[^]*item[^]*noted1?[^]*the note/)
})

test('headings descend by one level at a time, whatever levels the author chose', async () => {
  const body = [2, 4, 2, 1, 6, 5, 3].map((level) => ({
    type: 'heading' as const,
    level: level as 1,
    content: 'x',
    outline: level !== 4,
  }))
  const plain = await createTypesetter({ ...world(), deflate: stored, level: 2 })
  const { pdf } = plain.typeset({ ...base, body })
  const tags = [...new TextDecoder('latin1').decode(pdf).matchAll(/\/(H\d)<</g)].map((m) => m[1])
  assert.deepEqual(tags, ['H1', 'H2', 'H1', 'H1', 'H2', 'H2', 'H2'])
})
