/**
 * Sets the same random documents in whatever world it is started in, and prints what came of them:
 * time zone and language as the environment says, the clock stopped at `CLOCK`, chance replaced.
 */
import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { createTypesetter } from '../index.ts'
import { SANS, SERIF, world } from './node.ts'
import { documents, IMAGES, number } from './trees.ts'

const clock = Temporal.Instant.from(process.env['CLOCK'] ?? '2026-01-01T00:00:00Z')
const RealDate = Date
class StoppedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [clock.epochMilliseconds] : given) as [number]))
  }
  static override now(): number {
    return clock.epochMilliseconds
  }
}
globalThis.Date = StoppedDate as DateConstructor
Temporal.Now.instant = () => clock
Math.random = () => (clock.epochMilliseconds % 997) / 997

const typesetter = await createTypesetter({ ...world([...SANS, ...SERIF]), images: IMAGES })
const sha256 = fc.sample(documents, { seed: 20260101, numRuns: 40 }).map((document) =>
  createHash('sha256')
    .update(typesetter.typeset(number(document).document).pdf)
    .digest('hex'),
)
const now = `${new Date().toString()} ${(1234.5).toLocaleString()}`
process.stdout.write(JSON.stringify({ now, sha256 }))
