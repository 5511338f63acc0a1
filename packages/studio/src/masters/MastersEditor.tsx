import { IconCopy, IconTrash } from '@tabler/icons-react'
import type { PageMasterSource, Release } from '@misiva/model'
import { useMemo, useState } from 'react'
import { usePreviewChannels } from '../preview/library.ts'
import { Problems } from '../preview/Notes.tsx'
import { useSay } from '../sheet/language/index.ts'
import { Undoing, UndoButtons } from '../sheet/SheetEditor.tsx'
import { useSheet } from '../sheet/useSheet.ts'
import type { SheetInput, SheetModel } from '../sheet/useSheet.ts'
import { FrameBox } from './FrameBox.tsx'
import { frameArea, marginsOf, paperOf, sayMm, snapsFor } from './geometry.ts'
import { MarginEdges } from './MarginEdges.tsx'
import { MasterForm } from './MasterForm.tsx'
import { PageCanvas } from './PageCanvas.tsx'
import type { Shows } from './PageCanvas.tsx'
import { sittersOf, useLivePage } from './useLivePage.ts'
import { warningsOf } from './warnings.ts'
import { reach, windowOf, windows } from './windows.ts'
import type { Area } from './windows.ts'
import sheet from '../sheet/sheet.module.css'
import css from './masters.module.css'

interface MastersEditorProps extends SheetInput {
  readonly change: string | undefined
  readonly languages: readonly string[]
  readonly release: Release | undefined
}

/** Page masters on the page they make: to scale, with the engine's own page behind. */
export function MastersEditor(props: MastersEditorProps) {
  const say = useSay()
  const model = useSheet(props)
  const names = Object.keys(model.style.masters)
  const [wanted, choose] = useState<string>()
  const name = wanted !== undefined && names.includes(wanted) ? wanted : names[0]
  if (!model.reading.readable) return <p className={sheet.unreadable}>{say('unreadable')}</p>
  const master = name === undefined ? undefined : model.style.masters[name]
  return (
    <Undoing model={model} label={say('masters')}>
      <div className={sheet.bar}>
        <UndoButtons model={model} />
        <MasterNames {...{ model, names, name, choose }} />
      </div>
      {name !== undefined && master ? (
        <Opened key={name} {...props} {...{ model, name, master }} />
      ) : (
        <p className={sheet.unreadable}>{say('noMasters')}</p>
      )}
    </Undoing>
  )
}

interface MasterNamesProps {
  readonly model: SheetModel
  readonly names: readonly string[]
  readonly name: string | undefined
  readonly choose: (name: string) => void
}

function MasterNames({ model, names, name, choose }: MasterNamesProps) {
  const say = useSay()
  const copy = () => {
    const stem = name ?? 'letter'
    let next = name === undefined ? stem : `${stem}2`
    for (let i = 3; names.includes(next); i++) next = `${stem}${i}`
    const from = name === undefined ? undefined : model.at(['masters', name])
    model.putAll([[['masters', next], from ?? { size: 'A4', margin: '25mm 20mm 25mm 25mm' }]])
    choose(next)
  }
  return (
    <>
      {names.length > 0 && (
        <select
          className={`${sheet.input} ${css.masterName}`}
          aria-label={say('master')}
          value={name}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {names.map((it) => (
            <option key={it}>{it}</option>
          ))}
        </select>
      )}
      {!model.readOnly && (
        <>
          <button type="button" className={sheet.small} onClick={copy}>
            <IconCopy size={14} aria-hidden />{' '}
            {name === undefined ? say('newMaster') : say('duplicate')}
          </button>
          {names.length > 1 && (
            <button
              type="button"
              className={sheet.small}
              onClick={() => model.putAll([[['masters', name!], undefined]])}
            >
              <IconTrash size={14} aria-hidden /> {say('remove')}
            </button>
          )}
        </>
      )}
    </>
  )
}

interface OpenedProps extends MastersEditorProps {
  readonly model: SheetModel
  readonly name: string
  readonly master: PageMasterSource
}

type PageRole = 'first' | 'rest'

