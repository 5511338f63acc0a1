/** Fonts of every make: TrueType and CFF embedded, variable ones at an instance, others refused. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { createTypesetter } from '../index.ts'
import { Sfnt } from '../text/sfnt.ts'
import { SANS, world } from './node.ts'
import { readText } from './read.ts'
import { letter } from './trees.ts'

/** A font with these tables beside its own (OpenType 1.9, table directory). */
function withTables(font: Uint8Array, more: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const count = new DataView(font.buffer, font.byteOffset).getUint16(4)
  const tables = new Map(Object.entries(more))
  const sfnt = new Sfnt(font)
  for (let i = 0; i < count; i++) {
    const tag = String.fromCharCode(...font.subarray(12 + i * 16, 16 + i * 16))
    tables.set(tag, sfnt.table(tag) as Uint8Array)
  }
  const names = [...tables.keys()].toSorted()
  const size = (tag: string): number => ((tables.get(tag) as Uint8Array).length + 3) & ~3
  const out = new Uint8Array(names.reduce((sum, tag) => sum + size(tag), 12 + names.length * 16))
  const view = new DataView(out.buffer)
  out.set(font.subarray(0, 4))
  view.setUint16(4, names.length)
  let at = 12 + names.length * 16
  for (const [i, tag] of names.entries()) {
    const table = tables.get(tag) as Uint8Array
    for (let k = 0; k < 4; k++) out[12 + i * 16 + k] = tag.charCodeAt(k)
    view.setUint32(20 + i * 16, at)
    view.setUint32(24 + i * 16, table.length)
    out.set(table, at)
    at += size(tag)
  }
  return out
}

/** One axis, `wght` from 100 to 900, along which nothing moves. */
function variable(font: Uint8Array): Uint8Array {
  const fvar = new DataView(new ArrayBuffer(36))
  const header = [1, 0, 16, 2, 1, 20, 0, 8]
  for (const [i, value] of header.entries()) fvar.setUint16(i * 2, value)
  fvar.setUint32(16, 0x77676874)
  for (const [i, value] of [100, 400, 900].entries()) fvar.setInt32(20 + i * 4, value * 65_536)
  fvar.setUint16(34, 256)
  const glyphs = new Sfnt(font).glyphCount
  const gvar = new DataView(new ArrayBuffer(20 + (glyphs + 1) * 2))
  for (const [i, value] of [1, 0, 1, 0].entries()) gvar.setUint16(i * 2, value)
  gvar.setUint32(8, gvar.byteLength)
  gvar.setUint16(12, glyphs)
  gvar.setUint32(16, gvar.byteLength)
  const bytes = (view: DataView) => new Uint8Array(view.buffer)
  return withTables(font, { fvar: bytes(fvar), gvar: bytes(gvar) })
}

const regular = SANS[0]!.bytes
const stored = (bytes: Uint8Array): Uint8Array => deflateSync(bytes, { level: 0 })
const text = 'Office: fi fl ÄÖÜ ß € Łódź'
const page = { ...letter([{ type: 'paragraph', content: text }]), text: { family: 'F', size: 10 } }

test('a variable font goes in as an instance of it', async () => {
  const bytes = variable(regular)
  assert.ok(new Sfnt(bytes).has('fvar'))
  for (const source of [{}, { weight: 700 }, { axes: { wght: 650 } }]) {
    const fonts = [{ family: 'F', bytes, ...source }]
    const typesetter = await createTypesetter({ ...world(fonts), deflate: stored })
    const { pdf, warnings } = typesetter.typeset(page)
    assert.deepEqual(warnings, [])
    assert.doesNotMatch(Buffer.from(pdf).toString('latin1'), /fvar|gvar/)
    assert.ok((await readText(pdf)).join('').includes(text))
  }
})

test('what is no single font is refused by name, and says what it is', async () => {
  const tagged = (tag: string): Uint8Array => {
    const bytes = regular.slice()
    for (let i = 0; i < 4; i++) bytes[i] = tag.charCodeAt(i)
    return bytes
  }
  for (const tag of ['wOFF', 'wOF2', 'ttcf']) {
    const fonts = [{ family: 'Boxed', weight: 600, bytes: tagged(tag) }]
    await assert.rejects(createTypesetter(world(fonts)), /font Boxed 600: .*WOFF and collections/)
  }
  const cut = [{ family: 'Cut', bytes: regular.slice(0, 5000) }]
  await assert.rejects(createTypesetter(world(cut)), /font Cut 400: font table .* past the end/)
})

const found = globSync('/usr/share/fonts/**/*.otf').find((path) => /Roman|Regular/.test(path))

test(
  'an OpenType font of cubic outlines goes in as a CID font of type 0',
  { skip: found === undefined && 'no OpenType font with CFF outlines is installed' },
  async () => {
    const bytes = new Uint8Array(readFileSync(found as string))
    const typesetter = await createTypesetter(world([{ family: 'F', bytes }]))
    const { pdf, warnings } = typesetter.typeset(page)
    assert.deepEqual(warnings, [])
    const file = Buffer.from(pdf).toString('latin1')
    assert.match(file, /\/Subtype\/CIDFontType0C/)
    assert.doesNotMatch(file, /\/FontFile2/)
    assert.ok((await readText(pdf)).join('').includes(text))
  },
)
