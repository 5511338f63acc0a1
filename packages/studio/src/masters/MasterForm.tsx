import type { PageMasterSource } from '@misiva/model'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { ChoiceField, FlagField, LengthInput, TextField, words } from '../sheet/fields.tsx'
import { useSay } from '../sheet/language/index.ts'
import { Row, useProperty } from '../sheet/Property.tsx'
import { SidesField } from '../sheet/SidesField.tsx'
import type { SheetModel } from '../sheet/useSheet.ts'
import { FrameForm } from './FrameForm.tsx'
import type { RunningKey } from './useLivePage.ts'
import { sayMm } from './geometry.ts'
import type { Sheet } from './geometry.ts'
import { windows } from './windows.ts'
import type { EnvelopeWindow } from './windows.ts'
import sheet from '../sheet/sheet.module.css'
import css from './masters.module.css'

export interface MasterFormProps {
  readonly model: SheetModel
  readonly name: string
  readonly master: PageMasterSource
  readonly paper: Sheet
  readonly blocks: readonly string[]
  readonly window: EnvelopeWindow | undefined
  readonly chooseWindow: (name: string) => void
  /** Millimetres the address reaches out of the window; undefined where there is no address. */
  readonly out: number | undefined
  readonly intoWindow: () => void
  /** Position of the frame chosen among the master's. */
  readonly chosen: number | undefined
  readonly choose: (frame: number | undefined) => void
  readonly warnings: readonly string[]
}

/** A master in numbers and names. */
export function MasterForm(props: MasterFormProps) {
  const { model, name, blocks, warnings } = props
  const say = useSay()
  const path = ['masters', name]
  const running = (key: RunningKey, inherited?: string) => (
    <ChoiceField
      model={model}
      path={[...path, key]}
      label={say(key)}
      choices={blocks.map((it) => [it, it])}
      inherited={inherited ?? say('nothing')}
    />
  )
  const { margin, header, footer } = props.master
  return (
    <>
      {warnings.length > 0 && (
        <ul className={css.warnings} aria-live="polite">
          {warnings.map((it) => (
            <li key={it}>{it}</li>
          ))}
        </ul>
      )}
      <section className={sheet.group}>
        <h2>{say('paper')}</h2>
        <PaperField {...props} />
        <SidesField
          model={model}
          path={[...path, 'margin']}
          label={say('margin')}
          unit="mm"
          needed
          long
        />
        <SidesField
          model={model}
          path={[...path, 'firstMargin']}
          label={say('firstMargin')}
          inherited={margin}
          unit="mm"
          long
        />
      </section>
      <WindowFields {...props} />
      <Frames {...props} />
      <PrinterFields {...props} />
      <section className={sheet.group}>
        <h2>{say('running')}</h2>
        {running('firstHeader', header)}
        {running('header')}
        {running('firstFooter', footer)}
        {running('footer')}
      </section>
    </>
  )
}

const places = ['first', 'last', 'only', 'left', 'right', 'blank'] as const

/** What the printer is told, and what is otherwise on single pages. */
function PrinterFields({ model, name, blocks, master }: MasterFormProps) {
  const say = useSay()
  const [place, setPlace] = useState<(typeof places)[number]>('last')
  const at = (...keys: string[]) => ({ model, path: ['masters', name, ...keys] })
  const running = [['none', say('nothing')] as const, ...blocks.map((it) => [it, it] as const)]
  return (
    <section className={sheet.group}>
      <h2>{say('printer')}</h2>
      <TextField {...at('tray')} label={say('tray')} />
      <FlagField {...at('duplex')} label={say('duplex')} inherited={false} />
      <div className={css.places}>
        <select
          className={sheet.input}
          aria-label={say('otherwiseOn')}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value as (typeof places)[number])}
        >
          {places.map((it) => (
            <option key={it} value={it}>
              {say('otherwiseOn')}: {say(`page_${it}`)}
              {master[it] ? ' •' : ''}
            </option>
          ))}
        </select>
      </div>
      <div key={place}>
        <SidesField
          {...at(place, 'margin')}
          label={say('margins')}
          inherited={master.margin}
          unit="mm"
          long
        />
        <ChoiceField
          {...at(place, 'header')}
          label={say('header')}
          choices={running}
          inherited={master.header ?? say('nothing')}
        />
        <ChoiceField
          {...at(place, 'footer')}
          label={say('footer')}
          choices={running}
          inherited={master.footer ?? say('nothing')}
        />
        <TextField {...at(place, 'tray')} label={say('tray')} inherited={master.tray} />
      </div>
    </section>
  )
}

