import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { RunReport } from '@misiva/model'
import { createTestDatabase, type TestDatabase } from '@misiva/store/testing'
import { installed } from './channels.ts'

const bin = fileURLToPath(new URL('./bin/misiva.mjs', import.meta.url))
const retailer = fileURLToPath(new URL('../../examples/retailer', import.meta.url))
const december = fileURLToPath(
  new URL('../../../shared/data/online-retail/2010-12.csv.gz', import.meta.url),
)
const execute = promisify(execFile)
const missing = ['pdftotext', 'qpdf'].filter((tool) => spawnSync(tool, ['--version']).error)

/** A line of an invoice as the data has it; money in pence. */
interface Line {
  readonly code: string
  readonly description: string
  readonly quantity: number
  readonly price: number
}

/** Read without the program's own reader: fields between commas, or in quotes. */
function invoicesOf(csv: string): Map<string, { rows: string[]; lines: Line[] }> {
  const all = new Map<string, { rows: string[]; lines: Line[] }>()
  const broken = new Set<string>()
  for (const row of csv.trim().split('\n').slice(1)) {
    const fields = [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field]) =>
      field!.replace(/^"|"$/g, '').replaceAll('""', '"'),
    )
    const [number, code, description, quantity, , price, customer] = fields as [string, ...string[]]
    const sound = customer && fields[7] && /^-?\d+$/.test(quantity!) && /^[A-Z]?\d{6}$/.test(number)
    if (!sound) broken.add(number)
    const invoice = all.get(number) ?? { rows: [], lines: [] }
    const pence = Math.round(Number(price) * 100)
    invoice.rows.push(row)
    invoice.lines.push({
      ...{ code: code!, description: description! },
      ...{ quantity: Number(quantity), price: pence },
    })
    all.set(number, invoice)
  }
  for (const number of broken) all.delete(number)
  return all
}

/** An amount of money in pence. */
function pence(text: string): number {
  const digits = Number(text.replaceAll(/\D/g, ''))
  return /^\s*[-−]/.test(text) ? -digits : digits
}

const bare = (text: string) => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
/** As every country of the data writes it: `-£1,234.50`, `£ 1'001.52`, `GBP 2.10`, `20,16 £GB`. */
const money = String.raw`([-−]?(?:(?:£|GBP)\s?)?\d+(?:[.,'’\s]\d{3})*[.,]\d\d(?:\s(?:£\S*|GBP))?)`
const row = new RegExp(
  String.raw`^\s*(\S+(?: \S+)*?)\s{2,}(?:(\S.*?)\s{2,})?([-−]?\d[\d.,\s]*?)\s{2,}${money}\s{2,}${money}$`,
)
const sumRow = new RegExp(String.raw`^\s*(?:Total|Gesamt\S*)\s{2,}${money}$`, 'm')

/** The lines and the total a person would read on the page. */
function readPage(text: string) {
  const lines = text.split('\n').flatMap((printed) => {
    const [, code, description = '', quantity, price, amount] = row.exec(printed) ?? []
    return code ? [{ code, description, quantity, price: price!, amount: amount! }] : []
  })
  const total = sumRow.exec(text)?.[1]
  return { lines, total }
}

function chosen(numbers: readonly string[], count: number, seed: number): string[] {
  const left = [...numbers]
  let state = seed
  return Array.from({ length: Math.min(count, left.length) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return left.splice(state % left.length, 1)[0]!
  })
}

