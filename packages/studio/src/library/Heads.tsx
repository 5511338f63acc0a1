import type { TextTemplate } from '@misiva/model'
import { LineEditor } from '../editor/LineEditor.tsx'
import css from '../editor/editor.module.css'
import { useSay } from '../forms/language/index.ts'
import { usePreviewChannels } from '../preview/library.ts'
import { useRelease } from './release.ts'
import type { Surroundings } from './release.ts'

interface HeadsProps {
  readonly path: string
  readonly language: string
  readonly change: string | undefined
  readonly readOnly: boolean
  readonly surroundings: Surroundings
  readonly subject: TextTemplate | undefined
  readonly preheader: TextTemplate | undefined
  readonly tell: (heads: {
    readonly subject?: TextTemplate | undefined
    readonly preheader?: TextTemplate | undefined
  }) => void
}

/** Subject and preheader of an alternative, where its channel has a place for them. */
export function Heads(props: HeadsProps) {
  const { path, language, change, readOnly, surroundings, subject, preheader, tell } = props
  const say = useSay()
  const release = useRelease(change)
  const channels = usePreviewChannels()
  const [, template, file = ''] = /^templates\/([^/]+)\/([^/]+)\.md$/.exec(path) ?? []
  const part = file.split('.')[0]
  const alternative = release?.templates
    .find(({ name }) => name === template)
    ?.alternatives.find((it) =>
      it.kind === 'active' ? it.name === part : it.cover.some((cover) => cover.file === path),
    )
  const takes = channels.find(({ name }) => name === alternative?.channel)?.takes
  const shown = takes === 'mime' || takes === 'html' || takes === 'pages'
  if (!shown && !subject && !preheader) return null
  const { contract, sample, context } = surroundings
  const common = { contract, sample, context, language, readOnly }
  return (
    <div className={css.heads}>
      {(takes === 'mime' || !readOnly || subject) && (
        <LineEditor
          {...common}
          label={say(takes === 'mime' ? 'subject' : 'documentTitle')}
          value={subject}
          onChange={(value) => tell({ subject: value, preheader })}
        />
      )}
      {(takes === 'mime' || preheader) && (
        <LineEditor
          {...common}
          label={say('preheader')}
          value={preheader}
          onChange={(value) => tell({ subject, preheader: value })}
        />
      )}
    </div>
  )
}
