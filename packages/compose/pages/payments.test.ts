/** Payment codes from a content file, read back from the page by another program. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { compileTemplate } from '../composer.ts'
import { inputOf, readFixture, worldOf } from '../fixture.test.ts'
import { brief, problemsWith } from '../folder/test/sound-folder.ts'

const has = (tool: string) => spawnSync(tool, ['--version']).error === undefined
const skip = has('zbarimg') && has('pdftoppm') ? false : 'zbarimg or pdftoppm is not installed'

const epc = `epcCode({'name': 'Casa', 'iban': 'DE89370400440532013000', 'amount': string(order.total), 'reference': rfReference(order.number)})`
const swiss = `swissCode({'iban': 'CH4431999123000889012', 'amount': string(order.total), 'reference': qrReference('313947143000901'), 'creditor.name': 'Muster AG', 'creditor.postcode': '8000', 'creditor.town': 'Zug', 'creditor.country': 'CH'})`

async function made(content: string) {
  const release = readFixture({ 'templates/order/print.en.md': content })
  const task = { template: 'order', alternative: 'print', language: 'en' }
  const composer = await compileTemplate(release, task, await worldOf(release))
  assert.ok(composer.ok, JSON.stringify(composer))
  return composer.value.compose(inputOf())
}

test('a banking app reads what the record says', { skip }, async () => {
  const composed = await made(
    `::barcode{type=qrcode value="{{ ${epc} }}" width=40mm alt="x"}\n\n::page-break\n\n::barcode{type=swissqrcode value="{{ ${swiss} }}" width=46mm alt="x"}\n`,
  )
  assert.ok(composed.ok && composed.value.kind === 'pages', JSON.stringify(composed))
  const folder = mkdtempSync(join(tmpdir(), 'misiva-payments-'))
  try {
    writeFileSync(join(folder, 'x.pdf'), composed.value.pdf)
    execFileSync('pdftoppm', ['-r', '300', '-png', join(folder, 'x.pdf'), join(folder, 'p')])
    const read = execFileSync('sh', ['-c', `zbarimg --quiet --xml ${folder}/p*.png`], {
      encoding: 'utf8',
    })
    const codes = [...read.matchAll(/<data[^>]*><!\[CDATA\[([^]*?)\]\]>/g)].map(([, text]) => text)
    assert.equal(codes.length, 2)
    const [one, other] = codes.toSorted()
    assert.equal(one, 'BCD\n002\n1\nSCT\n\nCasa\nDE89370400440532013000\nEUR1234.50\n\nRF93A17')
    assert.match(
      other ?? '',
      /^SPC\n0200\n1\nCH4431999123000889012\nS\nMuster AG\n\n\n8000\nZug\nCH\n/,
    )
    assert.match(other ?? '', /\n1234\.50\nCHF\n{8}QRR\n000000000003139471430009017?\d*\n\nEPD/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('options say how a code is made, and what stands under it', { skip }, async () => {
  const plain = '::barcode{type=code128 value="{{ order.number }}" width=50mm height=15mm alt="x"'
  const sizes = async (more: string) => {
    const composed = await made(`${plain}${more}}\n`)
    assert.ok(composed.ok && composed.value.kind === 'pages', JSON.stringify(composed))
    return composed.value.pdf.length
  }
  const bare = await sizes('')
  const spoken = await sizes(' options=includetext')
  const named = await sizes(' text="Order {{ order.number }} of today"')
  assert.ok(bare < spoken && spoken < named, `${bare} ${spoken} ${named}`)
})

test('an option that is none is located', async () => {
  const print = 'templates/invoice/print.en.md'
  const told = async (options: string) => {
    const code = `x\n\n::barcode{type=qrcode value=x alt=x options="${options}"}\n`
    return (await problemsWith({ [print]: code })).map(brief)
  }
  assert.deepEqual(await told('eclevel=H version=4'), [])
  assert.deepEqual(await told('eclvel=H'), [
    `${print}:3:1 MSV-C009 A barcode has no option “eclvel”`,
  ])
  assert.deepEqual(await told('eclevel=Z'), [
    `${print}:3:1 MSV-C009 “Z” is not possible for “eclevel”`,
  ])
})

test('a code that could not be paid is refused at its place', async () => {
  const bad = epc.replace('DE89', 'DE88')
  const composed = await made(
    `x\n\n::barcode{type=qrcode value="{{ ${bad} }}" width=40mm alt="x"}\n`,
  )
  assert.ok(!composed.ok)
  const [problem] = composed.problems
  assert.equal(problem?.code, 'MSV-C013')
  assert.match(problem?.message ?? '', /the check digits of the IBAN are wrong/)
  assert.equal(problem?.place?.line, 3)
})
