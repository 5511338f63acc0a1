import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { Decimal } from './decimal.ts'
import { dateStyles, localeOf } from './locale.ts'
import { signDisplay } from './notation.ts'
import { titled } from './titles.ts'

const tags = [
  'en',
  'en-GB',
  'en-IN',
  'en-ZA',
  'es',
  'es-MX',
  'es-AR',
  'de',
  'de-AT',
  'de-CH',
  'fr',
  'fr-CA',
  'fr-CH',
  'it',
  'it-CH',
  'pt',
  'pt-PT',
  'nl',
  'pl',
  'cs',
  'sv',
  'nb',
  'da',
  'fi',
  'hu',
  'ro',
  'bg',
  'el',
  'tr',
  'ru',
  'uk',
  'lt',
  'lv',
  'et',
  'sl',
  'hr',
  'sr',
  'eu',
  'ca',
  'ga',
  'mt',
  'is',
  'hi',
  'bn',
  'ta',
  'mr',
  'ne',
  'my',
  'km',
  'lo',
  'th',
  'vi',
  'id',
  'ms',
  'fil',
  'ko',
  'ja',
  'zh',
  'zh-TW',
  'ar',
  'ar-EG',
  'ar-MA',
  'fa',
  'he',
  'ur',
  'ps',
  'dz',
  'sw',
  'am',
  'ff-Adlm',
  'ccp',
]
const currencies = ['EUR', 'GBP', 'USD', 'CHF', 'JPY', 'KWD', 'MXN', 'INR', 'SEK', 'BHD']
const decimals = fc
  .oneof(
    fc.tuple(fc.integer({ min: -10_000_000, max: 10_000_000 }), fc.integer({ min: 0, max: 5 })),
    fc.tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: 0, max: 9 })),
  )
  .map(([digits, scale]) => Decimal.of(digits, scale))

function locale(tag: string) {
  return localeOf({ language: tag, timeZone: 'UTC', currency: 'EUR' })
}

/** Intl takes decimal text exactly (ECMA-402, ToIntlMathematicalValue). */
function intl(tag: string, options: Intl.NumberFormatOptions, value: Decimal): string {
  return new Intl.NumberFormat(tag, { ...options, signDisplay } as Intl.NumberFormatOptions).format(
    value.toString() as unknown as number,
  )
}

// Their digits lie beyond the basic plane; they are written with 0–9, see notation.ts.
const inIntl = (tag: string) => (tag === 'ff-Adlm' || tag === 'ccp' ? `${tag}-u-nu-latn` : tag)

test('amounts are written as Intl writes them, in every notation', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...tags),
      fc.constantFrom(...currencies),
      decimals,
      (tag, currency, value) => {
        if (inIntl(tag) !== tag) return
        assert.equal(
          locale(tag).money(value, currency),
          intl(tag, { style: 'currency', currency }, value),
          `${tag} ${currency} ${value}`,
        )
      },
    ),
    { numRuns: 3000 },
  )
})

test('numbers are written as Intl writes them, with any number of digits', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...tags),
      decimals,
      fc.integer({ min: 0, max: 6 }),
      (tag, value, digits) => {
        if (inIntl(tag) !== tag) return
        const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits }
        assert.equal(locale(tag).number(value, digits), intl(tag, fixed, value), `${tag} ${value}`)
        assert.equal(
          locale(tag).number(value),
          intl(tag, { maximumFractionDigits: 20 }, value),
          `${tag} ${value}`,
        )
        assert.equal(
          locale(tag).percent(value, digits),
          intl(tag, { style: 'percent', ...fixed }, value),
          `${tag} ${value}`,
        )
      },
    ),
    { numRuns: 3000 },
  )
})

