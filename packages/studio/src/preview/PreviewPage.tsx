import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTitle } from '../frame/title.ts'
import { findCustomers, useLibraryFiles, usePreviewChannels } from './library.ts'
import { LivePreview } from './LivePreview.tsx'
import { usePreviewWords } from './words.ts'

const route = getRouteApi('/preview')

/** Any template of the library on every channel: as it is in force, or as a change would have it. */
export function PreviewPage() {
  const { say } = usePreviewWords()
  const search = route.useSearch()
  const navigate = useNavigate()
  const files = useLibraryFiles(search.change)
  const channels = usePreviewChannels()
  useTitle(search.template ? `${say('preview')} · ${search.template}` : say('preview'))
  return (
    <>
      <h1 style={{ marginBottom: '1rem' }}>{say('preview')}</h1>
      {channels.length > 1 && (
        <LivePreview
          files={files}
          channels={channels}
          findCustomers={findCustomers}
          {...search}
          onChoose={({ template, subject, language }) => {
            const { change } = search
            const sample = subject.kind === 'sample' ? { sample: subject.name } : {}
            void navigate({
              to: '/preview',
              search: { ...(change && { change }), template, language, ...sample },
              replace: true,
            })
          }}
        />
      )}
    </>
  )
}
