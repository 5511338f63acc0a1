/** Where a line may end within text that has no spaces (UAX #14), and where text may be cut at all. */
import LineBreaker from 'linebreak'

/** Scripts whose words are written without spaces: a dictionary knows where they end. */
const UNSPACED = /[\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f]/
/** A place within such words; beside anything else the rules for that hold. */
const AMID = /^[\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f]{2}/
/**
 * Before a wide opening bracket a line may end also after a letter or figure (LB30 excepts them from
 * its rule since Unicode 9), which Chinese and Japanese text with Latin names is in need of.
 */
const WIDE_OPENING = /(?<=[\p{L}\p{N}]\p{M}{0,9})(?=[〈《「『【〔〖〘〚〝（［｛｟\u2329])/gu

/** Offsets, ascending, the end of the text not among them. `lang` chooses the dictionary. */
export function breaksOf(text: string, lang: string): number[] {
  const cuts = new Set<number>()
  const breaker = new LineBreaker(text)
  for (let b = breaker.nextBreak(); b; b = breaker.nextBreak()) {
    if (b.position < text.length) cuts.add(b.position)
  }
  const known = cuts.size
  for (const { index } of text.matchAll(WIDE_OPENING)) if (index > 0) cuts.add(index)
  if (UNSPACED.test(text)) {
    const segmenter = new Intl.Segmenter(lang || 'th', { granularity: 'word' })
    for (const { index, isWordLike } of segmenter.segment(text))
      if (index > 0 && isWordLike && AMID.test(text.slice(index - 1, index + 1))) cuts.add(index)
  }
  return cuts.size === known ? [...cuts] : [...cuts].sort((a, b) => a - b)
}

/** What belongs to the character before it: marks, joiners, skin tones, second halves. */
const JOINS = /^[\p{M}\u200c\u200d\ufe00-\ufe0f\u{1f3fb}-\u{1f3ff}]/u

/** The place at or before `at`, but after `from`, where no character is cut in two. */
export function seam(text: string, from: number, at: number): number {
  for (let to = at; to > from && to > at - 40; to--) {
    const low = text.charCodeAt(to)
    if (low >= 0xdc00 && low <= 0xdfff) continue
    if (!JOINS.test(text.slice(to, to + 2)) && text.charCodeAt(to - 1) !== 0x200d) return to
  }
  return at
}
