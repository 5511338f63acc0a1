import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { RunReport } from '@misiva/model'
import { createTestDatabase, type TestDatabase } from '@misiva/store/testing'

const bin = fileURLToPath(new URL('./bin/misiva.mjs', import.meta.url))
const retailer = fileURLToPath(new URL('../../examples/retailer', import.meta.url))
const HEAD = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const line = (
  invoice: string,
  customer = '30001',
  more: Partial<Record<'quantity' | 'text', string>> = {},
) =>
  `${invoice},20311,${more.text ?? 'CANDLE HOLDER'},${more.quantity ?? '2'},2026-10-05 09:12:00,3.25,${customer},United Kingdom`

describe('the command line', () => {
  let database: TestDatabase
  let folder: string

  before(async () => {
    database = await createTestDatabase()
    folder = await mkdtemp(join(tmpdir(), 'misiva-cli-'))
  })
  after(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  function misiva(args: readonly string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: folder,
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        MISIVA_DATA: join(folder, 'data'),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (part) => (out += part))
    child.stderr.on('data', (part) => (err += part))
    return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
      child.on('close', (code) => resolve({ code, out, err })),
    )
  }

  async function run(name: string, content: string | Uint8Array, ...more: string[]) {
    const data = join(folder, name)
    await writeFile(data, content)
    return misiva(['run', 'invoice', '--content', retailer, '--data', data, '--json', ...more])
  }

  test(
    'says for each kind of bad input what is wrong and where; the good records go out',
    { timeout: 120_000 },
    async () => {
      const rows = [
        HEAD,
        line('700001'),
        '700002,20311,CANDLE HOLDER,2,2026-10-05 09:12:00', // broken row
        line('700003', ''), // missing customer
        line('700004', '30004', { quantity: 'a dozen' }),
        ...Array.from({ length: 5001 }, () => line('700005', '30005')), // enormous invoice
        line('700006', '30006'),
      ]
      const bytes = Buffer.concat([
        Buffer.from(`${rows.join('\n')}\n`),
        Buffer.from(`${line('700007', '30007', { text: 'CAFE' })}\n`),
        // Not UTF-8: an export that calls itself one and is Latin-1.
        Buffer.from(`${line('700008', '30008', { text: 'CAFÉ' })}\n`, 'latin1'),
      ])
      const { code, out, err } = await run('bad.csv', bytes, '--out', join(folder, 'out'))
      const report = JSON.parse(out) as RunReport
      assert.deepEqual(report.rejected, {
        'MSV-D001': 1,
        'MSV-D003': 1,
        'MSV-D004': 1,
        'MSV-D005': 1,
        'MSV-D008': 1,
      })
      assert.deepEqual([report.input, report.communications, report.delivered], [8, 3, 3])
      assert.equal(code, 0, err)
      for (const place of ['bad.csv:3:', 'bad.csv:4:', 'bad.csv:5:', 'MSV-D008', 'MSV-D003']) {
        assert(err.includes(place), `${place} in ${err}`)
      }
      await outHolds(join(folder, 'out'), report)
    },
  )

  /** Each line of the index names a file with that hash, and there are no others. */
  async function outHolds(out: string, report: RunReport) {
    const lines = (await readFile(join(out, 'index.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l))
    assert.deepEqual(lines.map((l) => l.key).sort(), ['700001', '700006', '700007'])
    for (const entry of lines) {
      const bytes = await readFile(join(out, entry.file))
      assert.equal(createHash('sha256').update(bytes).digest('hex'), entry.sha256)
      assert.deepEqual([entry.template, entry.language, entry.total], ['invoice', 'en', '6.50'])
    }
    for (const [channel, count] of Object.entries(report.channels)) {
      assert.equal((await readdir(join(out, channel))).length, count)
    }
  }

  test('a file of nothing, and one with unknown columns', { timeout: 60_000 }, async () => {
    const empty = await run('empty.csv', '')
    assert.deepEqual((JSON.parse(empty.out) as RunReport).rejected, { 'MSV-D006': 1 })
    assert.equal(empty.code, 1, 'nothing went out')
    const columns = await run(
      'columns.csv',
      `${HEAD.replace('CustomerID', 'CustomerNo')}\n${line('700001')}\n`,
    )
    const report = JSON.parse(columns.out) as RunReport
    assert((report.rejected['MSV-D002'] ?? 0) >= 1)
    assert.equal(report.communications, 0)
    assert.equal(columns.code, 1)
    assert.match(columns.err, /CustomerNo/)
  })

  test(
    'composes without a database, the same bytes for the same input',
    { timeout: 60_000 },
    async () => {
      const data = join(folder, 'few.csv')
      await writeFile(
        data,
        `${[HEAD, line('700001'), line('C700002', '30002', { quantity: '-2' })].join('\n')}\n`,
      )
      const compose = (out: string, channel: string) =>
        misiva(
          [
            'compose',
            'invoice',
            '--content',
            retailer,
            '--data',
            data,
            '--channel',
            channel,
            '--out',
            out,
            '--date',
            '2026-10-06T00:00:00Z',
            '--json',
          ],
          { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' },
        )
      const first = await compose(join(folder, 'one'), 'print')
      const { documents, pages, bytes, failed } = JSON.parse(first.out) as Record<string, number>
      assert.deepEqual([documents, failed, first.code], [2, 0, 0], first.err)
      assert(pages! >= 2 && bytes! > 1000)
      await compose(join(folder, 'two'), 'print')
      for (const name of ['700001.pdf', 'C700002.pdf']) {
        const [a, b] = await Promise.all(
          ['one', 'two'].map((out) => readFile(join(folder, out, 'print', name))),
        )
        assert.deepEqual(a, b)
      }
    },
  )

  test('refuses with a code, a place and a hint', { timeout: 60_000 }, async () => {
    const data = join(folder, 'good.csv')
    await writeFile(data, `${HEAD}\n${line('700001')}\n`)
    const cases: [string[], Record<string, string>, RegExp][] = [
      [
        ['run', 'invoise', '--content', retailer, '--data', data],
        {},
        /MSV-C014 There is no template “invoise”[\s\S]*invoice/,
      ],
      [['run', 'invoice', '--content', retailer, '--data', 'none.csv'], {}, /MSV-D009 none\.csv/],
      [
        [
          'compose',
          'invoice',
          '--content',
          retailer,
          '--data',
          data,
          '--channel',
          'fax',
          '--out',
          folder,
        ],
        {},
        /MSV-C014 .*“fax”[\s\S]*print, email, sms, portal/,
      ],
      [['run', 'invoice', '--content', folder, '--data', data], {}, /misiva\.yaml/],
      [['check', join(folder, 'nowhere')], {}, /MSV-D009/],
      [['check', retailer], {}, /in order/],
      [['worker'], { MISIVA_PORT: 'x' }, /MSV-S003 MISIVA_PORT/],
      [
        ['worker'],
        { MISIVA_EMAIL_HOTS: 'relay' },
        /MSV-S003 MISIVA_EMAIL_HOTS[\s\S]*MISIVA_EMAIL_HOST/,
      ],
      [
        ['worker'],
        { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' },
        /MSV-S002 The database at 127\.0\.0\.1:9\/none/,
      ],
      [['run', 'invoice'], {}, /--data/],
    ]
    for (const [args, env, words] of cases) {
      const { code, out, err } = await misiva(args, env)
      assert.match(out + err, words)
      assert.equal(code, /in order/.test(words.source) ? 0 : 1, args.join(' '))
    }
  })

  test('a taken port is told before anything begins', { timeout: 30_000 }, async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', () => resolve()))
    const { port } = holder.address() as { port: number }
    try {
      const { code, err } = await misiva(['start'], { MISIVA_PORT: String(port) })
      assert.equal(code, 1)
      assert.match(err, /MSV-S001[\s\S]*MISIVA_PORT/)
    } finally {
      holder.close()
    }
  })

  test('every command explains itself', { timeout: 30_000 }, async () => {
    for (const command of ['start', 'run', 'compose', 'check', 'worker', 'sandbox']) {
      const { code, out } = await misiva([command, '--help'])
      assert.equal(code, 0)
      assert.match(out, new RegExp(`Usage: misiva ${command}`))
      assert(out.length > 250, command)
    }
  })
})
