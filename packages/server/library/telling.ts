/** What a reading of the library tells, from content that was read and checked. */
import { isContentFile, unusedObjects } from '@misiva/compose'
import { parseSource } from '@misiva/intake'
import { problem, type Problem, type Release } from '@misiva/model'
import { installed } from '../channels.ts'
import { referencesOf } from './references.ts'
import type { ContentReading } from './reading.ts'

export const takes = (channel: string) =>
  installed.find(({ name }) => name === channel)?.channel.takes

/** Of an empty library. */
export const nothing: ContentReading = {
  problems: [],
  defaultLanguage: 'en',
  languages: [],
  templates: [],
  references: [],
  unused: [],
}

export function toldOf(found: {
  readonly release: Release
  readonly problems: readonly Problem[]
  readonly retired: readonly string[]
  readonly files: ReadonlyMap<string, Uint8Array>
}): ContentReading {
  const { release, problems, retired, files } = found
  return {
    problems: [
      ...problems.map((each) => retiring(each, retired)),
      ...sourceProblems(files),
      ...strangers(files),
    ],
    defaultLanguage: release.organisation.defaultLanguage,
    languages: languagesOf(release),
    templates: release.templates.map(({ name }) => name),
    references: referencesOf(release, takes),
    unused: unusedObjects(release).filter((id) => /^(?:block|asset)\//.test(id)),
  }
}

/** A missing block that this very change takes away is said as what it is. */
function retiring(found: Problem, retired: readonly string[]): Problem {
  if (found.code !== 'MSV-C004') return found
  const name = retired.find((candidate) => found.message.includes(`“${candidate}”`))
  if (name === undefined) return found
  return problem(
    'MSV-L006',
    `The block “${name}” is to be retired, but is used here`,
    found.place,
    `take this reference out, or keep blocks/${name}`,
  )
}

function sourceProblems(files: ReadonlyMap<string, Uint8Array>): Problem[] {
  return [...files].flatMap(([path, bytes]) => {
    if (!/^sources\/[^/]+\.ya?ml$/.test(path)) return []
    const parsed = parseSource(new TextDecoder().decode(bytes), path)
    return parsed.ok ? [] : parsed.problems
  })
}

/** The library holds content and nothing else: what a release would leave out is not published. */
function strangers(files: ReadonlyMap<string, Uint8Array>): Problem[] {
  return [...files.keys()]
    .filter((path) => !isContentFile(path))
    .map((file) =>
      problem('MSV-L008', `${file} is not a content file`, { file, line: 1, column: 1 }),
    )
}

function languagesOf(release: Release): string[] {
  return [...new Set(release.templates.flatMap(({ languages }) => languages))].toSorted()
}
