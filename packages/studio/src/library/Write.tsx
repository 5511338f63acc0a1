import { printContentFile, readMarkdown, sourceOf } from '@misiva/compose'
import type { Content, Problem } from '@misiva/model'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ContentEditor } from '../editor/ContentEditor.tsx'
import { useSpeech } from '../language/index.tsx'
import type { ContentProblem } from './queries.ts'
import type { Surroundings } from './release.ts'

interface WriteProps {
  readonly path: string
  readonly language: string
  readonly change: string | undefined
  readonly text: string
  readonly readOnly: boolean
  readonly compact: boolean
  readonly problems: readonly ContentProblem[]
  readonly write: (text: string) => void
  readonly surroundings: Surroundings
}

/** The content editor over a file: Markdown comes in, Markdown that says the same goes out. */
export function Write(props: WriteProps) {
  const { path, language, change, text, write, surroundings } = props
  const { t } = useSpeech()
  const navigate = useNavigate()
  const printed = useRef(text)
  const [read, setRead] = useState(() => readText(path, text))
  const [failed, setFailed] = useState<string>()
  // Another text than was written here came from a colleague, or from a conflict that was settled.
  if (text !== printed.current) {
    printed.current = text
    setRead(readText(path, text))
  }
  if (!read) return <p className="soft">{t('failedTitle')}</p>
  const tell = (content: Content) => {
    try {
      const { subject, preheader } = read
      const next = printContentFile({
        content,
        ...(subject && { subject }),
        ...(preheader && { preheader }),
      })
      printed.current = next
      setFailed(undefined)
      write(next)
    } catch (error) {
      setFailed((error as Error).message)
    }
  }
  return (
    <>
      {failed && <p role="alert">{failed}</p>}
      <ContentEditor
        tree={read.content}
        contract={surroundings.contract}
        sample={surroundings.sample}
        context={surroundings.context}
        language={language}
        readOnly={props.readOnly}
        compact={props.compact}
        label={path}
        problems={props.problems.flatMap(asProblem)}
        onChange={tell}
        onOpenBlock={(name) =>
          void navigate({
            to: '/library/$kind/$',
            params: { kind: 'block', _splat: name },
            search: change ? { change } : {},
          })
        }
      />
    </>
  )
}

function readText(path: string, text: string) {
  const source = sourceOf(path, new TextEncoder().encode(text))
  return source.ok ? readMarkdown(source.value) : undefined
}

/** The check's problems as the editor marks them; one without a place is told beside it. */
function asProblem({ file, line, column, code, message, hint }: ContentProblem): Problem[] {
  if (file === null || line === null || column === null) return []
  return [{ code: code as Problem['code'], message, hint, place: { file, line, column } }]
}
