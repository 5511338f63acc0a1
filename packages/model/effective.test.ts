import assert from 'node:assert/strict'
import { test } from 'node:test'
import { effectiveOf, notEffective } from './index.ts'

const at = (instant: string) => Temporal.Instant.from(instant)

test('a day is a whole day where the organisation is', () => {
  const { from, until } = effectiveOf(
    { effectiveFrom: '2026-03-29', effectiveUntil: '2026-03-29' },
    'Europe/Madrid',
  )
  // The clocks go forward that night: the day has 23 hours.
  assert.equal(from?.toString(), '2026-03-28T23:00:00Z')
  assert.equal(until?.toString(), '2026-03-29T22:00:00Z')
})

test('it is used from its first instant on, and not at its last', () => {
  const template = {
    name: 'offer',
    effectiveFrom: '2026-04-01T08:00+02:00',
    effectiveUntil: '2026-04-02T08:00:00Z',
  }
  const said = (now: string) => notEffective(template, 'UTC', at(now))
  assert.match(said('2026-04-01T05:59:59Z')!.message, /is used from 2026-04-01T08:00\+02:00 on/)
  assert.equal(said('2026-04-01T06:00:00Z'), undefined)
  assert.equal(said('2026-04-02T07:59:59.999Z'), undefined)
  assert.equal(said('2026-04-02T08:00:00Z')?.code, 'MSV-R003')
  assert.equal(notEffective({ name: 'plain' }, 'UTC', at('2026-04-01T00:00:00Z')), undefined)
})
