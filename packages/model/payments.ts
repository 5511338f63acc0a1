/**
 * Payment codes: what stands in the QR code by which an invoice is paid, built from its parts and
 * checked as the specifications have it, since a bank tells nobody why a code does not scan.
 * EPC069-12 v3 (SEPA credit transfer), SIX Implementation Guidelines QR-bill 2.3 (Swiss QR code).
 */
import { Decimal } from './decimal.ts'

/** The payload, or in words why there is none. No value stands in the words but lengths and names. */
export type Payload =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string }

class Misfit extends Error {}

function misfit(why: string): never {
  throw new Misfit(why)
}

function payload(make: () => string): Payload {
  try {
    return { ok: true, text: make() }
  } catch (error) {
    if (error instanceof Misfit) return { ok: false, why: error.message }
    throw error
  }
}

type Fields = Readonly<Record<string, string>>

/** Lengths of the IBAN by country (ISO 13616), where payments by these codes go. */
const ibanLengths: Readonly<Record<string, number>> = {
  ...{ AD: 24, AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24 },
  ...{ FI: 18, FR: 27, GB: 22, GI: 23, GR: 27, HR: 21, HU: 28, IE: 22, IS: 26, IT: 27, LI: 21 },
  ...{ LT: 20, LU: 20, LV: 21, MC: 27, MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, SE: 24 },
  ...{ SI: 19, SK: 24, SM: 27, VA: 22 },
}

/** ISO 7064 MOD 97-10 with the first four signs put last: 1 where the check digits are right. */
function mod97(text: string): number {
  let rest = 0
  for (const sign of text.slice(4) + text.slice(0, 4))
    for (const digit of String(Number.parseInt(sign, 36))) rest = (rest * 10 + Number(digit)) % 97
  return rest
}

function ibanOf(written: string): string {
  const iban = written.replaceAll(' ', '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) misfit('the IBAN has not the form of one')
  const length = ibanLengths[iban.slice(0, 2)]
  if (length !== undefined && iban.length !== length)
    misfit(`an IBAN of ${iban.slice(0, 2)} has ${length} signs, not ${iban.length}`)
  if (mod97(iban) !== 1) misfit('the check digits of the IBAN are wrong')
  return iban
}

/** ISO 11649: RF, two check digits and up to 21 signs. */
function creditorReference(reference: string): string {
  if (!/^RF\d{2}[A-Z0-9]{1,21}$/.test(reference)) misfit('the reference is none of ISO 11649 (RF…)')
  if (mod97(reference) !== 1) misfit('the check digits of the reference are wrong')
  return reference
}

const mod10 = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5] as const

/** The check digit of a QR reference: modulo 10, recursive. */
function checkDigit(digits: string): number {
  let carry = 0
  for (const digit of digits) carry = mod10[(carry + Number(digit)) % 10]!
  return (10 - carry) % 10
}

function amountOf(written: string): string {
  const amount = Decimal.parse(written)
  if (!amount) return misfit('the amount is not a number')
  const cents = amount.rounded(2)
  if (!cents.equals(amount)) misfit('the amount has more than two decimals')
  const least = Decimal.parse('0.01')!
  const most = Decimal.parse('999999999.99')!
  if (cents.compare(least) < 0 || cents.compare(most) > 0)
    misfit('the amount is not between 0.01 and 999999999.99')
  const [whole = '', decimals = ''] = cents.toString().split('.')
  return `${whole}.${decimals.padEnd(2, '0')}`
}

/** One line of at most so many characters. */
function line(fields: Fields, name: string, most: number): string {
  const text = (fields[name] ?? '').replaceAll(/\s+/g, ' ').trim()
  if ([...text].length > most) misfit(`“${name}” has more than ${most} characters`)
  return text
}

function needed(fields: Fields, name: string, most: number): string {
  return line(fields, name, most) || misfit(`“${name}” is missing`)
}

function known(fields: Fields, names: readonly string[]): void {
  const stranger = Object.keys(fields).find((name) => !names.includes(name))
  if (stranger !== undefined)
    misfit(`there is no part “${stranger}”: ${names.join(', ')} are what there is`)
}

const epcParts = ['name', 'iban', 'bic', 'amount', 'purpose', 'reference', 'text', 'information']

/** SEPA credit transfer (EPC069-12, version 002, UTF-8). Euro only; at most 331 bytes. */
export function epcPayload(fields: Fields): Payload {
  return payload(() => {
    known(fields, epcParts)
    const bic = line(fields, 'bic', 11).replaceAll(' ', '').toUpperCase()
    if (bic !== '' && !/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bic))
      misfit('the BIC has not the form of one')
    const reference = line(fields, 'reference', 35).replaceAll(' ', '').toUpperCase()
    const words = line(fields, 'text', 140)
    if (reference !== '' && words !== '') misfit('there is a reference or a text, not both')
    if (reference.startsWith('RF')) creditorReference(reference)
    const purpose = line(fields, 'purpose', 4).toUpperCase()
    if (!/^[A-Z]{0,4}$/.test(purpose)) misfit('the purpose is up to four letters')
    const amount = line(fields, 'amount', 20)
    const lines = [
      ...['BCD', '002', '1', 'SCT', bic],
      needed(fields, 'name', 70),
      ibanOf(needed(fields, 'iban', 42)),
      amount === '' ? '' : `EUR${amountOf(amount)}`,
      ...[purpose, reference, words, line(fields, 'information', 70)],
    ]
    const text = lines.join('\n').trimEnd()
    if (new TextEncoder().encode(text).length > 331) misfit('the code has more than 331 bytes')
    return text
  })
}

