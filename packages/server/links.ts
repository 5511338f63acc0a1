import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Links } from './house.ts'

/** Bytes of the communication's UUID, and of the signature behind it. */
const ID = 16
const SIGNATURE = 8

/**
 * Signed addresses of portal pages. A token is the communication's UUID and 64 bits of its
 * HMAC-SHA-256, 32 characters of base64url in all: short enough to leave room in a text message, and
 * not to be guessed at the rate a server answers (2^63 tries, each with a request, on top of the 74
 * random bits of the UUID). Checked in constant time.
 */
export function createLinks(secret: Uint8Array, url: string): Links {
  const sign = (id: Buffer) =>
    createHmac('sha256', secret).update(id).digest().subarray(0, SIGNATURE)
  return {
    portal(communication) {
      const id = Buffer.from(communication.replaceAll('-', ''), 'hex')
      return `${url}/p/${Buffer.concat([id, sign(id)]).toString('base64url')}`
    },
    verify(token) {
      if (!/^[A-Za-z0-9_-]{32}$/.test(token)) return undefined
      const bytes = Buffer.from(token, 'base64url')
      const id = bytes.subarray(0, ID)
      if (!timingSafeEqual(sign(id), bytes.subarray(ID))) return undefined
      return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    },
  }
}