describe('what is printed, sent and reported is what the data says', () => {
  let database: TestDatabase
  let folder: string
  const skip = missing.length > 0 && `${missing.join(' and ')} not installed`

  before(async () => {
    database = await createTestDatabase()
    folder = await mkdtemp(join(tmpdir(), 'misiva-readback-'))
  })
  after(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function misiva(name: string, ...args: string[]): Promise<Record<string, number>> {
    const env = {
      ...process.env,
      ...{ DATABASE_URL: database.url, MISIVA_DATA: join(folder, name) },
    }
    const { stdout } = await execute(process.execPath, [bin, ...args, '--json'], {
      ...{ env, maxBuffer: 1 << 26 },
    })
    return JSON.parse(stdout)
  }

  async function readBack(name: string, csv: string, count: number, seed: number) {
    const invoices = invoicesOf(csv)
    const numbers = chosen([...invoices.keys()], count, seed)
    const data = join(folder, `${name}.csv`)
    const rows = numbers.flatMap((number) => invoices.get(number)!.rows)
    await writeFile(data, [csv.slice(0, csv.indexOf('\n')), ...rows, ''].join('\n'))
    const out = join(folder, `${name}-pages`)
    const given = ['--content', retailer, '--data', data, '--channel', 'print', '--out', out]
    const { documents, failed } = await misiva(name, 'compose', 'invoice', ...given)
    assert.deepEqual([documents, failed], [numbers.length, 0])
    for (const number of numbers) {
      const pdf = join(out, 'print', `${number}.pdf`)
      await execute('qpdf', ['--check', pdf])
      const { stdout } = await execute('pdftotext', ['-layout', pdf, '-'])
      agree(number, invoices.get(number)!.lines, readPage(stdout))
    }
  }

  function agree(number: string, lines: readonly Line[], page: ReturnType<typeof readPage>) {
    const told = page.lines.map((l) =>
      [
        l.code,
        l.quantity!.replaceAll(/[.,\s]/g, '').replace('−', '-'),
        pence(l.price),
        pence(l.amount),
      ].join(' '),
    )
    const wanted = lines.map(({ code, quantity, price }) =>
      // A long code ("BANK CHARGES") goes on in the next line of its cell.
      [code.split(' ')[0], quantity, price, quantity * price].join(' '),
    )
    assert.deepEqual(told, wanted, number)
    for (const [i, { description }] of page.lines.entries())
      assert.ok(
        bare(lines[i]!.description).startsWith(bare(description)),
        `${number}: ${description}`,
      )
    const sum = lines.reduce((total, { quantity, price }) => total + quantity * price, 0)
    assert.equal(pence(page.total ?? ''), sum, `${number}: total`)
  }

  /** A run of the file: its report, its folder and the other ends of the wires say the same. */
  async function runAgrees(name: string, data: string): Promise<RunReport> {
    const out = join(folder, `${name}-out`)
    const given = ['--content', retailer, '--data', data, '--out', out]
    const report = (await misiva(name, 'run', 'invoice', ...given)) as unknown as RunReport
    const index = (await readFile(join(out, 'index.jsonl'), 'utf8')).trim().split('\n')
    const entries = index.map((line) => JSON.parse(line) as { channel: string; sha256: string })
    for (const { name: channel, readSandbox } of installed) {
      const received = await readSandbox(join(folder, name, 'sandbox', channel))
      const sent = entries.filter((entry) => entry.channel === channel)
      assert.equal(received.length, report.channels[channel] ?? 0, channel)
      const hashes = (list: readonly { sha256: string }[]) => list.map((l) => l.sha256).toSorted()
      assert.deepEqual(hashes(received), hashes(sent), channel)
    }
    for (const file of await readdir(join(out, 'print')))
      await execute('qpdf', ['--check', join(out, 'print', file)])
    return report
  }

  test('in the example', { skip, timeout: 300_000 }, async () => {
    const data = join(retailer, 'example.csv')
    await readBack('example', await readFile(data, 'utf8'), 12, 7)
    const report = await runAgrees('example-run', data)
    assert.equal(report.delivered, report.communications)
  })

  const none = existsSync(december) ? skip : 'the December file is not beside the repository'
  test('in 50 invoices of a month of real sales', { skip: none, timeout: 600_000 }, async (t) => {
    const seed = Math.floor(Math.random() * 2 ** 31)
    t.diagnostic(`seed ${seed}`)
    const csv = gunzipSync(await readFile(december)).toString('utf8')
    await readBack('december', csv, 50, seed)
    const report = await runAgrees('december-run', december)
    assert.deepEqual([report.input, report.communications], [2025, 1708])
    assert.deepEqual([report.delivered, report.rejected], [1708, { 'MSV-D004': 317 }])
  })
})