const addressParts = ['name', 'street', 'number', 'postcode', 'town', 'country'] as const
const swissParts = [
  ...['iban', 'amount', 'currency', 'reference', 'message', 'information'],
  ...['creditor', 'debtor'].flatMap((who) => addressParts.map((part) => `${who}.${part}`)),
]

/** What a Swiss QR code may hold: Latin letters with their marks, and € (guidelines, §4.1.1). */
const swissSigns = /^[\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u20ac]*$/

/** Swiss QR code (version 0200): structured addresses, QR reference, creditor reference or none. */
export function swissPayload(fields: Fields): Payload {
  return payload(() => {
    known(fields, swissParts)
    const iban = ibanOf(needed(fields, 'iban', 42))
    if (!/^(?:CH|LI)/.test(iban)) misfit('the IBAN is not one of Switzerland or Liechtenstein')
    const amount = line(fields, 'amount', 20)
    const currency = line(fields, 'currency', 3).toUpperCase() || 'CHF'
    if (currency !== 'CHF' && currency !== 'EUR') misfit('the currency is CHF or EUR')
    const message = line(fields, 'message', 140)
    const information = line(fields, 'information', 140)
    if (message.length + information.length > 140)
      misfit('message and information have more than 140 characters together')
    const lines = [
      ...['SPC', '0200', '1', iban],
      ...swissAddress(fields, 'creditor'),
      // The ultimate creditor is for a use that is yet to come.
      ...Array<string>(7).fill(''),
      amount === '' ? '' : amountOf(amount),
      currency,
      ...(fields['debtor.name'] ? swissAddress(fields, 'debtor') : Array<string>(7).fill('')),
      ...swissReference(iban, line(fields, 'reference', 40)),
      ...[message, 'EPD'],
      ...(information === '' ? [] : [information]),
    ]
    if (!lines.every((each) => swissSigns.test(each)))
      misfit('there is a letter that no Swiss QR code may have')
    return lines.join('\n')
  })
}

function swissAddress(fields: Fields, who: string): string[] {
  const part = (name: string) => `${who}.${name}`
  const country = needed(fields, part('country'), 2).toUpperCase()
  if (!/^[A-Z]{2}$/.test(country)) misfit(`“${part('country')}” is two letters (ISO 3166-1)`)
  return [
    'S',
    needed(fields, part('name'), 70),
    line(fields, part('street'), 70),
    line(fields, part('number'), 16),
    needed(fields, part('postcode'), 16),
    needed(fields, part('town'), 35),
    country,
  ]
}

function swissReference(iban: string, written: string): [kind: string, reference: string] {
  const reference = written.replaceAll(' ', '').toUpperCase()
  const institution = Number(iban.slice(4, 9))
  const isQr = institution >= 30_000 && institution <= 31_999
  if (reference === '') {
    if (isQr) misfit('a QR-IBAN needs a QR reference')
    return ['NON', '']
  }
  if (reference.startsWith('RF')) {
    if (isQr) misfit('a QR-IBAN goes with a QR reference, not with one of ISO 11649')
    return ['SCOR', creditorReference(reference)]
  }
  if (!/^\d{27}$/.test(reference)) misfit('a QR reference has 27 digits')
  if (!isQr) misfit('a QR reference goes with a QR-IBAN')
  if (checkDigit(reference.slice(0, 26)) !== Number(reference[26]))
    misfit('the check digit of the QR reference is wrong')
  return ['QRR', reference]
}

/** `reference` with its check digit: 26 digits or fewer, filled with zeros before. */
export function qrReference(digits: string): Payload {
  return payload(() => {
    const bare = digits.replaceAll(' ', '')
    if (!/^\d{1,26}$/.test(bare)) misfit('a QR reference is made of 1 to 26 digits')
    const filled = bare.padStart(26, '0')
    return filled + checkDigit(filled)
  })
}

/** `RF18539007547034` of `539007547034` (ISO 11649). */
export function rfReference(reference: string): Payload {
  return payload(() => {
    const bare = reference.replaceAll(/[\s-]/g, '').toUpperCase()
    if (!/^[A-Z0-9]{1,21}$/.test(bare)) misfit('a reference is made of 1 to 21 letters and digits')
    const check = String(98 - mod97(`RF00${bare}`)).padStart(2, '0')
    return `RF${check}${bare}`
  })
}