test('days are written as Intl writes an instant of that day', () => {
  const days = fc
    .integer({ min: -40_000, max: 60_000 })
    .map((n) => Temporal.PlainDate.from('1970-01-01').add({ days: n }))
  fc.assert(
    fc.property(
      fc.constantFrom(...tags),
      fc.constantFrom('short', 'medium', 'long', 'full'),
      days,
      (tag, dateStyle, day) => {
        const at = day.toZonedDateTime('UTC').epochMilliseconds
        const expected = new Intl.DateTimeFormat(tag, { dateStyle, timeZone: 'UTC' }).format(at)
        assert.equal(locale(tag).date(day, dateStyle), expected)
        assert.equal(locale(tag).date(day, dateStyle), expected, 'remembered')
      },
    ),
  )
  const day = Temporal.PlainDate.from('2010-12-01')
  const german = localeOf({ language: 'de', country: 'DE', timeZone: 'Europe/Berlin' })
  assert.deepEqual(
    dateStyles.map((style) => german.date(day, style)),
    [
      '01.12.10',
      '01.12.2010',
      '1. Dezember 2010',
      'Mittwoch, 1. Dezember 2010',
      'Dezember 2010',
      '1. Dezember',
      'Dezember',
      'Mittwoch',
    ],
  )
  assert.equal(localeOf({ language: 'zh', timeZone: 'UTC' }).date(day, 'long'), '2010年12月1日')
})

test('what the examples of the manual say', () => {
  const spanish = localeOf({
    language: 'es',
    country: 'ES',
    timeZone: 'Europe/Madrid',
    currency: 'EUR',
  })
  assert.equal(spanish.money(Decimal.parse('1234.5')!), '1234,50\u00a0€')
  assert.equal(spanish.money(Decimal.parse('12345.675')!), '12.345,68\u00a0€')
  assert.equal(spanish.percent(Decimal.parse('0.21')!), '21\u00a0%')
  assert.equal(spanish.percent(Decimal.parse('0.215')!), '21,5\u00a0%')
  assert.equal(spanish.number(Decimal.parse('6.00')!), '6')
  assert.equal(spanish.countryName('DE'), 'Alemania')
  assert.equal(spanish.countryName('nowhere'), 'nowhere')
  assert.equal(spanish.languageName('fr'), 'francés')
  assert.equal(spanish.money(Decimal.one, 'EURO'), undefined)
  const mexican = localeOf({
    language: 'es',
    country: 'MX',
    timeZone: 'America/Mexico_City',
    currency: 'MXN',
  })
  assert.equal(mexican.money(Decimal.parse('1234.5')!), '$1,234.50')
  assert.equal(
    mexican
      .time(mexican.at(Temporal.Instant.from('2026-03-01T00:30:00Z')).toPlainTime())
      .replaceAll(/\s/g, ' '),
    '6:30 p.m.',
  )
  assert.equal(localeOf({ language: 'en', timeZone: 'UTC' }).money(Decimal.one), undefined)
  assert.equal(
    localeOf({ language: 'en', country: 'GB', timeZone: 'UTC', currency: 'GBP' }).money(
      Decimal.parse('-0.001')!,
    ),
    '£0.00',
  )
})

test('a language, country or zone that is none costs nobody a letter', () => {
  assert.equal(localeOf({ language: 'xx_YY!', timeZone: 'UTC' }).tag, 'en')
  assert.equal(localeOf({ language: 'de', country: 'Germany', timeZone: 'Mars/Base' }).tag, 'de')
  assert.equal(
    localeOf({ language: 'de', country: 'Germany', timeZone: 'Mars/Base' }).timeZone,
    'UTC',
  )
  assert.equal(localeOf({ language: 'pt-BR', country: 'PT', timeZone: 'UTC' }).tag, 'pt-BR')
  const settings = { language: 'fr', country: 'FR', timeZone: 'Europe/Paris', currency: 'EUR' }
  assert.equal(localeOf(settings), localeOf({ ...settings }))
})

test('shouted text becomes a title, other text stays', () => {
  const title = (text: string, language = 'en') => titled(text, language, language)
  assert.equal(title('WHITE HANGING HEART T-LIGHT HOLDER'), 'White Hanging Heart T-Light Holder')
  assert.equal(title('SET OF 3 CAKE TINS, 60CM'), 'Set of 3 Cake Tins, 60CM')
  assert.equal(title("LUNCH BAG (THE KING'S) CD"), "Lunch Bag (The King's) CD")
  assert.equal(title('Manual entry for DVD'), 'Manual entry for DVD')
  assert.equal(title('CAJA DE LA ABUELA', 'es'), 'Caja de la Abuela')
  assert.equal(title('İZMİR ILIK', 'tr'), 'İzmir Ilık')
  assert.equal(title(''), '')
})
