import type { Decision, Preference, Reason } from '@misiva/model'
import { reach } from './points.ts'
import type { Offer, Policy, Question } from './question.ts'
import { voice } from './voice.ts'

/**
 * May we, and by which way? The rules speak in this order: topic class and consent, stated
 * preference (for the topic before one for all), learned preference, the topic's own order of
 * channels, paper as the last resort. Of each way tried the contact points that are suppressed,
 * bouncing or failed are passed over. Every rule that spoke is in the reasons, in its order; the
 * last reason of a refusal is the one that counts. Same question, same answer.
 */
export function decide(question: Question, policy: Policy, now: Temporal.Instant): Decision {
  const because: Reason[] = [classRule(question)]
  const forbidden = consentRule(question)
  if (forbidden) return { kind: 'refuse', because: [...because, forbidden] }
  if (question.offers.length === 0)
    return { kind: 'refuse', because: [...because, noChannel(question)] }
  const tried = new Map<string, string>()
  for (const way of ways(question, policy)) {
    const offer = question.offers.find((o) => o.channel === way.channel)
    if (!offer) {
      if (way.notOffered) because.push(way.notOffered)
      continue
    }
    if (tried.has(offer.channel)) continue
    const { point, because: why } = reach(offer.channel, titleOf(offer), question, policy, now)
    if (why) because.push(why)
    if (!point) {
      tried.set(offer.channel, titleOf(offer))
      continue
    }
    because.push(way.reason(offer, [...tried.values()]))
    const { language, tone, because: spoken } = voice(question, policy)
    return {
      kind: 'send',
      channel: offer.channel,
      to: point.address,
      language,
      tone,
      because: [...because, ...spoken],
    }
  }
  because.push({
    code: 'no-contact-point',
    text: 'No contact point of the customer can be used for this topic.',
  })
  return { kind: 'refuse', because }
}

/** One way to try, and what is said when it is taken, or when nobody offers it. */
interface Way {
  readonly channel: string
  readonly notOffered?: Reason
  readonly reason: (offer: Offer, triedBefore: readonly string[]) => Reason
}

function* ways(question: Question, policy: Policy): Generator<Way> {
  const { topic, offers } = question
  yield* preferred(question, 'stated', 'stated-preference', (title, all) =>
    all
      ? `The customer asked for all post by ${title}.`
      : `The customer asked for “${topic.name}” by ${title}.`,
  )
  yield* preferred(
    question,
    'learned',
    'learned-preference',
    (title) => `The customer is best reached by ${title}, as earlier messages show.`,
  )
  for (const channel of topic.channels) yield { channel, reason: inTurn(question) }
  if (!policy.fallbackToPaper || topic.class === 'marketing') return
  for (const offer of offers)
    if (offer.properties.physical) yield { channel: offer.channel, reason: onPaper }
}

function* preferred(
  { topic, customer }: Question,
  origin: Preference['origin'],
  code: string,
  say: (title: string, all: boolean) => string,
): Generator<Way> {
  const mine = customer.preferences.filter((p) => p.origin === origin)
  const ordered = [
    ...mine.filter((p) => p.topic === topic.name),
    ...mine.filter((p) => p.topic === '*' && topic.name !== '*'),
  ]
  for (const { channel, topic: about } of ordered)
    yield {
      channel,
      notOffered: {
        code: 'preference-not-offered',
        text: `The customer prefers ${channel}, which this communication does not come by.`,
      },
      reason: (offer) => ({ code, text: say(titleOf(offer), about === '*') }),
    }
}

function inTurn({ topic, offers }: Question): Way['reason'] {
  return (offer, triedBefore) => {
    const before = topic.channels.slice(0, topic.channels.indexOf(offer.channel))
    if (!before.some((channel) => offers.some((o) => o.channel === channel)))
      return { code: 'topic-order', text: `“${topic.name}” goes by ${titleOf(offer)} first.` }
    if (offer.properties.physical) return onPaper(offer, triedBefore)
    return {
      code: 'next-channel',
      text: `${capital(titleOf(offer))} is next in the order for “${topic.name}”, after ${triedBefore.join(', ')}.`,
    }
  }
}

function capital(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1)
}

const onPaper: Way['reason'] = (offer, triedBefore) => ({
  code: 'fallback-to-paper',
  text: `${triedBefore.length > 0 ? `Not reachable by ${triedBefore.join(', ')}: i` : 'I'}t goes by ${titleOf(offer)} instead.`,
})

function titleOf(offer: Offer): string {
  return offer.title ?? offer.channel
}

function classRule({ topic }: Question): Reason {
  switch (topic.class) {
    case 'service':
      return {
        code: 'class-service',
        text: `“${topic.name}” belongs to the service the customer has with us and needs no consent.`,
      }
    case 'regulatory':
      return {
        code: 'class-regulatory',
        text: `“${topic.name}” is required by law and needs no consent.`,
      }
    case 'marketing':
      return { code: 'class-marketing', text: `“${topic.name}” is marketing and needs consent.` }
  }
}

function consentRule({ topic, consent }: Question): Reason | undefined {
  if (topic.class !== 'marketing' || consent === 'given') return undefined
  return consent === 'withdrawn'
    ? { code: 'consent-withdrawn', text: 'The customer has withdrawn consent.' }
    : { code: 'no-consent', text: 'The customer has not given consent.' }
}

function noChannel({ topic }: Question): Reason {
  return {
    code: 'no-channel',
    text: `Nothing written for “${topic.name}” goes by a channel that is set up here.`,
  }
}