const papers = ['A4', 'A5', 'A3', 'A6', 'Letter', 'Legal']

function PaperField({ model, name, paper }: MasterFormProps) {
  const say = useSay()
  const property = useProperty(model, ['masters', name, 'size'])
  const own = words(property.own)
  const named = papers.includes(own)
  const [width = '', height = ''] = named ? [] : own.split(/\s+/)
  const side = (label: 'width' | 'height', value: string, put: (value: string) => void) => (
    <LengthInput
      handles={{ id: `paper-${label}` }}
      label={`${say('paper')}: ${say(label)}`}
      value={value}
      inherited={undefined}
      unit="mm"
      choices={['mm', 'cm', 'in', 'pt']}
      readOnly={property.readOnly}
      put={(next) => next !== undefined && put(next)}
    />
  )
  return (
    <Row label={say('paperSize')} property={property} needed wide={!named}>
      {(handles) => (
        <span className={css.paperField}>
          <select
            {...handles}
            className={sheet.input}
            value={named ? own : ''}
            disabled={property.readOnly}
            onChange={({ currentTarget: { value } }) =>
              property.put(
                value || `${sayMm(paper.width, undefined)} ${sayMm(paper.height, undefined)}`,
              )
            }
          >
            {papers.map((it) => (
              <option key={it}>{it}</option>
            ))}
            <option value="">{say('ownSize')}</option>
          </select>
          {!named && (
            <span className={css.pair}>
              {side('width', width, (next) => property.put(`${next} ${height}`))}
              <span aria-hidden="true">×</span>
              {side('height', height, (next) => property.put(`${width} ${next}`))}
            </span>
          )}
        </span>
      )}
    </Row>
  )
}

function WindowFields({ model, window, chooseWindow, out, intoWindow }: MasterFormProps) {
  const say = useSay()
  return (
    <section className={sheet.group}>
      <h2>{say('window')}</h2>
      <div className={css.windowFields}>
        <select
          className={sheet.input}
          aria-label={say('window')}
          value={window?.name ?? ''}
          onChange={(event) => chooseWindow(event.currentTarget.value)}
        >
          <option value="">{say('noWindow')}</option>
          {windows.map((it) => (
            <option key={it.name} value={it.name}>
              {say(`window_${it.name}` as 'window_dinA')}
            </option>
          ))}
        </select>
        {window && !model.readOnly && (
          <button type="button" className={sheet.small} onClick={intoWindow}>
            {say('intoWindow')}
          </button>
        )}
      </div>
      {window && out !== undefined && (
        <p className={css.fit} data-tone={out < 0.5 ? 'good' : 'warn'} role="status">
          {out < 0.5 ? say('insideWindow') : say('outsideWindow', { mm: out.toFixed(1) })}
        </p>
      )}
    </section>
  )
}

function Frames({ model, name, master, paper, blocks, chosen, choose }: MasterFormProps) {
  const say = useSay()
  const frames = master.frames ?? []
  const path = ['masters', name, 'frames']
  const frame = chosen === undefined ? undefined : frames[chosen]
  const add = () => {
    const taken = new Set(frames.map((it) => it.name))
    let label = 'frame'
    for (let i = 2; taken.has(label); i++) label = `frame${i}`
    const more = {
      ...{ name: label, x: sayMm(Math.round(paper.width / 2), undefined), y: '50mm' },
      ...{ width: '60mm', height: '30mm', block: blocks[0] ?? 'address', pages: 'first' },
    }
    model.putAll([[[...path, frames.length], more]])
    choose(frames.length)
  }
  return (
    <section className={sheet.group}>
      <h2>{say('frames')}</h2>
      <div className={css.frameNames}>
        {frames.map((it, i) => (
          <button
            key={`${it.name} ${i}`}
            type="button"
            className={css.chip}
            aria-pressed={i === chosen}
            onClick={() => choose(i === chosen ? undefined : i)}
          >
            {it.name}
          </button>
        ))}
        {!model.readOnly && (
          <button type="button" className={sheet.small} onClick={add}>
            <IconPlus size={14} aria-hidden /> {say('newFrame')}
          </button>
        )}
      </div>
      {frame && chosen !== undefined && (
        <FrameForm
          key={chosen}
          {...{ model, frame, blocks }}
          path={[...path, chosen]}
          remove={() => {
            choose(undefined)
            model.putAll([frames.length === 1 ? [path, undefined] : [[...path, chosen], undefined]])
          }}
        />
      )}
    </section>
  )
}
