import { createReadStream, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSource, readSource } from '@misiva/intake'
import type { IntakeRecord } from '@misiva/model'
import type { BenchInvoice } from './invoice.ts'

const root = new URL('../', import.meta.url)
const source = new URL('examples/retailer/sources/online-retail.yaml', root)
const real = new URL('../shared/data/online-retail/2010-12.csv.gz', root)
const fictional = new URL('examples/retailer/example.csv', root)

const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })
// Intl takes exact decimals as text.
const money = (amount: string) => pounds.format(amount as Intl.StringNumericLiteral)
const day = (date: string | undefined) =>
  date ? Temporal.PlainDate.from(date).toLocaleString('en-GB', { dateStyle: 'long' }) : '–'

interface Line {
  readonly code: string
  readonly description: string
  readonly quantity: number
  readonly price: string
  readonly amount: string
}

interface InvoiceData {
  readonly number: string
  readonly isCredit: boolean
  readonly date: string
  readonly dueDate?: string
  readonly lines: readonly Line[]
  readonly total: string
}

function benchInvoice({ data, customer }: IntakeRecord): BenchInvoice {
  const invoice = data['invoice'] as InvoiceData
  const postal = customer.contactPoints.find((point) => point.channel === 'print')?.address ?? ''
  return {
    number: invoice.number,
    title: `${invoice.isCredit ? 'Credit note' : 'Invoice'} ${invoice.number}`,
    date: day(invoice.date),
    dueDate: day(invoice.dueDate),
    customer: customer.key,
    address: postal.split('\n'),
    lines: invoice.lines.map((line) => [
      line.code,
      line.description,
      String(line.quantity),
      money(line.price),
      money(line.amount),
    ]),
    total: money(invoice.total),
    record: { customer: { ...customer }, data: { ...data } },
  }
}

export interface Prepared {
  /** File with the invoices measured. */
  readonly invoices: string
  /** File with the others, to warm up on. */
  readonly warm: string
  readonly count: number
  readonly lines: number
  readonly source: string
}

/** Reads the data as the product does and splits it: every tenth invoice is measured. */
export async function prepare(data: string | undefined): Promise<Prepared> {
  const file = data ?? fileURLToPath(existsSync(real) ? real : fictional)
  const description = parseSource(readFileSync(source, 'utf8'), 'sources/online-retail.yaml')
  if (!description.ok) throw new Error(JSON.stringify(description.problems))
  const all: BenchInvoice[] = []
  for await (const item of readSource(description.value, createReadStream(file), file)) {
    if ('record' in item) all.push(benchInvoice(item.record))
  }
  // Every tenth is enough of a large file; of the small example every second.
  const every = all.length >= 1000 ? 10 : 2
  const measured = all.filter((_, i) => i % every === 0)
  const folder = mkdtempSync(join(tmpdir(), 'misiva-bench-'))
  const write = (name: string, list: readonly BenchInvoice[]) => {
    writeFileSync(join(folder, name), JSON.stringify(list))
    return join(folder, name)
  }
  return {
    invoices: write('measured.json', measured),
    warm: write(
      'warm.json',
      all.filter((_, i) => i % every !== 0),
    ),
    count: measured.length,
    lines: measured.reduce((sum, invoice) => sum + invoice.lines.length, 0),
    source: file,
  }
}
