/**
 * Passwords of revision 6 (ISO 32000-2 §7.6.4.3.3): prepared by SASLprep (RFC 4013), so that what a
 * person types on any keyboard opens the document, then at most 127 bytes of UTF-8.
 */
import * as bidiModule from 'bidi-js'

/** The bytes that count, or why the text is none: nothing in it, signs nobody can type, too long. */
export type Password =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly characters: number }
  | { readonly ok: false; readonly why: 'empty' | 'forbidden' | 'direction' | 'long' }

const MOST_BYTES = 127
const encoder = new TextEncoder()
const bidi = (bidiModule as unknown as { default: () => bidiModule.Bidi }).default()

/** RFC 3454 C.1.2: spaces other than the one of ASCII. */
const SPACES = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/gu
/** RFC 3454 B.1: what is commonly mapped to nothing. */
// oxlint-disable-next-line no-misleading-character-class -- each by itself is what is meant
const NOTHING = /[\u00ad\u034f\u1806\u180b-\u180d\u200c\u200d\u2060\ufe00-\ufe0f\ufeff]/gu
/** RFC 3454 C.2 to C.9: controls, private use, noncharacters, surrogates, signs of direction, tags. */
const FORBIDDEN =
  /[\p{Cc}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\u06dd\u070f\u180e\u2028\u2029\u2061-\u2063\u206a-\u206f\ufff9-\ufffd\u2ff0-\u2ffb\u0340\u0341\u200e\u200f\u202a-\u202e\u{1d173}-\u{1d17a}\u{e0001}\u{e0020}-\u{e007f}]/u

export function preparePassword(text: string): Password {
  const prepared = text.replaceAll(SPACES, ' ').replaceAll(NOTHING, '').normalize('NFKC')
  if (prepared === '') return { ok: false, why: 'empty' }
  if (FORBIDDEN.test(prepared)) return { ok: false, why: 'forbidden' }
  if (!oneDirection(prepared)) return { ok: false, why: 'direction' }
  const bytes = encoder.encode(prepared)
  if (bytes.length > MOST_BYTES) return { ok: false, why: 'long' }
  return { ok: true, bytes, characters: [...prepared].length }
}

/** RFC 3454 §6: with letters from right to left there are none the other way, and they begin and end it. */
function oneDirection(text: string): boolean {
  const kinds = [...text].map((sign) => bidi.getBidiCharTypeName(sign))
  const right = (kind: string | undefined): boolean => kind === 'R' || kind === 'AL'
  if (!kinds.some(right)) return true
  return !kinds.includes('L') && right(kinds[0]) && right(kinds.at(-1))
}
