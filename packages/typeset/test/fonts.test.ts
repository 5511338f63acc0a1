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

/** Two fonts in one file (OpenType 1.9, font collections). */
function collection(first: Uint8Array, second: Uint8Array): Uint8Array {
  const start = 12 + 8
  const out = new Uint8Array(start + first.length + second.length)
  const view = new DataView(out.buffer)
  ;[0x74746366, 0x00010000, 2, start, start + first.length].forEach((n, i) =>
    view.setUint32(i * 4, n),
  )
  for (const [font, at] of [
    [first, start],
    [second, start + first.length],
  ] as const) {
    out.set(font, at)
    for (let i = 0; i < view.getUint16(at + 4); i++) {
      const entry = at + 12 + i * 16 + 8
      view.setUint32(entry, view.getUint32(entry) + at)
    }
  }
  return out
}

/** The same font as WOFF 1.0, tables compressed where that makes them smaller. */
function woff(font: Uint8Array): Uint8Array {
  const view = new DataView(font.buffer, font.byteOffset)
  const count = view.getUint16(4)
  const head = new Uint8Array(44 + count * 20)
  const to = new DataView(head.buffer)
  to.setUint32(0, 0x774f4646)
  to.setUint32(4, view.getUint32(0))
  to.setUint16(12, count)
  const parts: Uint8Array[] = [head]
  let at = head.length
  for (let i = 0; i < count; i++) {
    const [from, length] = [view.getUint32(20 + i * 16), view.getUint32(24 + i * 16)]
    const table = font.subarray(from, from + length)
    const packed = deflateSync(table)
    const body = packed.length < length ? packed : table
    const entry = [view.getUint32(12 + i * 16), at, body.length, length]
    entry.forEach((n, k) => to.setUint32(44 + i * 20 + k * 4, n))
    parts.push(body)
    at += body.length
  }
  return new Uint8Array(Buffer.concat(parts))
}

const japanese = new Uint8Array(
  readFileSync(new URL('fonts/noto-sans-cjk-subset.otf', import.meta.url)),
)
const notice = 'ご利用明細書 2026'
const sheet = { ...page, body: letter([{ type: 'paragraph', content: notice }]).body }

/** What the body is told to lack; it says the rest. */
async function lacks(source: { bytes: Uint8Array; index?: number }): Promise<number> {
  const typesetter = await createTypesetter(world([{ family: 'F', ...source }]))
  const { pdf, warnings } = typesetter.typeset(sheet)
  const told = warnings.filter(({ path }) => path.startsWith('body'))
  if (told.length === 0) assert.ok((await readText(pdf)).join('').includes('ご利用明細書'))
  return told.length
}

test('a font keyed by characters goes in by them; so it does from a collection or packed', async () => {
  const both = collection(regular, japanese)
  for (const source of [{ bytes: japanese }, { bytes: both, index: 1 }, { bytes: woff(japanese) }])
    assert.equal(await lacks(source), 0)
  assert.equal(await lacks({ bytes: both }), 1)
})

test('what is no font that pages can have is refused by name, and says what it is', async () => {
  const tagged = (tag: string): Uint8Array => {
    const bytes = regular.slice()
    for (let i = 0; i < 4; i++) bytes[i] = tag.charCodeAt(i)
    return bytes
  }
  const refused = async (bytes: Uint8Array, why: RegExp, index = 0): Promise<void> => {
    const fonts = [{ family: 'Odd', weight: 600, bytes, index }]
    await assert.rejects(createTypesetter(world(fonts)), why)
  }
  await refused(tagged('wOF2'), /font Odd 600: WOFF2 is for the web/)
  await refused(tagged('%!PS'), /font Odd 600: Type 1 is not taken/)
  await refused(collection(regular, japanese), /font Odd 600: the collection has 2 fonts/, 2)
  await refused(regular.slice(0, 5000), /font Odd 600: font table .* past the end/)
  const renamed = (from: string, to: string): Uint8Array => {
    const bytes = japanese.slice()
    const at = Buffer.from(bytes).indexOf(from)
    for (let i = 0; i < 4; i++) bytes[at + i] = to.charCodeAt(i)
    return bytes
  }
  await refused(renamed('CFF ', 'CFF2'), /font Odd 600: its outlines are CFF2/)
  await refused(renamed('CFF ', 'CBDT'), /font Odd 600: it has pictures in place of outlines/)
  await refused(renamed('CFF ', 'none'), /font Odd 600: font has no outlines/)
  await refused(renamed('cmap', 'none'), /font Odd 600: font has no cmap table/)
})

test('a font whose maker forbids to embed it is told of, and set', async () => {
  const bytes = japanese.slice()
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < view.getUint16(4); i++)
    if (view.getUint32(12 + i * 16) === 0x4f532f32)
      view.setUint16(view.getUint32(20 + i * 16) + 8, 0x0102)
  const { warnings } = await createTypesetter(world([{ family: 'F', bytes }]))
  assert.equal(warnings[0]?.code, 'restricted-font')
  assert.match(warnings[0].message, /font F 400: its maker forbids embedding and subsets/)
})

test('a damaged font is refused or set, and never more than that', async () => {
  let seed = 11
  const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below
  const sources = [japanese, collection(japanese, japanese), woff(japanese)]
  for (let i = 0; i < 150; i++) {
    const source = sources[i % 3] as Uint8Array
    const bytes = source.slice(0, i % 5 === 0 ? next(source.length) : source.length)
    for (let k = 0; k < 1 + (i % 20); k++) bytes[next(bytes.length || 1)] = next(256)
    const made = await createTypesetter(world([{ family: 'F', bytes }])).catch((error: Error) => {
      assert.match(error.message, /^font F 400: /)
    })
    made?.typeset(sheet)
  }
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
