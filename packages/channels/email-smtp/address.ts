import { domainToASCII } from 'node:url'

/**
 * The mailbox in its form for the SMTP envelope, its domain in ASCII (RFC 5891), or undefined if it
 * is not one. Stricter than RFC 5321 on purpose: quoted local parts and address literals are legal,
 * no customer has one, and what looks like one is a typing error or an attack.
 */
export function mailbox(address: string): string | undefined {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const host = address.slice(at + 1)
  if (at < 1 || Buffer.byteLength(local) > 64) return undefined
  if (
    !/^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(
      local,
    )
  )
    return undefined
  if (!/^[\p{L}\p{N}\p{M}-]+(\.[\p{L}\p{N}\p{M}-]+)*$/u.test(host)) return undefined
  const domain = domainToASCII(host)
  // domainToASCII reads “127.1” as an IPv4 address; a mail domain ends in a label with a letter.
  if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9-]*[a-z][a-z0-9-]*$/.test(domain))
    return undefined
  return domain.length > 253 ? undefined : `${local}@${domain}`
}

/** Text for one header: no line ends or other controls (RFC 5322 §2.2), no halves of characters. */
export function headerText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
}
