/**
 * Trouble the sandbox makes, by number. Country code 999 is assigned to nobody (ITU-T E.164), so no
 * number of an example falls in by chance; the digits after it say which:
 * `+9991` undeliverable · `+9992` absent, delivered later · `+9993` throttled at first ·
 * `+9994` refused as no number · `+9995` refused · `+9996` keeps the text and hangs up before saying
 * so · `+9997` hangs up, keeping nothing · `+9998` no receipt · `+9999` always throttled.
 */
export type Trouble =
  | 'undeliverable'
  | 'absent'
  | 'throttled'
  | 'no-number'
  | 'refuse'
  | 'lost'
  | 'drop'
  | 'silent'
  | 'busy'

const byDigit: readonly (Trouble | undefined)[] = [
  undefined,
  'undeliverable',
  'absent',
  'throttled',
  'no-number',
  'refuse',
  'lost',
  'drop',
  'silent',
  'busy',
]

export function troubleOf(number: string): Trouble | undefined {
  const digit = /^\+?999(\d)/.exec(number)?.[1]
  return digit === undefined ? undefined : byDigit[Number(digit)]
}
