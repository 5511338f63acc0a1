import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Takes } from '@misiva/model'
import { EngineClient } from './client.ts'
import type { Shown } from './client.ts'
import type { Edit, FileAt, Look } from './protocol.ts'

export interface EngineInput {
  readonly files: readonly FileAt[] | undefined
  readonly takes: Readonly<Record<string, Takes>>
  readonly edits: ReadonlyMap<string, Edit>
  readonly look: Look | undefined
}

/** The engine for as long as the preview is on screen, told of every change at once. */
export function useEngine({ files, takes, edits, look }: EngineInput): EngineClient | undefined {
  const [engine, setEngine] = useState<EngineClient>()
  useEffect(() => {
    const made = new EngineClient()
    setEngine(made)
    return () => made.close()
  }, [])
  useLayoutEffect(() => {
    if (files) engine?.files(files, takes)
  }, [engine, files, takes])
  // A look is made anew by every render; only another one is news.
  const said = JSON.stringify(look)
  const current = useRef(look)
  current.current = look
  // Told before this screen is painted: the engine works while the browser paints the keystroke.
  useLayoutEffect(() => {
    if (files) engine?.show(edits, current.current)
  }, [engine, files, edits, said])
  return engine
}

const none = () => () => {}
const nothing: Shown = {
  view: undefined,
  problems: [],
  warnings: [],
  words: '',
  losses: [],
  took: 0,
  revision: 0,
}

export function useShown(engine: EngineClient | undefined, alternative: string): Shown {
  return useSyncExternalStore(engine?.subscribe ?? none, () =>
    engine ? engine.shown(alternative) : nothing,
  )
}

export function useOf<T>(engine: EngineClient | undefined, ask: (engine: EngineClient) => T) {
  return useSyncExternalStore(engine?.subscribe ?? none, () => (engine ? ask(engine) : undefined))
}
