import { SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import type { Takes } from '@misiva/model'
import { useMemo, useState } from 'react'
import { useSpeech } from '../language/index.tsx'
import { Desktop, Phone } from '../preview/Frame.tsx'
import { useLibraryFiles, usePreviewChannels } from '../preview/library.ts'
import type { PreviewChannel } from '../preview/props.ts'
import { Problems } from '../preview/Notes.tsx'
import { PageView } from '../preview/PageView.tsx'
import type { Look } from '../preview/protocol.ts'
import { useEngine, useOf, useShown } from '../preview/useEngine.ts'
import { useSay } from './language/index.ts'
import { SPECIMEN, specimenFiles } from './specimen.ts'
import type { Chosen } from './specimen.ts'
import { specimenLanguages } from './specimen-words.ts'
import css from './sheet.module.css'

interface SpecimenProps {
  /** The sheet as it is being written. */
  readonly text: string
  readonly chosen: Chosen
  readonly scope: string
  readonly change: string | undefined
  readonly languages: readonly string[]
}

const forms: ReadonlySet<string> = new Set(['pages', 'mime', 'html'])

/** The whole style sheet at a glance, set by the engines that set what customers get. */
export function Specimen(props: SpecimenProps) {
  const say = useSay()
  const channels = usePreviewChannels().filter(({ takes }) => forms.has(takes))
  const [wanted, setWanted] = useState<string>()
  const [refined, setRefined] = useState(props.scope)
  if (refined !== props.scope) {
    // Who refines a channel wants to see it.
    setRefined(props.scope)
    if (channels.some(({ name }) => name === props.scope)) setWanted(props.scope)
  }
  const shown = channels.find(({ name }) => name === wanted) ?? channels[0]
  return (
    <section className={css.specimen} aria-label={say('specimen')}>
      {shown && <Drawn {...props} {...{ channels, shown }} choose={setWanted} />}
    </section>
  )
}

interface DrawnProps extends SpecimenProps {
  readonly channels: readonly PreviewChannel[]
  readonly shown: PreviewChannel
  readonly choose: (channel: string) => void
}

function Drawn(props: DrawnProps) {
  const { text, chosen, change, channels, shown, choose } = props
  const say = useSay()
  const { word, language: spoken } = useSpeech()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const [device, setDevice] = useState<'phone' | 'desktop'>('desktop')
  const [appearance, setAppearance] = useState<'light' | 'dark'>('light')
  const offered = props.languages.filter((it) => specimenLanguages.includes(it.split('-')[0]!))
  const [asked, setAsked] = useState<string>()
  const language =
    [asked, spoken, ...offered].find((it) => it !== undefined && offered.includes(it)) ?? 'en'
  const paper = Math.min(560, Math.max(240, Math.floor((width - 28) / 20) * 20))
  const view = useDrawing({ text, chosen, change, language, channels, shown, paper })
  const isScreen = shown.takes !== 'pages'
  return (
    <>
      <div className={css.specimenBar}>
        <SegmentedControl
          size="xs"
          aria-label={say('specimenOf')}
          value={shown.name}
          onChange={choose}
          data={channels.map(({ name }) => ({ value: name, label: word('channel', name) }))}
        />
        {isScreen && (
          <>
            <SegmentedControl
              size="xs"
              aria-label={say('device')}
              value={device}
              onChange={(value) => setDevice(value as 'phone' | 'desktop')}
              data={[
                { value: 'desktop', label: say('desktop') },
                { value: 'phone', label: say('phone') },
              ]}
            />
            <SegmentedControl
              size="xs"
              aria-label={say('appearance')}
              value={appearance}
              onChange={(value) => setAppearance(value as 'light' | 'dark')}
              data={[
                { value: 'light', label: say('light') },
                { value: 'dark', label: say('dark') },
              ]}
            />
          </>
        )}
        {offered.length > 1 && (
          <select
            className={`${css.input} ${css.language}`}
            aria-label={say('specimenLanguage')}
            value={language}
            onChange={(event) => setAsked(event.currentTarget.value)}
          >
            {offered.map((it) => (
              <option key={it} value={it}>
                {new Intl.DisplayNames(spoken, { type: 'language' }).of(it) ?? it}
              </option>
            ))}
          </select>
        )}
      </div>
      <div ref={ref} className={css.specimenBody} data-took={view.took?.toFixed(1)}>
        {view.broken && <p role="alert">{view.broken}</p>}
        {view.shown.view?.kind === 'pages' && paper > 0 && (
          <PageView
            view={view.shown.view}
            words={view.shown.words}
            width={paper}
            turn={view.turn}
          />
        )}
        {(view.shown.view?.kind === 'mime' || view.shown.view?.kind === 'html') && (
          <Screen
            html={view.shown.view.html}
            {...{ device, appearance }}
            title={`${say('specimen')}: ${word('channel', shown.name)}, ${say(device)}, ${say(appearance)}`}
          />
        )}
        {!view.shown.view && view.shown.problems.length === 0 && (
          <p className={css.waiting} role="status">
            {say('drawing')}
          </p>
        )}
        <Problems problems={view.shown.problems} title={say('cannotDraw')} />
      </div>
    </>
  )
}

function Screen(props: {
  html: string
  device: 'phone' | 'desktop'
  appearance: 'light' | 'dark'
  title: string
}) {
  const { html, device, appearance, title } = props
  return device === 'phone' ? (
    <Phone {...{ html, appearance, title }} height={640} />
  ) : (
    <Desktop {...{ html, appearance, title }} height={700} />
  )
}

interface Drawing {
  readonly text: string
  readonly chosen: Chosen
  readonly change: string | undefined
  readonly language: string
  readonly channels: readonly PreviewChannel[]
  readonly shown: PreviewChannel
  /** CSS pixels. */
  readonly paper: number
}

function useDrawing({ text, chosen, change, language, channels, shown, paper }: Drawing) {
  const all = useLibraryFiles(change)
  const [page, setPage] = useState(0)
  // Fonts alone: a specimen has no pictures, and texts of the house would only cost time.
  const files = useMemo(
    () => all?.filter(({ path }) => path === 'misiva.yaml' || /\.(?:ttf|otf)$/i.test(path)),
    [all],
  )
  // The list is made anew by every render; what it says is what counts.
  const said = JSON.stringify(channels.map((it) => [it.name, it.takes]))
  const takes = useMemo(() => Object.fromEntries(JSON.parse(said) as [string, Takes][]), [said])
  const edits = useMemo(
    () => specimenFiles(text, chosen, language, Object.keys(takes)),
    [text, chosen, language, takes],
  )
  const look: Look = {
    template: SPECIMEN,
    language,
    tone: 'neutral',
    subject: { kind: 'sample', name: 'specimen' },
    alternatives: [shown.name],
    pages: { [shown.name]: page },
    pixels: Math.round(paper * Math.min(2, window.devicePixelRatio || 1)),
  }
  const engine = useEngine({ files, takes, edits, look })
  const drawn = useShown(engine, shown.name)
  return {
    shown: drawn,
    took: drawn.took || undefined,
    broken: useOf(engine, (it) => it.broken),
    turn: setPage,
  }
}
