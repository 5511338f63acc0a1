import { NativeSelect } from '@mantine/core'
import { Temporal } from 'temporal-polyfill'
import { useSpeech } from '../language/index.tsx'

/**
 * The instant at which a clock in `zone` shows `local` (`2026-12-01T00:00`); null for no time. A time
 * the clock skips in spring is the one after the gap, one it shows twice in autumn the earlier.
 */
export function instantOf(local: string, zone: string): string | null {
  if (local === '') return null
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString()
}

/** What a clock in `zone` shows at an instant, to the minute, as a field for dates takes it. */
export function localOf(instant: string | null, zone: string): string {
  if (instant === null) return ''
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
}

/** The time zone of whoever sits here. */
export const zoneHere = (): string => Temporal.Now.timeZoneId()

export function ZoneField({ zone, choose }: { zone: string; choose: (zone: string) => void }) {
  const { t } = useSpeech()
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <NativeSelect
      label={t('timeZone')}
      value={zone}
      onChange={(event) => choose(event.currentTarget.value)}
      data={zones.includes(zone) ? zones : [zone, ...zones]}
    />
  )
}
