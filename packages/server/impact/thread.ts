/** One of the threads that compose old and new, and look for what differs. */
import { workerData } from 'piscina'
import { compare } from './compare.ts'
import type { Group, GroupResult, ImpactWorld } from './compare.ts'
import { openSides } from './sides.ts'
import { createPageReader } from './page-reader.ts'

const { before, after, takes, stop } = workerData as ImpactWorld
const sides = openSides(before, after, (channel) => takes[channel])
const reader = createPageReader()

/**
 * A handful of tasks, next to each other because they are compiled from the same; not all of them
 * where nobody waits for them any more.
 */
export default async function compareGroup(group: Group): Promise<GroupResult[]> {
  const found: GroupResult[] = []
  for (const task of group) {
    if (Atomics.load(stop, 0) !== 0) break
    found.push(await compare(task, await sides, reader))
  }
  return found
}
