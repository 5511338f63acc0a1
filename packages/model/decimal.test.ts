import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { Decimal as Oracle } from 'decimal.js'
import { Decimal } from './decimal.ts'

const Exact = Oracle.clone({ precision: 5000, toExpNeg: -9000, toExpPos: 9000 })

/** Decimals as people write them, small and enormous. */
const written = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 12 }))
  .map(([negative, digits, scale]) => Decimal.of(negative ? -digits : digits, scale))
const everyday = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, scale]) => Decimal.of(digits, scale))
const decimal = fc.oneof(everyday, written)

test('what is read is written the same way', () => {
  for (const text of [
    '12.50',
    '0',
    '-0.07',
    '3',
    '0.000',
    '99999999999999999999.10',
    '-1234567890123456',
  ])
    assert.equal(Decimal.parse(text)!.toString(), text)
  assert.equal(Decimal.parse('+5')!.toString(), '5')
  assert.equal(Decimal.parse('.5')!.toString(), '0.5')
  assert.equal(Decimal.parse('5.')!.toString(), '5')
  assert.equal(Decimal.parse('1.5e3')!.toString(), '1500')
  assert.equal(Decimal.parse('15e-3')!.toString(), '0.015')
  assert.equal(Decimal.parse('-0')!.toString(), '0')
  assert.equal(Decimal.parse('-0.00')!.toString(), '0.00')
})

test('what is no number is refused', () => {
  for (const text of [
    '',
    '-',
    '.',
    '1,5',
    ' 1',
    '1 ',
    '1_0',
    'NaN',
    'Infinity',
    '0x10',
    '1e',
    '1e99999',
    '--1',
    '1.2.3',
    '9'.repeat(1001),
    '٣',
  ])
    assert.equal(Decimal.parse(text), undefined, text)
  assert.equal(Decimal.from(NaN), undefined)
  assert.equal(Decimal.from(null), undefined)
  assert.equal(Decimal.from(0.1)!.toString(), '0.1')
  assert.equal(Decimal.from(1e21)!.toString(), '1000000000000000000000')
  assert.equal(Decimal.from(-0)!.toString(), '0')
})

test('arithmetic agrees with an independent implementation', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const x = new Exact(a.toString())
      const y = new Exact(b.toString())
      assert.equal(
        a.plus(b).toString(),
        x
          .plus(y)
          .toFixed(Math.max(a.scale, b.scale))
          .replace(/^-(0(\.0*)?)$/, '$1'),
      )
      assert.ok(new Exact(a.minus(b).toString()).equals(x.minus(y)))
      assert.ok(new Exact(a.times(b).toString()).equals(x.times(y)))
      assert.equal(a.times(b).scale, a.scale + b.scale)
      assert.equal(a.compare(b), x.comparedTo(y))
      if (!b.isZero()) {
        assert.ok(new Exact(a.remainder(b)!.toString()).equals(x.mod(y)))
        const quotient = new (Oracle.clone({ precision: 34, rounding: Oracle.ROUND_HALF_EVEN }))(
          x,
        ).dividedBy(y)
        assert.ok(quotient.equals(a.dividedBy(b)!.toString()), `${a} / ${b} = ${a.dividedBy(b)}`)
      }
    }),
    { numRuns: 2000 },
  )
})

test('rounding agrees with an independent implementation', () => {
  const modes = { 'half-up': 4, 'half-even': 6, down: 1, up: 0 } as const
  fc.assert(
    fc.property(
      decimal,
      fc.integer({ min: 0, max: 14 }),
      fc.constantFrom(...Object.keys(modes)),
      (a, scale, mode) => {
        const rounding = mode as keyof typeof modes
        const expected = new Exact(a.toString())
          .toFixed(scale, modes[rounding])
          .replace(/^-(0(\.0*)?)$/, '$1')
        assert.equal(a.rounded(scale, rounding).toString(), expected)
      },
    ),
    { numRuns: 2000 },
  )
})

test('division by zero is no number, and quotients keep the scale of money', () => {
  assert.equal(Decimal.one.dividedBy(Decimal.parse('0.00')!), undefined)
  assert.equal(Decimal.one.remainder(Decimal.zero), undefined)
  assert.equal(Decimal.parse('12.50')!.dividedBy(Decimal.parse('5')!)!.toString(), '2.50')
  assert.equal(Decimal.one.dividedBy(Decimal.parse('3')!)!.toString(), `0.${'3'.repeat(34)}`)
})

test('a Decimal never becomes binary by accident', () => {
  const amount = Decimal.parse('12.50')!
  assert.throws(() => Number(amount), TypeError)
  assert.equal(`${amount}`, '12.50')
  assert.equal(JSON.stringify({ amount }), '{"amount":"12.50"}')
})
