import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { read, source, told } from './test/read.ts'

const shape = {
  columns: `
  no: text
  customer: { type: integer, optional: true }
  lines:
    type: list
    columns:
      item: text
      quantity: integer
      price: { type: decimal, scale: 2 }`,
  group: '',
  key: 'row.no',
  data: `
  lines: { each: row.lines, as: line, item: { item: line.item, price: line.price } }
  total: sum(row.lines.map(l, l.quantity * l.price))`,
}
const lines = source({ ...shape, format: 'jsonl' })
const list = source({ ...shape, format: 'json' })
const inside = source({ ...shape, format: 'json', records: 'data.invoices' })
const order = (no: string, price: string): string =>
  `{"no":"${no}","customer":7,"lines":[{"item":"a {[\\"","quantity":3,"price":${price}}]}`

describe('JSON Lines', () => {
  it('keeps numbers as they are written', async () => {
    const [a, b] = await read(
      lines,
      `${order('1', '0.10')}\n${order('2', '9007199254740993.07')}\n`,
    )
    assert.equal(a?.record?.data['total'], '0.30')
    assert.equal(b?.record?.data['total'], '27021597764222979.21')
  })

  it('rejects a bad line with its place and goes on', async () => {
    const text = [
      order('1', '1'),
      '{"no": "2", "customer": 7, lines: []}',
      '[1]',
      '{"no":"4","customer":7,"lines":[{"item":"a","quantity":"x","price":1}]}',
      '{"no":"5","customer":7,"line":[]}',
      '',
      order('7', '2'),
    ].join('\n')
    const items = await read(lines, text)
    assert.deepEqual(told(items), [
      'file MSV-D002 5:1',
      '1 3.00',
      'row MSV-D012 2:28',
      'row MSV-D012 3:1',
      '4 MSV-D005 4:1',
      '5 MSV-D002 5:1',
      '7 6.00',
    ])
    assert.match(items[4]!.rejected!.message, /lines \[0\]: quantity is “x”, not a whole number/)
    assert.match(items[5]!.rejected!.hint!, /did you mean|Did you mean “line”/)
  })
})

describe('a JSON document', () => {
  const text = `[\n  ${order('1', '1.50')},\n  ${order('2', '2')}\n]\n`

  it('is read by its records, in any pieces, compressed or not', async () => {
    const expected = ['1 4.50', '2 6.00']
    assert.deepEqual(told(await read(list, text)), expected)
    assert.deepEqual(told(await read(list, gzipSync(text))), expected)
    assert.deepEqual(told(await read(list, `\ufeff${text}`)), expected)
    for (let size = 1; size < 30; size++)
      assert.deepEqual(told(await read(list, text, { size })), expected)
  })

  it('finds the list where the description says', async () => {
    const document = `{"version":[1,{"invoices":[9]}],"data":{"note":"[","invoices":${text}},"x":1}`
    assert.deepEqual(told(await read(inside, document)), ['1 4.50', '2 6.00'])
    assert.deepEqual(told(await read(inside, '{"data":{"bills":[]}}')), ['file MSV-D002 1:1'])
  })

  it('loses one record to a fault in it', async () => {
    const bad = '{"no":"2","customer":7,"lines":[}'
    const document = `[${order('1', '1')},\n{"no":"2" "x":1},\n${order('3', '1')}]`
    assert.deepEqual(told(await read(list, document)), ['1 3.00', 'row MSV-D012 2:11', '3 3.00'])
    const open = await read(list, `[${order('1', '1')},\n${bad},\n${order('3', '1')}]`)
    assert.equal(open[0]?.record?.key, '1')
    assert.ok(open.some((item) => item.rejected))
  })

  it('says when the end is missing', async () => {
    const cut = await read(list, text.slice(0, -20))
    assert.deepEqual(told(cut), ['1 4.50', 'file MSV-D009 3:3'])
    assert.deepEqual(told(await read(list, '[]x'.slice(0, 1))).at(-1), 'file MSV-D009 1:2')
  })

  it('names the place of what is not UTF-8', async () => {
    const bytes = Buffer.from(`[${order('1', '1')},\n{"no":"é","customer":7,"lines":[]}]`)
    bytes[bytes.indexOf(0xc3)] = 0xe9
    assert.deepEqual(told(await read(list, bytes)), ['1 3.00', 'row MSV-D003 2:8'])
  })

  it('refuses an enormous record and goes on', async () => {
    const small = source({ ...shape, format: 'json', limits: '{ rowBytes: 500 }' })
    const large = `{"no":"2","x":"${'y'.repeat(5000)}"}`
    const document = `[${order('1', '1')},\n${large},\n${order('3', '1')}]`
    assert.deepEqual(told(await read(small, document, { size: 100 })), [
      '1 3.00',
      'row MSV-D008 2:1',
      '3 3.00',
    ])
  })

  it('reads any list of objects that JSON.stringify writes', async () => {
    const any = source({
      format: 'json',
      columns: '{ no: text, text: text }',
      unknownColumns: 'ignore',
      group: '',
      key: 'row.no',
      customer: `{ key: row.no, name: row.no, language: '"en"' }`,
      data: '{ text: row.text }',
    })
    const record = fc.record({ text: fc.string({ unit: 'binary' }), other: fc.jsonValue() })
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(0, 2),
        async (drawn, size, indent) => {
          const records = drawn.map((r, i) => ({ no: String(i), ...r }))
          const items = await read(any, JSON.stringify(records, null, indent), { size })
          assert.deepEqual(
            items.map((item) => item.record?.data['text']),
            records.map((r) => r.text.trim()),
          )
        },
      ),
      { numRuns: 200 },
    )
  })
})
