/** The tests of a template held on demand, as publishing would hold them: each with what it came to. */
import type { Composed, Problem, Release, Takes, Template } from '@misiva/model'
import type { Composers, SampleTask } from '../composers.ts'
import { sampleTasks } from '../folder/check.ts'
import { judge, narrowsTo, testsFor } from './assertions.ts'
import type { Evidence } from './assertions.ts'
import { documentLines } from './document-text.ts'
import { edgePrefix } from './samples.ts'

/** What became of one test. */
export interface Held {
  /** Compositions it was held against; 0 where it means nothing for any. */
  readonly tried: number
  readonly failures: readonly Problem[]
}

export interface Holding {
  readonly composers: Composers
  readonly takes: (channel: string) => Takes | undefined
  /** Text of each page, in reading order. */
  readonly pagesOf: (pdf: Uint8Array) => Promise<readonly string[]>
  /** Told after each composition. */
  readonly tell?: (done: number, of: number) => void
}

/** One answer for each test of the template, in their order. */
export async function holdTests(
  release: Release,
  template: Template,
  holding: Holding,
): Promise<readonly Held[]> {
  const tests = template.tests ?? []
  const found = tests.map(() => ({ tried: 0, failures: [] as Problem[] }))
  const channels = new Map(template.alternatives.map(({ name, channel }) => [name, channel]))
  const wanted = sampleTasks(template).flatMap((task) => {
    const takes = holding.takes(channels.get(task.alternative)!)
    const own = takes ? testsFor(template, task, takes) : []
    const edges = task.sample.startsWith(edgePrefix)
      ? tests.filter(
          (it) =>
            it.expects.kind === 'edges' &&
            narrowsTo({ ...it, samples: it.samples ?? [task.sample] }, task),
        )
      : []
    return own.length + edges.length > 0 ? [{ task, own, edges }] : []
  })
  for (const [i, { task, own, edges }] of wanted.entries()) {
    const composed = await holding.composers.previewSample(task)
    for (const test of [...own, ...edges]) {
      const held = found[tests.indexOf(test)]!
      held.tried++
      if (!composed.ok) held.failures.push(...composed.problems)
    }
    if (composed.ok && own.length > 0) {
      const evidence = await evidenceOf(composed.value, task, holding)
      for (const test of own) {
        const why = judge(test, evidence, template.name, task)
        if (why) found[tests.indexOf(test)]!.failures.push(why)
      }
    }
    holding.tell?.(i + 1, wanted.length)
  }
  return found
}

async function evidenceOf(
  composed: Composed,
  task: SampleTask,
  { composers, pagesOf }: Holding,
): Promise<Evidence> {
  if (composed.kind !== 'pages') return { composed }
  const document = await composers.sampleDocument(task)
  const lines = document?.ok ? { lines: documentLines(document.value) } : {}
  return { composed, pages: await pagesOf(composed.pdf), ...lines }
}
