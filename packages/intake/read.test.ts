import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { describe, it } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import { readSource } from './index.ts'
import { decoderOf, firstInvalid } from './decoder.ts'
import { header, read, source, told } from './test/read.ts'

const plain = source()
const good = `${header}501,mug,2,4.50,7\n501,jug,1,10,7\n502,tin,3,1.25,8\n`

describe('reading a source', () => {
  it('makes a record of the rows of one invoice, exact in its amounts', async () => {
    const [first, second] = await read(plain, good)
    assert.deepEqual(first, {
      position: 0,
      record: {
        key: '501',
        customer: {
          key: '7',
          name: 'Customer 7',
          language: 'en',
          contactPoints: [],
          preferences: [],
        },
        data: {
          lines: [
            { item: 'mug', quantity: 2, price: '4.50' },
            { item: 'jug', quantity: 1, price: '10.00' },
          ],
          total: '19.00',
        },
        rows: 2,
        line: 2,
      },
    })
    assert.equal(second?.record?.data['total'], '3.75')
  })

  it('gives the same for every division into pieces, line end, mark and compression', async () => {
    const expected = await read(plain, good)
    const bytes = Buffer.from(good)
    const forms = [
      Buffer.from(good.replaceAll('\n', '\r\n')),
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
      gzipSync(bytes),
      zstdCompressSync(bytes),
      bytes.subarray(0, -1),
    ]
    for (const form of forms) assert.deepEqual(await read(plain, form), expected)
    for (let size = 1; size < 40; size++)
      assert.deepEqual(await read(plain, good, { size }), expected)
  })

  it('goes on from any position as if it had never stopped', async () => {
    const text = `${good}503,bad,x,1,9\n504,cup,1,2,9\n501,again,1,1,7\n,,,,\n505,pan,1,7,9\n`
    const all = await read(plain, text)
    assert.deepEqual(
      all.map((item) => item.position),
      all.map((_, i) => i),
    )
    for (let from = 0; from <= all.length; from++)
      assert.deepEqual(await read(plain, text, { from }), all.slice(from))
  })

  it('reads other encodings by name', async () => {
    const text = `${header}501,Café £,1,2,7\n`
    for (const encoding of ['windows-1252', 'utf-16le', 'iso-8859-15', 'utf-8']) {
      const [item] = await read(source({ encoding }), iconv.encode(text, encoding), { size: 3 })
      assert.deepEqual(item?.record?.data['lines'], [
        { item: 'Café £', quantity: 1, price: '2.00' },
      ])
    }
  })

  it('knows dates by their pattern and zone', async () => {
    const dated = source({
      columns: `
  no: text
  at: { type: datetime, format: 'dd/MM/yyyy HH:mm' }
  day: { type: date, format: d.M.yyyy }`,
      customer: `{ key: row.no, name: row.no, language: '"en"' }`,
      data: '{ at: row.at, day: row.day, local: day(row.at) }',
    })
    const [one, two] = await read(
      dated,
      'no,at,day\n1,01/07/2026 00:30,3.7.2026\n2,31/02/2026 10:00,3.7.2026\n',
    )
    assert.deepEqual(one?.record?.data, {
      at: '2026-06-30T23:30:00Z',
      day: '2026-07-03',
      local: '2026-07-01',
    })
    assert.equal(two?.rejected?.code, 'MSV-D005')
    assert.match(two.rejected.message, /31\/02\/2026.*does not exist/)
  })

  it('reads a decimal comma, other delimiters and no header', async () => {
    const continental = source({
      csv: `{ delimiter: ';', header: false }`,
      columns: `
  no: text
  item: text
  quantity: integer
  price: { type: decimal, decimalMark: ',' }
  customer: integer`,
    })
    const items = await read(continental, '501;"Krug; groß";2;1.234,50;7\n')
    assert.deepEqual(told(items), ['501 2469.00'])
  })

  it('gathers rows that do not stand together when told so', async () => {
    const scattered = source({ group: '{ by: row.no, consecutive: false }' })
    const text = `${header}501,a,1,1,7\n502,b,1,2,8\n501,c,1,4,7\n502,d,x,8,8\n`
    assert.deepEqual(told(await read(scattered, text)), ['501 5.00', '502 MSV-D005 5:7'])
  })
})

const check = (data: Readonly<Record<string, unknown>>) =>
  data['total'] === '3.75' ? [{ pointer: '/total', path: 'total', message: 'is odd' }] : []

