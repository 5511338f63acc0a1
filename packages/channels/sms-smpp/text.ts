import type { Composed, Encoded, Envelope } from '@misiva/model'
import smpp from 'smpp'

/** Parts of one text as they go over SMPP: GSM-7 septets unpacked, one in an octet, or UTF-16BE. */
export interface Parts {
  /** 0: the centre's default alphabet, GSM-7 (3GPP TS 23.038 §6.2.1). 8: UCS-2. */
  readonly dataCoding: 0 | 8
  readonly payloads: readonly Buffer[]
}

const gsm7 =
  /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà\f^{}\\[~\]|€]*$/

/** The text as it will be shown: UTF-8, LF line ends, no controls that a handset would drop. */
export function encode(composed: Composed, _envelope: Envelope): Encoded {
  const text = clean(composed.kind === 'text' ? composed.text : titleOf(composed))
  return {
    bytes: new TextEncoder().encode(text),
    mediaType: 'text/plain; charset=utf-8',
    extension: 'txt',
    units: split(text).payloads.length,
  }
}

function titleOf(composed: Exclude<Composed, { kind: 'text' }>): string {
  return composed.kind === 'mime' ? composed.text : composed.title
}

function clean(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, '')
}

/**
 * A single part holds 160 septets or 70 UTF-16 units; parts of several hold 153 or 67, because the
 * header that joins them takes 6 octets (3GPP TS 23.040 §9.2.3.24.1). Neither an escape pair nor a
 * surrogate pair is cut in two.
 */
export function split(text: string): Parts {
  return gsm7.test(text)
    ? { dataCoding: 0, payloads: cut(smpp.gsmCoder.encode(text, 0), 160, 153, endsInEscape) }
    : { dataCoding: 8, payloads: cut(Buffer.from(text, 'utf16le').swap16(), 140, 134, endsInHigh) }
}

function cut(
  bytes: Buffer,
  single: number,
  each: number,
  unfinished: (part: Buffer) => number,
): Buffer[] {
  if (bytes.length <= single) return [bytes]
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const part = bytes.subarray(at, at + each)
    const kept = at + part.length < bytes.length ? part.length - unfinished(part) : part.length
    parts.push(bytes.subarray(at, at + kept))
    at += kept
  }
  return parts
}

const endsInEscape = (part: Buffer) => (part.at(-1) === 0x1b ? 1 : 0)

const endsInHigh = (part: Buffer) =>
  part.length >= 2 && (part.readUInt16BE(part.length - 2) & 0xfc00) === 0xd800 ? 2 : 0

/** User data header of a part: concatenated short messages, 8-bit reference (§9.2.3.24.1). */
export function joinHeader(reference: number, total: number, sequence: number): Buffer {
  return Buffer.from([5, 0, 3, reference & 0xff, total, sequence])
}
