import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useSpeech } from '../language/index.tsx'
import { usePreviewChannels } from '../preview/library.ts'
import { Colours } from './Colours.tsx'
import { Fonts } from './Fonts.tsx'
import type { FontFile } from './Fonts.tsx'
import { useSay } from './language/index.ts'
import { Names } from './Names.tsx'
import type { Place } from './Names.tsx'
import { Specimen } from './Specimen.tsx'
import { StyleForm } from './StyleForm.tsx'
import { StyleHead } from './StyleHead.tsx'
import { usesOf } from './uses.ts'
import { useSheet } from './useSheet.ts'
import type { SheetInput, SheetModel } from './useSheet.ts'
import css from './sheet.module.css'

interface SheetEditorProps extends SheetInput {
  readonly change: string | undefined
  readonly languages: readonly string[]
  readonly fonts: readonly FontFile[]
  /** How often content says a style's name; undefined while that is counted. */
  readonly uses: ReadonlyMap<string, number> | undefined
}

/** The style sheet as controls, beside a specimen of it that is drawn as it is written. */
export function SheetEditor(props: SheetEditorProps) {
  const { change, languages, fonts, uses } = props
  const say = useSay()
  const model = useSheet(props)
  const [place, go] = useState<Place>({ part: 'tokens' })
  const [table] = Object.keys(model.style.tables)
  const [box] = Object.keys(model.style.boxes)
  const chosen = useMemo(
    () => ({ kind: place.part, name: place.name, table, box }),
    [place, table, box],
  )
  if (!model.reading.readable) return <p className={css.unreadable}>{say('unreadable')}</p>
  return (
    <Undoing model={model} label={say('editor')}>
      <div className={css.bar}>
        <UndoButtons model={model} />
        <Scope model={model} />
      </div>
      <div className={css.columns}>
        <Names {...{ model, place, go }} />
        <div className={css.form}>
          <Form {...{ model, place, go, change, fonts, uses }} />
        </div>
        <Specimen {...{ chosen, change, languages }} text={model.text} scope={model.scope} />
      </div>
    </Undoing>
  )
}

interface FormProps {
  readonly model: SheetModel
  readonly place: Place
  readonly go: (place: Place) => void
  readonly change: string | undefined
  readonly fonts: readonly FontFile[]
  readonly uses: ReadonlyMap<string, number> | undefined
}

function Form({ model, place, go, change, fonts, uses }: FormProps) {
  const say = useSay()
  const { part, name } = place
  if (part === 'tokens' || part === 'fonts' || name === undefined)
    return (
      <>
        <header className={css.styleHead}>
          <h2>{say(part)}</h2>
        </header>
        {part === 'tokens' ? <Colours model={model} /> : <Fonts {...{ model, fonts }} />}
      </>
    )
  return (
    // Another style is another form: nothing typed and refused there may end up here.
    <div key={`${model.scope} ${part} ${name}`}>
      <StyleHead
        {...{ model, go, change }}
        place={{ part, name }}
        uses={uses && usesOf(uses, part, name)}
      />
      <StyleForm {...{ model, name }} kind={part} />
    </div>
  )
}

/** Undo and redo by keyboard, wherever in the editor one is. */
export function Undoing(props: { model: SheetModel; label: string; children: ReactNode }) {
  const { model, label, children } = props
  const keys = (event: KeyboardEvent) => {
    if (!event.ctrlKey && !event.metaKey) return
    const key = event.key.toLowerCase()
    const isRedo = key === 'y' || (key === 'z' && event.shiftKey)
    if (key !== 'z' && !isRedo) return
    event.preventDefault()
    const go = isRedo ? model.redo : model.undo
    go?.()
  }
  return (
    <section className={css.editor} aria-label={label} onKeyDown={keys}>
      {children}
    </section>
  )
}

export function UndoButtons({ model }: { model: SheetModel }) {
  const say = useSay()
  if (model.readOnly) return null
  return (
    <>
      <button
        type="button"
        className={css.tool}
        aria-label={say('undo')}
        title={`${say('undo')} (Ctrl Z)`}
        disabled={!model.undo}
        onClick={model.undo}
      >
        <IconArrowBackUp size={17} aria-hidden />
      </button>
      <button
        type="button"
        className={css.tool}
        aria-label={say('redo')}
        title={`${say('redo')} (Ctrl Shift Z)`}
        disabled={!model.redo}
        onClick={model.redo}
      >
        <IconArrowForwardUp size={17} aria-hidden />
      </button>
    </>
  )
}

/** For every channel, or what one channel has otherwise. */
function Scope({ model }: { model: SheetModel }) {
  const say = useSay()
  const { word } = useSpeech()
  const installed = usePreviewChannels()
    .filter(({ takes }) => takes === 'pages' || takes === 'mime' || takes === 'html')
    .map(({ name }) => name)
  const refined = Object.keys(model.style.channels).filter((it) => it !== 'dark')
  const scopes = [...new Set([...installed, ...refined])]
  return (
    <label className={css.scope}>
      {say('scope')}
      <select
        className={css.input}
        value={model.scope}
        onChange={(event) => model.setScope(event.currentTarget.value)}
      >
        <option value="">{say('everyChannel')}</option>
        {scopes.map((it) => (
          <option key={it} value={it}>
            {say('onlyOn', { channel: word('channel', it) })}
          </option>
        ))}
      </select>
    </label>
  )
}