describe('what is wrong costs only itself', () => {
  const after = '509,pan,1,7,9\n'
  const cases: readonly [string, string, readonly string[]][] = [
    ['a value of another type', '503,a,two,1,7\n', ['503 MSV-D005 2:7']],
    ['an empty value', '503,a,,1,7\n', ['503 MSV-D005 2:7']],
    ['too few columns', '503,a,2\n', ['503 MSV-D001 2:8']],
    ['too many columns', '503,a,b,2,1,7\n', ['503 MSV-D001 2:13']],
    ['a quote never closed', '503,"a,2,1,7\n', ['503 MSV-D011 2:5']],
    ['text after a quote', '503,"a" b,2,1,7\n', ['503 MSV-D011 2:5']],
    ['no customer', '503,a,2,1,\n', ['503 MSV-D004 2:11']],
    ['a key not of its form', 'x3,a,2,1,7\n', ['509 MSV-D005 2:1']],
  ]
  for (const [name, bad, expected] of cases)
    it(name, async () => {
      const items = await read(plain, header + bad + after)
      const rest = expected[0]!.startsWith('509') ? [] : ['509 7.00']
      assert.deepEqual(told(items), [...expected, ...rest])
      for (const { rejected } of items) if (rejected) assert.ok(rejected.hint)
    })

  it('holds back the record a bad row belongs to, and no other', async () => {
    const text = `${header}501,a,1,1,7\n502,b,1,2,8\n502,c,oops,2,8\n502,d,1,2,8\n503,e,1,4,9\n`
    const items = await read(plain, text)
    assert.deepEqual(told(items), ['501 1.00', '502 MSV-D005 4:7', '503 4.00'])
    assert.equal(items[1]?.rejected?.rows, 3)
  })

  it('gives a row that cannot be placed to the record it stands in', async () => {
    const text = `${header}501,a,1,1,7\n502,b,1,2,8\n~~~\n502,d,1,2,8\n503,e,1,4,9\n`
    assert.deepEqual(told(await read(plain, text)), ['501 1.00', '502 MSV-D001 4:4', '503 4.00'])
  })

  it('holds back both records when such a row stands between them', async () => {
    const text = `${header}501,a,1,1,7\n502,b,1,2,8\n~~~\n503,e,1,4,9\n504,f,1,8,9\n`
    assert.deepEqual(told(await read(plain, text)), [
      '501 1.00',
      '502 MSV-D001 4:4',
      '503 MSV-D001 4:4',
      '504 8.00',
    ])
  })

  it('loses one line, not the file, to a stray quote', async () => {
    const many = Array.from({ length: 300 }, (_, i) => `${600 + i},x,1,1,7\n`).join('')
    const items = await read(plain, `${header}501,a,1,1,7\n502,"b,1,2,8\n503,c,1,3,8\n${many}`)
    assert.equal(items.length, 303)
    assert.deepEqual(told(items).slice(0, 3), ['501 1.00', '502 MSV-D011 3:5', '503 3.00'])
    assert.ok(items.slice(2).every((item) => item.record))
  })

  it('keeps a field that rightly runs over lines', async () => {
    const items = await read(plain, `${header}501,"a\nb ""c""\nd",1,1,7\n502,b,1,2,8\n`)
    assert.deepEqual(told(items), ['501 1.00', '502 2.00'])
    assert.deepEqual(items[1]?.record?.line, 5)
  })

  it('names line and byte of text that is not in the encoding stated', async () => {
    const bytes = iconv.encode(`${header}501,a,1,1,7\n502,\u00a35,1,2,8\n503,c,1,3,8\n`, 'latin1')
    const items = await read(plain, bytes)
    assert.deepEqual(told(items), ['501 1.00', '502 MSV-D003 3:5', '503 3.00'])
    const offset = bytes.indexOf(0xa3)
    assert.match(items[1]!.rejected!.message, new RegExp(`byte 0xa3 at offset ${offset}`))
  })

  it('tells UTF-16 by its mark, and by its zeros', async () => {
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(good, 'utf-16le')])
    const [one] = await read(plain, marked)
    assert.equal(one?.rejected?.code, 'MSV-D003')
    assert.match(one.rejected.hint!, /encoding: utf-16le/)
    const [two] = await read(plain, iconv.encode(good, 'utf-16le'))
    assert.equal(two?.rejected?.code, 'MSV-D003')
  })

  it('refuses an enormous record and goes on', async () => {
    const small = source({ limits: '{ recordRows: 50 }' })
    const rows = '502,x,1,1,7\n'.repeat(2000)
    const items = await read(small, `${header}501,a,1,1,7\n${rows}503,c,1,3,8\n`)
    assert.deepEqual(told(items), ['501 1.00', '502 MSV-D008 3:1', '503 3.00'])
    assert.equal(items[1]?.rejected?.rows, 2000)
  })

  it('refuses an enormous line and goes on, holding no more than the limit', async () => {
    const small = source({ limits: '{ rowBytes: 1000 }' })
    const text = `${header}501,a,1,1,7\n501,${'x'.repeat(50_000)},1,1,7\n503,c,1,3,8\n504,d,1,5,8\n`
    assert.deepEqual(told(await read(small, text, { size: 512 })), [
      '501 MSV-D008 3:1',
      '503 MSV-D008 3:1',
      '504 5.00',
    ])
  })

  it('tells a key that comes again from one that comes once', async () => {
    const items = await read(plain, `${good}501,late,1,1,7\n504,d,1,5,8\n`)
    assert.deepEqual(told(items), ['501 19.00', '502 3.75', '501 MSV-D010 5:1', '504 5.00'])
  })

  it('asks whether the data fit the contract', async () => {
    const items = await read(plain, good, { check })
    assert.deepEqual(told(items), ['501 19.00', '502 MSV-D007 4:1'])
    assert.equal(items[1]?.rejected?.message, 'total is odd')
  })

  it('rejects a record whose values cannot be computed, naming the expression', async () => {
    const dividing = source({ data: `{ total: 'rows[0].price / rows[0].quantity' }` })
    const items = await read(dividing, `${header}501,a,0,1,7\n502,b,2,3,8\n`)
    assert.deepEqual(told(items), ['501 MSV-D007 2:1', '502 1.50'])
    assert.match(
      items[0]!.rejected!.message,
      /^total cannot be computed: .*sources\/test\.yaml:\d+/,
    )
  })

  it('sends what has no customer to somebody else, if the description says so', async () => {
    const counter = source({
      customer: `
  key: row.customer
  name: '"Customer " + string(row.customer)'
  language: '"en"'
  missing: { key: '"counter-" + key', name: '"Cash sale"', language: '"en"' }`,
    })
    const [item] = await read(counter, `${header}503,a,2,1,\n`)
    assert.equal(item?.record?.customer.key, 'counter-503')
  })
})

