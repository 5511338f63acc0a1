import { useQuery } from '@tanstack/react-query'
import { useSpeech } from '../language/index.tsx'
import { findCustomers, useLibraryFiles, usePreviewChannels } from '../preview/library.ts'
import { LivePreview } from '../preview/LivePreview.tsx'
import type { Edit } from '../preview/LivePreview.tsx'
import { idOf, templatesQuery } from './queries.ts'
import type { LibraryObject } from './queries.ts'

interface PreviewProps {
  readonly object: LibraryObject
  readonly change: string | undefined
  /** What is being written, by path. */
  readonly edits: ReadonlyMap<string, Edit>
  readonly writing: string
  readonly language: string | undefined
}

/** What customers get of the object, in every template that says it, as it is being written. */
export function Preview({ object, change, edits, writing, language }: PreviewProps) {
  const { t } = useSpeech()
  const files = useLibraryFiles(change)
  const channels = usePreviewChannels()
  const templates = useQuery(templatesQuery(idOf(object), change))
  if (channels.length === 0 || !templates.data) return null
  if (templates.data.length === 0) return <p className="soft">{t('usedByNothing')}</p>
  return (
    <>
      <h2 className="unseen">{t('previewTitle')}</h2>
      <LivePreview
        files={files}
        channels={channels}
        content={edits}
        writing={writing}
        templates={templates.data}
        findCustomers={findCustomers}
        {...(language && { language })}
      />
    </>
  )
}
