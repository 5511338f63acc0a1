import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { ContactPoint, Customer, Decision, Preference, Topic } from '@misiva/model'
import { decide } from './index.ts'
import type { Failure, Offer, Policy, Question } from './index.ts'

const now = Temporal.Instant.from('2026-10-05T09:00:00Z')
const policy: Policy = { defaultLanguage: 'en', fallbackToPaper: true }
const digital = { physical: false, interrupts: false }
const offers: readonly Offer[] = [
  { channel: 'mail', title: 'e-mail', properties: digital },
  { channel: 'web', properties: digital },
  { channel: 'text', properties: { physical: false, interrupts: true } },
  { channel: 'letter', properties: { physical: true, interrupts: false } },
]
const topic: Topic = {
  name: 'invoice',
  class: 'service',
  channels: ['mail', 'web', 'text'],
  inDoubt: 'hold',
  title: { en: 'Invoices' },
}
const point = (
  channel: string,
  state: ContactPoint['state'] = 'verified',
  address = `${channel}-1`,
): ContactPoint => ({ channel, address, state })

function customer(
  contactPoints: readonly ContactPoint[],
  preferences: readonly Preference[] = [],
  language = 'en',
): Customer {
  return { key: '1', name: 'Ashcombe Gifts', language, contactPoints, preferences }
}

function ask(who: Customer, more: Partial<Question> = {}, rules: Policy = policy): Decision {
  const question: Question = {
    topic,
    customer: who,
    languages: ['en', 'es', 'de', 'fr'],
    tones: ['neutral'],
    offers,
    history: [],
    ...more,
  }
  return decide(question, rules, now)
}

const last = (d: Decision): string | undefined => d.because.at(-1)?.code
const codesOf = (d: Decision): string[] => d.because.map((r) => r.code)
const channelOf = (d: Decision): string | undefined => (d.kind === 'send' ? d.channel : undefined)
const wish = (about: string, channel: string): Preference => ({
  topic: about,
  channel,
  origin: 'stated',
})

const languageOf = (language: string, languages = ['en', 'es', 'de']): string => {
  const d = ask(customer([point('mail')], [], language), { languages })
  return d.kind === 'send' ? `${d.language} ${codesOf(d).includes('language-fallback')}` : ''
}

