import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { libraryQuery } from '../library/queries.ts'
import { useRelease } from '../library/release.ts'
import { MastersEditor } from '../masters/MastersEditor.tsx'
import { SheetEditor } from './SheetEditor.tsx'
import { styleUses } from './uses.ts'
import type { SheetView } from './SheetSwitch.tsx'

interface SheetFileProps {
  readonly view: Exclude<SheetView, 'source'>
  readonly text: string
  readonly readOnly: boolean
  readonly change: string | undefined
  readonly write: (text: string) => void
}

/** The style sheet's file as its editors show it: styles, or page masters. */
export default function SheetFile({ view, change, ...sheet }: SheetFileProps) {
  const library = useQuery(libraryQuery(change)).data
  const release = useRelease(change)
  const files = useMemo(
    () =>
      (library?.items ?? []).filter(({ state }) => state !== 'retired').flatMap((it) => it.files),
    [library],
  )
  const paths = useMemo(() => new Set(files.map(({ path }) => path)), [files])
  const fonts = useMemo(
    () =>
      files
        .filter(({ path }) => /\.(?:ttf|otf)$/i.test(path))
        .map(({ path, sha256 }) => ({ path, url: `/api/library/bytes/${sha256}` })),
    [files],
  )
  const uses = useMemo(() => release && styleUses(release), [release])
  if (!library) return null
  const languages = library.languages
  return view === 'masters' ? (
    <MastersEditor {...sheet} {...{ change, languages, release }} files={paths} />
  ) : (
    <SheetEditor {...sheet} {...{ change, languages, fonts, uses }} files={paths} />
  )
}
