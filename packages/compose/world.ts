/** The world a release is composed in, made from the tools of the machine it runs on. */
import { problem } from '@misiva/model'
import type { FontSource, Problem, Release, Result, Takes } from '@misiva/model'
import type { TypesetterOptions, Warning } from '@misiva/typeset'
import type { World } from './composing.ts'

/** What differs between a server and a browser. */
export interface Tools {
  /** The form of content each channel carries; undefined for a channel nobody has. */
  readonly takes: (channel: string) => Takes | undefined
  /** `mjml` on a server, `mjml-browser` in a browser. Without it there is no e-mail. */
  readonly mjml?: World['mjml']
  /** Without it there are no pages. */
  readonly typesetting?: Omit<TypesetterOptions, 'fonts' | 'images'>
}

/** Reads the fonts and pictures of a release. Problems name what is missing (MSV-C007). */
export async function createWorld(release: Release, tools: Tools): Promise<Result<World>> {
  const { takes, mjml, typesetting } = tools
  const plain: World = {
    takes,
    ...(mjml && { mjml }),
    ...(typesetting && { deflate: typesetting.deflate }),
  }
  if (!typesetting) return { ok: true, value: plain }
  const problems: Problem[] = []
  const fonts = fontsOf(release).flatMap((font) => {
    const asset = release.assets.find(({ path }) => path === font.file)
    if (!asset) {
      const place = { file: 'brand/style.yaml', line: 1, column: 1 }
      problems.push(problem('MSV-C007', `There is no font file “${font.file}”`, place))
      return []
    }
    return [{ family: font.family, weight: font.weight, italic: font.italic, bytes: asset.bytes }]
  })
  if (problems.length > 0) return { ok: false, problems }
  const images = release.assets
    .filter(({ mediaType }) => mediaType.startsWith('image/'))
    .map(({ path, bytes }) => ({ name: path, bytes }))
  // Loaded when there are pages to make: e-mail and short messages need none of it.
  const { createTypesetter } = await import('@misiva/typeset')
  try {
    const typesetter = await createTypesetter({ ...typesetting, fonts, images })
    const findings = findingsOf(typesetter.warnings)
    return { ok: true, value: { ...plain, typesetter, findings } }
  } catch (error) {
    const place = { file: 'brand/style.yaml', line: 1, column: 1 }
    const message = `The fonts cannot be used: ${(error as Error).message}`
    return { ok: false, problems: [problem('MSV-C007', message, place)] }
  }
}

/** Pictures that were refused are wrong; what else the typesetter found when it opened is said. */
function findingsOf(warnings: readonly Warning[]): NonNullable<World['findings']> {
  const refused = warnings.filter(({ code }) => code === 'corrupt-image' || code === 'unsafe-svg')
  return {
    wrong: refused.map(({ message, source: file = '' }) =>
      problem('MSV-P002', message, { file, line: 1, column: 1 }),
    ),
    said: warnings.filter((warning) => !refused.includes(warning)).map(({ message }) => message),
  }
}

/** Fonts of the sheet and of its refinements, each file once. */
function fontsOf(release: Release): readonly FontSource[] {
  const { style } = release
  const all = [
    ...style.fonts,
    ...Object.values(style.channels ?? {}).flatMap((channel) => channel.fonts ?? []),
  ]
  return all.filter((font, i) => all.findIndex(({ file }) => file === font.file) === i)
}
