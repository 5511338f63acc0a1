import type { Reason } from '@misiva/model'

/**
 * Every sentence that a decision is explained with, by its own name; the code of a reason is what
 * stands before the dot. Recorded is the English sentence alone: facts beside it would add some 80
 * bytes to each of millions of decisions, and are read back from it (`saidOf`). A sentence is
 * therefore never reworded, only followed by another.
 */
export const sentences = {
  'class-service':
    '“{topic}” belongs to the service the customer has with us and needs no consent.',
  'class-regulatory': '“{topic}” is required by law and needs no consent.',
  'class-marketing': '“{topic}” is marketing and needs consent.',
  'stated-preference.all': 'The customer asked for all post by {channel}.',
  'stated-preference': 'The customer asked for “{topic}” by {channel}.',
  'learned-preference': 'The customer is best reached by {channel}, as earlier messages show.',
  'preference-not-offered':
    'The customer prefers {channel}, which this communication does not come by.',
  'topic-order': '“{topic}” goes by {channel} first.',
  'next-channel': '{Channel} is next in the order for “{topic}”, after {tried}.',
  'fallback-to-paper.tried': 'Not reachable by {tried}: it goes by {channel} instead.',
  'fallback-to-paper': 'It goes by {channel} instead.',
  'no-address': 'No contact point for {channel} is on file.',
  suppressed: 'The contact point for {channel} is suppressed: nothing may be sent to it.',
  bouncing: 'The contact point for {channel} is returning what is sent.',
  'failed-before.detail': 'An earlier message by {channel} did not arrive ({detail}).',
  'failed-before': 'An earlier message by {channel} did not arrive.',
  'no-contact-point': 'No contact point of the customer can be used for this topic.',
  'no-channel': 'Nothing written for “{topic}” goes by a channel that is set up here.',
  'no-consent': 'The customer has not given consent.',
  'consent-withdrawn': 'The customer has withdrawn consent.',
  'language-fallback':
    "There is no text in the customer's language ({wanted}); {language} is used.",
  'tone-fallback': 'There is no text in the tone “{tone}”; the neutral one is used.',
} as const

export type SentenceName = keyof typeof sentences
export type Facts = Readonly<Record<string, string>>

/** The reason, said with its facts. */
export function because(name: SentenceName, facts: Facts = {}): Reason {
  const text = sentences[name].replace(/\{(\w+)\}/g, (_, key: string) =>
    key === 'Channel' ? capital(facts['channel'] ?? '') : (facts[key] ?? ''),
  )
  return { code: name.split('.')[0]!, text }
}

/** Which sentence a recorded reason is, and its facts; undefined where it is none of ours. */
export function saidOf({ code, text }: Reason): { name: SentenceName; facts: Facts } | undefined {
  for (const { name, pattern } of patterns()) {
    if (name !== code && !name.startsWith(`${code}.`)) continue
    const found = pattern.exec(text)
    if (!found) continue
    const facts = Object.entries(found.groups ?? {}).map(([key, value]) =>
      key === 'Channel'
        ? ['channel', value.charAt(0).toLowerCase() + value.slice(1)]
        : [key, value],
    )
    return { name, facts: Object.fromEntries(facts) as Facts }
  }
  return undefined
}

let known: readonly { readonly name: SentenceName; readonly pattern: RegExp }[] | undefined

function patterns() {
  known ??= (Object.keys(sentences) as SentenceName[]).map((name) => {
    const source = sentences[name]
      .replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
      .replace(/\{(\w+)\}/g, '(?<$1>.+)')
    return { name, pattern: new RegExp(`^${source}$`, 'su') }
  })
  return known
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
