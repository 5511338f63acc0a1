import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { compileContract } from './contract.ts'
import { formatProblem } from './errors.ts'
import { compile, exactLiterals, isFailure, type Purpose, textOf } from './expression.ts'
import { createEnvironment, innerScope, isVariableName, makeScope } from './environment.ts'
import { lower } from './closures.ts'
import { speaking } from './functions.ts'
import { localeOf } from './locale.ts'

const contract = compileContract({
  type: 'object',
  required: ['invoice'],
  properties: {
    invoice: {
      type: 'object',
      required: ['number', 'total', 'lines'],
      properties: {
        number: { type: 'string' },
        total: { type: 'string', format: 'decimal' },
        rate: { type: 'number' },
        count: { type: 'integer' },
        paid: { type: 'boolean', default: false },
        date: { type: 'string', format: 'date' },
        at: { type: 'string', format: 'date-time' },
        note: { type: ['string', 'null'] },
        tags: { type: 'object', additionalProperties: { type: 'string' } },
        any: {},
        lines: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              code: { type: 'string' },
              price: { type: 'string', format: 'decimal' },
              quantity: { type: 'integer' },
            },
          },
        },
      },
    },
  },
})
assert.ok(contract.ok)
const { variables, types } = contract.value
const environment = createEnvironment({
  variables,
  types,
  functions: { 'twice(string): string': (s: string) => s + s },
})
const german = localeOf({
  language: 'de',
  country: 'DE',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
})
const data = {
  invoice: {
    number: '536365',
    total: '25.50',
    rate: 0.21,
    count: 3,
    date: '2010-12-01',
    at: '2010-12-01T23:30:00Z',
    note: null,
    tags: { colour: 'red' },
    any: { deep: [1, 2.5, 'x'] },
    lines: [
      { code: 'A', price: '0.10', quantity: 3 },
      { code: 'B', price: '12.60', quantity: 2 },
    ],
  },
}
const bound = contract.value.bind(data)
assert.ok(bound.ok)
const scope = makeScope(bound.value, german)

function value(source: string, over = scope, within = environment): unknown {
  const compiled = compile(source, within)
  assert.ok(compiled.ok, compiled.ok ? '' : compiled.problems.map(formatProblem).join('\n'))
  const found = compiled.value.evaluate(over)
  if (isFailure(found)) assert.fail(formatProblem(found))
  return found
}

const gives: readonly (readonly [source: string, text: string])[] = [
  ['invoice.total', '25,50'],
  ['invoice.total * 2', '51,00'],
  ['2 * invoice.total - 1.5', '49,50'],
  ['invoice.lines[0].price + 0.20', '0,30'],
  ['0.1 + 0.2', '0,3'],
  ['invoice.count / 2', '1'],
  ['invoice.count / 2.0', '1,5'],
  ['invoice.total / 3', '8,50'],
  ['-invoice.total % 10', '-5,50'],
  ['sum(invoice.lines.map(l, l.price * l.quantity))', '25,50'],
  ['sum(invoice.lines.map(l, l.quantity))', '5'],
  ['max(invoice.lines.map(l, l.price))', '12,60'],
  ['min(invoice.count, 2.5)', '2,5'],
  ['size(invoice.lines.filter(l, l.price > 1))', '1'],
  ['invoice.lines.map(l, l.code).join("/")', 'A/B'],
  ['invoice.lines.exists(l, l.code == "B") ? "yes" : "no"', 'yes'],
  ['invoice.total == 25.5 ? "same" : "other"', 'same'],
  ['has(invoice.note) ? "note" : "none"', 'none'],
  ['default(invoice.note, "nothing noted")', 'nothing noted'],
  ['default(invoice.tags.size, "none")', 'none'],
  ['invoice.tags["colour"]', 'red'],
  ['invoice.paid ? "paid" : "open"', 'open'],
  ['money(invoice.total)', '25,50 €'],
  ['money(invoice.total, "GBP")', '25,50 £'],
  ['money(3)', '3,00 €'],
  ['number(12345678)', '12.345.678'],
  ['number(invoice.total, 1)', '25,5'],
  ['percent(invoice.rate)', '21 %'],
  ['round(2.345, 2)', '2,35'],
  ['round(2.345, 2, "half-even")', '2,34'],
  ['date(invoice.date)', '01.12.2010'],
  ['date(invoice.date, "monthYear")', 'Dezember 2010'],
  ['date(invoice.at, "short")', '02.12.10'],
  ['time(invoice.at)', '00:30'],
  ['date(addDays(invoice.date, 30))', '31.12.2010'],
  ['daysBetween(invoice.date, parseDate("2010-12-25"))', '24'],
  ['invoice.date < parseDate("2011-01-01") ? "then" : "later"', 'then'],
  ['upper("straße")', 'STRASSE'],
  ['plural(invoice.count, "Zeile", "Zeilen")', 'Zeilen'],
  ['plural(1, {"one": "eine", "other": "viele"})', 'eine'],
  ['countryName("FR")', 'Frankreich'],
  ['twice(invoice.number)', '536365536365'],
  ['invoice.any.deep[2]', 'x'],
  ['invoice.any.deep[1] + 1', '3,5'],
  ['cel.bind(x, invoice.total, x + x)', '51,00'],
  ['replace("a.b", ".", "$&")', 'a$&b'],
  ['"a|b" + \'c\'', 'a|bc'],
]
for (const [source, text] of gives)
  test(`${source} gives ${text}`, () =>
    assert.equal(textOf(value(source), german).replaceAll('\u00a0', ' '), text))

