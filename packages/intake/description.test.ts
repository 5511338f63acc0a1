import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatProblem } from '@misiva/model'
import { parseSource } from './index.ts'
import { described, header, read, source, told } from './test/read.ts'

/** The problems of a description changed so, as `line:column code message`. */
function problems(changes: Readonly<Record<string, string>>): string[] {
  const parsed = parseSource(described(changes), 's.yaml')
  assert.equal(parsed.ok, false)
  return parsed.problems.map((p) => formatProblem(p).replace(/^s\.yaml:/, ''))
}

describe('a source description', () => {
  const wrong: readonly [string, Readonly<Record<string, string>>, RegExp][] = [
    ['no YAML', { group: '{ by: [' }, /^\d+:\d+ MSV-C011 /],
    ['an unknown setting', { grup: '{ by: row.no }' }, /MSV-C009 Unknown setting grup[^]*“group”/],
    ['an unknown setting inside', { limits: '{ rows: 4 }' }, /Unknown setting limits\.rows/],
    ['a setting that is missing', { data: '' }, /MSV-C003 A source description needs `data:`/],
    ['neither key nor group', { group: '' }, /needs `key:`, or `group:`/],
    [
      'a column type there is not',
      { columns: '{ no: decimel }' },
      /columns\.no is one of text, dec[^]*“decimal”/,
    ],
    ['a pattern that is none', { columns: '{ no: { pattern: "[" } }' }, /no regular expression/],
    [
      'a date pattern that is none',
      { columns: '{ no: { type: date, format: YYYY } }' },
      /not a date pattern/,
    ],
    ['an encoding nobody knows', { encoding: 'utf-7000' }, /No encoding is called “utf-7000”/],
    ['a zone nobody knows', { timeZone: 'Europe/Londn' }, /No time zone is called/],
    ['a list in CSV', { columns: '{ no: { type: list } }' }, /only JSON has a list/],
    ['a column not declared', { data: '{ x: row.itm }' }, /^\d+:\d+ MSV-C002 .*itm[^]*“item”/],
    ['an expression that does not parse', { data: '{ x: row. }' }, /MSV-C001/],
    ['a comparison of types', { data: '{ x: row.item > 3 }' }, /MSV-C003/],
    [
      'a condition that is none',
      { data: '{ x: { when: row.item, value: row.item } }' },
      /A condition is true or false/,
    ],
    [
      'an unknown table',
      { data: '{ x: tables.citys }', tables: '{ cities: { a: b } }' },
      /Unknown field “citys”[^]*cities/,
    ],
    ['a name taken twice', { let: '{ row: "1" }' }, /The name row is taken/],
    [
      'a state that is none',
      {
        customer:
          '{ key: row.no, name: row.no, language: row.no, contactPoints: [{ channel: a, address: row.no, state: ok }] }',
      },
      /state is one of unverified/,
    ],
    [
      'another rule for nobody',
      { customer: '{ key: row.no, name: row.no, language: row.no, missing: skip }' },
      /missing is one of reject/,
    ],
  ]
  for (const [name, changes, expected] of wrong)
    it(`refuses ${name}`, () => assert.match(problems(changes).join('\n'), expected))

  it('tells all its problems at once, in their order, each where it stands', () => {
    const expressions = problems({ data: '\n  a: row.a\n  b: row.item +\n  c: row.c' })
    assert.deepEqual(
      expressions.map((p) => /^\d+:\d+ MSV-C00\d/.exec(p)?.[0]),
      ['15:10 MSV-C002', '16:16 MSV-C001', '17:10 MSV-C002'],
    )
  })

  it('points into a quoted expression exactly', () => {
    assert.match(problems({ data: '\n  a: "row.item + row.b"' })[0]!, /^15:22 MSV-C002/)
  })

  it('computes with tables, constants, names and its own functions', async () => {
    const rich = source({
      constants: '{ days: 30, rate: 0.2 }',
      tables: '{ place: { GB: [Ashcombe, Millbrook], FR: [Fontclaire] }, code: { EIRE: IE } }',
      let: `
  total: sum(rows.map(r, r.quantity * r.price))
  half: total / 2`,
      data: `
  half: half
  rate: total * constants.rate
  town: pick(tables.place.GB, key)
  other: tables.place["FR"][0]
  country: '"EIRE" in tables.code ? tables.code["EIRE"] : ""'
  found: countryCode("Côte d’Ivoire")
  slug: slug("Müller & Söhne, Ltd.")
  number: 12
  flag: true
  due: addDays(parseDate("2026-02-01"), constants.days)
  cheap: { each: 'rows.filter(r, r.price < 5)', as: r, item: r.item }`,
    })
    const text = `${header}501,a,1,4,7\n501,b,2,6,7\n`
    const [item] = await read(rich, text)
    const data = item?.record?.data ?? {}
    assert.deepEqual(data, {
      half: '8.00',
      rate: '3.200',
      town: data['town'],
      other: 'Fontclaire',
      country: 'IE',
      found: 'CI',
      slug: 'muller-sohne-ltd',
      number: 12,
      flag: true,
      due: '2026-03-03',
      cheap: ['a'],
    })
    assert.ok(['Ashcombe', 'Millbrook'].includes(data['town'] as string))
    const [again] = await read(rich, text)
    assert.deepEqual(again, item)
  })

  it('gives contact points, preferences and attributes by rule', async () => {
    const ruled = source({
      customer: `
  key: row.customer
  name: row.item
  language: '"de"'
  country: '""'
  contactPoints:
    - { channel: email, address: '"a@b.example"', when: row.quantity > 1, state: bouncing }
    - { channel: print, address: 'row.quantity > 1 ? "" : "Mill Lane"' }
  preferences:
    - { channel: print, topic: invoice, when: row.quantity == 1 }
  attributes: { wantsDocument: row.quantity > 1 }`,
    })
    const items = await read(ruled, `${header}501,Ann,2,4,7\n502,Bob,1,6,8\n`)
    assert.deepEqual(items[0]?.record?.customer, {
      key: '7',
      name: 'Ann',
      language: 'de',
      contactPoints: [{ channel: 'email', address: 'a@b.example', state: 'bouncing' }],
      preferences: [],
      attributes: { wantsDocument: true },
    })
    assert.deepEqual(items[1]?.record?.customer.contactPoints, [
      { channel: 'print', address: 'Mill Lane', state: 'unverified' },
    ])
    assert.deepEqual(items[1]?.record?.customer.preferences, [
      { topic: 'invoice', channel: 'print', origin: 'stated' },
    ])
  })

  it('takes columns by the name the file gives them', async () => {
    const renamed = source({
      columns: `
  no: { named: 'Invoice No.' }
  price: { type: decimal, named: 'Unit Price' }`,
      customer: `{ key: row.no, name: row.no, language: '"en"' }`,
      data: '{ total: row.price }',
    })
    assert.deepEqual(told(await read(renamed, 'Unit Price,Invoice No.\n2.5,501\nx,502\n')), [
      '501 2.5',
      '502 MSV-D005 3:1',
    ])
  })
})
