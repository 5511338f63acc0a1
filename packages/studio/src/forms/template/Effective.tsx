import { Entry } from '../entry.tsx'
import { useSay } from '../language/index.ts'
import { Instant } from '../sample/Instant.tsx'
import { Zones } from '../sample/zones.ts'
import css from '../forms.module.css'
import type { YamlModel } from '../useYaml.ts'
import type { Source } from './source.ts'

interface EffectiveProps {
  readonly yaml: YamlModel
  readonly source: Source
  readonly readOnly: boolean
  readonly zone: string
}

/** From when and until when it is used: a day, or a point in time where the hour matters. */
export function Effective({ yaml, source, readOnly, zone }: EffectiveProps) {
  const say = useSay()
  return (
    <Zones value={[...new Set([zone, 'UTC'])]}>
      {(['effectiveFrom', 'effectiveUntil'] as const).map((key) => {
        const value = source[key] ?? ''
        const timed = value.includes('T')
        const put = (next: string) => yaml.put([key], next === '' ? undefined : next)
        return (
          <Entry
            key={key}
            label={say(key)}
            wide={timed}
            hint={key === 'effectiveUntil' ? say('effectiveNote') : undefined}
            aside={
              value !== '' &&
              !readOnly && (
                <button
                  type="button"
                  className={css.linkish}
                  onClick={() => put(timed ? value.slice(0, 10) : `${value}T09:00:00Z`)}
                >
                  {timed ? say('type_day') : say('type_instant')}
                </button>
              )
            }
          >
            {(id) =>
              timed ? (
                <Instant value={value} readOnly={readOnly} common={{ id }} put={put} />
              ) : (
                <input
                  id={id}
                  type="date"
                  readOnly={readOnly}
                  value={value}
                  onChange={({ currentTarget }) => put(currentTarget.value)}
                />
              )
            }
          </Entry>
        )
      })}
    </Zones>
  )
}
