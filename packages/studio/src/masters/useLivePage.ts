import type { PageMasterSource, Problem, Release } from '@misiva/model'
import { useMemo } from 'react'
import { useLibraryFiles, usePreviewChannels } from '../preview/library.ts'
import type { Look, View } from '../preview/protocol.ts'
import { useEngine, useOf, useShown } from '../preview/useEngine.ts'
import { SHEET } from '../sheet/SheetSwitch.tsx'

/** A template's sample whose pages have a master. */
export interface Sitter {
  readonly template: string
  readonly alternative: string
  readonly sample: string
}

/** Whom a master can be shown with: every sample of every template that names it. */
export function sittersOf(
  release: Release | undefined,
  master: string,
  takesPages: ReadonlySet<string>,
): readonly Sitter[] {
  if (!release) return []
  const first = Object.keys(release.style.masters)[0]
  return release.templates.flatMap(({ name, alternatives, samples }) => {
    const found = alternatives.find(
      (it) => it.kind === 'active' && takesPages.has(it.channel) && (it.master ?? first) === master,
    )
    return found
      ? samples.map((sample) => ({ template: name, alternative: found.name, sample: sample.name }))
      : []
  })
}

interface LivePageInput {
  readonly text: string
  readonly change: string | undefined
  readonly language: string
  readonly sitter: Sitter | undefined
  /** From 0. */
  readonly page: number
  /** CSS pixels. */
  readonly width: number
}

export interface LivePage {
  readonly view: Extract<View, { kind: 'pages' }> | undefined
  readonly words: string
  readonly problems: readonly Problem[]
  readonly broken: string | undefined
}

/** A page of a sample, set by the engine with the sheet as it is being written. */
export function useLivePage(input: LivePageInput): LivePage {
  const { text, change, language, sitter, page, width } = input
  const files = useLibraryFiles(change)
  const channels = usePreviewChannels()
  const takes = useMemo(
    () => Object.fromEntries(channels.map((it) => [it.name, it.takes])),
    [channels],
  )
  const edits = useMemo(() => new Map([[SHEET, text]]), [text])
  const look: Look | undefined = sitter && {
    template: sitter.template,
    language,
    tone: 'neutral',
    subject: { kind: 'sample', name: sitter.sample },
    alternatives: [sitter.alternative],
    pages: { [sitter.alternative]: page },
    pixels: Math.round(width * Math.min(2, window.devicePixelRatio || 1)),
  }
  const engine = useEngine({ files, takes, edits, look })
  const shown = useShown(engine, sitter?.alternative ?? '')
  return {
    view: sitter && shown.view?.kind === 'pages' ? shown.view : undefined,
    words: shown.words,
    problems: shown.problems,
    broken: useOf(engine, (it) => it.broken),
  }
}

/** Blocks a master stands on, by the key that names them. */
export type RunningKey = keyof Pick<
  PageMasterSource,
  'header' | 'footer' | 'firstHeader' | 'firstFooter'
>
