/** Running content of page masters, by block. */
import type { PageMasterSource } from '@misiva/model'

/** Kinds of pages that may differ, in the order in which style.yaml has them. */
export const pageVariants = ['first', 'last', 'only', 'left', 'right', 'blank'] as const

/** Blocks a page master runs, each with where it is named: `header`, `last/footer`, `frames/0/block`. */
export function runningBlocks(
  master: PageMasterSource,
): readonly { readonly block: string; readonly at: string }[] {
  const { header, footer, firstHeader, firstFooter, frames = [] } = master
  const named: [string | undefined, string][] = [
    [header, 'header'],
    [footer, 'footer'],
    [firstHeader, 'firstHeader'],
    [firstFooter, 'firstFooter'],
    ...pageVariants.flatMap((key): [string | undefined, string][] => [
      [master[key]?.header, `${key}/header`],
      [master[key]?.footer, `${key}/footer`],
    ]),
    ...frames.map(({ block }, i): [string, string] => [block, `frames/${i}/block`]),
  ]
  return named.flatMap(([block, at]) =>
    block === undefined || block === 'none' ? [] : [{ block, at }],
  )
}
