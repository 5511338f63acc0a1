/** The gallery's page of codes is read back from its image by readers that are not ours. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { Document } from '@misiva/typeset'
import { createRasteriser } from '@misiva/typeset/raster'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { CODES } from './leaflets.ts'
import { galleryTypesetter, PIECES } from './make.ts'

const require = createRequire(import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'codes-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const page = join(folder, 'page.png')
let read: readonly string[]

/** Four-state codes of the posts are no reader's here: they are decoded below, or in the typesetter's tests. */
const unread = new Set(['onecode', 'royalmail'])
/** Its readers take it only where nothing else is on the page. */
const alone = 'maxicode'

let rendered: (document: Document) => Promise<Uint8Array>

before(async () => {
  const wasm = new Uint8Array(readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  prepareZXingModule({ overrides: { wasmBinary: wasm.slice().buffer } })
  const typesetter = await galleryTypesetter()
  const deflate = (bytes: Uint8Array, level: number) => deflateSync(bytes, { level })
  const raster = createRasteriser(await PDFiumLibrary.init(), { deflate })
  rendered = async (document) => {
    const { pdf, warnings } = typesetter.typeset(document)
    assert.deepEqual(warnings, [])
    return (await raster.page(pdf, 0, 300)).png
  }
  const png = await rendered(PIECES['barcodes']!())
  writeFileSync(page, png)
  read = (await readBarcodes(png, { tryHarder: true, maxNumberOfSymbols: 64 })).map((c) => c.text)
})

const plain = (text: string): string => text.replace(/[^\w .:/-]/g, '')

test('every code of the page is on it, once', () => {
  const expected = CODES.filter(([symbology]) => !unread.has(symbology) && symbology !== alone)
  const found = read.map(plain)
  for (const [symbology, text] of expected) {
    // UPC-A is EAN-13 with a zero before it.
    const own = plain(symbology === 'upca' ? `0${text}` : text)
    assert.equal(found.filter((other) => other === own).length, 1, `${symbology} ${own}: ${found}`)
  }
  assert.equal(read.length, expected.length)
})

test('MaxiCode is read where it stands alone', async () => {
  const [symbology, text, options] = CODES.find(([name]) => name === alone)!
  const margins = { top: 30, right: 30, bottom: 30, left: 30 }
  const png = await rendered({
    ...PIECES['barcodes']!(),
    masters: { rest: { width: 140, height: 140, margins } },
    body: [{ type: 'barcode', symbology, text, alt: alone, width: 80, options: options ?? {} }],
  })
  const found = await readBarcodes(png, { tryHarder: true, isPure: true, formats: ['MaxiCode'] })
  assert.deepEqual(
    found.map((code) => code.text),
    [text],
  )
})

/** ISO 13616: letters as numbers, the first four characters at the end, 1 modulo 97. */
function isIban(text: string): boolean {
  const digits = (text.slice(4) + text.slice(0, 4)).replace(/[A-Z]/g, (c) => `${parseInt(c, 36)}`)
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text) && BigInt(digits) % 97n === 1n
}

test('the SEPA code holds the lines of EPC069-12', () => {
  const lines = read.find((text) => text.startsWith('BCD'))?.split('\n') ?? []
  const [tag, version, set, kind, bic, name, iban, amount, purpose, reference, words] = lines
  assert.deepEqual([tag, version, set, kind, bic], ['BCD', '002', '1', 'SCT', ''])
  assert.deepEqual([name, amount, purpose, reference], ['Valley Paths Trust', 'EUR12.34', '', ''])
  assert.equal(words, 'Invoice 4471')
  assert.ok(isIban(iban ?? ''), 'its IBAN')
  assert.equal(lines.length, 11)
})

test('the Swiss code holds the elements of the QR-bill (SIX Implementation Guidelines, ch. 4)', () => {
  const lines = read.find((text) => text.startsWith('SPC'))?.split(/\r?\n/) ?? []
  assert.equal(lines.length, 31)
  assert.deepEqual(lines.slice(0, 3), ['SPC', '0200', '1'])
  assert.ok(isIban(lines[3] ?? ''))
  // A structured address; the final creditor is for future use, the debtor may be left out.
  const creditor = ['S', 'Muster AG', 'Hauptstrasse', '12', '8000', 'Zürich', 'CH']
  assert.deepEqual(lines.slice(4, 11), creditor)
  assert.deepEqual(lines.slice(11, 18), Array<string>(7).fill(''))
  assert.match(lines[18] ?? '', /^\d{1,9}\.\d{2}$/)
  assert.equal(lines[19], 'CHF')
  assert.deepEqual(lines.slice(20, 27), Array<string>(7).fill(''))
  // Without a reference the account is an ordinary one: institutions 30000 to 31999 are of QR-IBANs.
  assert.deepEqual(lines.slice(27), ['NON', '', 'Rechnung 4471', 'EPD'])
  assert.ok(!/^..\d{2}3[01]/.test(lines[3] ?? ''))
})

const zbarimg = spawnSync('zbarimg', ['--version']).error ? 'zbarimg is not installed' : false

test('another reader agrees where it knows the code', { skip: zbarimg }, () => {
  const { stdout } = spawnSync('zbarimg', ['--quiet', page], { encoding: 'utf8' })
  for (const line of [
    'QR-Code:https://example.com/misiva',
    'CODE-128:MSV-2026-000471',
    'EAN-13:9780201379624',
    'CODE-39:MISIVA-39',
    'I2/5:0123456789',
  ])
    assert.ok(stdout.includes(line), `${line} in ${stdout}`)
})
