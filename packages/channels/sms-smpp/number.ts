/** An address in SMPP's terms (3.4 §5.2.5–5.2.9). */
export interface SmppAddress {
  readonly ton: number
  readonly npi: number
  readonly addr: string
}

/** An E.164 number, spaces and punctuation aside, as international ISDN; undefined if it is none. */
export function destination(address: string): SmppAddress | undefined {
  const digits = address.replaceAll(/[ ().\u00a0/-]/g, '')
  return /^\+[1-9]\d{6,14}$/.test(digits) ? { ton: 1, npi: 1, addr: digits.slice(1) } : undefined
}

/** A sender: an international number, a short code, or up to 11 characters of name. */
export function source(from: string): SmppAddress {
  const number = destination(from)
  if (number) return number
  if (/^\d{3,8}$/.test(from)) return { ton: 3, npi: 0, addr: from }
  // 3GPP TS 23.040 §9.1.2.5: 11 characters of GSM-7; ASCII here, since SMPP carries octets.
  const name = from
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .slice(0, 11)
  return { ton: 5, npi: 0, addr: name.trim() || 'Info' }
}
