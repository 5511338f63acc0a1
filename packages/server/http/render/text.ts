import { measure } from '@misiva/compose'

/** Septets, or UTF-16 code units, of a part of a concatenated message (3GPP TS 23.040 §9.2.3.24.1). */
const partOf = { 'GSM-7': 153, 'UCS-2': 67 } as const

/** A short message as its parts: where a phone network cuts it, without splitting a character. */
export function splitText(text: string): {
  readonly encoding: 'GSM-7' | 'UCS-2'
  readonly segments: string[]
} {
  const { encoding, segments: count } = measure(text)
  if (count === 1) return { encoding, segments: [text] }
  const segments: string[] = []
  let part = ''
  let filled = 0
  for (const character of text) {
    const size = encoding === 'GSM-7' ? measure(character).units : character.length
    if (filled + size > partOf[encoding]) {
      segments.push(part)
      part = ''
      filled = 0
    }
    part += character
    filled += size
  }
  return { encoding, segments: [...segments, part] }
}
