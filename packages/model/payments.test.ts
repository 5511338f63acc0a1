import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { epcPayload, qrReference, rfReference, swissPayload } from './payments.ts'
import type { Payload } from './payments.ts'

const said = (made: Payload): string => (made.ok ? made.text : `! ${made.why}`)
const iban = 'DE89 3704 0044 0532 0130 00'

test('a SEPA credit transfer, as the guideline has it', () => {
  const made = epcPayload({
    ...{ name: 'Red Cross', iban: 'BE72000000001616', bic: 'BPOTBEB1', amount: '1' },
    ...{ purpose: 'CHAR', text: 'Urgency fund', information: 'Sample EPC QR code' },
  })
  assert.equal(
    said(made),
    'BCD\n002\n1\nSCT\nBPOTBEB1\nRed Cross\nBE72000000001616\nEUR1.00\nCHAR\n\nUrgency fund\nSample EPC QR code',
  )
  assert.equal(
    said(epcPayload({ name: 'A', iban, amount: '12.3', reference: 'RF18 5390 0754 7034' })),
    'BCD\n002\n1\nSCT\n\nA\nDE89370400440532013000\nEUR12.30\n\nRF18539007547034',
  )
})

test('what a bank could not read is told by its part, never by its value', () => {
  const of = (change: object) => said(epcPayload({ name: 'A', iban, ...change }))
  assert.equal(of({ iban: 'DE89370400440532013001' }), '! the check digits of the IBAN are wrong')
  assert.equal(of({ iban: 'DE8937040044053201300' }), '! an IBAN of DE has 22 signs, not 21')
  assert.equal(of({ iban: 'x' }), '! the IBAN has not the form of one')
  assert.equal(of({ name: '' }), '! “name” is missing')
  assert.equal(of({ name: 'n'.repeat(71) }), '! “name” has more than 70 characters')
  assert.equal(of({ amount: '0' }), '! the amount is not between 0.01 and 999999999.99')
  assert.equal(of({ amount: '1.005' }), '! the amount has more than two decimals')
  assert.equal(of({ amount: 'x' }), '! the amount is not a number')
  assert.equal(
    of({ reference: 'RF18539007547035' }),
    '! the check digits of the reference are wrong',
  )
  assert.equal(of({ reference: 'a', text: 'b' }), '! there is a reference or a text, not both')
  assert.equal(of({ bic: 'AB' }), '! the BIC has not the form of one')
  assert.match(of({ nmae: 'x' }), /^! there is no part “nmae”: name, iban/)
  const wide = { name: 'ü'.repeat(70), text: 'ü'.repeat(140) }
  assert.equal(of(wide), '! the code has more than 331 bytes')
})

const creditor = {
  'creditor.name': 'Max Muster & Söhne',
  'creditor.street': 'Musterstrasse',
  'creditor.number': '123',
  'creditor.postcode': '8000',
  'creditor.town': 'Seldwyla',
  'creditor.country': 'CH',
}
const qrIban = 'CH44 3199 9123 0008 8901 2'
const qrr = '210000000003139471430009017'

test('a Swiss QR-bill: every line at its place', () => {
  const made = swissPayload({
    ...creditor,
    ...{ iban: qrIban, amount: '1949.75', reference: qrr, message: 'Order of 15 June' },
    ...{ 'debtor.name': 'Simon Muster', 'debtor.street': 'Musterstrasse', 'debtor.number': '1' },
    ...{ 'debtor.postcode': '8000', 'debtor.town': 'Seldwyla', 'debtor.country': 'ch' },
    information: '//S1/10/10201409',
  })
  const lines = said(made).split('\n')
  assert.equal(lines.length, 32)
  assert.deepEqual(lines.slice(0, 11), [
    ...['SPC', '0200', '1', 'CH4431999123000889012', 'S', 'Max Muster & Söhne'],
    ...['Musterstrasse', '123', '8000', 'Seldwyla', 'CH'],
  ])
  assert.deepEqual(lines.slice(11, 18), Array(7).fill(''))
  assert.deepEqual(lines.slice(18, 22), ['1949.75', 'CHF', 'S', 'Simon Muster'])
  assert.deepEqual(lines.slice(26), [
    ...['CH', 'QRR', qrr, 'Order of 15 June', 'EPD', '//S1/10/10201409'],
  ])
})

test('which reference goes with which IBAN', () => {
  const plain = 'CH58 0079 1123 0008 8901 2'
  const of = (change: object) => said(swissPayload({ ...creditor, iban: plain, ...change }))
  assert.match(of({}), /\nNON\n\n\nEPD$/)
  assert.match(of({ reference: 'RF18 5390 0754 7034' }), /\nSCOR\nRF18539007547034\n\nEPD$/)
  assert.equal(of({ reference: qrr }), '! a QR reference goes with a QR-IBAN')
  assert.equal(of({ iban: qrIban }), '! a QR-IBAN needs a QR reference')
  const wrong = `${qrr.slice(0, 26)}8`
  assert.equal(
    of({ iban: qrIban, reference: wrong }),
    '! the check digit of the QR reference is wrong',
  )
  assert.match(of({ iban: qrIban, reference: 'RF18539007547034' }), /^! a QR-IBAN goes with/)
  assert.equal(of({ iban }), '! the IBAN is not one of Switzerland or Liechtenstein')
  assert.equal(of({ currency: 'USD' }), '! the currency is CHF or EUR')
  assert.equal(of({ message: '订单' }), '! there is a letter that no Swiss QR code may have')
  const long = { message: 'm'.repeat(100), information: 'i'.repeat(41) }
  assert.equal(of(long), '! message and information have more than 140 characters together')
})

test('references carry the check digits that are asked of them', () => {
  assert.equal(said(rfReference('5390 0754-7034')), 'RF18539007547034')
  assert.equal(said(qrReference(qrr.slice(0, 26))), qrr)
  assert.equal(said(rfReference('')), '! a reference is made of 1 to 21 letters and digits')
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{1,21}$/), (bare) => {
      const made = rfReference(bare)
      assert.ok(made.ok)
      assert.ok(epcPayload({ name: 'A', iban, reference: made.text }).ok)
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,26}$/), (digits) => {
      const made = qrReference(digits)
      assert.ok(made.ok)
      assert.ok(swissPayload({ ...creditor, iban: qrIban, reference: made.text }).ok)
    }),
  )
})