function Opened(props: OpenedProps) {
  const { model, name, master, release, change } = props
  const say = useSay()
  const [role, setRole] = useState<PageRole>('first')
  const [chosen, choose] = useState<number>()
  const [shows, setShows] = useState<Shows>({
    margins: true,
    frames: true,
    marks: true,
    grid: false,
  })
  const [sitting, setSitting] = useState(0)
  const [width, setWidth] = useState(0)
  const sitters = useSitters(release, name)
  const sitter = sitters[sitting] ?? sitters[0]
  const page = useLivePage({
    ...{ text: model.text, change, sitter, width },
    language: release?.organisation.defaultLanguage ?? 'en',
    page: role === 'first' ? 0 : 1,
  })
  // The page turned to may not be there: a letter of one page has no second.
  const there = page.view && page.view.page === (role === 'first' ? 0 : 1) ? page.view : undefined
  const paper = paperOf(master)
  const parts = usePageParts({ model, name, master, role })
  const address = parts.frames.find(({ frame }) => /address/.test(`${frame.name} ${frame.block}`))
  const [windowName, chooseWindow] = useState(() => address?.area && windowOf(address.area)?.name)
  const window = windows.find((it) => it.name === windowName)
  return (
    <div className={css.columns}>
      <div className={css.stage}>
        <StageBar {...{ role, setRole, shows, setShows, sitters, sitting, setSitting }} />
        <PageCanvas
          {...{ paper, shows }}
          margins={parts.margins}
          window={role === 'first' ? window : undefined}
          running={parts.running}
          view={there}
          words={page.words}
          measured={setWidth}
        >
          {(scale) => (
            <>
              {shows.margins && !model.readOnly && (
                <MarginEdges {...{ paper, scale }} margins={parts.margins} put={parts.putMargin} />
              )}
              {shows.frames &&
                parts.frames.map(({ frame, index, area, shown }) =>
                  area && shown ? (
                    <FrameBox
                      key={index}
                      name={frame.name}
                      {...{ area, paper, scale }}
                      snaps={snapsFor(
                        paper,
                        parts.margins,
                        othersThan(parts.frames, index, window?.window),
                      )}
                      selected={chosen === index}
                      readOnly={model.readOnly}
                      select={() => choose(index)}
                      put={(next, act) => parts.putFrame(index, next, act)}
                      remove={() => {
                        choose(undefined)
                        model.putAll([[['masters', name, 'frames', index], undefined]])
                      }}
                    />
                  ) : null,
                )}
            </>
          )}
        </PageCanvas>
        <p className="unseen" id="frame-help">
          {say('frameHelp')}
        </p>
        <p className="unseen" id="margin-help">
          {say('marginHelp')}
        </p>
        {sitters.length === 0 && release && <p className="soft small">{say('noTemplate')}</p>}
        <Problems problems={page.problems} title={say('cannotDraw')} />
        {page.broken && <p role="alert">{page.broken}</p>}
      </div>
      <div className={css.form}>
        <MasterForm
          {...{ model, name, master, paper, window, chosen, choose }}
          blocks={(release?.blocks ?? []).map((it) => it.name)}
          chooseWindow={(next) => chooseWindow(next || undefined)}
          out={window && address?.area ? reach(address.area, window.window) : undefined}
          intoWindow={() => {
            if (!window) return
            if (address) {
              parts.putFrame(address.index, window.address)
              return choose(address.index)
            }
            parts.addAddress(window.address)
            choose(parts.frames.length)
          }}
          warnings={warningsOf(paper, master).map(({ key, frame }) => say(key, { name: frame }))}
        />
      </div>
    </div>
  )
}

function useSitters(release: Release | undefined, name: string) {
  const channels = usePreviewChannels()
  return useMemo(() => {
    const paged = channels.filter(({ takes }) => takes === 'pages').map((it) => it.name)
    return sittersOf(release, name, new Set(paged))
  }, [release, name, channels])
}

interface PagePartsInput {
  readonly model: SheetModel
  readonly name: string
  readonly master: PageMasterSource
  readonly role: PageRole
}

