import { SegmentedControl, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useId, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Failed } from '../frame/NotFound.tsx'
import { Told } from '../frame/Told.tsx'
import { FormSwitch } from '../forms/FormSwitch.tsx'
import { formName } from '../forms/kind.ts'
import { useSpeech } from '../language/index.tsx'
import { usePerson } from '../people/session.ts'
import { SHEET, SheetSwitch } from '../sheet/SheetSwitch.tsx'
import type { SheetView } from '../sheet/SheetSwitch.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'
import { KeptDraft } from './KeptDraft.tsx'
import { useDiffering } from './beside.tsx'
import type { Beside } from './beside.tsx'
import { fileQuery, libraryQuery } from './queries.ts'
import type { ContentProblem, LibraryFile, LibraryObject } from './queries.ts'
import { useSurroundings } from './release.ts'
import { useDraft } from './saving.ts'
import type { Writing } from './saving.ts'
import { Write } from './Write.tsx'
import css from './library.module.css'

const SheetFile = lazy(() => import('../sheet/SheetFile.tsx'))
const FormFile = lazy(() => import('../forms/FormFile.tsx'))

interface FileProps {
  readonly object: LibraryObject
  /** Two beside each other: no room for panels. */
  readonly compact: boolean
  readonly path: string
  readonly change: string | undefined
  /** The change it may be written in; undefined to read. */
  readonly writable: string | undefined
  /** Told what is being written, at every keystroke. */
  readonly tell: (path: string, text: string) => void
  /** The variant beside it, as it is being written. */
  readonly beside?: Beside
}

/** One file: text to write, or a picture to look at. */
export function File(props: FileProps) {
  const { path, change } = props
  const { t } = useSpeech()
  // Nobody writes before it is known who does: what is kept in this browser is theirs.
  const person = usePerson()
  const writable = person ? props.writable : undefined
  const views = useViews(path)
  const query = useQuery(fileQuery(path, change))
  if (query.isError && !query.data)
    return <Failed error={query.error} retry={() => void query.refetch()} />
  if (!query.data)
    return <Skeleton height={320} radius={8} role="status" aria-label={t('loading')} />
  return query.data.text === null ? (
    <Binary file={query.data} />
  ) : (
    <Written
      key={`${writable ?? ''} ${person?.id ?? ''}`}
      {...props}
      {...{ writable, views }}
      file={query.data}
    />
  )
}

/** How the file is looked at: what somebody chose stays when it becomes theirs to write. */
function useViews(path: string) {
  const form = formName(path)
  const [asSource, setAsSource] = useState(false)
  const [sheetView, setSheetView] = useState<SheetView>(path === SHEET ? 'style' : 'source')
  const [asForm, setAsForm] = useState(form !== undefined)
  return { form, asSource, setAsSource, sheetView, setSheetView, asForm, setAsForm }
}

type WrittenProps = FileProps & {
  readonly file: LibraryFile
  readonly views: ReturnType<typeof useViews>
}