describe('what is wrong with the whole file', () => {
  it('empty, or nothing but blanks', async () => {
    for (const text of ['', '\n\n  \n', '\ufeff'])
      assert.deepEqual(told(await read(plain, text)), ['file MSV-D006 1:1'])
    assert.deepEqual(told(await read(plain, gzipSync(''))), ['file MSV-D006 1:1'])
    assert.deepEqual(told(await read(plain, header)), [])
  })

  it('a column that is missing, with the one that may be meant', async () => {
    const [item, ...rest] = await read(plain, 'no,item,quantty,price,customer\n501,a,1,1,7\n')
    assert.equal(rest.length, 0)
    assert.equal(item?.rejected?.code, 'MSV-D002')
    assert.match(item.rejected.message, /no column quantity; it has no, item, quantty/)
    assert.match(item.rejected.hint!, /Did you mean “quantty”/)
  })

  it('another delimiter than the one stated', async () => {
    const [item] = await read(plain, header.replaceAll(',', ';'))
    assert.match(item!.rejected!.hint!, /is the delimiter really “,”/)
  })

  it('a column nobody declared is told once, and the rows still go out', async () => {
    const text = 'no,colour,item,quantity,price,customer\n501,red,a,1,1,7\n502,red,b,1,2,8\n'
    assert.deepEqual(told(await read(plain, text)), ['file MSV-D002 1:4', '501 1.00', '502 2.00'])
    const ignoring = source({ unknownColumns: 'ignore' })
    assert.deepEqual(told(await read(ignoring, text)), ['501 1.00', '502 2.00'])
    const refusing = source({ unknownColumns: 'refuse' })
    assert.deepEqual(told(await read(refusing, text)), ['file MSV-D002 1:4'])
  })

  it('compression that breaks off holds back the record being read', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${100 + (i >> 2)},${i * 7919},1,1,7\n`)
    const whole = gzipSync(header + rows.join(''))
    const items = await read(plain, whole.subarray(0, whole.length * 0.7), { size: 1000 })
    const last = items.at(-1)!
    assert.equal(last.rejected?.code, 'MSV-D009')
    assert.equal(last.rejected.scope, 'file')
    assert.match(last.rejected.message, /breaks off/)
    const held = items.at(-2)!
    assert.equal(held.rejected?.scope, 'record')
    const records = items.slice(0, -2)
    assert.ok(records.length > 100)
    assert.ok(records.every((item) => item.record?.rows === 4))
  })

  it('compressed data that are damaged, an archive, a stream that fails', async () => {
    const damaged = gzipSync(good)
    damaged.fill(0xff, 12, 20)
    assert.equal((await read(plain, damaged)).at(-1)?.rejected?.code, 'MSV-D009')
    const [archive] = await read(plain, Buffer.from('PK\u0003\u0004xlsx'))
    assert.match(archive!.rejected!.message, /ZIP archive or an Excel workbook/)
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(good)
      await Promise.resolve()
      throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
    }
    const items = []
    for await (const item of readSource(plain, failing(), 'data.csv')) items.push(item)
    assert.deepEqual(told(items), ['501 19.00', '502 MSV-D009 4:1', 'file MSV-D009 1:1'])
  })
})

describe('laws of reading', () => {
  it('UTF-8 is judged as the platform judges it', () => {
    const strict = new TextDecoder('utf-8', { fatal: true })
    const bytes = fc.uint8Array({ maxLength: 12 })
    const near = fc
      .tuple(fc.string({ unit: 'binary', maxLength: 6 }), bytes)
      .map(([s, extra]) => Buffer.concat([Buffer.from(s), extra]))
    fc.assert(
      fc.property(fc.oneof(bytes, near), (text) => {
        const valid = firstInvalid(text) === undefined
        if (valid) strict.decode(text)
        else assert.throws(() => strict.decode(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('text comes whole through any pieces, and wrong bytes are marked, one by one', () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (whole, size) => {
        const decoder = decoderOf('utf-8')
        const bytes = Buffer.concat([Buffer.from(whole), Buffer.from([0xff]), Buffer.from(whole)])
        let made = ''
        for (let i = 0; i < bytes.length; i += size)
          made += decoder.write(bytes.subarray(i, i + size))
        assert.equal(made + decoder.end(), whole + decoder.mark + whole)
      }),
      { numRuns: 2000 },
    )
  })

  it('any bytes at all give an answer, and every row is accounted for', async () => {
    const noise = fc.string({
      unit: fc.constantFrom('5', '0', '1', ',', '"', '\n', 'a', '.', ' ', 'é', '\r', '\0'),
      maxLength: 200,
    })
    await fc.assert(
      fc.asyncProperty(noise, fc.integer({ min: 1, max: 50 }), async (text, size) => {
        const items = await read(plain, header + text, { size })
        assert.deepEqual(items, await read(plain, header + text))
        for (const { rejected } of items) {
          if (!rejected) continue
          assert.ok(rejected.place.line >= 1 && rejected.place.column >= 1)
          assert.ok(rejected.message.length > 0)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('a total is never that of a part of the rows', async () => {
    const rows = fc.array(
      fc.tuple(fc.constantFrom('501', '502', '503'), fc.integer({ min: 1, max: 9 })),
      { minLength: 1, maxLength: 12 },
    )
    const spoil = fc.constantFrom(
      (r: string) => r.replace(',x,', ','),
      (r: string) => r.replace('x', '"x'),
      (r: string) => r.replace(/,(\d),/, ',?,'),
      (r: string) => r.slice(0, 2),
      (r: string) => r.slice(4),
      () => 'garbage',
    )
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(), spoil, async (drawn, which, spoiling) => {
        const sorted = drawn.toSorted(([a], [b]) => a.localeCompare(b))
        const lines = sorted.map(([no, price]) => `${no},x,${price},1,7`)
        const at = which % lines.length
        lines[at] = spoiling(lines[at]!)
        const items = await read(plain, `${header}${lines.join('\n')}\n`)
        for (const { record } of items) {
          if (!record) continue
          const mine = sorted.filter(([no]) => no === record.key)
          assert.equal(record.rows, mine.length)
          assert.equal(record.data['total'], `${mine.reduce((n, [, p]) => n + p, 0)}.00`)
        }
      }),
      { numRuns: 500 },
    )
  })
})
