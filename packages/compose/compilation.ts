/** What compiling one content file begins with: the style sheet of its channel, blocks in its language and tone. */
import type { Language, Release, Takes } from '@misiva/model'
import type { Which } from './composing.ts'
import { pickVariant } from './folder/variants.ts'
import { Context } from './program/context.ts'
import type { Ground } from './program/context.ts'
import type { Names } from './program/names.ts'
import { Frame } from './program/scope.ts'
import { wordsFor } from './program/words.ts'
import { resolveSheet } from './style/sheet.ts'

/** A context for content in this language; the files of blocks it reads are added to `reads`. */
export function compilationOf(
  task: { readonly release: Release; readonly names: Names; readonly which: Which },
  channel: string,
  language: Language,
  takes: Takes,
  reads = new Set<string>(),
): Context {
  const { release, which } = task
  const { defaultLanguage } = release.organisation
  const tone = which.tone ?? 'neutral'
  const naming = takes === 'pages' ? 'hex' : 'named'
  const { sheet, problems } = resolveSheet(release.style, channel, naming)
  const frame = new Frame(0)
  const ground: Ground = {
    language,
    tone,
    channel,
    house: release.organisation.name,
    sheet,
    words: wordsFor(language),
    assets: new Map(release.assets.map((asset) => [asset.path, asset])),
    blocks: new Map(release.blocks.map((block) => [block.name, block])),
    variantOf: (block) => {
      const found = pickVariant(block.variants, language, tone, defaultLanguage)
      if (found) reads.add(found.file)
      return found?.content
    },
    frames: [frame],
    problems: problems.map((found) => found.problem),
    seen: new Set(),
  }
  return new Context(ground, task.names.environment, frame)
}
