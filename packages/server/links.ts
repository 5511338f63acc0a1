import { createHash, randomBytes } from 'node:crypto'
import type { Links } from './house.ts'

/**
 * Crockford's base 32 in small letters: no letter is taken for a digit, and case does not matter, so
 * that an address may be typed from paper.
 */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * Personal links: `/p/` and 80 random bits in 16 characters, short enough for a text message and a
 * coarse QR code. With 10^9 links alive a guess opens one of them once in 10^15 tries. A signed
 * identifier needed no table, but twice the length, and could be neither revoked nor counted. Only
 * the SHA-256 of a token is kept.
 */
export function createLinks(url: string): Links {
  return {
    make: () => `${url}/p/${write(randomBytes(10))}`,
    hashOf(address) {
      const token = address.slice(address.lastIndexOf('/') + 1).toLowerCase()
      const read = token.replaceAll('o', '0').replaceAll(/[il]/g, '1')
      if (!/^[0-9a-hjkmnp-tv-z]{16}$/.test(read)) return undefined
      return createHash('sha256').update(read).digest()
    },
    addressOf: (token) => `${url}/p/${token}`,
    likeness: (seed) =>
      `${url}/p/${write(createHash('sha256').update(seed).digest().subarray(0, 10))}`,
  }
}

function write(bytes: Uint8Array): string {
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  let text = ''
  for (let left = (bytes.length * 8) / 5; left > 0; left--) {
    text = alphabet[Number(bits & 31n)] + text
    bits >>= 5n
  }
  return text
}