const refusals: readonly (readonly [
  source: string,
  purpose: Purpose,
  column: number,
  code: string,
  hint: RegExp,
])[] = [
  ['', 'any', 1, 'C001', /./],
  ['invoice.total = 3', 'any', 15, 'C001', /./],
  ['invoice.totl', 'any', 9, 'C002', /“total”/],
  ['total', 'any', 1, 'C002', /“invoice.total”/],
  ['invioce.total', 'any', 1, 'C002', /“invoice”/],
  ['invoice.lines.map(l, l.cod)', 'any', 24, 'C002', /“code”/],
  ['invoice.number.x', 'any', 16, 'C002', /./],
  ['invoice.number + 1', 'any', 1, 'C003', /string\(/],
  ['invoice.note == null', 'any', 1, 'C003', /has\(/],
  ['money(invoice.date)', 'any', 1, 'C003', /money\(a number\)/],
  ['date(invoice.date, "lnog")', 'any', 20, 'C003', /“long”/],
  ['money(invoice.total, "EURO")', 'any', 22, 'C003', /EUR/],
  ['invoice.paid ? 1 : "x"', 'any', 1, 'C003', /./],
  ['invoice.total', 'condition', 1, 'C003', /compare/],
  ['invoice.paid', 'text', 1, 'C003', /\?/],
  ['invoice.lines', 'text', 1, 'C003', /each/],
  ['invoice', 'text', 1, 'C003', /./],
  ['invoice.total', 'list', 1, 'C003', /list/],
  ['invoice.number', 'number', 1, 'C003', /decimal/],
  ['mony(invoice.total)', 'any', 1, 'C015', /“money”/],
  ['invoice.number.uper()', 'any', 1, 'C015', /upper/],
]
for (const [source, purpose, column, code, hint] of refusals)
  test(`refused as ${purpose}: ${source}`, () => {
    const compiled = compile(
      { source, place: { file: 'f.md', line: 7, column: 1 } },
      environment,
      purpose,
    )
    assert.ok(!compiled.ok)
    const [first] = compiled.problems
    assert.deepEqual(
      [first!.code, first!.place],
      [`MSV-${code}`, { file: 'f.md', line: 7, column }],
      formatProblem(first!),
    )
    assert.match(first!.hint ?? '', hint)
  })

test('a failure is a value with its place, and says what the data lacks', () => {
  for (const [source, words] of [
    ['invoice.note', /no “note”/],
    ['1 / (invoice.count - 3)', /division by zero/],
    ['invoice.total / 0', /division by zero/],
    ['invoice.lines[9].code', /index out of bounds/],
    ['max(invoice.lines.filter(l, false).map(l, l.price))', /empty list/],
    ['int(invoice.number + "x")', /int/],
    ['parseDate("x")', /“x” is not a day/],
    ['money(1, invoice.number)', /ISO 4217/],
  ] as const) {
    const compiled = compile(
      { source: `  ${source}`, place: { file: 'f.md', line: 2, column: 5 } },
      environment,
    )
    assert.ok(compiled.ok, source)
    const found = compiled.value.evaluate(scope)
    assert.ok(isFailure(found), source)
    assert.equal(found.code, 'MSV-C013')
    assert.equal(found.place?.file, 'f.md')
    assert.match(found.message, words)
    assert.ok(found.hint)
  }
})

/** The value, or the failure, as text. */
function outcome(evaluate: () => unknown): string {
  try {
    return String(evaluate())
  } catch (error) {
    const { code, summary } = error as { code?: string; summary?: string }
    return `${code} ${summary}`
  }
}

test('closures give what cel-js gives, failures too', () => {
  const changed = { ...data.invoice, note: 'n', paid: true, count: 0 }
  const other = makeScope(contract.value.bindChecked({ invoice: changed }), german)
  const sources = [
    ...gives.map(([source]) => source),
    'invoice.note',
    'invoice.count / 0',
    '1 / 0 == 1 || true',
    'true || 1 / 0 == 1',
    '1 / 0 == 1 && false',
    '1 / 0 == 1 && true',
    '!invoice.paid',
    'invoice.paid == false',
    'invoice.number != "x" ? -invoice.total : invoice.rate',
    'has(invoice.date) && has(invoice.note)',
    'default(invoice.note, invoice.number)',
    'default(1 / 0, 2)',
    'default(invoice.note, default(invoice.note, "z"))',
    'invoice.number.startsWith("53") && invoice.number.size() == 6',
    'invoice.total >= 25 && invoice.total < 26',
    'invoice.date == parseDate("2010-12-01")',
  ]
  let lowered = 0
  for (const source of sources) {
    const parsed = environment.cel.parse(source)
    exactLiterals(parsed.ast)
    assert.ok(parsed.check().valid, source)
    const run = lower(parsed.ast)
    if (!run) continue
    lowered++
    for (const over of [scope, other, makeScope({}, german)]) {
      speaking.locale = german
      assert.equal(
        outcome(() => run(over)),
        outcome(() => parsed(over) as unknown),
        source,
      )
    }
  }
  assert.ok(lowered > 35, `${lowered} of ${sources.length} are closures`)
})

test('an expression without its data fails, it never throws', () => {
  for (const [source] of gives) {
    const compiled = compile(source, environment)
    assert.ok(compiled.ok)
    for (const odd of [
      {},
      { invoice: null },
      { invoice: 3 },
      { invoice: {} },
      { invoice: { lines: 'x', total: {} } },
    ])
      compiled.value.evaluate(odd as never)
  }
})

test('anything at all compiles or is refused', () => {
  const pieces = fc.constantFrom(
    'invoice',
    '.',
    'total',
    'lines',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '+',
    '-',
    '/',
    '==',
    '&&',
    '||',
    '?',
    ':',
    ',',
    '1',
    '2.5',
    ' ',
    'money',
    'map',
    'has',
    'default',
    'l',
    'in',
    '!',
    '\n',
    '//',
    'r"',
    'b"',
    '1e9',
    '0x1',
    '\\',
    '“',
    '🙂',
    'null',
    'true',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 16 }), (parts) => {
      const source = parts.join('')
      const compiled = compile({ source, place: { file: 'f', line: 1, column: 1 } }, environment)
      if (compiled.ok) compiled.value.evaluate(scope)
      else for (const p of compiled.problems) assert.ok(p.message && p.hint && p.place)
    }),
    { numRuns: 5000 },
  )
})

