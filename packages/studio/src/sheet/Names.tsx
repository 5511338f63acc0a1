import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useSay } from './language/index.ts'
import type { Key } from './language/index.ts'
import type { SheetModel } from './useSheet.ts'
import css from './sheet.module.css'

export type Part = 'tokens' | 'fonts' | 'paragraphs' | 'text' | 'tables' | 'boxes' | 'cells'
export const styleParts = ['paragraphs', 'text', 'tables', 'boxes', 'cells'] as const

export interface Place {
  readonly part: Part
  readonly name?: string | undefined
}

export type StylePart = (typeof styleParts)[number]

/** A style by its part and its name. */
export interface StylePlace {
  readonly part: StylePart
  readonly name: string
}

interface NamesProps {
  readonly model: SheetModel
  readonly place: Place
  readonly go: (place: Place) => void
}

/** Names a sheet has of a part, those that are there by themselves among them. */
export function namesOf({ style, look }: SheetModel, part: StylePart): string[] {
  const own = Object.keys(style[part] ?? {})
  if (part !== 'paragraphs') return own
  const always = [
    'body',
    'heading1',
    'heading2',
    'heading3',
    'tableHead',
    'tableBody',
    'tableTotal',
    'tableGroup',
    'tableSubtotal',
  ]
  return [...new Set([...always.filter((it) => look.paragraphs.has(it)), ...own])]
}

/** Everything a sheet has by name; the arrow keys go through it. */
export function Names({ model, place, go }: NamesProps) {
  const say = useSay()
  const all: Place[] = [
    { part: 'tokens' },
    { part: 'fonts' },
    ...styleParts.flatMap((part) => namesOf(model, part).map((name) => ({ part, name }))),
  ]
  const same = (a: Place, b: Place) => a.part === b.part && a.name === b.name
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0 || !(event.target instanceof HTMLButtonElement)) return
    const now = all.findIndex((it) => same(it, place))
    const next = all[Math.min(all.length - 1, Math.max(0, now + by))]
    if (!next) return
    event.preventDefault()
    go(next)
    const nav = event.currentTarget
    requestAnimationFrame(() =>
      nav.querySelector<HTMLButtonElement>('[aria-current="true"]')?.focus(),
    )
  }
  const item = (it: Place, label: string) => (
    <button
      key={label}
      type="button"
      className={css.name}
      aria-current={same(it, place) ? 'true' : undefined}
      tabIndex={same(it, place) ? 0 : -1}
      data-bad={hasProblem(model, it) || undefined}
      data-refined={
        (model.scope !== '' && it.name !== undefined && isRefined(model, it)) || undefined
      }
      onClick={() => go(it)}
    >
      {label}
    </button>
  )
  return (
    <>
      <select
        className={`${css.input} ${css.narrowNames}`}
        aria-label={say('styles')}
        value={all.findIndex((it) => same(it, place))}
        onChange={(event) => go(all[Number(event.currentTarget.value)]!)}
      >
        {all.map((it, i) => (
          <option key={`${it.part} ${it.name}`} value={i}>
            {it.name === undefined ? say(it.part) : `${say(it.part)}: ${it.name}`}
          </option>
        ))}
      </select>
      <nav className={css.names} aria-label={say('styles')} onKeyDown={move}>
        {item({ part: 'tokens' }, say('tokens'))}
        {item({ part: 'fonts' }, say('fonts'))}
        {styleParts.map((part) => (
          <div key={part} role="group" aria-label={say(part)}>
            <div className={css.partName} aria-hidden="true">
              {say(part)}
            </div>
            {namesOf(model, part).map((name) => item({ part, name }, name))}
            {!model.readOnly && model.scope === '' && <NewStyle {...{ model, part, go }} />}
          </div>
        ))}
      </nav>
    </>
  )
}

function hasProblem(model: SheetModel, { part, name }: Place): boolean {
  const path = name === undefined ? [part] : [part, name]
  return model.problemsAt([...model.prefix, ...path]).length > 0
}

const isRefined = (model: SheetModel, { part, name = '' }: Place) =>
  model.at([...model.prefix, part, name]) !== undefined

interface NewStyleProps {
  readonly model: SheetModel
  readonly part: StylePart
  readonly go: (place: Place) => void
}

function NewStyle({ model, part, go }: NewStyleProps) {
  const say = useSay()
  const [name, setName] = useState<string>()
  if (name === undefined)
    return (
      <button type="button" className={css.add} onClick={() => setName('')}>
        <IconPlus size={13} aria-hidden /> {say(`new_${part}` as Key)}
      </button>
    )
  const fits = fitsName(model, part, name)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!fits) return
        model.putAll([[[part, name], part === 'paragraphs' ? { extends: 'body' } : {}]])
        setName(undefined)
        go({ part, name })
      }}
    >
      <input
        autoFocus
        className={css.input}
        aria-label={say('newName')}
        placeholder={say('newName')}
        aria-invalid={name !== '' && !fits ? true : undefined}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => name === '' && setName(undefined)}
        onKeyDown={(event) => event.key === 'Escape' && setName(undefined)}
      />
    </form>
  )
}

/** A name content can say: `{style=name}`. */
export const fitsName = (model: SheetModel, part: StylePart, name: string) =>
  /^[A-Za-z][\w-]*$/.test(name) && !(name in (model.style[part] ?? {}))
