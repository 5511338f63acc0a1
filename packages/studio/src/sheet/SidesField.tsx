import { useSay } from './language/index.ts'
import type { Key } from './language/index.ts'
import type { FieldProps } from './fields.tsx'
import { LengthInput, words } from './fields.tsx'
import { readLength, sayLength } from './lengths.ts'
import type { Unit } from './lengths.ts'
import { Row, useProperty } from './Property.tsx'
import css from './sheet.module.css'

export const sides = ['top', 'right', 'bottom', 'left'] as const

/** One to four lengths as the four sides, in the order of CSS. */
export function fourSides(value: string): readonly [string, string, string, string] | undefined {
  const parts = value.trim().split(/\s+/).filter(Boolean)
  if (parts.length === 0 || parts.length > 4) return undefined
  const [top = '', right = top, bottom = top, left = right] = parts
  return [top, right, bottom, left]
}

/** As short as it can be said; page margins say all four, since people look for each. */
export function saySides(four: readonly string[], short: boolean): string {
  const [top, right, bottom, left] = four
  if (!short || right !== left) return four.join(' ')
  if (top !== bottom) return [top, right, bottom].join(' ')
  return top === right ? top! : [top, right].join(' ')
}

interface SidesFieldProps extends FieldProps {
  readonly inherited?: string | undefined
  readonly unit?: Unit
  readonly needed?: boolean
  /** Says all four sides, even where two would do. */
  readonly long?: boolean
  /** What the four are of, where it is not sides. */
  readonly sides?: readonly [Key, Key, Key, Key]
}

export function SidesField(props: SidesFieldProps) {
  const { model, path, label, from, inherited, unit = 'pt', long = false } = props
  const property = useProperty(model, path)
  const say = useSay()
  const own = fourSides(words(property.own))
  const was = inherited ? fourSides(inherited) : undefined
  return (
    <Row {...{ label, property, from }} group wide needed={props.needed ?? false}>
      {(handles) => (
        <span className={css.sides}>
          {(props.sides ?? sides).map((side, i) => (
            <span key={side} className={css.side} data-side={side}>
              <span className={css.sideName} aria-hidden="true">
                {say(side)}
              </span>
              <LengthInput
                handles={{ ...handles, id: `${handles.id}-${side}` }}
                label={`${label}: ${say(side)}`}
                value={own?.[i] ?? ''}
                inherited={was ? readLength(was[i]!, unit) : undefined}
                unit={(was && readLength(was[i]!, unit)?.unit) ?? unit}
                readOnly={property.readOnly}
                put={(value) => {
                  const zero = sayLength({ amount: 0, unit })
                  const four = [...(own ?? was ?? [zero, zero, zero, zero])]
                  four[i] = value ?? zero
                  property.put(saySides(four, !long))
                }}
              />
            </span>
          ))}
        </span>
      )}
    </Row>
  )
}
