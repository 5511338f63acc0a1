import { documentLines, judge, testsFor } from '@misiva/compose'
import type { Composers, Evidence, SampleTask } from '@misiva/compose'
import type { Composed, Problem, Release, Takes } from '@misiva/model'
import { createPageReader } from './page-reader.ts'

const reader = createPageReader()

/** Problems of one composed sample with the tests its template keeps; none where it has none. */
export async function contentTestProblems(
  release: Release,
  composers: Composers,
  task: SampleTask,
  takesOf: (channel: string) => Takes | undefined,
): Promise<readonly Problem[]> {
  const template = release.templates.find(({ name }) => name === task.template)
  const channel = template?.alternatives.find(({ name }) => name === task.alternative)?.channel
  const takes = channel === undefined ? undefined : takesOf(channel)
  if (!template || !takes) return []
  const tested = { ...task, tone: task.tone ?? 'neutral' }
  const tests = testsFor(template, tested, takes)
  if (tests.length === 0) return []
  const composed = await composers.previewSample(task)
  // What cannot be composed has been told by whoever composed it.
  if (!composed.ok) return []
  const evidence = await evidenceOf(composed.value, composers, task)
  return tests.flatMap((test) => judge(test, evidence, template.name, tested) ?? [])
}

async function evidenceOf(
  composed: Composed,
  composers: Composers,
  task: SampleTask,
): Promise<Evidence> {
  if (composed.kind !== 'pages') return { composed }
  const document = await composers.sampleDocument(task)
  const pages = await reader.texts(composed.pdf)
  return { composed, pages, ...(document?.ok && { lines: documentLines(document.value) }) }
}
