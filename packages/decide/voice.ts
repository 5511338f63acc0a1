import type { Reason } from '@misiva/model'
import type { Policy, Question } from './question.ts'
import { because as reason } from './reasons.ts'

/** Language and tone to speak in, and what had to give way. */
export interface Voice {
  readonly language: string
  readonly tone: string
  readonly because: readonly Reason[]
}

/** `de-CH` → `de` → the house's language → the template's first (RFC 4647 §3.4, lookup). */
export function voice(question: Question, policy: Policy): Voice {
  const { languages, tones, customer } = question
  const because: Reason[] = []
  const wanted = customer.language
  let language = lookup(wanted, languages)
  if (language === undefined) {
    language = lookup(policy.defaultLanguage, languages) ?? languages[0] ?? policy.defaultLanguage
    because.push(reason('language-fallback', { wanted, language }))
  }
  const tone = policy.tone !== undefined && tones.includes(policy.tone) ? policy.tone : 'neutral'
  if (policy.tone !== undefined && tone !== policy.tone)
    because.push(reason('tone-fallback', { tone: policy.tone }))
  return { language, tone, because }
}

function lookup(wanted: string, languages: readonly string[]): string | undefined {
  for (
    let range = wanted;
    range !== '';
    range = range.slice(0, Math.max(0, range.lastIndexOf('-')))
  ) {
    const found = languages.find((l) => l.toLowerCase() === range.toLowerCase())
    if (found !== undefined) return found
  }
  return undefined
}