function Written(props: WrittenProps) {
  const { file, object, change, writable, compact, tell, beside } = props
  const { t } = useSpeech()
  const language = languageOf(file.path)
  const surroundings = useSurroundings(object, language ?? 'en', change)
  const edits = file.path.endsWith('.md') && surroundings !== null
  const { form, asSource, setAsSource, sheetView, setSheetView, asForm, setAsForm } = props.views
  const draft = useDraft(file, writable)
  const differing = useDiffering(file.path, draft.text, beside, change)
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const list = useQuery(libraryQuery(change))
  const problems = (draft.problems ?? list.data?.problems ?? []).filter(
    (it) => it.file === file.path,
  )
  const write = (text: string) => {
    draft.write(text)
    tell(file.path, text)
  }
  const goTo = (problem: ContentProblem) => {
    const lines = draft.text.split('\n').slice(0, (problem.line ?? 1) - 1)
    const at = lines.reduce((sum, line) => sum + line.length + 1, 0) + (problem.column ?? 1) - 1
    field.current?.focus()
    field.current?.setSelectionRange(at, at + 1)
  }
  return (
    <article className={`sheet ${css.variant}`} aria-label={file.path}>
      <header className={css.variantHead}>
        <code>{file.path}</code>
        {edits && (
          <SegmentedControl
            size="xs"
            aria-label={t('view')}
            value={asSource ? 'source' : 'editor'}
            onChange={(value) => setAsSource(value === 'source')}
            data={[
              { value: 'editor', label: t('editor') },
              { value: 'source', label: t('sourceText') },
            ]}
          />
        )}
        {form && <FormSwitch asForm={asForm} choose={setAsForm} />}
        {file.path === SHEET && <SheetSwitch view={sheetView} choose={setSheetView} />}
        {writable && <SavingMark draft={draft} />}
      </header>
      {writable && <KeptDraft draft={draft} tell={(text) => tell(file.path, text)} />}
      {form && asForm ? (
        <Suspense fallback={<Skeleton height={320} role="status" aria-label={t('loading')} />}>
          <FormFile
            path={file.path}
            text={draft.text}
            readOnly={!writable}
            {...{ form, change, write }}
          />
        </Suspense>
      ) : sheetView !== 'source' ? (
        <Suspense fallback={<Skeleton height={320} role="status" aria-label={t('loading')} />}>
          <SheetFile
            view={sheetView}
            text={draft.text}
            readOnly={!writable}
            {...{ change, write }}
          />
        </Suspense>
      ) : edits && !asSource ? (
        surroundings ? (
          <Write
            path={file.path}
            language={language ?? 'en'}
            text={draft.text}
            readOnly={!writable}
            {...{ change, compact, problems, write, surroundings, differing }}
          />
        ) : (
          <Skeleton height={320} role="status" aria-label={t('loading')} />
        )
      ) : (
        <textarea
          ref={field}
          id={id}
          className={css.sourceText}
          value={draft.text}
          lang={languageOf(file.path)}
          aria-label={file.path}
          aria-describedby={problems.length > 0 ? `${id}-problems` : undefined}
          readOnly={!writable}
          spellCheck={file.path.endsWith('.md')}
          onChange={(event) => write(event.currentTarget.value)}
        />
      )}
      <Problems id={`${id}-problems`} {...{ problems, goTo }} failure={draft.failure} />
      {draft.conflict && (
        <ConflictDialog
          key={`${draft.conflict.theirs.revision} ${draft.conflict.theirs.published}`}
          conflict={draft.conflict}
          mine={draft.text}
          ground={draft.ground()}
          settle={(text) => {
            draft.settle(text)
            tell(file.path, text)
          }}
        />
      )}
    </article>
  )
}

interface ProblemsProps {
  readonly id: string
  readonly problems: readonly ContentProblem[]
  readonly failure: Writing['failure']
  readonly goTo: (problem: ContentProblem) => void
}

/** What is wrong in the file, and why it could not be saved; a place leads there. */
function Problems({ id, problems, failure, goTo }: ProblemsProps) {
  if (problems.length === 0 && !failure) return null
  return (
    <ul className={css.problemList} id={id} aria-live="polite">
      {failure && (
        <li>
          <Told problem={{ ...failure, text: failure.detail }} />
        </li>
      )}
      {problems.map((it) => (
        <li key={`${it.line}:${it.column} ${it.code} ${it.message}`}>
          <button type="button" onClick={() => goTo(it)}>
            {it.line}:{it.column}
          </button>{' '}
          <Told problem={{ ...it, text: it.message }} /> <code className="soft">{it.code}</code>
        </li>
      ))}
    </ul>
  )
}

const languageOf = (path: string) => /\.([a-z]{2,3}(?:-\w+)*)(?:\.\w+)?\.md$/.exec(path)?.[1]

function SavingMark({ draft }: { draft: Writing }): ReactNode {
  const { t } = useSpeech()
  const words = {
    saved: t('saved'),
    unsaved: t('unsaved'),
    saving: t('saving'),
    conflict: t('notSaved'),
    offline: t('keptOffline'),
    failed: t('notSaved'),
  }
  const { standing } = draft
  const tone =
    standing === 'saved'
      ? 'good'
      : standing === 'failed' || standing === 'offline'
        ? 'bad'
        : undefined
  return (
    <span className={css.saving} data-tone={tone} role="status" data-standing={standing}>
      {words[standing]}
    </span>
  )
}

function Binary({ file }: { file: LibraryFile }) {
  const { t } = useSpeech()
  const type = types[file.path.slice(file.path.lastIndexOf('.') + 1)]
  return (
    <article className={`sheet ${css.variant}`} aria-label={file.path}>
      <header className={css.variantHead}>
        <code>{file.path}</code>
      </header>
      <div className={css.imageBox}>
        {type && file.base64 ? (
          <img src={`data:${type};base64,${file.base64}`} alt={file.path} />
        ) : (
          <p className="soft">{t('binaryNote')}</p>
        )}
      </div>
    </article>
  )
}

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
}
