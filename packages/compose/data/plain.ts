/** Values as machines read them: no notation of any country. */
import { Decimal } from '@misiva/model'

/** Undefined for what has no plain form: lists and objects. */
export function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  if (value instanceof Decimal) return value.toString()
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean')
    return String(value)
  if (
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainTime ||
    value instanceof Temporal.Instant
  )
    return value.toString()
  return undefined
}