describe('decide', () => {
  it('follows the topic’s order when the customer has said nothing', () => {
    const d = ask(customer([point('letter'), point('web'), point('mail')]))
    assert.deepEqual(d, {
      kind: 'send',
      channel: 'mail',
      to: 'mail-1',
      language: 'en',
      tone: 'neutral',
      because: d.because,
    })
    assert.deepEqual(codesOf(d), ['class-service', 'topic-order'])
  })

  it('puts a wish for the topic before a wish for all, and both before the order', () => {
    const points = [point('mail'), point('web'), point('text')]
    assert.equal(channelOf(ask(customer(points, [wish('*', 'text')]))), 'text')
    const both = ask(customer(points, [wish('*', 'text'), wish('invoice', 'web')]))
    assert.equal(channelOf(both), 'web')
    assert.match(both.because.at(-1)!.text, /asked for “invoice” by web/)
    assert.equal(channelOf(ask(customer(points, [wish('offers', 'text')]))), 'mail')
  })

  it('puts a stated preference before a learned one', () => {
    const learned: Preference = { topic: '*', channel: 'web', origin: 'learned' }
    const points = [point('mail'), point('web'), point('text')]
    assert.equal(channelOf(ask(customer(points, [learned]))), 'web')
    assert.equal(channelOf(ask(customer(points, [learned, wish('*', 'text')]))), 'text')
  })

  it('falls back to paper although paper is only wished for other topics', () => {
    const d = ask(customer([point('letter')], [wish('offers', 'letter')]))
    assert.equal(channelOf(d), 'letter')
    assert.equal(last(d), 'fallback-to-paper')
  })

  it('says why a wish could not be met', () => {
    const d = ask(customer([point('mail')], [wish('*', 'fax'), wish('*', 'text')]))
    assert.equal(channelOf(d), 'mail')
    assert.deepEqual(codesOf(d), [
      'class-service',
      'preference-not-offered',
      'no-address',
      'topic-order',
    ])
  })

  it('goes from digital to paper, by the property and never by a name', () => {
    const d = ask(customer([point('mail', 'bouncing'), point('letter')]))
    assert.equal(channelOf(d), 'letter')
    assert.deepEqual(codesOf(d), [
      'class-service',
      'bouncing',
      'no-address',
      'no-address',
      'fallback-to-paper',
    ])
    assert.match(d.because.at(-1)!.text, /^Not reachable by e-mail, web, text: it goes by letter/)
    const strict = ask(customer([point('letter')]), {}, { ...policy, fallbackToPaper: false })
    assert.equal(strict.kind, 'refuse')
  })

  it('takes the next channel after a failure, and returns once the failure no longer counts', () => {
    const who = customer([point('mail'), point('letter')])
    const failure: Failure = {
      channel: 'mail',
      address: 'MAIL-1 ',
      at: '2026-09-20T00:00:00Z',
      detail: '550 no such user',
    }
    const d = ask(who, { history: [failure] })
    assert.equal(channelOf(d), 'letter')
    assert.match(d.because[1]!.text, /did not arrive \(550 no such user\)/)
    const forgiving = ask(who, { history: [failure] }, { ...policy, failureCounts: 'P10D' })
    assert.equal(channelOf(forgiving), 'mail')
    const strict = ask(who, { history: [failure] }, { ...policy, failureCounts: 'P30D' })
    assert.equal(channelOf(strict), 'letter')
  })

  it('prefers a verified contact point to an unverified one', () => {
    const d = ask(customer([point('mail', 'unverified', 'a'), point('mail', 'verified', 'b')]))
    assert.equal(d.kind === 'send' && d.to, 'b')
  })

  it('refuses with a code that can be counted', () => {
    assert.equal(last(ask(customer([]))), 'no-contact-point')
    assert.equal(last(ask(customer([point('mail')]), { offers: [] })), 'no-channel')
    const marketing = { topic: { ...topic, class: 'marketing' as const } }
    assert.equal(last(ask(customer([point('mail')]), marketing)), 'no-consent')
    assert.equal(
      last(ask(customer([point('mail')]), { ...marketing, consent: 'withdrawn' })),
      'consent-withdrawn',
    )
    const given = { ...marketing, consent: 'given' as const }
    assert.equal(channelOf(ask(customer([point('mail')]), given)), 'mail')
    assert.equal(last(ask(customer([point('letter')]), given)), 'no-contact-point')
  })

  it('speaks the customer’s language, or the nearest there is', () => {
    assert.equal(languageOf('es'), 'es false')
    assert.equal(languageOf('es-MX'), 'es false')
    assert.equal(languageOf('es-MX', ['es-mx', 'es']), 'es-mx false')
    assert.equal(languageOf('ja'), 'en true')
    assert.equal(languageOf('ja', ['de']), 'de true')
  })

  it('takes the tone asked for, or the neutral one', () => {
    const who = customer([point('mail')])
    const toned = ask(who, { tones: ['neutral', 'formal'] }, { ...policy, tone: 'formal' })
    assert.equal(toned.kind === 'send' && toned.tone, 'formal')
    const neutral = ask(who, {}, { ...policy, tone: 'formal' })
    assert.equal(neutral.kind === 'send' && neutral.tone, 'neutral')
    assert.equal(neutral.because.at(-1)?.code, 'tone-fallback')
  })
})

