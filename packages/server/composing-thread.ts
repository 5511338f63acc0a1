import { workerData } from 'piscina'
import { problem } from '@misiva/model'
import type { ComposedTask, ComposeTask, ThreadWorld } from './composing.ts'
import { createComposers } from './composers.ts'
import { composeTask } from './composing-task.ts'
import { installed } from './channels.ts'

const world = workerData as ThreadWorld
const plugins = new Map(installed.map(({ name, channel }) => [name, channel]))
const composers = createComposers(world.release, (channel) => plugins.get(channel)?.takes)

/** Composes and encodes a handful of messages. */
export default async function composeHandful(
  tasks: readonly ComposeTask[],
): Promise<ComposedTask[]> {
  const done: ComposedTask[] = []
  for (const task of tasks)
    done.push(
      await composeTask(task, composers, plugins, world.channels).catch((error: unknown) =>
        bug(task, error),
      ),
    )
  return done
}

/** A bug, not bad input; but it is this record's alone, and must not hold up the others of its chunk. */
function bug({ template, channel, envelope }: ComposeTask, error: unknown): ComposedTask {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const [first] = words.split('\n')
  process.stderr.write(`Composing record ${envelope.key} failed: ${words}\n`)
  const message = `${first} (${template} for ${channel}, record ${envelope.key})`
  return { ok: false, problems: [problem('MSV-S006', message)] }
}
