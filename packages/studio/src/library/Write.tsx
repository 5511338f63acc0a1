import { printContentFile, readMarkdown, sourceOf } from '@misiva/compose'
import type { Content, Problem, TextTemplate } from '@misiva/model'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ContentEditor } from '../editor/ContentEditor.tsx'
import { useSpeech } from '../language/index.tsx'
import { Heads } from './Heads.tsx'
import type { ContentProblem } from './queries.ts'
import type { Surroundings } from './release.ts'
import { useRemarks } from './remarks.ts'

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
  /** Top-level blocks whose structure the variant beside does not have. */
  readonly differing?: readonly number[]
}

/** The content editor over a file: Markdown comes in, Markdown that says the same goes out. */
export function Write(props: WriteProps) {
  const { path, language, change, text, write, surroundings } = props
  const { t } = useSpeech()
  const navigate = useNavigate()
  const printed = useRef(text)
  const [read, setRead] = useState(() => readText(path, text))
  const [failed, setFailed] = useState<string>()
  const latest = useRef<Said>(saidIn(read))
  const remarks = useRemarks(path, change)
  // Another text than was written here came from a colleague, or from a conflict that was settled.
  if (text !== printed.current) {
    printed.current = text
    const again = readText(path, text)
    latest.current = saidIn(again)
    setRead(again)
  }
  if (!read) return <p className="soft">{t('failedTitle')}</p>
  const tell = (news: Partial<Said>) => {
    try {
      const { content, subject, preheader } = { ...latest.current, ...news }
      const next = printContentFile({
        content,
        ...(subject && { subject }),
        ...(preheader && { preheader }),
      })
      latest.current = { content, subject, preheader }
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
      <Heads
        {...{ path, language, change, surroundings, tell }}
        readOnly={props.readOnly}
        subject={latest.current.subject}
        preheader={latest.current.preheader}
      />
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
        differing={props.differing ?? none}
        {...remarks}
        onChange={(content) => tell({ content })}
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

/** What a content file says; what is being written goes on from what was written last. */
interface Said {
  readonly content: Content
  readonly subject: TextTemplate | undefined
  readonly preheader: TextTemplate | undefined
}

const none: readonly number[] = []

const saidIn = (read: ReturnType<typeof readText>): Said => ({
  content: read?.content ?? [],
  subject: read?.subject,
  preheader: read?.preheader,
})

function readText(path: string, text: string) {
  const source = sourceOf(path, new TextEncoder().encode(text))
  return source.ok ? readMarkdown(source.value) : undefined
}

/** The check's problems as the editor marks them; one without a place is told beside it. */
function asProblem({ file, line, column, code, message, hint }: ContentProblem): Problem[] {
  if (file === null || line === null || column === null) return []
  return [{ code: code as Problem['code'], message, hint, place: { file, line, column } }]
}
