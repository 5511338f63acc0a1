import type { Decision, Preference, Reason } from '@misiva/model'
import { reach } from './points.ts'
import type { Offer, Policy, Question } from './question.ts'
import { voice } from './voice.ts'
import { because as reason } from './reasons.ts'

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
  because.push(reason('no-contact-point'))
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
  yield* preferred(question, 'stated', (channel, all) =>
    all
      ? reason('stated-preference.all', { channel })
      : reason('stated-preference', { topic: topic.name, channel }),
  )
  yield* preferred(question, 'learned', (channel) => reason('learned-preference', { channel }))
  for (const channel of topic.channels) yield { channel, reason: inTurn(question) }
  if (!policy.fallbackToPaper || topic.class === 'marketing') return
  for (const offer of offers)
    if (offer.properties.physical) yield { channel: offer.channel, reason: onPaper }
}

function* preferred(
  { topic, customer }: Question,
  origin: Preference['origin'],
  say: (title: string, all: boolean) => Reason,
): Generator<Way> {
  const mine = customer.preferences.filter((p) => p.origin === origin)
  const ordered = [
    ...mine.filter((p) => p.topic === topic.name),
    ...mine.filter((p) => p.topic === '*' && topic.name !== '*'),
  ]
  for (const { channel, topic: about } of ordered)
    yield {
      channel,
      notOffered: reason('preference-not-offered', { channel }),
      reason: (offer) => say(titleOf(offer), about === '*'),
    }
}

function inTurn({ topic, offers }: Question): Way['reason'] {
  return (offer, triedBefore) => {
    const before = topic.channels.slice(0, topic.channels.indexOf(offer.channel))
    if (!before.some((channel) => offers.some((o) => o.channel === channel)))
      return reason('topic-order', { topic: topic.name, channel: titleOf(offer) })
    if (offer.properties.physical) return onPaper(offer, triedBefore)
    return reason('next-channel', {
      ...{ topic: topic.name, channel: titleOf(offer) },
      tried: triedBefore.join(', '),
    })
  }
}

const onPaper: Way['reason'] = (offer, triedBefore) =>
  triedBefore.length > 0
    ? reason('fallback-to-paper.tried', { channel: titleOf(offer), tried: triedBefore.join(', ') })
    : reason('fallback-to-paper', { channel: titleOf(offer) })

function titleOf(offer: Offer): string {
  return offer.title ?? offer.channel
}

const classRule = ({ topic }: Question): Reason =>
  reason(`class-${topic.class}`, { topic: topic.name })

function consentRule({ topic, consent }: Question): Reason | undefined {
  if (topic.class !== 'marketing' || consent === 'given') return undefined
  return reason(consent === 'withdrawn' ? 'consent-withdrawn' : 'no-consent')
}

const noChannel = ({ topic }: Question): Reason => reason('no-channel', { topic: topic.name })
