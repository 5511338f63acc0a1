import {
  checkFolder,
  isContentFile,
  nearDuplicates,
  readFolder,
  searchContent,
  unusedObjects,
} from '@misiva/compose'
import { problem, type Problem, type Release } from '@misiva/model'
import { parseSource } from '@misiva/intake'
import { installed } from '../channels.ts'
import { createComposers } from '../composers.ts'
import { sha256Hex } from '../content-folder.ts'
import { referencesOf } from './references.ts'
import type { ContentReading, QuestionAnswer, QuestionTask, ReadingTask } from './reading.ts'

const takes = (channel: string) => installed.find(({ name }) => name === channel)?.channel.takes

/** Reads and checks content; composes its samples where asked to. */
export default async function readAll(task: ReadingTask): Promise<ContentReading> {
  const { files, compose, retired } = task
  if (files.size === 0)
    return {
      problems: [],
      defaultLanguage: 'en',
      languages: [],
      templates: [],
      references: [],
      unused: [],
    }
  const { release, problems } = await checkFolder(files, sha256Hex, (found) => ({
    takes,
    ...(compose && { composeSample: createComposers(found, takes).composeSample }),
  }))
  return {
    problems: [
      ...problems.map((found) => retiring(found, retired)),
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

/** Content read before, by its key: questions come one after another about the same. */
const read = new Map<string, Release>()

/** What is asked of content without checking it. */
export function answer({ key, files, question }: QuestionTask): QuestionAnswer {
  let release = read.get(key)
  if (!release) {
    release = readFolder(files, sha256Hex).release
    read.set(key, release)
    const [oldest] = read.keys()
    if (read.size > 3 && oldest !== undefined) read.delete(oldest)
  }
  if (question.kind === 'search') return { hits: searchContent(release, question.words), pairs: [] }
  return { hits: [], pairs: nearDuplicates(release, { least: question.least }).slice(0, 300) }
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
