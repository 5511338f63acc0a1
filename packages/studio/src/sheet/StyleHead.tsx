import { isStanding, namedInSheet } from '@misiva/compose'
import { IconCopy, IconCursorText, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useSay } from './language/index.ts'
import type { StylePlace } from './Names.tsx'
import { RenameStyle } from './RenameStyle.tsx'
import type { SheetModel } from './useSheet.ts'
import css from './sheet.module.css'

interface HeadProps {
  readonly model: SheetModel
  readonly place: StylePlace
  readonly go: (place: StylePlace | { readonly part: 'tokens' }) => void
  readonly change: string | undefined
  /** How often content says its name; undefined while that is counted. */
  readonly uses: number | undefined
}

/** A style's name, who uses it, and what can be done with it as a whole. */
export function StyleHead({ model, place, go, change, uses }: HeadProps) {
  const say = useSay()
  const { part, name } = place
  const all = model.style[part] ?? {}
  const own = all[name]
  const copy = () => {
    let next = `${name}2`
    for (let i = 3; next in all; i++) next = `${name}${i}`
    model.putAll([[[part, next], own ? { ...own } : { extends: name }]])
    go({ part, name: next })
  }
  const inSheet = namedInSheet(model.at([]), part, name)
  const mayName = own !== undefined && !isStanding(part, name)
  return (
    <header className={css.styleHead}>
      <h2>{name}</h2>
      {uses !== undefined && (
        <span className="soft small">
          {say('usedN', { n: uses })}
          {inSheet > 0 && `, ${say('inSheetN', { n: inSheet })}`}
        </span>
      )}
      {!model.readOnly && model.scope === '' && (
        <span className={css.tools}>
          <button type="button" className={css.small} onClick={copy}>
            <IconCopy size={14} aria-hidden /> {say('duplicate')}
          </button>
          {mayName && change !== undefined && uses !== undefined && (
            <Rename {...{ model, place, change, uses, go }} />
          )}
          {own && (
            <button
              type="button"
              className={css.small}
              disabled={(uses ?? 0) + inSheet > 0}
              title={(uses ?? 0) + inSheet > 0 ? say('stillUsed') : undefined}
              onClick={() => {
                model.putAll([[[part, name], undefined]])
                go({ part: 'tokens' })
              }}
            >
              <IconTrash size={14} aria-hidden /> {say('remove')}
            </button>
          )}
        </span>
      )}
    </header>
  )
}

interface RenameProps extends HeadProps {
  readonly change: string
  readonly uses: number
}

function Rename({ model, place, change, uses, go }: RenameProps) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className={css.small} onClick={() => setOpen(true)}>
        <IconCursorText size={14} aria-hidden /> {say('rename')}
      </button>
      {isOpen && (
        <RenameStyle
          {...{ model, place, change, uses }}
          close={() => setOpen(false)}
          done={(name) => {
            setOpen(false)
            go({ part: place.part, name })
          }}
        />
      )}
    </>
  )
}
