/** Which way a document reads, and so where things stand that are beside each other. */

/** Languages written from right to left (their usual ISO 15924 script is Arab, Hebr, Thaa …). */
const RTL = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'iw',
  'nqo',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
])

/** By the language tag; a script in it (`az-Arab`, `ur-Latn`) decides before the language. */
export function isRtl(lang: string): boolean {
  const [language = '', ...subtags] = lang.toLowerCase().split('-')
  const script = subtags.find((tag) => tag.length === 4)
  if (script !== undefined) return RTL_SCRIPTS.has(script)
  return RTL.has(language)
}

const RTL_SCRIPTS = new Set(['adlm', 'arab', 'hebr', 'mand', 'nkoo', 'syrc', 'thaa'])

/** Left edge of something `width` wide that begins `offset` after the start edge of `room`. */
export function fromStart(rtl: boolean, room: number, offset: number, width: number): number {
  return rtl ? room - offset - width : offset
}
