import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { diffWordsWithSpace, structuredPatch } from 'diff'
import { useMemo } from 'react'
import { useSpeech } from '../language/index.tsx'
import { diffQuery } from './queries.ts'
import type { Change } from './queries.ts'
import css from './changes.module.css'

/** Words that came and went, in their place. */
export function WordsDiff({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => diffWordsWithSpace(before, after), [before, after])
  return (
    <>
      {parts.map((part, at) =>
        part.added ? (
          <ins key={at}>{part.value}</ins>
        ) : part.removed ? (
          <del key={at}>{part.value}</del>
        ) : (
          <span key={at}>{part.value}</span>
        ),
      )}
    </>
  )
}

const tones = { added: 'good', changed: 'plain', removed: 'bad' }

/** Every file of a change as it was and as it is to be. */
export function FilesDiff({ change }: { change: Change }) {
  const { t } = useSpeech()
  const query = useQuery(diffQuery(change.id))
  if (!query.data)
    return <Skeleton height={200} radius={8} role="status" aria-label={t('loading')} />
  const kindWord = { added: t('added'), changed: t('modified'), removed: t('removed') }
  if (query.data.items.length === 0) return <p className="soft">{t('noFilesYet')}</p>
  return (
    <div className={css.files}>
      {query.data.items.map(({ path, kind, before, after, binary, conflict }) => {
        const object = change.objects.find((id) => path.includes(id.slice(id.indexOf('/') + 1)))
        const by = change.files.find((it) => it.path === path)?.editedBy
        return (
          <article key={path} className={`sheet ${css.file}`} aria-label={path}>
            <header>
              <span className={css.kind} data-tone={tones[kind]}>
                {kindWord[kind]}
              </span>
              {object ? (
                <Link
                  to="/library/$kind/$"
                  params={{
                    kind: object.slice(0, object.indexOf('/')),
                    _splat: object.slice(object.indexOf('/') + 1),
                  }}
                  search={{ change: change.id, file: path }}
                >
                  {path}
                </Link>
              ) : (
                <code>{path}</code>
              )}
              {by && <span className="soft small">{by.name}</span>}
            </header>
            {conflict && <p className={css.conflict}>{t('conflictFile')}</p>}
            {binary ? (
              <p className={`soft ${css.binary}`}>{t('binaryNote')}</p>
            ) : (
              <Hunks before={before ?? ''} after={after ?? ''} />
            )}
          </article>
        )
      })}
    </div>
  )
}

/** The places that differ, each with three lines around, its words marked. */
function Hunks({ before, after }: { before: string; after: string }) {
  const { t } = useSpeech()
  const hunks = useMemo(
    () => structuredPatch('', '', before, after, '', '', { context: 3 }).hunks,
    [before, after],
  )
  const side = (lines: readonly string[], skip: string) =>
    lines
      .filter((line) => !line.startsWith(skip) && !line.startsWith('\\'))
      .map((line) => line.slice(1))
      .join('\n')
  return (
    <>
      {hunks.map(({ oldStart, newStart, lines }) => (
        <div key={`${oldStart} ${newStart}`} className={css.hunk}>
          <span className="soft small">{t('lineOf', { line: newStart })}</span>
          <pre>
            <WordsDiff before={side(lines, '+')} after={side(lines, '-')} />
          </pre>
        </div>
      ))}
    </>
  )
}
