import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import { pickAlternative, sampleCustomer, selectImpact } from '@misiva/compose'
import type { ImpactTask } from '@misiva/compose'
import type { Release } from '@misiva/model'
import type { Group, GroupResult, ImpactWorld } from './compare.ts'
import type { Impact, ImpactItem, ImpactOptions } from './items.ts'
import { installedTakes, takesOf } from './takes.ts'

/** See `Impact`. */
export const impact: Impact = async function* (before, after, options = {}) {
  const tasks = selectImpact(before, after, takesOf)
  options.onSelected?.(tasks.length)
  if (tasks.length === 0) return
  const groups = grouped(tasks)
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const end = () => void Atomics.store(stop, 0, 1)
  options.signal?.addEventListener('abort', end, { once: true })
  if (options.signal?.aborted) end()
  const pool = openPool(
    { before, after, takes: installedTakes, stop },
    threadsFor(groups.length, options.threads),
  )
  try {
    const work = groups.map((group) => run(pool, group))
    for (const [i, group] of groups.entries()) {
      const found = await work[i]!
      options.signal?.throwIfAborted()
      for (const [j, task] of group.entries())
        yield itemOf(task, found[j]!, choiceOf(task, before, after), options)
    }
  } finally {
    end()
    options.signal?.removeEventListener('abort', end)
    await pool.close({ force: true })
  }
}

function run(pool: Piscina<Group, GroupResult[]>, group: Group) {
  const work = pool.run(group)
  // The failure of one is told when its turn comes; the others must not be unhandled until then.
  work.catch(() => undefined)
  return work
}

/** A thread takes 0.3 s to begin: for a few groups one is soonest done. */
function threadsFor(groups: number, wanted = availableParallelism()): number {
  return Math.max(1, Math.min(wanted, Math.ceil(groups / 2)))
}

/**
 * What is made ready together goes to one thread: the names of a template's data, then each
 * alternative in each language. Few templates are shared out by alternative, or a core would rest.
 */
function grouped(tasks: readonly ImpactTask[]): Group[] {
  const templates = new Set(tasks.map(({ template }) => template)).size
  const keyOf = ({ template, alternative, language, tone }: ImpactTask) =>
    templates >= 8 ? template : JSON.stringify([template, alternative, language, tone])
  const groups: ImpactTask[][] = []
  let last: string | undefined
  for (const task of tasks) {
    const key = keyOf(task)
    if (key === last) groups.at(-1)!.push(task)
    else groups.push([task])
    last = key
  }
  return groups
}

function openPool(world: ImpactWorld, threads: number) {
  return new Piscina<Group, GroupResult[]>({
    filename: new URL('./thread.ts', import.meta.url).href,
    workerData: world,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
  })
}

function itemOf(
  task: ImpactTask,
  found: GroupResult,
  choice: 'same' | 'changed',
  { address }: ImpactOptions,
): ImpactItem {
  const { template, alternative, channel, language, tone, sample, takes, missing, behind } = task
  const { before, after, text, words, problems } = found
  const differs = choice === 'changed' ? [...found.differs, 'serves' as const] : found.differs
  const at = (side: 'before' | 'after' | 'difference', there: boolean) =>
    there ? (address?.(task, side) ?? null) : null
  const changed = differs.length > 0
  return {
    ...{ template, alternative, channel, language, tone, sample, takes, changed, differs },
    pagesBefore: before.pages,
    pagesAfter: after.pages,
    segmentsBefore: before.segments,
    segmentsAfter: after.segments,
    before: at('before', before.there),
    after: at('after', after.there),
    difference: at('difference', changed && before.there && after.there && takes !== 'text'),
    ...{ text, words, missing, behind, problems },
  }
}

/** Whether the sample's customer would still be served by this alternative. */
function choiceOf(task: ImpactTask, before: Release, after: Release): 'same' | 'changed' {
  if (task.sides !== 'both') return 'same'
  return serves(before, task) === serves(after, task) ? 'same' : 'changed'
}

function serves(release: Release, task: ImpactTask): boolean {
  const { template, channel, sample, language, alternative } = task
  const found = release.templates.find(({ name }) => name === template)
  const given = found?.samples.find(({ name }) => name === sample)
  if (!given) return false
  const customer = { ...sampleCustomer(given.data, language), language }
  const picked = pickAlternative(release, template, channel, { data: given.data, customer })
  return picked.ok && picked.value?.name === alternative
}
