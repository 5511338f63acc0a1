import type { ContactPoint, Reason } from '@misiva/model'
import type { Failure, Policy, Question } from './question.ts'
import { because as reason } from './reasons.ts'

/** Why a channel cannot reach the customer, or the contact point by which it can. */
export type Reach =
  | { readonly point: ContactPoint; readonly because?: Reason }
  | { readonly point?: undefined; readonly because: Reason }

/** Addresses are compared without case: none of the channels tells customers apart by it. */
function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

/**
 * The contact point to use on a channel: verified before unverified, else in the order given. One
 * that is suppressed anywhere is suppressed everywhere on that channel, however often it is listed.
 */
export function reach(
  channel: string,
  title: string,
  question: Question,
  policy: Policy,
  now: Temporal.Instant,
): Reach {
  const points = question.customer.contactPoints.filter(
    (point) => point.channel === channel && point.address.trim() !== '',
  )
  if (points.length === 0) return { because: reason('no-address', { channel: title }) }
  const refusals: Reason[] = []
  const usable = points.filter((point) => {
    const why = unusable(point, points, title, question.history, policy, now)
    if (why) refusals.push(why)
    return !why
  })
  const point = usable.find((p) => p.state === 'verified') ?? usable[0]
  if (!point) return { because: refusals[0]! }
  return refusals[0] ? { point, because: refusals[0] } : { point }
}

function unusable(
  point: ContactPoint,
  points: readonly ContactPoint[],
  title: string,
  history: readonly Failure[],
  policy: Policy,
  now: Temporal.Instant,
): Reason | undefined {
  const twins = points.filter((p) => same(p.address, point.address))
  if (twins.some((p) => p.state === 'suppressed')) return reason('suppressed', { channel: title })
  if (twins.some((p) => p.state === 'bouncing')) return reason('bouncing', { channel: title })
  const failure = history.find(
    (f) => f.channel === point.channel && same(f.address, point.address) && counts(f, policy, now),
  )
  if (!failure) return undefined
  return failure.detail
    ? reason('failed-before.detail', { channel: title, detail: failure.detail })
    : reason('failed-before', { channel: title })
}

function counts(failure: Failure, policy: Policy, now: Temporal.Instant): boolean {
  if (policy.failureCounts === undefined) return true
  const until = Temporal.Instant.from(failure.at)
    .toZonedDateTimeISO('UTC')
    .add(policy.failureCounts)
    .toInstant()
  return Temporal.Instant.compare(now, until) < 0
}
