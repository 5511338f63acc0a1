import { createComposers, documentLines } from '@misiva/compose'
import type { ImpactTask, SampleTask } from '@misiva/compose'
import type { Composed, Release, Result, Takes } from '@misiva/model'
import { openWorld } from '../composers.ts'

/** A sample composed in the old release and in the new; undefined on the side that has it not. */
export interface Sides {
  compose(task: ImpactTask, side: Which): Promise<Result<Composed> | undefined>
  /** What its pages say, line by line; undefined where it has none. */
  words(task: ImpactTask, side: Which): Promise<string | undefined>
}

export type Which = 'before' | 'after'

/**
 * Opens both releases. Reading fonts and preparing their subsets takes most of the time (some
 * 150 ms), so where fonts and pictures are the same, one typesetter sets for both.
 */
export async function openSides(
  before: Release,
  after: Release,
  takesOf: (channel: string) => Takes | undefined,
): Promise<Sides> {
  const now = await openWorld(after, takesOf)
  const shared = now.ok && sameMaterial(before, after) ? now : undefined
  const was = shared ?? (await openWorld(before, takesOf))
  const composers = {
    before: was.ok ? createComposers(before, was.value) : undefined,
    after: now.ok ? createComposers(after, now.value) : undefined,
  }
  const refused = { before: was.ok ? undefined : was, after: now.ok ? undefined : now }
  return {
    async compose(task, side) {
      if (task.sides !== 'both' && task.sides !== side) return undefined
      return composers[side]?.previewSample(sampleTask(task)) ?? refused[side]
    },
    async words(task, side) {
      const document = await composers[side]?.sampleDocument(sampleTask(task))
      return document?.ok
        ? documentLines(document.value)
            .map(({ text }) => text)
            .join('\n')
        : undefined
    },
  }
}

function sampleTask({ template, alternative, language, tone, sample }: ImpactTask): SampleTask {
  return { template, alternative, language, tone, sample }
}

/** Whether one typesetter can stand for both: fonts, pictures and the languages it hyphenates. */
function sameMaterial(before: Release, after: Release): boolean {
  const fonts = ({ style }: Release) =>
    JSON.stringify([style.fonts, Object.values(style.channels).map((channel) => channel.fonts)])
  const languages = ({ templates }: Release) =>
    [...new Set(templates.flatMap((template) => template.languages))].toSorted().join()
  const material = ({ assets }: Release) =>
    new Map(assets.map(({ path, bytes }) => [path, bytes] as const))
  const old = material(before)
  const now = material(after)
  return (
    fonts(before) === fonts(after) &&
    languages(before) === languages(after) &&
    old.size === now.size &&
    [...now].every(([path, bytes]) => {
      const other = old.get(path)
      return other !== undefined && Buffer.compare(bytes, other) === 0
    })
  )
}
