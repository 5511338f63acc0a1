import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { compileContract, Decimal } from '@misiva/model'
import type { BoundContract, Customer } from '@misiva/model'
import { parseSource, readSource } from './index.ts'
import type { SourceItem } from './index.ts'

const retailer = new URL('../../examples/retailer/', import.meta.url)
const invoice = new URL('templates/invoice/', retailer)

interface Invoice {
  readonly lines: readonly { quantity: number; price: string; amount: string }[]
  readonly lineCount: number
  readonly goods: string
  readonly carriage: string
  readonly total: string
  readonly amount: string
  readonly isCredit: boolean
  readonly dueDate?: string
}

async function contract(): Promise<BoundContract> {
  const bound = compileContract(
    JSON.parse(await readFile(new URL('contract.schema.json', invoice), 'utf8')),
  )
  assert.ok(bound.ok)
  return bound.value
}

async function readExample(): Promise<SourceItem[]> {
  const yaml = await readFile(new URL('sources/online-retail.yaml', retailer), 'utf8')
  const source = parseSource(yaml, 'sources/online-retail.yaml')
  assert.ok(source.ok, JSON.stringify(source))
  const bound = await contract()
  const items: SourceItem[] = []
  const stream = createReadStream(new URL('example.csv', retailer))
  for await (const item of readSource(source.value, stream, 'example.csv', {
    check: (data) => bound.misfits(data),
  }))
    items.push(item)
  return items
}

function adds(data: Invoice): void {
  let total = Decimal.parse('0.00')!
  for (const { quantity, price, amount } of data.lines) {
    const exact = Decimal.parse(price)!.times(Decimal.of(quantity))
    assert.equal(amount, exact.toString())
    total = total.plus(exact)
  }
  assert.equal(data.total, total.toString())
  assert.equal(data.amount, total.abs().toString())
  assert.equal(data.lineCount, data.lines.length)
  assert.equal(
    Decimal.parse(data.goods)!.plus(Decimal.parse(data.carriage)!).toString(),
    data.total,
  )
  assert.equal(data.dueDate === undefined, data.isCredit)
}

describe('the retailer', () => {
  it('has an example that its generator writes, byte for byte', async () => {
    const script = fileURLToPath(new URL('make-example.ts', retailer))
    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      maxBuffer: 10_000_000,
    })
    assert.equal(stdout, await readFile(new URL('example.csv', retailer), 'utf8'))
  })

  it('turns the example into records that fit the contract, and names the three it cannot', async () => {
    const items = await readExample()
    assert.equal(items.length, 200)
    const rejected = items.flatMap((item) => item.rejected ?? [])
    assert.deepEqual(
      rejected.map(({ code, scope }) => [code, scope]),
      [
        ['MSV-D001', 'record'],
        ['MSV-D005', 'record'],
        ['MSV-D004', 'record'],
      ],
    )
    for (const { record } of items) if (record) adds(record.data['invoice'] as Invoice)
  })

  it('has samples that add up and fit the contract', async () => {
    const bound = await contract()
    const names = await readdir(new URL('samples/', invoice))
    assert.ok(names.length >= 6)
    for (const name of names) {
      const sample = JSON.parse(await readFile(new URL(`samples/${name}`, invoice), 'utf8'))
      assert.deepEqual(bound.misfits(sample), [], name)
      adds(sample.invoice)
    }
  })

  it('writes to nobody real: reserved domains, drama numbers, post codes there are not', async () => {
    const seen: Customer[] = (await readExample()).flatMap((item) => item.record?.customer ?? [])
    const of = (channel: string): string[] =>
      seen.flatMap((c) =>
        c.contactPoints.filter((p) => p.channel === channel).map((p) => p.address),
      )
    for (const address of of('email')) assert.match(address, /^[a-z0-9.-]+@[a-z0-9-]+\.example$/)
    for (const number of of('sms'))
      assert.match(number, /^(?:\+447700900\d{3}|\+4917139200\d{2}|\+3363998\d{4})$/)
    for (const lines of of('print'))
      assert.match(lines, /^[^\n]+\n(?:00\d{3} .+\n[A-Z ]+|.+ QQ\d \dQQ)$/)
    assert.equal(of('print').length, seen.length)
    const without = seen.length - of('email').length
    assert.ok(without > seen.length / 12 && without < seen.length / 5, `${without} have no e-mail`)
    for (const language of ['en', 'es', 'de', 'fr'])
      assert.ok(seen.filter((c) => c.language === language).length >= 10, language)
    assert.ok(seen.some((c) => c.attributes?.['wantsDocument'] === true))
  })
})