const channels = ['mail', 'web', 'text', 'letter', 'fax']
const anyPoint: fc.Arbitrary<ContactPoint> = fc.record({
  channel: fc.constantFrom(...channels),
  address: fc.constantFrom('a', 'A', 'b', 'c', ' '),
  state: fc.constantFrom('unverified', 'verified', 'bouncing', 'suppressed'),
})
const anyPreference: fc.Arbitrary<Preference> = fc.record({
  topic: fc.constantFrom('*', 'invoice', 'offers'),
  channel: fc.constantFrom(...channels),
  origin: fc.constantFrom('stated', 'learned'),
})
const anyQuestion: fc.Arbitrary<Question> = fc.record(
  {
    topic: fc.record({
      name: fc.constant('invoice'),
      class: fc.constantFrom('service' as const, 'regulatory' as const, 'marketing' as const),
      channels: fc.uniqueArray(fc.constantFrom(...channels)),
      inDoubt: fc.constant('hold' as const),
      title: fc.constant({}),
    }),
    customer: fc.record({
      key: fc.constant('1'),
      name: fc.constant('N'),
      language: fc.constantFrom('en', 'es-MX', 'ja'),
      contactPoints: fc.array(anyPoint, { maxLength: 8 }),
      preferences: fc.array(anyPreference, { maxLength: 4 }),
    }),
    languages: fc.constant(['en', 'es']),
    tones: fc.constant(['neutral']),
    offers: fc.shuffledSubarray([...offers]),
    history: fc.array(
      fc.record({
        channel: fc.constantFrom(...channels),
        address: fc.constantFrom('a', 'b'),
        at: fc.constant('2026-10-01T00:00:00Z'),
      }),
      { maxLength: 3 },
    ),
    consent: fc.constantFrom('given' as const, 'withdrawn' as const),
  },
  {
    requiredKeys: ['topic', 'customer', 'languages', 'tones', 'offers', 'history'],
  },
)
const alike = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

const law = (name: string, holds: (q: Question, d: Decision) => void): void =>
  void it(name, () =>
    fc.assert(
      fc.property(anyQuestion, (q) => holds(q, decide(q, policy, now))),
      { numRuns: 3000 },
    ),
  )

describe('the laws of deciding', () => {
  law('never sends to a suppressed, bouncing or failed contact point', (q, d) => {
    if (d.kind !== 'send') return
    const twins = q.customer.contactPoints.filter(
      (p) => p.channel === d.channel && alike(p.address, d.to),
    )
    assert.ok(twins.length > 0)
    for (const p of twins) assert.ok(p.state === 'verified' || p.state === 'unverified')
    assert.ok(!q.history.some((f) => f.channel === d.channel && alike(f.address, d.to)))
  })

  law('sends only by what is offered and asked for', (q, d) => {
    if (d.kind !== 'send') return
    const offer = q.offers.find((o) => o.channel === d.channel)
    assert.ok(offer)
    const asked =
      q.topic.channels.includes(d.channel) ||
      q.customer.preferences.some((p) => p.channel === d.channel)
    assert.ok(asked || (offer.properties.physical && q.topic.class !== 'marketing'))
  })

  law('always gives reasons, in words', (_, d) => {
    assert.ok(d.because.length >= 2)
    for (const r of d.because) assert.match(r.text, /^.+\.$/)
  })

  law('answers the same twice', (q, d) => assert.deepEqual(decide(q, policy, now), d))

  law('meets the first stated preference that can be met', (q, d) => {
    if (d.kind !== 'send') return
    const stated = q.customer.preferences.filter((p) => p.origin === 'stated')
    const wishes = [
      ...stated.filter((p) => p.topic === 'invoice'),
      ...stated.filter((p) => p.topic === '*'),
    ]
    // Ask again with nothing but that one wish, its channel and no order to fall back on.
    const first = wishes.find((w) => {
      const alone: Question = {
        ...q,
        topic: { ...q.topic, channels: [] },
        offers: q.offers.filter((o) => o.channel === w.channel),
        customer: { ...q.customer, preferences: [w] },
      }
      return decide(alone, { ...policy, fallbackToPaper: false }, now).kind === 'send'
    })
    if (first) assert.equal(d.channel, first.channel)
  })

  law('sends no marketing without consent', (q, d) => {
    if (q.topic.class === 'marketing' && q.consent !== 'given') assert.equal(d.kind, 'refuse')
  })
})
