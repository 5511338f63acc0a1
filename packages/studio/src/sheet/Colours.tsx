import { contrast, darkColor } from '@misiva/compose'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { longHex } from './ColourField.tsx'
import { words } from './fields.tsx'
import { lowContrasts } from './contrasts.ts'
import { useSay } from './language/index.ts'
import { useProperty } from './Property.tsx'
import type { SheetModel } from './useSheet.ts'
import css from './sheet.module.css'

/** The brand's colours by name, by day and in the dark, and whether they can be read. */
export function Colours({ model }: { model: SheetModel }) {
  const say = useSay()
  const names = Object.keys(model.style.tokens)
  const paper = model.look.tokens.get('paper') ?? '#ffffff'
  const inScope = model.scope !== ''
  return (
    <>
      <div className={css.colours} role="table" aria-label={say('colours')}>
        <div role="row" className={css.colourHead}>
          <span role="columnheader">{say('name')}</span>
          <span role="columnheader">{inScope ? say('hereOnly') : say('byDay')}</span>
          <span role="columnheader">{say('inTheDark')}</span>
          <span role="columnheader">{say('onPaper')}</span>
          <span role="columnheader">
            <span className="unseen">{say('remove')}</span>
          </span>
        </div>
        {names.map((name) => (
          <Token key={name} {...{ model, name, paper }} />
        ))}
      </div>
      {!model.readOnly && model.scope === '' && <NewToken model={model} />}
      <Contrasts model={model} />
    </>
  )
}

interface TokenProps {
  readonly model: SheetModel
  readonly name: string
  readonly paper: string
}

function Token({ model, name, paper }: TokenProps) {
  const say = useSay()
  const { scope } = model
  const light = model.look.tokens.get(name) ?? '#000000'
  const ratio = contrast(longHex(light), longHex(paper))
  const base = scope === '' ? ['tokens', name] : ['channels', scope, 'tokens', name]
  const isGround = ratio < 2
  return (
    <div role="row" className={css.token}>
      <code role="rowheader">{name}</code>
      <span role="cell">
        <TokenValue {...{ model, path: base, inherited: light }} label={say('byDayOf', { name })} />
      </span>
      <span role="cell">
        <TokenValue
          model={model}
          path={['channels', 'dark', 'tokens', name]}
          inherited={darkColor(longHex(light), isGround ? 'ground' : 'text')}
          label={say('darkOf', { name })}
        />
      </span>
      <span role="cell" className={css.ratio}>
        {name !== 'paper' && !isGround && <Ratio ratio={ratio} />}
      </span>
      <span role="cell">
        {!model.readOnly && scope === '' && (
          <button
            type="button"
            className={css.iconButton}
            aria-label={`${say('remove')}: ${name}`}
            onClick={() =>
              model.putAll([
                [['tokens', name], undefined],
                ...(model.at(['channels', 'dark', 'tokens', name]) === undefined
                  ? []
                  : [[['channels', 'dark', 'tokens', name], undefined] as const]),
              ])
            }
          >
            <IconTrash size={14} aria-hidden />
          </button>
        )}
      </span>
    </div>
  )
}

/** A ratio of luminance, and what it is enough for (WCAG 2.2 §1.4.3). */
export function Ratio({ ratio }: { ratio: number }) {
  const say = useSay()
  const grade =
    ratio >= 7 ? 'AAA' : ratio >= 4.5 ? 'AA' : ratio >= 3 ? say('largeOnly') : say('tooLow')
  const tone = ratio >= 4.5 ? 'good' : ratio >= 3 ? 'warn' : 'bad'
  return (
    <>
      <span className="nums">{(Math.floor(ratio * 10) / 10).toFixed(1)}:1</span>{' '}
      <span className={css.grade} data-tone={tone}>
        {grade}
      </span>
    </>
  )
}

interface TokenValueProps {
  readonly model: SheetModel
  readonly path: readonly string[]
  readonly inherited: string
  readonly label: string
}

function TokenValue({ model, path, inherited, label }: TokenValueProps) {
  const property = useProperty(model, path)
  const id = useId()
  const own = words(property.own)
  const [typed, setTyped] = useState<string>()
  const value = own === '' ? inherited : (model.look.tokens.get(own) ?? own)
  const valid = /^#(?:[0-9a-f]{3}){1,2}$/i.test(value)
  return (
    <>
      <span className={css.tokenValue} data-own={own !== '' || undefined}>
        <input
          type="color"
          className={css.swatch}
          aria-label={label}
          value={valid ? longHex(value) : '#000000'}
          disabled={property.readOnly}
          onChange={(event) => property.put(event.currentTarget.value)}
        />
        <input
          className={`${css.input} ${css.hex}`}
          aria-label={`${label}: #rrggbb`}
          aria-invalid={property.problem ? true : undefined}
          aria-describedby={property.problem ? `${id}-told` : undefined}
          spellCheck={false}
          value={typed ?? own}
          placeholder={inherited}
          readOnly={property.readOnly}
          onBlur={() => setTyped(undefined)}
          onChange={({ currentTarget: { value: next } }) => {
            const trimmed = next.trim()
            setTyped(trimmed === '' ? '' : undefined)
            if (trimmed !== '') property.put(trimmed)
            else if (path[0] === 'channels') property.clear()
          }}
        />
      </span>
      {property.problem && (
        <p className={css.told} id={`${id}-told`} aria-live="polite">
          {property.problem.message} <span className="soft">{property.problem.hint}</span>
        </p>
      )}
    </>
  )
}

function NewToken({ model }: { model: SheetModel }) {
  const say = useSay()
  const [name, setName] = useState('')
  const fits = /^[A-Za-z][\w-]*$/.test(name) && !(name in model.style.tokens)
  return (
    <form
      className={css.newName}
      onSubmit={(event) => {
        event.preventDefault()
        if (!fits) return
        model.putAll([[['tokens', name], model.look.tokens.get('accent') ?? '#336699']])
        setName('')
      }}
    >
      <input
        className={css.input}
        aria-label={say('newColour')}
        placeholder={say('newColour')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" className={css.small} disabled={!fits}>
        <IconPlus size={14} aria-hidden /> {say('add')}
      </button>
    </form>
  )
}

/** Letters that cannot be read well where they stand. */
function Contrasts({ model }: { model: SheetModel }) {
  const say = useSay()
  const low = lowContrasts(model.look)
  return (
    <section className={css.group}>
      <h3>{say('contrasts')}</h3>
      {low.length === 0 ? (
        <p className={css.fine}>{say('contrastsFine')}</p>
      ) : (
        <ul className={css.contrasts}>
          {low.map(({ style, ground, on, color, ratio }) => (
            <li key={`${style} ${on}`}>
              <span className={css.pair} style={{ background: ground, color }} aria-hidden="true">
                Aa
              </span>
              <span>
                {say(on === 'paper' ? 'styleOnPaper' : 'styleOn', { style, on })}{' '}
                <Ratio ratio={ratio} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
