import { differingBlocks, readMarkdown, sourceOf } from '@misiva/compose'
import type { Content } from '@misiva/model'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSay } from '../forms/language/index.ts'
import type { Edit } from '../preview/LivePreview.tsx'
import { fileQuery } from './queries.ts'
import css from '../forms/forms.module.css'

/** A variant beside another, as it is being written if it is. */
export interface Beside {
  readonly path: string
  readonly edit: Edit | undefined
}

const none: readonly number[] = []

function contentOf(path: string, text: string | null | undefined): Content | undefined {
  if (typeof text !== 'string' || !path.endsWith('.md')) return undefined
  const source = sourceOf(path, new TextEncoder().encode(text))
  return source.ok ? readMarkdown(source.value).content : undefined
}

function useText({ path, edit }: Beside, change: string | undefined): string | undefined {
  const { data } = useQuery({ ...fileQuery(path, change), enabled: path !== '' })
  return typeof edit === 'string' ? edit : (data?.text ?? undefined)
}

/** Positions of the blocks of a text that the variant beside it does not have. */
export function useDiffering(
  path: string,
  text: string,
  beside: Beside | undefined,
  change: string | undefined,
): readonly number[] {
  const other = useText(beside ?? { path: '', edit: undefined }, change)
  return useMemo(() => {
    if (!beside) return none
    const [own, theirs] = [contentOf(path, text), contentOf(beside.path, other)]
    return own && theirs ? differingBlocks(own, theirs).left : none
  }, [path, text, other, beside])
}

interface NoteProps {
  readonly file: string
  readonly beside: string
  readonly edits: ReadonlyMap<string, Edit>
  readonly change: string | undefined
}

/** Whether two variants say the same things in the same order, whatever their words. */
export function StructureNote({ file, beside, edits, change }: NoteProps) {
  const say = useSay()
  const mine = useText({ path: file, edit: edits.get(file) }, change)
  const theirs = useText({ path: beside, edit: edits.get(beside) }, change)
  const n = useMemo(() => {
    const [a, b] = [contentOf(file, mine), contentOf(beside, theirs)]
    if (!a || !b) return undefined
    const { left, right } = differingBlocks(a, b)
    return left.length + right.length
  }, [file, beside, mine, theirs])
  if (n === undefined) return null
  return (
    <p className={css.structure} data-same={n === 0} role="status">
      {n === 0 ? say('structureSame') : say('structureDiffers', { n })}
    </p>
  )
}