test('inner scopes see the outer one, and know what they read', () => {
  const inner = environment.with({ line: '$invoice.lines', lineIndex: 'int' })
  const lines = (bound.value['invoice'] as { lines: object[] }).lines
  const within = innerScope(scope, { line: lines[1], lineIndex: 1n })
  assert.equal(textOf(value('line.price * line.quantity', within, inner), german), '25,20')
  assert.equal(value('invoice.lines[lineIndex].code == line.code', within, inner), true)
  const compiled = compile('invoice.lines.map(l, l.price + line.price)', inner)
  assert.ok(compiled.ok)
  assert.deepEqual([...compiled.value.reads].toSorted(), ['invoice', 'line'])
  assert.equal(compiled.value.type, 'list<Decimal>')
  assert.equal(compiled.value.elementType, 'Decimal')
})

test('data reaches nothing but data', () => {
  for (const source of [
    'invoice.constructor',
    'invoice.any.constructor',
    'invoice.any.__proto__',
    'invoice.tags.constructor',
    'invoice.number.constructor',
    'constructor',
    'toString',
  ]) {
    const compiled = compile(source, environment)
    if (compiled.ok) assert.ok(isFailure(compiled.value.evaluate(scope)), source)
  }
  assert.ok(
    !isVariableName('__proto__') &&
      !isVariableName('in') &&
      !isVariableName('a-b') &&
      isVariableName('item1'),
  )
})
