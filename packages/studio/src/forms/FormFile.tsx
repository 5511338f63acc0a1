import { useMemo } from 'react'
import { usePreviewChannels } from '../preview/library.ts'
import { useRelease } from '../library/release.ts'
import { ContractForm } from './contract/ContractForm.tsx'
import css from './forms.module.css'
import { templateOf } from './kind.ts'
import type { FormName } from './kind.ts'
import { useSay } from './language/index.ts'
import { SampleForm } from './sample/SampleForm.tsx'
import { SettingsForm } from './template/SettingsForm.tsx'
import { TestsForm } from './template/TestsForm.tsx'

interface FormFileProps {
  readonly form: FormName
  readonly path: string
  readonly text: string
  readonly readOnly: boolean
  readonly change: string | undefined
  readonly write: (text: string) => void
}

/** A template's file as a form: its settings, its tests, its data contract, or test data. */
export default function FormFile({ form, path, change, ...file }: FormFileProps) {
  const say = useSay()
  const release = useRelease(change)
  const channels = usePreviewChannels()
  const template = release?.templates.find(({ name }) => name === templateOf(path))
  const names = useMemo(() => channels.map(({ name }) => name), [channels])
  const topics = useMemo(() => (release?.topics ?? []).map(({ name }) => name), [release])
  const languages = template?.languages ?? none
  if (!release) return null
  if (!template) return <p className={css.unreadable}>{say('unreadable')}</p>
  const given = { ...file, release, template, change }
  switch (form) {
    case 'settings':
      return <SettingsForm {...given} channels={channels} />
    case 'tests':
      return <TestsForm {...given} />
    case 'contract':
      return <ContractForm {...given} />
    case 'sample':
      return (
        <SampleForm
          {...file}
          {...{ languages, topics }}
          contract={template.contract}
          organisation={release.organisation}
          channels={names}
        />
      )
  }
}

const none: readonly string[] = []
