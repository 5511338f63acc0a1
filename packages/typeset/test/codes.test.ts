/** Every code of the gallery is read back from its page by another program. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { createTypesetter } from '../index.ts'
import { file, world } from './node.ts'
import { rasteriser } from './read.ts'
import { barcodePicture } from '../graphics/barcode.ts'

const CODES: readonly (readonly [symbology: string, text: string, read?: string])[] = [
  ['qrcode', 'https://example.com/misiva'],
  // SEPA credit transfer, EPC069-12.
  [
    'qrcode',
    'BCD\n002\n1\nSCT\n\nMuster GmbH\nDE71110220330123456789\nEUR149.95\n\nRF18539007547034',
  ],
  ['datamatrix', 'Misiva 2026'],
  ['azteccode', 'Aztec code'],
  ['pdf417', 'PDF417 holds longer text'],
  ['code128', 'MSV-2026-000471'],
  ['ean13', '9780201379624'],
  ['ean8', '96385074'],
  ['upca', '012345000058', '0012345000058'],
  ['code39', 'MISIVA-39'],
  ['interleaved2of5', '0123456789'],
  ['databaromni', '(01)24012345678905'],
  ['gs1datamatrix', '(01)09521234543213(17)261231(10)A7'],
  ['gs1-128', '(01)09521234543213(3103)000123'],
  [
    'swissqrcode',
    'SPC\r\n0200\r\n1\r\nCH5800791123000889012\r\nS\r\nMuster AG\r\nHauptstrasse\r\n12\r\n8000\r\nBern\r\nCH\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n149.95\r\nCHF\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\nNON\r\n\r\nRechnung 4471\r\nEPD',
  ],
]

/** What survives every symbology's own way with punctuation. */
const plain = (s: string): string => s.replace(/[^\w .:/-]/g, '')

test('codes are read back from the page', async () => {
  prepareZXingModule({
    overrides: {
      wasmBinary: file('zxing-wasm/reader/zxing_reader.wasm').slice().buffer as ArrayBuffer,
    },
  })
  const typesetter = await createTypesetter(world())
  const raster = await rasteriser()
  for (const [symbology, text, read] of CODES) {
    const { pdf, warnings } = typesetter.typeset({
      lang: 'en',
      title: symbology,
      created: '2026-01-01T00:00:00Z',
      text: { family: 'Source Sans 3', size: 10 },
      masters: {
        rest: { width: 300, height: 200, margins: { top: 30, right: 30, bottom: 30, left: 30 } },
      },
      body: [
        {
          type: 'barcode',
          symbology,
          text,
          alt: symbology,
          align: 'center',
          ...(/qr|matrix|aztec/.test(symbology) ? { width: 110 } : { width: 220, height: 60 }),
        },
      ],
    })
    assert.deepEqual(warnings, [], symbology)
    const { png } = await raster.page(pdf, 0, 200)
    const found = await readBarcodes(png, { tryHarder: true })
    assert.equal(found.length, 1, `${symbology}: one code`)
    assert.equal(plain(found[0]?.text ?? ''), plain(read ?? text), symbology)
  }
})

test('QR codes of every length and level are read back', async () => {
  const typesetter = await createTypesetter(world())
  const raster = await rasteriser()
  const levels = ['L', 'M', 'Q', 'H']
  for (let i = 0; i < 24; i++) {
    const text = 'https://example.com/' + 'aB3-x?=0000'.repeat(1 + ((i * 5) % 21)) + i
    const { pdf } = typesetter.typeset({
      lang: 'en',
      title: 'QR',
      created: '2026-01-01T00:00:00Z',
      text: { family: 'Source Sans 3', size: 10 },
      masters: {
        rest: { width: 200, height: 200, margins: { top: 20, right: 20, bottom: 20, left: 20 } },
      },
      body: [
        {
          type: 'barcode',
          symbology: 'qrcode',
          text,
          alt: 'QR',
          width: 150,
          options: { eclevel: levels[i % 4] as string },
        },
      ],
    })
    const { png } = await raster.page(pdf, 0, 200)
    const [found] = await readBarcodes(png, { tryHarder: true })
    assert.equal(found?.text, text)
  }
})

/** Bars from left to right: full, ascending, descending, tracking only. */
function statesOf(symbology: string, text: string): string {
  const picture = barcodePicture({ symbology, text }, '0 0 0 rg')
  assert.ok(typeof picture !== 'string')
  const bars = [...picture.content.matchAll(/^([\d.]+) ([\d.]+) [\d.]+ ([\d.]+) re$/gm)]
    .map(([, x, y, height]) => ({ x: Number(x), y: Number(y), height: Number(height) }))
    .toSorted((a, b) => a.x - b.x)
  const low = Math.min(...bars.map((b) => b.y))
  const high = Math.max(...bars.map((b) => b.y + b.height))
  const states = bars.map((b) => {
    const descends = b.y - low < 0.5
    const ascends = high - b.y - b.height < 0.5
    return descends ? (ascends ? 'F' : 'D') : ascends ? 'A' : 'T'
  })
  return states.join('')
}

test('Intelligent Mail barcodes are those USPS-B-3200 gives as examples', () => {
  const tracking = '01234567094987654321'
  const examples = {
    '': 'ATTFATTDTTADTAATTDTDTATTDAFDDFADFDFTFFFFFTATFAAAATDFFTDAADFTFDTDT',
    '01234': 'DTTAFADDTTFTDTFTFDTDDADADAFADFATDDFTAAAFDTTADFAAATDFDTDFADDDTDFFT',
    '012345678': 'ADFTTAFDTTTTFATTADTAAATFTFTATDAAAFDDADATATDTDTTDFDTDATADADTDFFTFA',
    '01234567891': 'AADTFFDFTDADTAADAATFDTDDAAADDTDTTDAFADADDDTFFFDDTTTADFAAADFTDAADA',
  }
  for (const [routing, bars] of Object.entries(examples))
    assert.equal(statesOf('onecode', tracking + routing), bars, routing)
})

/** Royal Mail's four-state code: in each four bars two rise and two fall; their places are a character. */
function royalMail(states: string): string {
  const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const place = (bars: string, long: string): number => {
    const sum = [4, 2, 1, 0].reduce((n, w, i) => n + (long.includes(bars[i] as string) ? w : 0), 0)
    return (sum + 5) % 6
  }
  assert.match(states, /^A(....)+F$/)
  const groups = states.slice(1, -1).match(/.{4}/g) ?? []
  const places = groups.map((bars) => [place(bars, 'AF'), place(bars, 'DF')] as const)
  const text = places.map(([row, column]) => characters[row * 6 + column]).join('')
  const sums = [0, 1].map(
    (k) => (places.slice(0, -1).reduce((n, p) => n + p[k as 0] + 1, 0) + 5) % 6,
  )
  assert.deepEqual(places.at(-1), sums, 'its check character')
  return text.slice(0, -1)
}

test('Royal Mail codes are decoded again, their check with them', () => {
  for (const text of ['LE28HS9Z', 'SN34RD1A', 'BX11LT1A'])
    assert.equal(royalMail(statesOf('royalmail', text)), text)
})
