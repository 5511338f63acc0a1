/**
 * Encryption by password with AES-256 (ISO 32000-2 §7.6, security handler revision 6).
 *
 * Everything here derives from the passwords and the document, nothing from chance, so that the
 * same input still gives the same bytes. The salts derive from what the document says of itself
 * (never from a password, which could be tried against them), the file key from the hardened hashes
 * of both passwords, so that each guess costs what the standard wants it to cost, and each
 * initialisation vector from key, object number and content.
 */
import { cbc, ecb } from '@noble/ciphers/aes.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import type { Document, Protection } from '../document.ts'
import type { Cipher, PdfFile } from './file.ts'
import { preparePassword } from './password.ts'

const encoder = new TextEncoder()

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, part) => n + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** Algorithm 2.B: the hardened hash of revision 6. */
function hash(password: Uint8Array, salt: Uint8Array, user: Uint8Array): Uint8Array {
  let k: Uint8Array = sha256(join(password, salt, user))
  for (let round = 0; ; round++) {
    const one = join(password, k, user)
    const k1 = new Uint8Array(one.length * 64)
    for (let i = 0; i < 64; i++) k1.set(one, i * one.length)
    const e = cbc(k.subarray(0, 16), k.subarray(16, 32), { disablePadding: true }).encrypt(k1)
    let sum = 0
    for (let i = 0; i < 16; i++) sum += e[i] as number
    k = sum % 3 === 0 ? sha256(e) : sum % 3 === 1 ? sha384(e) : sha512(e)
    if (round >= 63 && (e.at(-1) as number) <= round - 32) break
  }
  return k.subarray(0, 32)
}

/** An empty one opens for anyone; what cannot be prepared is taken as it is, and still protects. */
function passwordBytes(text: string): Uint8Array {
  const prepared = preparePassword(text)
  return prepared.ok ? prepared.bytes : encoder.encode(text.normalize('NFKC')).subarray(0, 127)
}

function hex(bytes: Uint8Array): string {
  return '<' + [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('') + '>'
}

export interface Protected {
  readonly cipher: Cipher
  /** Writes the encryption dictionary; gives the trailer's entry. */
  write(file: PdfFile): string
}

export function protect(protection: Protection, document: Document): Protected {
  const user = passwordBytes(protection.user)
  const { title, created, lang, author = '' } = document
  const subject = [title, created, lang, author, protection.salt ?? ''].join('\u0000')
  const owner =
    protection.owner === undefined
      ? hmac(sha256, user, encoder.encode(`owner\u0000${subject}`))
      : passwordBytes(protection.owner)
  const salts = sha256(encoder.encode(`salts\u0000${subject}`))
  const none = new Uint8Array(0)
  const u = join(hash(user, salts.subarray(0, 8), none), salts.subarray(0, 16))
  const byUser = hash(user, salts.subarray(8, 16), none)
  const o = join(hash(owner, salts.subarray(16, 24), u), salts.subarray(16, 32))
  const byOwner = hash(owner, salts.subarray(24, 32), u)
  const key = hmac(sha256, join(byUser, byOwner), encoder.encode(`key\u0000${subject}`))
  const zero = new Uint8Array(16)
  const wrap = (by: Uint8Array): Uint8Array => cbc(by, zero, { disablePadding: true }).encrypt(key)
  const ue = wrap(byUser)
  const oe = wrap(byOwner)
  const permissions = permissionBits(protection)
  const perms = ecb(key, { disablePadding: true }).encrypt(permissionBlock(permissions, salts))
  return {
    cipher: (object, bytes) => {
      const mark = hmac(sha256, key, join(encoder.encode(`${object}:`), sha256(bytes)))
      const iv = mark.subarray(0, 16)
      return join(iv, cbc(key, iv).encrypt(bytes))
    },
    write: (file) => {
      const object = file.alloc()
      file.plain(
        object,
        `<</Filter/Standard/V 5/R 6/Length 256/P ${permissions}/U${hex(u)}/UE${hex(ue)}/O${hex(o)}/OE${hex(oe)}/Perms${hex(perms)}` +
          '/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF/EncryptMetadata true>>',
      )
      return `/Encrypt ${object} 0 R`
    },
  }
}

/** Table 22 of the standard. Reading by assistive technology is always allowed. */
function permissionBits(protection: Protection): number {
  let bits = 0xfffff0c0 | 0x200
  if (protection.print ?? true) bits |= 0x4 | 0x800
  if (protection.change ?? false) bits |= 0x8 | 0x20 | 0x100 | 0x400
  if (protection.copy ?? true) bits |= 0x10
  return bits | 0
}

function permissionBlock(permissions: number, salts: Uint8Array): Uint8Array {
  const block = new Uint8Array(16)
  new DataView(block.buffer).setInt32(0, permissions, true)
  block.fill(255, 4, 8)
  block.set(encoder.encode('Tadb'), 8)
  block.set(salts.subarray(0, 4), 12)
  return block
}