/** What stands on the page shown, and the ways to move it. */
function usePageParts({ model, name, master, role }: PagePartsInput) {
  const path = ['masters', name]
  const paper = paperOf(master)
  const onFirst = role === 'first'
  const key = onFirst && master.firstMargin !== undefined ? 'firstMargin' : 'margin'
  const margins = marginsOf(master[key]) ?? { top: 20, right: 20, bottom: 25, left: 20 }
  const frames = (master.frames ?? []).map((frame, index) => ({
    ...{ frame, index, area: frameArea(frame, paper) },
    shown:
      frame.pages === 'all' || onFirst === (frame.pages === undefined || frame.pages === 'first'),
  }))
  return {
    margins,
    frames,
    running: {
      header: (onFirst && master.firstHeader) || master.header,
      footer: (onFirst && master.firstFooter) || master.footer,
    },
    putMargin: (side: keyof typeof margins, mm: number, act?: string) => {
      const next = { ...margins, [side]: mm }
      const four = (['top', 'right', 'bottom', 'left'] as const).map((it) =>
        sayMm(next[it], undefined),
      )
      model.putAll([[[...path, key], four.join(' ')]], act ?? `margin ${side}`)
    },
    putFrame: (index: number, area: Area, act?: string) => {
      const was = frames[index]
      if (!was) return
      const sides = (['x', 'y', 'width', 'height'] as const).filter(
        (it) => was.area === undefined || Math.abs(area[it] - was.area[it]) > 0.01,
      )
      model.putAll(
        sides.map((it) => [[...path, 'frames', index, it], sayMm(area[it], was.frame[it])]),
        act,
      )
    },
    addAddress: (area: Area) =>
      model.putAll([
        [
          [...path, 'frames', frames.length],
          {
            name: 'address',
            ...Object.fromEntries(
              (['x', 'y', 'width', 'height'] as const).map((it) => [
                it,
                sayMm(area[it], undefined),
              ]),
            ),
            ...{ block: 'address', pages: 'first' },
          },
        ],
      ]),
  }
}

type Placed = ReturnType<typeof usePageParts>['frames'][number]

/** What a frame is drawn to: the others, and the window. */
function othersThan(frames: readonly Placed[], index: number, window: Area | undefined) {
  const others = frames.flatMap((it) =>
    it.index !== index && it.shown && it.area ? [it.area] : [],
  )
  return window ? [...others, window] : others
}

interface StageBarProps {
  readonly role: PageRole
  readonly setRole: (role: PageRole) => void
  readonly shows: Shows
  readonly setShows: (shows: Shows) => void
  readonly sitters: readonly { readonly template: string; readonly sample: string }[]
  readonly sitting: number
  readonly setSitting: (index: number) => void
}

function StageBar(props: StageBarProps) {
  const { role, setRole, shows, setShows, sitters, sitting, setSitting } = props
  const say = useSay()
  const toggles = [
    ['margins', say('showMargins')],
    ['frames', say('showFrames')],
    ['marks', say('showMarks')],
    ['grid', say('showGrid')],
  ] as const
  return (
    <div className={css.stageBar}>
      <select
        className={`${sheet.input} ${css.auto}`}
        aria-label={say('whichPage')}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value as PageRole)}
      >
        <option value="first">{say('page_first')}</option>
        <option value="rest">{say('page_rest')}</option>
      </select>
      {sitters.length > 0 && (
        <select
          className={`${sheet.input} ${css.auto}`}
          aria-label={say('sample')}
          value={sitting}
          onChange={(event) => setSitting(Number(event.currentTarget.value))}
        >
          {sitters.map(({ template, sample }, i) => (
            <option key={`${template} ${sample}`} value={i}>
              {template} · {sample}
            </option>
          ))}
        </select>
      )}
      <span className={css.toggles} role="group" aria-label={say('show')}>
        {toggles.map(([key, label]) => (
          <button
            key={key}
            type="button"
            className={css.chip}
            aria-pressed={shows[key]}
            onClick={() => setShows({ ...shows, [key]: !shows[key] })}
          >
            {label}
          </button>
        ))}
      </span>
    </div>
  )
}
