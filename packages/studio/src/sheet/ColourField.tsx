import { useSay } from './language/index.ts'
import { Row, useProperty } from './Property.tsx'
import type { Handles } from './Property.tsx'
import type { FieldProps } from './fields.tsx'
import { LengthInput, words } from './fields.tsx'
import { readLength } from './lengths.ts'
import type { SheetModel } from './useSheet.ts'
import css from './sheet.module.css'

interface ColourInputProps {
  readonly handles: Handles
  readonly model: SheetModel
  readonly label: string
  /** A token's name or `#rrggbb`; empty where nothing is said. */
  readonly value: string
  /** What holds where nothing is said. */
  readonly inherited: string | undefined
  readonly readOnly: boolean
  readonly needed?: boolean
  readonly put: (value: string | undefined) => void
}

const isHex = (value: string) => /^#(?:[0-9a-f]{3}){1,2}$/i.test(value)

/** `#rgb` as `#rrggbb`, which is all a browser's own control takes. */
export function longHex(value: string): string {
  return value.length === 4 ? value.replaceAll(/[0-9a-f]/gi, '$&$&') : value
}

/** A colour of the brand by name, or one of its own. */
export function ColourInput(props: ColourInputProps) {
  const { handles, model, label, value, inherited, readOnly, put } = props
  const say = useSay()
  const { tokens } = model.look
  const shown = tokens.get(value) ?? (isHex(value) ? value : inherited) ?? '#000000'
  const isOwn = value !== '' && !tokens.has(value)
  const none = value === '' && inherited === undefined
  return (
    <span className={css.colour}>
      <input
        type="color"
        className={css.swatch}
        data-none={none || undefined}
        aria-label={`${say('pick')}: ${label}`}
        value={isHex(shown) ? longHex(shown) : '#000000'}
        disabled={readOnly}
        onChange={(event) => put(event.currentTarget.value)}
      />
      <select
        {...handles}
        className={css.input}
        value={isOwn ? '#' : value}
        disabled={readOnly}
        onChange={({ currentTarget: { value: next } }) =>
          put(next === '' ? undefined : next === '#' ? longHex(shown) : next)
        }
      >
        {!props.needed && <option value="">{inherited ? say('inherited') : say('none')}</option>}
        {[...tokens.keys()].map((name) => (
          <option key={name}>{name}</option>
        ))}
        <option value="#">{say('ownColour')}</option>
      </select>
      {isOwn && <Hex {...{ value, readOnly, put, label }} />}
    </span>
  )
}

interface HexProps {
  readonly value: string
  readonly label: string
  readonly readOnly: boolean
  readonly put: (value: string) => void
}

function Hex({ value, readOnly, put, label }: HexProps) {
  return (
    <input
      className={`${css.input} ${css.hex}`}
      aria-label={`${label}: #rrggbb`}
      spellCheck={false}
      value={value}
      readOnly={readOnly}
      onChange={(event) => put(event.currentTarget.value.trim())}
    />
  )
}

export function ColourField(props: FieldProps & { inherited?: string | undefined }) {
  const { model, path, label, from, inherited } = props
  const property = useProperty(model, path)
  return (
    <Row {...{ label, property, from }}>
      {(handles) => (
        <ColourInput
          {...{ handles, model, label, inherited }}
          value={words(property.own)}
          readOnly={property.readOnly}
          put={(value) => (value === undefined ? property.clear() : property.put(value))}
        />
      )}
    </Row>
  )
}

interface RuleFieldProps extends FieldProps {
  /** As the file says it elsewhere: `0.5pt accent`. */
  readonly inherited?: string | undefined
}

const lineKinds = ['solid', 'dashed', 'dotted', 'double'] as const

/** Thickness, kind where it says one, colour; empty where there is no line. */
function partsOf(rule: string | undefined): readonly [string, string, string] {
  const parts = rule === undefined || rule === 'none' ? [] : rule.trim().split(/ +/)
  const [width = '', second = ''] = parts
  return parts.length > 2 ? [width, second, parts[2] ?? ''] : [width, '', second]
}

/** A line: how thick, of which kind and colour, `0.5pt accent` in the file. */
export function RuleField({ model, path, label, from, inherited }: RuleFieldProps) {
  const property = useProperty(model, path)
  const say = useSay()
  const own = words(property.own)
  const [width, line, colour] = partsOf(own)
  const [wasWidth, wasLine, wasColour] = partsOf(inherited)
  const firstToken = [...model.look.tokens.keys()][0] ?? '#000000'
  const write = (nextWidth: string, nextColour: string, nextLine = line || wasLine) =>
    property.put(
      [
        nextWidth || wasWidth || '0.5pt',
        ...(nextLine && nextLine !== 'solid' ? [nextLine] : []),
        nextColour || wasColour || firstToken,
      ].join(' '),
    )
  return (
    <Row {...{ label, property, from }} group wide>
      {(handles) => (
        <span className={css.rule}>
          <LengthInput
            handles={{ ...handles, id: `${handles.id}-width` }}
            label={`${label}: ${say('thickness')}`}
            value={width}
            inherited={wasWidth ? readLength(wasWidth, 'pt') : undefined}
            unit="pt"
            choices={['pt', 'px', 'mm']}
            readOnly={property.readOnly}
            put={(value) => (value === undefined ? property.clear() : write(value, colour))}
          />
          <select
            className={`${css.input} ${css.lineKind}`}
            aria-label={`${label}: ${say('lineKind')}`}
            value={line || wasLine || 'solid'}
            disabled={property.readOnly}
            onChange={({ currentTarget }) => write(width, colour, currentTarget.value)}
          >
            {lineKinds.map((kind) => (
              <option key={kind} value={kind}>
                {say(kind)}
              </option>
            ))}
          </select>
          <ColourInput
            handles={{
              id: `${handles.id}-colour`,
              ...{ 'aria-label': `${label}: ${say('colour')}` },
            }}
            model={model}
            label={`${label}: ${say('colour')}`}
            value={colour}
            inherited={wasColour && (model.look.tokens.get(wasColour) ?? wasColour)}
            readOnly={property.readOnly}
            put={(value) => (value === undefined ? property.clear() : write(width, value))}
          />
        </span>
      )}
    </Row>
  )
}
