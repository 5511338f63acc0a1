import type { Language } from '@misiva/model'

/** The tone every text must have; the others fall back to it. */
export const neutralTone = 'neutral'

/**
 * Languages to try, most particular first: `zh-Hant-TW` → `zh-Hant` → `zh` → the default and its own
 * fallbacks (RFC 4647 §3.4, lookup).
 */
export function fallbackLanguages(
  language: Language,
  defaultLanguage: Language,
): readonly Language[] {
  const chain: Language[] = []
  for (const start of [language, defaultLanguage]) {
    const subtags = start.split('-')
    while (subtags.length > 0) {
      const tag = subtags.join('-')
      if (!chain.some((known) => known.toLowerCase() === tag.toLowerCase())) chain.push(tag)
      subtags.pop()
      // A single letter only introduces what followed it: `x` of `de-x-old`.
      if (subtags.at(-1)?.length === 1) subtags.pop()
    }
  }
  return chain
}

/**
 * The variant for a language and tone. Language goes before tone: a German text in the neutral tone
 * is nearer to a German reader than a formal English one. Undefined when not even the default exists.
 */
export function pickVariant<V extends { readonly language: Language; readonly tone: string }>(
  variants: readonly V[],
  language: Language,
  tone: string,
  defaultLanguage: Language,
): V | undefined {
  for (const tag of fallbackLanguages(language, defaultLanguage)) {
    const ofLanguage = variants.filter((v) => v.language.toLowerCase() === tag.toLowerCase())
    const found =
      ofLanguage.find((v) => v.tone === tone) ?? ofLanguage.find((v) => v.tone === neutralTone)
    if (found) return found
  }
  return undefined
}

/** Whether a language is served without falling back to the house's default language. */
export function serves(
  variants: readonly { readonly language: Language }[],
  language: Language,
): boolean {
  const own = new Set(fallbackLanguages(language, language).map((tag) => tag.toLowerCase()))
  return variants.some((v) => own.has(v.language.toLowerCase()))
}
