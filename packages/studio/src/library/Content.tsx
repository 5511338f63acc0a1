import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useState } from 'react'
import { changeQuery } from '../changes/queries.ts'
import { useSpeech } from '../language/index.tsx'
import type { Edit } from '../preview/LivePreview.tsx'
import { StructureNote } from './beside.tsx'
import { File } from './File.tsx'
import { Preview } from './Preview.tsx'
import { shownFile, variantsOf } from './queries.ts'
import type { LibraryObject, Variant } from './queries.ts'
import type { ObjectSearch } from './search.ts'
import css from './library.module.css'

const Make = lazy(() => import('../forms/Make.tsx'))

interface ContentProps {
  readonly object: LibraryObject
  readonly languages: readonly string[]
  readonly search: ObjectSearch
  readonly set: (next: Partial<Record<keyof ObjectSearch, string | undefined>>) => void
}

/** An object's files: one, or two variants beside each other. */
export function Content({ object, search, set }: ContentProps) {
  const { t, language } = useSpeech()
  const paths = object.files.map(({ path }) => path)
  const variants = variantsOf(paths)
  const change = useQuery({
    ...changeQuery(search.change ?? ''),
    enabled: search.change !== undefined,
  })
  const writable = change.data?.may.edit === true ? search.change : undefined
  const [edits, setEdits] = useState<ReadonlyMap<string, Edit>>(new Map())
  const tell = useCallback(
    (path: string, text: string) => setEdits((now) => new Map(now).set(path, text)),
    [],
  )
  const file = shownFile(object, search.file, language)
  if (file === undefined) return <p className={`soft ${css.note}`}>{t('retiredText')}</p>
  const beside = paths.find((path) => path === search.beside && path !== file)
  const own = variants.find(({ path }) => path === file)
  const shown = object.kind === 'block' || object.kind === 'template'
  const companions = variants.filter((it) => it.path !== file && it.part === own?.part)
  const makes = writable !== undefined && shown
  const given = { object, change: search.change, writable, tell, compact: beside !== undefined }
  return (
    <>
      {(paths.length > 1 || makes) && (
        <div className={css.choices}>
          <NativeSelect
            label={object.kind === 'block' ? t('variant') : t('file')}
            value={file}
            onChange={(event) => set({ file: event.currentTarget.value, beside: undefined })}
            data={grouped(object, variants, t)}
          />
          {companions.length > 0 && (
            <NativeSelect
              label={t('besides')}
              value={beside ?? ''}
              onChange={(event) => set({ beside: event.currentTarget.value || undefined })}
              data={[
                { value: '', label: t('nothingBeside') },
                ...companions.map((it) => ({ value: it.path, label: labelOf(it) })),
              ]}
            />
          )}
          {makes && (
            <Suspense fallback={null}>
              <Make
                {...{ object, file }}
                change={writable}
                open={(path, other) => set({ file: path, beside: other })}
              />
            </Suspense>
          )}
        </div>
      )}
      {beside && <StructureNote {...{ file, edits }} beside={beside} change={search.change} />}
      <div
        className={css.workplace}
        data-single={!shown && beside === undefined ? true : undefined}
      >
        <File
          path={file}
          key={file}
          {...given}
          {...(beside && { beside: { path: beside, edit: edits.get(beside) } })}
        />
        {beside && (
          <File
            path={beside}
            key={beside}
            {...given}
            beside={{ path: file, edit: edits.get(file) }}
          />
        )}
        {shown && (
          <div className={css.previewPane} data-below={beside !== undefined || undefined}>
            <Preview
              {...{ object, edits }}
              change={search.change}
              writing={file}
              language={own?.language}
            />
          </div>
        )}
      </div>
    </>
  )
}

const labelOf = ({ part, language, tone }: Variant) =>
  [part, language, tone].filter(Boolean).join(' · ')

type Say = ReturnType<typeof useSpeech>['t']

/** A template's files by what they are: alternatives, test data, and what defines it. */
function grouped(object: LibraryObject, variants: readonly Variant[], t: Say) {
  const options = variants.map((it) => ({
    value: it.path,
    label:
      object.kind === 'block' ? [it.language, it.tone].filter(Boolean).join(' · ') : labelOf(it),
  }))
  if (object.kind === 'block') return options
  const rest = object.files.map(({ path }) => path).filter((path) => !path.endsWith('.md'))
  const named = (paths: readonly string[]) =>
    paths.map((path) => ({ value: path, label: path.slice(path.lastIndexOf('/') + 1) }))
  const samples = rest.filter((path) => path.includes('/samples/'))
  return [
    { group: t('alternatives'), items: options },
    { group: t('definition'), items: named(rest.filter((path) => !samples.includes(path))) },
    { group: t('testData'), items: named(samples) },
  ].filter(({ items }) => items.length > 0)
}
