import { checkFolder, nearDuplicates, readFolder, searchContent } from '@misiva/compose'
import type { Release } from '@misiva/model'
import { createComposers } from '../composers.ts'
import { sha256Hex } from '../content-folder.ts'
import { nothing, takes, toldOf } from './telling.ts'
import type { ContentReading, QuestionAnswer, QuestionTask, ReadingTask } from './reading.ts'

/** Reads and checks content, and composes its samples. */
export default async function readAll({ files, retired }: ReadingTask): Promise<ContentReading> {
  if (files.size === 0) return nothing
  const { release, problems } = await checkFolder(files, sha256Hex, (found) => ({
    takes,
    composeSample: createComposers(found, takes).composeSample,
  }))
  return toldOf({ release, problems, retired, files })
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
