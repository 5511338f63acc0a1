import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSpeech } from '../language/index.tsx'
import { instantOf, localOf, zoneHere, ZoneField } from './zone.tsx'
import css from './changes.module.css'

export interface Effective {
  /** ISO 8601 instants; null: from publication on, without an end. */
  readonly from: string | null
  readonly until: string | null
}

/** From when until when, as a wall clock shows it in a time zone that one sees and may change. */
export function useEffective(given: Effective) {
  const [zone, setZone] = useState(zoneHere())
  const [from, setFrom] = useState(localOf(given.from, zone))
  const [until, setUntil] = useState(localOf(given.until, zone))
  return {
    ...{ zone, setZone, from, setFrom, until, setUntil },
    value: (): Effective => ({ from: instantOf(from, zone), until: instantOf(until, zone) }),
  }
}

interface EffectiveFieldsProps {
  readonly times: ReturnType<typeof useEffective>
  /** Without it the beginning is not asked for. */
  readonly from: boolean
  readonly required?: boolean
}

export function EffectiveFields({ times, from, required = false }: EffectiveFieldsProps) {
  const { t } = useSpeech()
  return (
    <div className={css.dates}>
      {from && (
        <TextInput
          type="datetime-local"
          label={t('effectiveFrom')}
          {...(!required && times.from === '' && { description: t('effectiveNow') })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required={required}
          value={times.from}
          onChange={(event) => times.setFrom(event.currentTarget.value)}
        />
      )}
      <TextInput
        type="datetime-local"
        label={t('effectiveUntil')}
        description={t('openEnd')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={times.until}
        onChange={(event) => times.setUntil(event.currentTarget.value)}
      />
      <ZoneField zone={times.zone} choose={times.setZone} />
    </div>
  )
}
