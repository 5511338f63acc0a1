import type { Held } from '@misiva/compose'
import { IconCheck, IconPlayerPlay, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { EngineClient } from '../../preview/client.ts'
import { useLibraryFiles, usePreviewChannels } from '../../preview/library.ts'
import { useOf } from '../../preview/useEngine.ts'
import css from '../forms.module.css'
import { useSay } from '../language/index.ts'

export interface Tried {
  readonly begin: () => void
  readonly ready: boolean
  readonly running: { readonly done: number; readonly of: number } | undefined
  /** Of the last try, by the tests' order then. */
  readonly held: readonly Held[] | undefined
  readonly broken: string | undefined
}

/** Tests held by the engine that composes, here in the browser, on the files as saved. */
export function useTried(template: string, change: string | undefined): Tried {
  const files = useLibraryFiles(change)
  const channels = usePreviewChannels()
  const [engine, setEngine] = useState<EngineClient>()
  const [held, setHeld] = useState<readonly Held[]>()
  const told = useOf(engine, (it) => it.tested)
  const broken = useOf(engine, (it) => it.broken)
  useEffect(() => () => engine?.close(), [engine])
  useEffect(() => {
    if (!told?.held) return
    setHeld(told.held)
    // Fonts and composers of a whole release are let go; the next try begins anew.
    setEngine(undefined)
  }, [told])
  // What was tried is not what stands here any more.
  useEffect(() => setHeld(undefined), [files])
  const begin = () => {
    if (!files || engine) return
    const made = new EngineClient()
    made.files(files, Object.fromEntries(channels.map(({ name, takes }) => [name, takes])))
    made.test(template)
    setEngine(made)
  }
  const running = engine && told && !told.held && !broken ? told : undefined
  return { begin, ready: files !== undefined && channels.length > 0, running, held, broken }
}

export function TryTests({ tried }: { tried: Tried }) {
  const say = useSay()
  const { running, held, broken } = tried
  const failed = held?.filter(({ failures }) => failures.length > 0).length ?? 0
  return (
    <div className={css.trying}>
      <button
        type="button"
        className={css.add}
        disabled={!tried.ready || running !== undefined}
        onClick={tried.begin}
      >
        <IconPlayerPlay size={13} aria-hidden /> {say('runTests')}
      </button>
      <span role="status" className="small" data-tested={held ? failed : undefined}>
        {broken ??
          (running
            ? say('runningTests', { done: running.done, n: running.of || '…' })
            : held &&
              (failed === 0
                ? say('allPass', { n: held.length })
                : say('somePass', { failed, n: held.length })))}
      </span>
      <span className="soft small">{say('serverTests')}</span>
    </div>
  )
}

export function Verdict({ held }: { held: Held | undefined }) {
  const say = useSay()
  if (!held) return <span />
  if (held.tried === 0) return <span className={css.verdict}>{say('notTried')}</span>
  const good = held.failures.length === 0
  return (
    <span className={css.verdict} data-good={good}>
      {good ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
      {say(good ? 'passed' : 'failed')}{' '}
      <span className="soft">{say('triedN', { n: held.tried })}</span>
    </span>
  )
}
