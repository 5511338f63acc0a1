/**
 * Data from old systems is shouted. Titles are written as each language writes them: English
 * capitalises the words that matter, the others only as their small words show.
 */
const smallWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words('a an and as at but by for from in into nor of on or per the to via vs with'),
  es: words('a al con de del e el en la las lo los o para por sin u un una y'),
  fr: words('à au aux avec d de des du en et l la le les ou par pour sans sur un une'),
  de: words(
    'am an auf aus bei bis das dem den der des die durch für im in mit ohne und von vom zu zum zur',
  ),
  it: words('a al con da dal de del della di e ed i il in la le lo o per su un una'),
  pt: words('a ao as com da das de do dos e em na no o os ou para por um uma'),
  nl: words('aan bij de den der een en het in met of om op te van voor'),
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

const word = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu
const hasLower = /\p{Ll}/u
/** CD, DVD, TV: short and without a vowel, so an abbreviation. */
const abbreviation = /^[^AEIOUYÀ-ÖØ-Ýaeiouy]{2,3}$/u

/** Text all in capitals as a title in the language; other text as it is. */
export function titled(text: string, tag: string, language: string): string {
  if (hasLower.test(text)) return text
  const small = smallWords[language]
  let first = true
  return text.replace(word, (found: string, at: number) => {
    const lower = found.toLocaleLowerCase(tag)
    const begins = first || /[.:!?(/]\s*$/.test(text.slice(0, at))
    first = false
    if (!begins && small?.has(lower)) return lower
    if (/\p{N}/u.test(found) || (abbreviation.test(found) && /^[A-Z]+$/.test(found))) return found
    const [head = ''] = lower
    return head.toLocaleUpperCase(tag) + lower.slice(head.length)
  })
}
