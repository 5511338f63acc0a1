import { Temporal } from 'temporal-polyfill'
import { useMemo, useState } from 'react'
import { useZones } from './zones.ts'
import css from '../forms.module.css'
import { useSay } from '../language/index.ts'

interface InstantProps {
  readonly value: string
  readonly readOnly: boolean
  readonly common: Readonly<Record<string, unknown>>
  readonly put: (value: string) => void
}

const written = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** A point in time as a clock somewhere shows it: day, time and the zone whose offset is written. */
export function Instant({ value, readOnly, common, put }: InstantProps) {
  const say = useSay()
  const zones = useZones()
  const [chosen, setChosen] = useState<string>()
  const [, local = '', seconds = ':00', offset = ''] = written.exec(value) ?? []
  const zone = useMemo(
    () => chosen ?? zones.find((it) => offsetIn(it, local) === offset) ?? '',
    [zones, chosen, local, offset],
  )
  const tell = (nextLocal: string, nextZone: string) => {
    if (nextLocal === '') return put('')
    const known = nextZone === '' ? offset || 'Z' : offsetIn(nextZone, nextLocal)
    put(`${nextLocal.slice(0, 16)}${seconds}${known ?? 'Z'}`)
  }
  return (
    <div className={css.instant}>
      <input
        {...common}
        type="datetime-local"
        readOnly={readOnly}
        value={local}
        onChange={({ currentTarget }) => tell(currentTarget.value, zone || (zones[0] ?? 'UTC'))}
      />
      <select
        aria-label={say('zone')}
        disabled={readOnly}
        value={zone}
        onChange={({ currentTarget }) => {
          setChosen(currentTarget.value)
          tell(local, currentTarget.value)
        }}
      >
        {zone === '' && (
          <option value="">
            {offset} {say('offset')}
          </option>
        )}
        {zones.map((it) => (
          <option key={it} value={it}>
            {it} {offsetIn(it, local)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The zone's offset from UTC at a local time; a time the clocks skip is read as the later one. */
function offsetIn(zone: string, local: string): string | undefined {
  if (zone === 'UTC') return 'Z'
  try {
    return Temporal.PlainDateTime.from(local || '2026-01-01T00:00').toZonedDateTime(zone).offset
  } catch {
    return undefined
  }
}
