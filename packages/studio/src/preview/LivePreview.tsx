import { useElementSize } from '@mantine/hooks'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Problem } from '@misiva/model'
import { Board } from './Board.tsx'
import { Toolbar } from './Toolbar.tsx'
import type { Choice } from './props.ts'
import type { Edit, Look, Offer, OfferedTemplate, Subject } from './protocol.ts'
import { useEngine, useOf } from './useEngine.ts'
import { usePreviewWords } from './words.ts'
import css from './preview.module.css'
import type { LivePreviewProps } from './props.ts'

export type { Edit, FileAt, Subject } from './protocol.ts'

const none: readonly Problem[] = []
const noEdits: ReadonlyMap<string, Edit> = new Map()

/** Everything a template says, on every channel at once, as it is being written. */
export function LivePreview(props: LivePreviewProps) {
  const { files, channels, content = noEdits, onChoose } = props
  const { say } = usePreviewWords()
  const { ref, width } = useElementSize<HTMLElement>()
  const [own, setOwn] = useState<Partial<Choice>>({})
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [pages, setPages] = useState<Readonly<Record<string, number>>>({})
  const takes = useMemo(
    () => Object.fromEntries(channels.map(({ name, takes }) => [name, takes])),
    [channels],
  )
  // The engine tells what there is to choose from, so the first look is made after its offer.
  const [offer, setOffer] = useState<Offer>()
  const templates = useMemo(() => offeredTo(offer, props.templates), [offer, props.templates])
  const choice = useSame(chosen(templates, props, own))
  const template = templates.find(({ name }) => name === choice?.template)
  const paper = paperWidth(width)
  const look = choice && template && lookOf(choice, template, { ...props, hidden, pages, paper })
  const engine = useEngine({ files, takes, edits: content, look })
  const told = useOf(engine, (it) => it.offer)
  useEffect(() => {
    if (told) setOffer(told)
  }, [told])
  const broken = useOf(engine, (it) => it.broken)
  // The same functions at every keystroke, so that only what differs is drawn again.
  const current = useRef({ choice, onChoose })
  current.current = { choice, onChoose }
  const choose = useCallback((next: Partial<Choice>) => {
    setOwn((before) => ({ ...before, ...next }))
    if (next.subject || next.template) setPages({})
    const { choice, onChoose } = current.current
    if (choice) onChoose?.({ ...choice, ...next })
  }, [])
  const turn = useCallback(
    (alternative: string, page: number) => setPages((now) => ({ ...now, [alternative]: page })),
    [],
  )
  return (
    <section ref={ref} className={css.preview} aria-label={say('preview')}>
      {broken && (
        <p role="alert" className={css.broken}>
          {say('broken')}: {broken}
        </p>
      )}
      {choice && template && (
        <Toolbar
          {...{ choice, template, templates, choose, hidden, setHidden }}
          findCustomers={props.findCustomers}
          problems={offer?.problems ?? none}
          engine={engine}
        />
      )}
      {offer && !template && <p className="soft">{say('noContent')}</p>}
      {engine && choice && template && offer && (
        <Board
          {...{ engine, template, choice, channels, offer, hidden, paper, turn }}
          onDrawn={props.onDrawn}
        />
      )}
    </section>
  )
}

/** The value as it was before, where it says the same. */
function useSame<T>(value: T): T {
  const kept = useRef(value)
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value
  return kept.current
}

function offeredTo(offer: Offer | undefined, only: readonly string[] | undefined) {
  const all = offer?.templates ?? []
  return only ? all.filter(({ name }) => only.includes(name)) : all
}

function chosen(
  templates: readonly OfferedTemplate[],
  given: LivePreviewProps,
  own: Partial<Choice>,
): Choice | undefined {
  const named = (name: string | undefined) => templates.find((it) => it.name === name)
  const template = named(given.template) ?? named(own.template) ?? templates[0]
  if (!template) return undefined
  const one = (list: readonly string[], ...wanted: (string | undefined)[]) =>
    wanted.find((it) => it !== undefined && list.includes(it)) ?? list[0]
  const folder = `templates/${template.name}/samples/`
  const written = given.writing?.startsWith(folder)
    ? given.writing.slice(folder.length, -'.json'.length)
    : undefined
  const wanted = [given.sample, nameOf(own.subject), written, template.first]
  const sample = one(template.samples, ...wanted)
  const subject: Subject =
    own.subject?.kind === 'customer' && own.template === template.name
      ? own.subject
      : { kind: 'sample', name: sample ?? '' }
  return {
    template: template.name,
    subject,
    language: one(template.languages, given.language, own.language) ?? 'en',
    tone: one(template.tones, given.tone, own.tone) ?? 'neutral',
    appearance: own.appearance ?? 'light',
  }
}

const nameOf = (subject: Subject | undefined) =>
  subject?.kind === 'sample' ? subject.name : undefined

interface Seen {
  readonly writing?: string
  readonly hidden: ReadonlySet<string>
  readonly pages: Readonly<Record<string, number>>
  readonly paper: number
}

/** First what is being written, last what only carries another: that costs a document more. */
function lookOf(choice: Choice, template: OfferedTemplate, seen: Seen): Look {
  const { writing = '', hidden, pages, paper } = seen
  const folder = `templates/${template.name}/`
  const first = writing.startsWith(folder) ? writing.slice(folder.length).split('.')[0] : ''
  const rank = (name: string) => (name === first ? 0 : name.includes('-') ? 2 : 1)
  return {
    template: choice.template,
    language: choice.language,
    tone: choice.tone,
    subject: choice.subject,
    alternatives: template.alternatives
      .filter(({ name, takes }) => takes !== undefined && !hidden.has(name))
      .map(({ name }) => name)
      .toSorted((a, b) => rank(a) - rank(b)),
    pages,
    pixels: Math.round(paper * Math.min(2, window.devicePixelRatio || 1)),
  }
}

/** Width of a page picture in CSS pixels; in steps, so that dragging a divider draws it seldom. */
function paperWidth(width: number): number {
  const card = width >= 1080 ? (width - 64) / 2 : width - 48
  return Math.min(640, Math.max(260, Math.floor(card / 40) * 40))
}
