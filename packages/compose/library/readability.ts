/** How easy a text is to read, on the 0 … 100 scale of Flesch and its counterparts by language. */
import type { Content, Language } from '@misiva/model'
import { walk } from './walk.ts'

export interface Readability {
  /** About 0 (very hard) to 100 (very easy); short texts may leave the scale. */
  readonly score: number
  readonly grade: 'very easy' | 'easy' | 'fair' | 'hard' | 'very hard'
  readonly formula: string
  readonly words: number
  readonly sentences: number
  readonly wordsPerSentence: number
  readonly syllablesPerWord: number
  /** The longest sentences, the longest first: what to shorten. */
  readonly longest: readonly string[]
}

interface Formula {
  readonly name: string
  readonly base: number
  readonly sentence: number
  readonly syllable: number
  readonly syllables: (word: string) => number
}

/**
 * en: Flesch 1948. es: Szigriszt-Pazos 1993. de: Amstad 1978. fr: Kandel and Moles 1958. Each is
 * base − sentence × words per sentence − syllable × syllables per word.
 */
const formulas: Readonly<Record<string, Formula>> = {
  en: { name: 'Flesch', base: 206.835, sentence: 1.015, syllable: 84.6, syllables: english },
  es: { name: 'Szigriszt-Pazos', base: 206.835, sentence: 1, syllable: 62.3, syllables: spanish },
  de: { name: 'Amstad', base: 180, sentence: 1, syllable: 58.5, syllables: german },
  fr: { name: 'Kandel-Moles', base: 207, sentence: 1.015, syllable: 73.6, syllables: french },
}

/** Undefined for a language without a formula, and for a text without a sentence to judge. */
export function readability(text: string, language: Language): Readability | undefined {
  const formula = formulas[language.toLowerCase().split('-')[0]!]
  if (!formula) return undefined
  const sentences = sentencesOf(text)
  const words = sentences.flatMap(wordsIn)
  if (words.length === 0) return undefined
  const syllables = words.reduce((sum, word) => sum + formula.syllables(word), 0)
  const wordsPerSentence = words.length / sentences.length
  const syllablesPerWord = syllables / words.length
  const score =
    formula.base - formula.sentence * wordsPerSentence - formula.syllable * syllablesPerWord
  return {
    score: Math.round(score * 10) / 10,
    grade: gradeOf(score),
    formula: formula.name,
    words: words.length,
    sentences: sentences.length,
    wordsPerSentence: Math.round(wordsPerSentence * 10) / 10,
    syllablesPerWord: Math.round(syllablesPerWord * 100) / 100,
    longest: sentences.toSorted((a, b) => wordsIn(b).length - wordsIn(a).length).slice(0, 3),
  }
}

/** Of content as it is written. A field counts as one word: what it will say is not known yet. */
export function readabilityOf(content: Content, language: Language): Readability | undefined {
  const parts: string[] = []
  walk(content, {
    text: (text) => parts.push(text.replaceAll(/\{\{.*?\}\}/gs, fieldWord)),
  })
  return readability(parts.join('\n'), language)
}

/** Two syllables, about what a name or an amount has. */
const fieldWord = 'name'

function gradeOf(score: number): Readability['grade'] {
  if (score >= 80) return 'very easy'
  if (score >= 65) return 'easy'
  if (score >= 50) return 'fair'
  return score >= 30 ? 'hard' : 'very hard'
}

/** A full stop after a figure or a short abbreviation ends no sentence. A line does. */
function sentencesOf(text: string): string[] {
  return text
    .split(
      /\n+|(?<=[!?…])\s+|(?<=(?<!\b(?:\d{1,2}|\p{L}|\p{Lu}\p{L}{1,2}|z\.\s?B|p\.\s?ej|etc|bzw|bspw|ca|vgl|núm|no|vs))\.)\s+(?=[\p{Lu}¿¡„“«"'(\d])/u,
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsIn(sentence).length > 0)
}

function wordsIn(text: string): string[] {
  return text.match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? []
}

/** Groups of vowels; -e, -es and -ed count only where they are spoken, and some pairs are two. */
function english(raw: string): number {
  const word = raw.toLowerCase().replaceAll(/['’]/g, '')
  if (word.length <= 3) return 1
  const spoken = word
    .replace(/usines/, 'usnes')
    .replace(/(?<=[^aeiou])e(?=(?:ment|ful|less|ly|thing|ness|where)s?$)/, '')
    .replace(/(?<=[^aeiouycgsxz])es$|(?<![cs]h)(?<=h)es$/, (_, at: number) =>
      /[^aeiouy]l$/.test(word.slice(0, at)) ? 'es' : '',
    )
    .replace(/(?<=[^aeiouytd])ed$/, '')
    .replace(/(?<=[^aeiouy])e$/, (_, at: number) =>
      /[^aeiouy]l$/.test(word.slice(0, at)) ? 'e' : '',
    )
  const groups = spoken.match(/[aeiouy]+/g)?.length ?? 0
  const parted =
    spoken.match(
      /[^tscg]i(?:o(?!n)|a|u)|(?:sc|cl|qu|d)ie(?=n|t)|(?:cr|ar|id)ea(?!m|s|l)|eo(?!us|p)|[^qg]ua(?!r)|[aeiouy]ing$/g,
    )?.length ?? 0
  return Math.max(1, groups + parted)
}

/** Strong vowels (a e o, and accented i u) each carry one; weak ones join their neighbours. */
function spanish(raw: string): number {
  const word = raw
    .toLowerCase()
    .replaceAll(/qu(?=[eiéí])/g, 'q')
    .replaceAll(/gu(?=[eiéí])/g, 'g')
    .replace(/y$/, 'i')
  let count = 0
  for (const group of word.match(/[aeiouáéíóúü]+/g) ?? []) {
    const strong = group.match(/[aeoáéóíú]/g)?.length ?? 0
    count += Math.max(1, strong)
  }
  return Math.max(1, count)
}

/** Groups of vowels, double vowels as one; `ie` and the diphthongs as one, other pairs as two. */
function german(raw: string): number {
  const word = raw.toLowerCase().replaceAll(/qu/g, 'q')
  const groups = word.match(/aa|ee|oo|ie|ei|ai|au|äu|eu|oi|ui|y|[aeiouäöü]/g)?.length ?? 0
  return Math.max(1, groups)
}

/** Groups of vowels; a final mute e (-e, -es, -ent of verbs) is not spoken. */
function french(raw: string): number {
  const word = raw
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/qu/g, 'q')
    .replaceAll(/gu(?=[eiéè])/g, 'g')
  const spoken = word.length > 3 ? word.replace(/(?<=[^aeiouyéèêàâîôû])(?:e|es)$/, '') : word
  const groups = spoken.match(/[aeiouyéèêëàâîïôûùœ]+/g) ?? []
  const parted = groups.filter((group) => /éa|éo|ïe?|aï|oë|éi/.test(group)).length
  return Math.max(1, groups.length + parted)
}
