import { fieldChoices, settingOf } from '@misiva/compose'
import { useMemo, useRef, useState } from 'react'
import type { Host } from './host.ts'
import type { Say } from './language/index.ts'
import type { ContentEditorProps } from './props.ts'

export type EditorHost = Host & { setNames: (names: boolean) => void }

export type HostInput = Pick<
  ContentEditorProps,
  'contract' | 'context' | 'sample' | 'language' | 'problems' | 'differing' | 'onOpenBlock'
>

/** One object for the life of the editor, with what is current in it. */
export function useHost(props: HostInput, say: Say): EditorHost {
  const [names, setNames] = useState(false)
  const { contract, context, sample, language } = props
  const { organisation, samples } = context
  const setting = useMemo(() => {
    const made = settingOf({ contract, organisation, samples, sample, language })
    return made.ok ? made.value : undefined
  }, [contract, organisation, samples, sample, language])
  const fields = useMemo(
    () => (setting ? fieldChoices(setting, contract) : []),
    [setting, contract],
  )
  const host = useRef<EditorHost | null>(null)
  const now = {
    context,
    setting,
    fields,
    names,
    say,
    problems: props.problems ?? none,
    differing: props.differing ?? none,
    onOpenBlock: props.onOpenBlock,
    setNames,
  }
  host.current ??= { ...now }
  return Object.assign(host.current, now)
}

const none: readonly never[] = []
