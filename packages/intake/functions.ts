import type { EnvironmentOptions } from '@misiva/model'
import { hash64 } from './keys.ts'

/**
 * What a source description can do beyond the expression language. All of them give the same answer
 * for the same arguments, on every machine and in every year: a customer who has no e-mail address
 * today by `bucket(key, 7) == 0` has none tomorrow.
 */
export const functions: NonNullable<EnvironmentOptions['functions']> = {
  'bucket(string, int): int': (key: string, n: bigint) => BigInt(bucket(key, Number(n))),
  'pick(list<string>, string): string': (list: readonly string[], key: string) =>
    list[bucket(key, list.length)],
  'slug(string): string': slug,
  'countryCode(string): string': countryCode,
  'pad(int, int): string': (n: bigint, width: bigint) => String(n).padStart(Number(width), '0'),
}

/** A number below `n`, evenly spread over keys. Throws for n < 1. */
export function bucket(key: string, n: number): number {
  if (!(n >= 1)) throw new RangeError('bucket() and pick() choose among at least one')
  return hash64(key)[0] % n
}

/** `Ashcombe & Söhne` to `ashcombe-sohne`: letters a to z, digits and single hyphens. */
export function slug(text: string): string {
  return text
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

let codes: Map<string, string> | undefined

/** ISO 3166-1 alpha-2 of an English country name, or of a code; empty when it is none. */
export function countryCode(name: string): string {
  codes ??= countries()
  return codes.get(plainName(name)) ?? ''
}

function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/^the |[^a-z ]/g, '')
    .replaceAll(/\bsaint\b/g, 'st')
    .trim()
}

/** Names that CLDR writes otherwise than most files do. */
const otherNames: Readonly<Record<string, string>> = {
  'united states of america': 'US',
  usa: 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  'republic of ireland': 'IE',
  'czech republic': 'CZ',
  turkey: 'TR',
  'hong kong': 'HK',
  macau: 'MO',
  'ivory coast': 'CI',
  'russian federation': 'RU',
  'republic of korea': 'KR',
  burma: 'MM',
  uae: 'AE',
  rsa: 'ZA',
}

/** Codes CLDR can name that are no country of ISO 3166-1: regions, retired and reserved ones. */
const noCountries = new Set(
  'AC AN BU CP CQ CS CT DD DG DY EA EU EZ FQ FX HV IC JT MI NH NQ NT PC PU PZ QO RH SU TA TP UK UN VD WK XA XB XK YD YU ZR ZZ'.split(
    ' ',
  ),
)

function countries(): Map<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const found = new Map<string, string>()
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  for (const a of letters)
    for (const b of letters) {
      const code = a + b
      const name = noCountries.has(code) ? undefined : names.of(code)
      if (name === undefined) continue
      found.set(plainName(name), code)
      found.set(code.toLowerCase(), code)
    }
  for (const [name, code] of Object.entries(otherNames)) found.set(name, code)
  return found
}
