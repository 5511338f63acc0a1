import { problem, type Problem } from './errors.ts'
import type { Template } from './template.ts'

/** From the first instant on, up to the second and not with it; undefined is without a bound. */
export interface Effective {
  readonly from: Temporal.Instant | undefined
  readonly until: Temporal.Instant | undefined
}

type Bounds = Pick<Template, 'effectiveFrom' | 'effectiveUntil'>

/**
 * When a template is used. A day is a whole day where the organisation is: `effectiveFrom` begins
 * with it, `effectiveUntil` ends with it, as people say “until the 31st”.
 */
export function effectiveOf(template: Bounds, timeZone: string): Effective {
  const { effectiveFrom: from, effectiveUntil: until } = template
  return {
    from: from === undefined ? undefined : instantOf(from, timeZone, 0),
    until: until === undefined ? undefined : instantOf(until, timeZone, 1),
  }
}

function instantOf(written: string, timeZone: string, days: number): Temporal.Instant {
  if (written.includes('T')) return Temporal.Instant.from(written)
  return Temporal.PlainDate.from(written).add({ days }).toZonedDateTime(timeZone).toInstant()
}

/** Why nothing is sent with the template at this instant (MSV-R003), or undefined. */
export function notEffective(
  template: Bounds & Pick<Template, 'name' | 'place'>,
  timeZone: string,
  now: Temporal.Instant,
): Problem | undefined {
  const { from, until } = effectiveOf(template, timeZone)
  const said =
    from && Temporal.Instant.compare(now, from) < 0
      ? `is used from ${template.effectiveFrom} on`
      : until && Temporal.Instant.compare(now, until) >= 0
        ? `was used until ${template.effectiveUntil}`
        : undefined
  if (said === undefined) return undefined
  return problem('MSV-R003', `The template “${template.name}” ${said}`, template.place)
}
