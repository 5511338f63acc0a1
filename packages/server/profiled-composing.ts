/** Composing on this one thread, with a clock in the typesetter: for `misiva compose --profile`. */
import * as compose from '@misiva/compose'
import { ProblemError, type Release } from '@misiva/model'
import { installed } from './channels.ts'
import { typesetting } from './composers.ts'
import { composeTask } from './composing-task.ts'
import type { ComposedTask, Composing, ComposeTask } from './composing.ts'
import type { Channels } from './house.ts'
import { createStages, type Stages } from './stages.ts'

export async function profiledComposing(
  release: Release,
  channels: Channels,
): Promise<Composing & { readonly stages: Stages }> {
  const plugins = new Map(installed.map(({ name, channel }) => [name, channel]))
  const stages = createStages()
  const world = await compose.createWorld(release, {
    takes: (channel) => plugins.get(channel)?.takes,
    typesetting: { ...(await typesetting(release)), clock: () => performance.now() },
  })
  if (!world.ok) throw new ProblemError(world.problems)
  const composers = compose.createComposers(release, stages.around(world.value))
  const settings = Object.fromEntries(
    channels.names.map((name) => [name, channels.get(name)?.settings]),
  )
  const compiled = new Set<string>()
  const one = async (task: ComposeTask): Promise<ComposedTask> => {
    const which = `${task.template} ${task.channel} ${task.language} ${task.tone}`
    // What is done once for a release is no cost of a document.
    if (!compiled.has(which)) await composeTask(task, composers, plugins, settings)
    compiled.add(which)
    const timed: typeof composers.compose = async (input) => {
      const end = stages.begin()
      const made = await composers.compose(input)
      end()
      return made
    }
    return composeTask(task, { compose: timed }, plugins, settings)
  }
  return {
    stages,
    threads: 1,
    warm: () => {},
    async compose(_, tasks) {
      const done: ComposedTask[] = []
      for (const task of tasks) done.push(await one(task))
      return done
    },
    close: async () => {},
  }
}
