/**
 * How long a short message is: the GSM 7-bit default alphabet and its extension table
 * (3GPP TS 23.038 §6.2.1), UCS-2 otherwise, and the parts of a concatenated message
 * (3GPP TS 23.040 §9.2.3.24.1: the header takes 7 septets, or 3 code units, of each part).
 */

const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Each takes an escape and a code: two septets. */
const extension = '\f^{}\\[~]|€'

const septetsOf = new Map<string, number>()
for (const character of basic) septetsOf.set(character, 1)
for (const character of extension) septetsOf.set(character, 2)

const gsm = { whole: 160, part: 153 } as const
const ucs = { whole: 70, part: 67 } as const

export interface Measured {
  readonly encoding: 'GSM-7' | 'UCS-2'
  readonly segments: number
  /** Septets, or UTF-16 code units. */
  readonly units: number
}

/** Length of a text as it stands. An empty one is a message too: one segment. */
export function measure(text: string): Measured {
  const septets: number[] = []
  for (const character of text) {
    const size = septetsOf.get(character)
    if (size === undefined) return measureUcs2(text)
    septets.push(size)
  }
  return { encoding: 'GSM-7', ...parts(septets, gsm) }
}

function measureUcs2(text: string): Measured {
  const sizes: number[] = []
  // By code point: a surrogate pair is never split over two parts.
  for (const character of text) sizes.push(character.length)
  return { encoding: 'UCS-2', ...parts(sizes, ucs) }
}

/** Fills part after part with characters that may not be split. */
function parts(sizes: readonly number[], limit: { whole: number; part: number }) {
  const units = sizes.reduce((sum, size) => sum + size, 0)
  if (units <= limit.whole) return { segments: 1, units }
  let segments = 1
  let filled = 0
  for (const size of sizes) {
    if (filled + size > limit.part) {
      segments++
      filled = 0
    }
    filled += size
  }
  return { segments, units }
}

/** The parts a phone network cuts a text into, without splitting a character; one where it is whole. */
export function cutParts(text: string): Measured & { readonly parts: readonly string[] } {
  const measured = measure(text)
  if (measured.segments === 1) return { ...measured, parts: [text] }
  const { part: limit } = measured.encoding === 'GSM-7' ? gsm : ucs
  const found: string[] = []
  let part = ''
  let filled = 0
  for (const character of text) {
    const size = measured.encoding === 'GSM-7' ? septetsOf.get(character)! : character.length
    if (filled + size > limit) {
      found.push(part)
      part = ''
      filled = 0
    }
    part += character
    filled += size
  }
  return { ...measured, parts: [...found, part] }
}

/** Typographic characters and what says the same in the default alphabet. */
const plainer: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '‹': "'",
  '›': "'",
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2007': ' ',
  '\u2009': ' ',
  '\u200a': ' ',
  '\u202f': ' ',
  '\u200b': '',
  '\u00ad': '',
  '\u2060': '',
  '\ufeff': '',
  '•': '-',
  '·': '-',
  '×': 'x',
  '\t': ' ',
}

const replaceable = new RegExp(`[${Object.keys(plainer).join('')}]`, 'gu')

/**
 * The text with smart characters replaced, where that saves a segment; otherwise as it is. Letters
 * are never touched: ‘á’ to ‘a’ would change a name.
 */
export function economical(text: string): Measured & { readonly text: string } {
  const asIs = measure(text)
  const replaced = text.replace(replaceable, (character) => plainer[character] ?? character)
  if (replaced === text) return { text, ...asIs }
  const plain = measure(replaced)
  return plain.segments < asIs.segments ? { text: replaced, ...plain } : { text, ...asIs }
}
